using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PlanEditor.Finals;
using PlanEditor.Hosting;
using PlanEditor.Tests.Collaboration;
using PlanEditor.Tests.Finals;
using PlanEditor.Tests.Hosting;
using PlanEditor.Tests.Storage;
using PlanEditor.Webhooks;
using Xunit;

namespace PlanEditor.Tests.Webhooks;

/// <summary>Servers that are told of new finals.</summary>
public sealed class WebhookTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static readonly Lazy<Task<byte[]>> Manifest = new(ManifestAsync);

    [Fact]
    public async Task A_server_is_told_once_signed_and_again_until_it_takes_it()
    {
        using var directory = new TemporaryDirectory();
        var data = await PublishAsync(directory);
        await using var listener = await Receiver.StartAsync(HttpStatusCode.ServiceUnavailable);
        var time = new ManualTime();
        using var sender = Sender(data, listener, time);

        var next = await sender.SendAsync(default);
        Assert.Equal(time.GetUtcNow() + TimeSpan.FromMinutes(1), next);
        Assert.Single(listener.Got);
        Assert.Equal(next, await sender.SendAsync(default));
        Assert.Single(listener.Got);

        listener.Says = HttpStatusCode.NoContent;
        time.Pass(TimeSpan.FromMinutes(1));
        // As after a start of the server: what waits is on disk.
        using var again = Sender(data, listener, time);
        Assert.Null(await again.SendAsync(default));
        Assert.Equal(2, listener.Got.Count);
        Assert.Single(listener.Got.Select(got => got.Id).Distinct());
        Assert.Null(await again.SendAsync(default));
        Assert.Equal(2, listener.Got.Count);

        var (id, second, signature, body) = listener.Got[^1];
        Assert.Equal($"v1,{Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(Secret["whsec_".Length..]), Encoding.UTF8.GetBytes($"{id}.{second}.{body}")))}", signature);
        using var told = JsonDocument.Parse(body);
        Assert.Equal("final.published", told.RootElement.GetProperty("type").GetString());
        Assert.Equal("http://localhost:5080/public/panama/v1", told.RootElement.GetProperty("data").GetProperty("address").GetString());
    }

    [Fact]
    public async Task Of_the_report_a_server_is_told_as_of_a_report()
    {
        using var directory = new TemporaryDirectory();
        var data = await PublishAsync(directory);
        var store = new FinalStore(data);
        var panama = store.Find("panama", 1)!;
        Directory.CreateDirectory(Path.Combine(directory.Path, "finals", "workshop-report", "v1"));
        store.Publish(panama with { Plan = "workshop-report", Country = "", Address = new Uri("http://localhost:5080/public/workshop-report/v1") });
        await using var listener = await Receiver.StartAsync(HttpStatusCode.NoContent);
        using var sender = Sender(data, listener, new ManualTime());
        await sender.SendAsync(default);
        using var told = JsonDocument.Parse(Assert.Single(listener.Got, got => got.Body.Contains("report", StringComparison.Ordinal)).Body);
        Assert.Equal("report.published", told.RootElement.GetProperty("type").GetString());
        Assert.Equal(["report", "title", "version", "address", "manifest"], told.RootElement.GetProperty("data").EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task What_is_off_the_public_pages_for_a_moment_is_told_when_it_is_back_and_a_broken_message_stops_no_other()
    {
        using var directory = new TemporaryDirectory();
        var data = await PublishAsync(directory);
        await using var listener = await Receiver.StartAsync(HttpStatusCode.ServiceUnavailable);
        var (time, store) = (new ManualTime(), new FinalStore(data));
        using var sender = Sender(data, listener, time);
        await sender.SendAsync(default);
        Assert.Single(listener.Got);
        File.WriteAllText(Path.Combine(directory.Path, "webhooks", "broken.json"), "{");

        store.Keep(store.Find("panama", 1)!, new FinalBeside(time.GetUtcNow(), []));
        time.Pass(TimeSpan.FromHours(1));
        listener.Says = HttpStatusCode.NoContent;
        using var meanwhile = Sender(data, listener, time);
        Assert.Null(await meanwhile.SendAsync(default));
        Assert.Single(listener.Got);

        store.Keep(store.Find("panama", 1)!, FinalBeside.None);
        using var again = Sender(data, listener, time);
        Assert.Null(await again.SendAsync(default));
        Assert.Equal(2, listener.Got.Count);
    }

    [Fact]
    public async Task It_is_tried_nine_times_then_given_up_and_sent_again_when_somebody_has_it_so()
    {
        using var directory = new TemporaryDirectory();
        var data = await PublishAsync(directory);
        await using var listener = await Receiver.StartAsync(HttpStatusCode.ServiceUnavailable);
        var (time, store) = (new ManualTime(), new WebhookStore(data, NullLogger<WebhookStore>.Instance));
        using var sender = Sender(data, listener, time);
        foreach (var minutes in new[] { 1, 5, 30, 120, 360, 720, 1440, 1440 })
        {
            Assert.Equal(time.GetUtcNow() + TimeSpan.FromMinutes(minutes), await sender.SendAsync(default));
            Assert.Empty(store.Failed());
            time.Pass(TimeSpan.FromMinutes(minutes));
        }

        Assert.Null(await sender.SendAsync(default));
        time.Pass(TimeSpan.FromDays(2));
        Assert.Null(await sender.SendAsync(default));
        Assert.Equal(9, listener.Got.Count);
        var failed = Assert.Single(store.Failed());
        Assert.Equal((9, "answered 503"), (failed.Tries, failed.Last));

        listener.Says = HttpStatusCode.NoContent;
        store.Keep(failed with { Tries = 0, Next = time.GetUtcNow(), Failed = false });
        Assert.Null(await sender.SendAsync(default));
        Assert.Equal(10, listener.Got.Count);
        Assert.Empty(store.Failed());
    }

    [Fact]
    public async Task Who_wants_no_more_gets_no_more()
    {
        using var directory = new TemporaryDirectory();
        var data = await PublishAsync(directory);
        await using var listener = await Receiver.StartAsync(HttpStatusCode.Gone);
        using var sender = Sender(data, listener, new ManualTime());
        Assert.Null(await sender.SendAsync(default));
        Assert.Null(await sender.SendAsync(default));
        Assert.Single(listener.Got);
        Assert.Equal("wants no more: 410", Assert.Single(new WebhookStore(data, NullLogger<WebhookStore>.Instance).Failed()).Last);
    }

    [Theory]
    [InlineData("7200", 120)]
    [InlineData("5", 1)]
    [InlineData("Sat, 01 Jul 2017 11:30:00 GMT", 150)]
    [InlineData("99999999", 1440)]
    [InlineData("Thu, 01 Jan 1970 00:00:00 GMT", 1)]
    public async Task A_server_that_asks_for_time_gets_it_within_reason(string asked, int minutes)
    {
        using var directory = new TemporaryDirectory();
        var data = await PublishAsync(directory);
        await using var listener = await Receiver.StartAsync(HttpStatusCode.TooManyRequests);
        listener.RetryAfter = asked;
        var time = new ManualTime();
        using var sender = Sender(data, listener, time);
        Assert.Equal(time.GetUtcNow() + TimeSpan.FromMinutes(minutes), await sender.SendAsync(default));
    }

    [Fact]
    public async Task Those_that_failed_together_do_not_come_again_together()
    {
        using var directory = new TemporaryDirectory();
        var data = await PublishAsync(directory);
        await using var listener = await Receiver.StartAsync(HttpStatusCode.ServiceUnavailable);
        var time = new ManualTime();
        using var sender = Sender(data, [listener], time, random: new Fixed(0.5));
        Assert.Equal(time.GetUtcNow() + TimeSpan.FromSeconds(63), await sender.SendAsync(default));
    }

    [Fact]
    public async Task Who_does_not_answer_holds_up_nobody_and_is_asked_again()
    {
        using var directory = new TemporaryDirectory();
        var data = await PublishAsync(directory);
        await using var silent = await Receiver.StartAsync(HttpStatusCode.NoContent);
        await using var other = await Receiver.StartAsync(HttpStatusCode.NoContent);
        var (held, time) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new ManualTime());
        silent.Holds = held.Task;
        using (var patient = Sender(data, [silent, other], time))
        {
            var sending = patient.SendAsync(default);
            await other.Heard.WaitAsync(TimeSpan.FromSeconds(60));
            Assert.False(sending.IsCompleted);
            held.SetResult();
            Assert.Null(await sending);
        }

        using var again = new TemporaryDirectory();
        data = await PublishAsync(again);
        silent.Holds = Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);
        using var sender = Sender(data, [silent], time, longestFor: TimeSpan.FromMilliseconds(200));
        Assert.Equal(time.GetUtcNow() + TimeSpan.FromMinutes(1), await sender.SendAsync(default));
        Assert.Equal("did not answer in time", Assert.Single(new WebhookStore(data, NullLogger<WebhookStore>.Instance).Waiting()).Last);
    }

    [Theory]
    [InlineData("http://example.org/hook", Secret)]
    [InlineData("https://user:word@example.org/hook", Secret)]
    [InlineData("https://example.org/hook", "short")]
    public void A_setting_that_cannot_be_right_is_refused(string address, string secret) =>
        Assert.False(new WebhookOptions { Addresses = [new WebhookAddress { Address = new Uri(address), Secret = secret }] }.AreReadable());

    /// <summary>A data directory in which the sample of Panama is published, and nobody was told of it.</summary>
    private static async Task<DataDirectory> PublishAsync(TemporaryDirectory directory)
    {
        var published = Directory.CreateDirectory(Path.Combine(directory.Path, "finals", "panama", "v1"));
        await File.WriteAllBytesAsync(Path.Combine(published.FullName, FinalManifest.FileName), await Manifest.Value);
        return new DataDirectory(Options.Create(new SiteOptions { Data = directory.Path }), new HostingEnvironment { ContentRootPath = "/" });
    }

    private static async Task<byte[]> ManifestAsync()
    {
        await using var site = new Site(sample: true);
        return (await site.PublishedAsync()).Manifest.Write();
    }

    private static WebhookSender Sender(DataDirectory data, Receiver listener, ManualTime time) => Sender(data, [listener], time);

    private static WebhookSender Sender(DataDirectory data, Receiver[] listeners, ManualTime time, Random? random = null, TimeSpan? longestFor = null) => new(
        new PublishedFinals(new FinalStore(data), NullLogger<PublishedFinals>.Instance),
        new FinalStore(data),
        new WebhookStore(data, NullLogger<WebhookStore>.Instance),
        Options.Create(new WebhookOptions { Addresses = [.. listeners.Select(listener => new WebhookAddress { Address = new Uri($"http://127.0.0.1:{listener.Port}/hook"), Secret = Secret })] }),
        time,
        NullLogger<WebhookSender>.Instance,
        IPAddress.IsLoopback,
        random ?? new Fixed(0))
    {
        LongestFor = longestFor ?? TimeSpan.FromSeconds(60),
    };

    /// <summary>Chance that always falls the same way.</summary>
    private sealed class Fixed(double part) : Random
    {
        public override double NextDouble() => part;
    }
}
