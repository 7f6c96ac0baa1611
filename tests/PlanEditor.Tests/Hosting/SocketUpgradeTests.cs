using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PlanEditor.Hosting;
using Xunit;

namespace PlanEditor.Tests.Hosting;

/// <summary>WebSockets that are written to where the socket is, on a Kestrel of their own.</summary>
public sealed class SocketUpgradeTests
{
    private const int SendBufferSizeBytes = 64 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("http", true)]
    [InlineData("http", false)]
    [InlineData("https", true)]
    public async Task What_is_more_than_the_socket_takes_at_once_arrives_whole_and_in_order(string scheme, bool isHeardFirst)
    {
        var messages = Enumerable.Range(0, 5).Select(at => Bytes(at, 1_000_000 * (at % 2) + at)).ToArray();
        await using var server = await StartAsync(async (_, socket) =>
        {
            if (isHeardFirst) await ReadAsync(socket);
            foreach (var message in messages) await socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
            if (!isHeardFirst) await ReadAsync(socket);
            await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None);
        }, scheme);
        using var client = await ConnectAsync(server);
        await client.SendAsync(Bytes(2, 10), WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
        foreach (var message in messages) Assert.Equal(message, await ReadAsync(client));
        var end = await client.ReceiveAsync(new byte[1], CancellationToken.None).WaitAsync(Patience);
        Assert.Equal(WebSocketMessageType.Close, end.MessageType);
        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None).WaitAsync(Patience);
    }

    [Fact]
    public async Task What_comes_in_is_read_while_something_is_being_sent()
    {
        var large = Bytes(1, 8_000_000);
        await using var server = await StartAsync(async (_, socket) =>
        {
            await ReadAsync(socket);
            var sending = socket.SendAsync(large, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
            var heard = await ReadAsync(socket);
            var wasSending = !sending.IsCompleted;
            await sending;
            await socket.SendAsync(wasSending ? heard : [], WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
        });
        using var client = await ConnectAsync(server);
        for (var seed = 1; seed <= 2; seed++) await client.SendAsync(Bytes(seed, 10), WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
        Assert.Equal(large, await ReadAsync(client));
        Assert.Equal(Bytes(2, 10), await ReadAsync(client));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_takes_nothing_is_cut_and_the_sending_ends(bool serverStops)
    {
        var (stuck, ended) = (new TaskCompletionSource<Action>(), new TaskCompletionSource<Exception?>());
        var server = await StartAsync(async (context, socket) =>
        {
            await ReadAsync(socket);
            var sending = socket.SendAsync(Bytes(1, 8_000_000), WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
            stuck.SetResult(context.Abort);
            ended.SetResult(await Record.ExceptionAsync(() => sending));
        });
        using var client = await ConnectAsync(server);
        await client.SendAsync(Bytes(2, 10), WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
        var abort = await stuck.Task.WaitAsync(Patience);
        Assert.False(ended.Task.IsCompleted);
        if (serverStops) await server.StopAsync();
        else abort();
        Assert.NotNull(await ended.Task.WaitAsync(Patience));
        await Assert.ThrowsAsync<WebSocketException>(() => ReadAsync(client));
        await server.DisposeAsync();
    }

    private static byte[] Bytes(int seed, int count)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static async Task<WebApplication> StartAsync(Func<HttpContext, WebSocket, Task> talk, string scheme = "http")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.UseUrls($"{scheme}://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = Certificate()));
        builder.WebHost.UseSockets(sockets => sockets.CreateBoundListenSocket = address =>
        {
            var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(address);
            socket.SendBufferSize = SendBufferSizeBytes;
            return socket;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(100));
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.UseLines();
        app.Run(async context =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            await talk(context, socket);
        });
        await app.StartAsync();
        return app;
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create();
        var now = TimeProvider.System.GetUtcNow();
        return new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    private static async Task<ClientWebSocket> ConnectAsync(WebApplication server)
    {
        var client = new ClientWebSocket();
        client.Options.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null;
        await client.ConnectAsync(new Uri(server.Urls.First().Replace("http", "ws", StringComparison.Ordinal)), CancellationToken.None).WaitAsync(Patience);
        return client;
    }

    private static async Task<byte[]> ReadAsync(WebSocket socket)
    {
        using var all = new MemoryStream();
        var part = new byte[10_000];
        while (true)
        {
            var read = await socket.ReceiveAsync(part, CancellationToken.None).WaitAsync(Patience);
            all.Write(part, 0, read.Count);
            if (read.EndOfMessage) return all.ToArray();
        }
    }
}
