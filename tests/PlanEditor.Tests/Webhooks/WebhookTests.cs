using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
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

/// <summary>Servers that are told of new finals, and those that can never be reached so.</summary>
public sealed class WebhookTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.9.9.9")]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("168.63.129.16")]
    [InlineData("100.100.100.200")]
    [InlineData("192.0.0.192")]
    [InlineData("161.26.0.10")]
    [InlineData("166.8.0.1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:a9fe:a9fe")]
    [InlineData("::127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("fe80::1")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("ff02::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2001::7f00:1")]
    public void An_address_inside_is_none_to_go_to(string address) => Assert.False(OutsideOnly.IsOutside(IPAddress.Parse(address)));

    [Theory]
    [InlineData("93.184.216.34")]
    [InlineData("172.32.0.1")]
    [InlineData("168.63.129.17")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("2606:2800:220:1:248:1893:25c8:1946")]
    public void An_address_outside_is(string address) => Assert.True(OutsideOnly.IsOutside(IPAddress.Parse(address)));

    [Fact]
    public async Task A_server_inside_gets_no_connection_by_whatever_name()
    {
        await using var listener = await Receiver.StartAsync(HttpStatusCode.OK);
        using var client = new HttpClient(OutsideOnly.NewHandler(OutsideOnly.IsOutside));
        Assert.InRange(InsideAddresses.Hosts.Count, 200, 1_000);
        foreach (var host in InsideAddresses.Hosts)
        {
            // What is no address at all leads nowhere.
            if (!Uri.TryCreate($"http://{host}:{listener.Port}/", UriKind.Absolute, out var address)) continue;
            var refused = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(address));
            if (address.HostNameType != UriHostNameType.Dns) Assert.Contains("is not outside", refused.Message, StringComparison.Ordinal);
        }

        Assert.Empty(listener.Got);
    }

    [Theory]
    [InlineData(HttpStatusCode.Moved)]
    [InlineData(HttpStatusCode.Found)]
    [InlineData(HttpStatusCode.SeeOther)]
    [InlineData(HttpStatusCode.TemporaryRedirect)]
    [InlineData(HttpStatusCode.PermanentRedirect)]
    public async Task Nobody_is_followed_elsewhere(HttpStatusCode says)
    {
        await using var listener = await Receiver.StartAsync(says);
        using var client = new HttpClient(OutsideOnly.NewHandler(IPAddress.IsLoopback));
        using var answer = await client.PostAsync(new Uri($"http://127.0.0.1:{listener.Port}/"), new StringContent("{}"));
        Assert.Equal(says, answer.StatusCode);
        Assert.Single(listener.Got);
    }

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
        data = Copy(data, again);
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

    /// <summary>A data directory in which the sample of Panama is published.</summary>
    private static async Task<DataDirectory> PublishAsync(TemporaryDirectory directory)
    {
        await using var site = new Site(sample: true);
        await site.PublishedAsync();
        var published = Path.Combine(directory.Path, "finals", "panama", "v1");
        Directory.CreateDirectory(published);
        File.Copy(Path.Combine(site.Data, "finals", "panama", "v1", FinalManifest.FileName), Path.Combine(published, FinalManifest.FileName));
        return new DataDirectory(Options.Create(new SiteOptions { Data = directory.Path }), site.Services.GetRequiredService<IHostEnvironment>());
    }

    /// <summary>The same finals, of which nobody was told.</summary>
    private static DataDirectory Copy(DataDirectory data, TemporaryDirectory to)
    {
        var published = Directory.CreateDirectory(Path.Combine(to.Path, "finals", "panama", "v1"));
        File.Copy(Path.Combine(data.Path, "finals", "panama", "v1", FinalManifest.FileName), Path.Combine(published.FullName, FinalManifest.FileName));
        return new DataDirectory(Options.Create(new SiteOptions { Data = to.Path }), new HostingEnvironment { ContentRootPath = "/" });
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

    /// <summary>A server on this machine that keeps what it is told.</summary>
    private sealed class Receiver(WebApplication app) : IAsyncDisposable
    {
        private readonly TaskCompletionSource _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public HttpStatusCode Says { get; set; }

        public string? RetryAfter { get; set; }

        /// <summary>What it waits for before it answers.</summary>
        public Task Holds { get; set; } = Task.CompletedTask;

        /// <summary>It was told something.</summary>
        public Task Heard => _heard.Task;

        public List<(string Id, string Second, string Signature, string Body)> Got { get; } = [];

        public int Port => new Uri(app.Urls.Single()).Port;

        public static async Task<Receiver> StartAsync(HttpStatusCode says)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var receiver = new Receiver(builder.Build()) { Says = says };
            receiver.Map();
            await receiver.StartAsync();
            return receiver;
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();

        private Task StartAsync() => app.StartAsync();

        private void Map() => app.MapFallback(async (HttpContext context) =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var headers = context.Request.Headers;
            context.Response.Headers.Location = "/elsewhere";
            context.Response.Headers.RetryAfter = RetryAfter;
            Got.Add((headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString(), headers["webhook-signature"].ToString(), await reader.ReadToEndAsync()));
            _heard.TrySetResult();
            await Holds.WaitAsync(context.RequestAborted);
            return Results.StatusCode((int)Says);
        });
    }
}
