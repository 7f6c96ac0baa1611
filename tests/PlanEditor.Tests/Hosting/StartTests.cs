using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using PlanEditor.Storage;
using PlanEditor.Tests.Storage;
using Xunit;

namespace PlanEditor.Tests.Hosting;

/// <summary>The program as a process that cannot start: a line for each thing that is wrong, nothing more, and 1.</summary>
public sealed class StartTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Settings_that_cannot_be_right_are_said_one_by_one()
    {
        var said = await FailAsync("{}", "--Site:Address", "nowhere", "--Audit:KeepDays", "1", "--Webhooks:Addresses:0:Address", "https://example.org/hook");
        Assert.Equal(3, said.Length);
        Assert.Contains(said, line => line.StartsWith("Site: Address", StringComparison.Ordinal));
        Assert.Contains(said, line => line.Contains("KeepDays", StringComparison.Ordinal));
        Assert.Contains(said, line => line.StartsWith("Webhooks: each", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_of_settings_that_is_broken_is_named() => Assert.Contains("appsettings.json", Assert.Single(await FailAsync("{ \"Site\": ")), StringComparison.Ordinal);

    [Fact]
    public async Task An_address_that_is_none_is_named() => Assert.Contains("over-there", Assert.Single(await FailAsync("{}", "--urls", "over-there")), StringComparison.Ordinal);

    [Fact]
    public async Task A_port_that_another_program_has_is_named()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        Assert.Contains($"{port}", Assert.Single(await FailAsync("{}", "--urls", $"http://127.0.0.1:{port}")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AspNetUsers", "true")]
    [InlineData("Invitations", "false")]
    [InlineData("Changes", "true")]
    public async Task A_database_that_takes_nothing_more_is_named(string table, string sample)
    {
        var data = _directory.File("data");
        await using (var store = await TestStore.OpenSqliteAsync(Path.Combine(data, StorageSetup.FileName)))
        {
            using var connection = store.File.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"CREATE TRIGGER Filled BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'there is no room'); END";
            command.ExecuteNonQuery();
        }

        // What the database's own library and the log write down for those who look is not the line.
        var said = Assert.Single(await FailAsync("{}", "--sample", sample, "--Logging:LogLevel:Microsoft.EntityFrameworkCore", "None", "--Logging:LogLevel:PlanEditor", "None"));
        Assert.StartsWith($"The data directory {data} cannot be written: ", said, StringComparison.Ordinal);
        Assert.Contains("there is no room", said, StringComparison.Ordinal);
    }

    /// <summary>What it says on the error output, when it ends by itself with 1 and puts no trace of its stack anywhere.</summary>
    private async Task<string[]> FailAsync(string settings, params string[] arguments)
    {
        await File.WriteAllTextAsync(_directory.File("appsettings.json"), settings);
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [typeof(Program).Assembly.Location, "--contentRoot", _directory.Path, "--data", _directory.File("data"), "--Site:WarmUp", "false", .. arguments])
        {
            WorkingDirectory = _directory.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
            await process.WaitForExitAsync(patience.Token);
            Assert.Equal(1, process.ExitCode);
            Assert.DoesNotContain("   at ", await output + await error, StringComparison.Ordinal);
            return (await error).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }
}
