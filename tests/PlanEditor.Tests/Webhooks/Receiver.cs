using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace PlanEditor.Tests.Webhooks;

/// <summary>A server on this machine that keeps what it is told.</summary>
internal sealed class Receiver(WebApplication app) : IAsyncDisposable
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
