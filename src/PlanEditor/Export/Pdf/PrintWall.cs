using System.ComponentModel;
using System.Diagnostics;

namespace PlanEditor.Export.Pdf;

/// <summary>
/// What stands around the printing browser beside what it does itself: a network of its own in which there is nothing, where the system lets the server's user make one. It is tried once; the log
/// says what there is and what is lacking.
/// </summary>
internal sealed partial class PrintWall(ILogger logger)
{
    private static readonly TimeSpan TryMax = TimeSpan.FromSeconds(5);

    private string[]? _command;

    /// <summary>What stands before the command that starts the browser; nothing, where there is no such network.</summary>
    public async Task<IReadOnlyList<string>> CommandAsync()
    {
        if (_command is not null) return _command;
        if (Environment.IsPrivilegedProcess) Log.NoSandbox(logger);
        string[] command = Environment.IsPrivilegedProcess ? ["unshare", "--net", "--"] : ["unshare", "--user", "--map-current-user", "--net", "--"];
        if (OperatingSystem.IsLinux() && await WorksAsync(command))
        {
            Log.OwnNetwork(logger);
            return _command = command;
        }

        GiveUp();
        return [];
    }

    /// <summary>The browser does not start in such a network, and does without.</summary>
    public void GiveUp()
    {
        _command = [];
        Log.NoNetwork(logger);
    }

    private static async Task<bool> WorksAsync(string[] command)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command[0], [.. command[1..], "true"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
            await process.WaitForExitAsync().WaitAsync(TryMax);
            return process.ExitCode == 0;
        }
        catch (Exception problem) when (problem is Win32Exception or InvalidOperationException or IOException or TimeoutException)
        {
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Chromium prints in a network of its own in which there is nothing")]
        public static partial void OwnNetwork(ILogger logger);

        [LoggerMessage(LogLevel.Warning, "Chromium prints in the network of this machine, of which it is told to use nothing: the system lets this user make no network of its own (unshare)")]
        public static partial void NoNetwork(ILogger logger);

        [LoggerMessage(LogLevel.Warning, "Chromium prints without its sandbox, because this server runs as root: run it as a user of its own")]
        public static partial void NoSandbox(ILogger logger);
    }
}
