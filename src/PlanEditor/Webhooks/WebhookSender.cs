using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.Extensions.Options;
using PlanEditor.Finals;
using PlanEditor.Hosting;

namespace PlanEditor.Webhooks;

/// <summary>
/// Tells servers of new finals, signed as Standard Webhooks says. A message is on disk before it is sent and is tried again, later each time, until it was taken; so it can come twice, with the same id.
/// </summary>
public sealed partial class WebhookSender(
    PublishedFinals finals, FinalStore files, WebhookStore store, IOptions<WebhookOptions> options, TimeProvider time, ILogger<WebhookSender> logger, Func<IPAddress, bool>? mayReach = null, Random? random = null) : BackgroundService
{
    /// <summary>How many servers are told at once.</summary>
    private const int AtOnce = 5;

    /// <summary>By what part a pause is longer at most, so that many that failed together do not come again together.</summary>
    private const double Jitter = 0.1;

    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6), TimeSpan.FromHours(12), TimeSpan.FromHours(24), TimeSpan.FromHours(24)];

    private static readonly TimeSpan RetryAfterMax = TimeSpan.FromHours(24);

    private readonly Channel<bool> _due = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>How long one may take to answer.</summary>
    internal TimeSpan LongestFor { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Something is to be sent now.</summary>
    internal void Wake() => _due.Writer.TryWrite(true);

    /// <summary>Sends what is due.</summary>
    /// <returns>When the next one is due; null: none waits.</returns>
    internal async Task<DateTimeOffset?> SendAsync(CancellationToken cancellation)
    {
        foreach (var final in finals.All.Where(final => !files.IsAnnounced(final.Manifest)).Reverse())
        {
            foreach (var one in options.Value.Addresses) store.Add(final.Manifest, one.Address, time.GetUtcNow());
            files.MarkAnnounced(final.Manifest);
        }

        using var client = new HttpClient(OutsideOnly.NewHandler(mayReach ?? OutsideOnly.IsOutside)) { Timeout = LongestFor, MaxResponseContentBufferSize = 64 * 1024 };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("OgdPlans/1.0");
        // Side by side: one that is slow holds up no other.
        await Parallel.ForEachAsync(
            Waiting().Where(delivery => delivery.Next <= time.GetUtcNow()).GroupBy(delivery => delivery.Address),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            (deliveries, ending) => SendAsync(client, deliveries, ending));
        return Waiting().Min(delivery => delivery.Next);
    }

    /// <summary>Sends what is due to one server. Once it does not take one, the others wait as long as that one: it asked for time, or is not there.</summary>
    private async ValueTask SendAsync(HttpClient client, IEnumerable<WebhookDelivery> deliveries, CancellationToken cancellation)
    {
        DateTimeOffset? later = null;
        foreach (var delivery in deliveries)
        {
            if (later is not null)
            {
                store.Keep(delivery with { Next = later });
                continue;
            }

            var tried = await TryAsync(client, delivery, cancellation);
            store.Keep(tried);
            if (tried.Failed) return;
            later = tried.Next;
        }
    }

    /// <summary>What can be told now: of a final that is off the public pages for the moment, others hear when it is back.</summary>
    private IEnumerable<WebhookDelivery> Waiting() => store.Waiting().Where(delivery => finals.Find(delivery.Plan, delivery.Version) is not null);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        finals.Changed += Wake;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var next = await SendAsync(stoppingToken);
                using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                var published = _due.Reader.ReadAsync(waiting.Token).AsTask();
                if (next is { } due) await Task.WhenAny(published, Task.Delay(due > time.GetUtcNow() ? due - time.GetUtcNow() : TimeSpan.Zero, time, waiting.Token));
                else await published;
                await waiting.CancelAsync();
            }
            catch (Exception problem) when (problem.IsStopOf(stoppingToken))
            {
                // What was not taken is sent after the next start.
            }
            catch (Exception problem)
            {
                Log.NotKept(logger, problem);
                await Task.Delay(Pauses[0], time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<WebhookDelivery> TryAsync(HttpClient client, WebhookDelivery delivery, CancellationToken cancellation)
    {
        // An address that is not among the settings any more is told nothing.
        if (options.Value.Addresses.FirstOrDefault(one => one.Address == delivery.Address) is not { } to) return delivery with { Next = null, Last = WebhookStore.LeftOut };
        if (finals.Find(delivery.Plan, delivery.Version) is not { } final) return delivery;
        string said;
        TimeSpan? asked = null;
        try
        {
            using var request = Request(to, delivery.Id, Body(final.Manifest));
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (answer.IsSuccessStatusCode) return delivery with { Tries = delivery.Tries + 1, Next = null, Last = $"taken: {(int)answer.StatusCode}" };
            said = $"answered {(int)answer.StatusCode}";
            if (answer.StatusCode == HttpStatusCode.Gone) return delivery with { Tries = delivery.Tries + 1, Next = null, Last = "wants no more: 410", Failed = true };
            asked = answer.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - time.GetUtcNow() : null;
        }
        catch (Exception problem) when (problem is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            said = problem is TaskCanceledException ? "did not answer in time" : $"could not be reached: {problem.Message}";
        }

        DateTimeOffset? next = delivery.Tries < Pauses.Length ? time.GetUtcNow() + Pause(delivery.Tries, asked) : null;
        Log.NotTaken(logger, delivery.Address.Host, delivery.Id, said, next is null ? "given up" : "tried again");
        return delivery with { Tries = delivery.Tries + 1, Next = next, Last = said, Failed = next is null };
    }

    /// <summary>How long until the next try: at least as long as the server asked for, within reason.</summary>
    private TimeSpan Pause(int tries, TimeSpan? asked)
    {
        var pause = Pauses[tries];
        if (asked > pause) pause = asked.Value < RetryAfterMax ? asked.Value : RetryAfterMax;
        return pause * (1 + (Jitter * (random ?? Random.Shared).NextDouble()));
    }

    private HttpRequestMessage Request(WebhookAddress to, string id, byte[] body)
    {
        var second = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, to.Address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", second);
        request.Headers.Add("webhook-signature", $"v1,{Convert.ToBase64String(HMACSHA256.HashData(to.Key, (byte[])[.. Encoding.UTF8.GetBytes($"{id}.{second}."), .. body]))}");
        return request;
    }

    private static byte[] Body(FinalManifest manifest)
    {
        JsonObject data = manifest.IsPlan ? new() { ["plan"] = manifest.Plan, ["country"] = manifest.Country } : new() { ["report"] = manifest.Plan };
        data["title"] = manifest.Title;
        data["version"] = manifest.Version;
        data["address"] = manifest.Address.AbsoluteUri;
        data["manifest"] = $"{manifest.Address}/{FinalManifest.FileName}";
        return Encoding.UTF8.GetBytes(new JsonObject
        {
            ["type"] = manifest.IsPlan ? "final.published" : "report.published",
            ["timestamp"] = manifest.At.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["data"] = data,
        }.ToJsonString());
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Host} did not take {Delivery}: it {Said}; {Then}")]
        public static partial void NotTaken(ILogger logger, string host, string delivery, string said, string then);

        [LoggerMessage(LogLevel.Error, "Messages to other servers could not be kept; it is tried again")]
        public static partial void NotKept(ILogger logger, Exception problem);
    }
}
