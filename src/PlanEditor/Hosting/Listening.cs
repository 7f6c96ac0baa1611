using System.Net.Sockets;

namespace PlanEditor.Hosting;

/// <summary>Begins to listen, or says in one line why that cannot be. The host would write the same into the log, at length: until the server listens, it is not asked to.</summary>
public sealed partial class Listening
{
    private const string Host = "Microsoft.Extensions.Hosting.Internal.Host";

    private volatile bool _began;

    public static void AddTo(WebApplicationBuilder builder)
    {
        var listening = new Listening();
        builder.Services.AddSingleton(listening);
        builder.Logging.AddFilter(Host, level => level >= LogLevel.Information && (listening._began || level < LogLevel.Error));
    }

    /// <summary>Starts the server. When it cannot listen, says why on the error output.</summary>
    /// <returns>Whether it listens.</returns>
    public static async Task<bool> TryStartAsync(WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Asked to stop before it listened: it ends as it does later.
        }
        catch (Exception problem) when (problem is IOException or SocketException or FormatException or InvalidOperationException)
        {
            // The system does not say what it was about.
            var urls = app.Configuration[WebHostDefaults.ServerUrlsKey] is { Length: > 0 } given ? $" on {given}" : "";
            await Console.Error.WriteLineAsync($"The server cannot listen{urls}: {problem.Message}".Replace('\n', ' '));
            return false;
        }

        app.Services.GetRequiredService<Listening>()._began = true;
        // Of what ended before, the host said nothing.
        foreach (var ended in WorkBehind.Ended(app.Services.GetServices<IHostedService>())) Log.Ended(app.Logger, ended.GetType().Name, ended.ExecuteTask!.Exception!);
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "{Work} has ended and does nothing until the next start")]
        public static partial void Ended(ILogger logger, string work, Exception problem);
    }
}
