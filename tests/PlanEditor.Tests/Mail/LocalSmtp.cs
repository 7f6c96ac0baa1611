using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using MimeKit;
using SmtpServer;
using SmtpServer.ComponentModel;
using SmtpServer.Protocol;
using SmtpServer.Storage;
using Xunit;

namespace PlanEditor.Tests.Mail;

/// <summary>A mail server on this machine that keeps what it takes.</summary>
internal sealed class LocalSmtp : MessageStore, IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<MimeMessage> _taken = new();
    private readonly SemaphoreSlim _news = new(0);
    private Task _running = Task.CompletedTask;

    /// <summary>What it says next instead of taking a mail.</summary>
    public ConcurrentQueue<SmtpResponse> Refusals { get; } = new();

    /// <summary>Every mail that it was given, taken or not, by message id.</summary>
    public ConcurrentQueue<string> Given { get; } = new();

    public IReadOnlyCollection<MimeMessage> Taken => _taken;

    public int Port { get; private init; }

    public static LocalSmtp Start()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        var server = new LocalSmtp { Port = port };
        var services = new ServiceProvider();
        services.Add(server);
        var options = new SmtpServerOptionsBuilder().ServerName("localhost").Endpoint(endpoint => endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, port))).Build();
        server._running = new SmtpServer.SmtpServer(options, services).StartAsync(server._end.Token);
        return server;
    }

    public override Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream(buffer.ToArray());
        var message = MimeMessage.Load(stream, CancellationToken.None);
        Given.Enqueue(message.MessageId!);
        if (Refusals.TryDequeue(out var refusal)) return Task.FromResult(refusal);
        _taken.Enqueue(message);
        _news.Release();
        return Task.FromResult(SmtpResponse.Ok);
    }

    /// <summary>The next mail that it takes.</summary>
    public async Task<MimeMessage> NextAsync()
    {
        Assert.True(await _news.WaitAsync(TimeSpan.FromSeconds(30)), "no mail came");
        return _taken.Last();
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        try
        {
            await _running;
        }
        catch (OperationCanceledException)
        {
            // It was told to end.
        }

        _end.Dispose();
        _news.Dispose();
    }
}
