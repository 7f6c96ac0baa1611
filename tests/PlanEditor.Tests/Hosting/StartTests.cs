using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using OgdPlans.Tests;
using PlanEditor.Identity;
using PlanEditor.Storage;
using PlanEditor.Tests.Storage;
using Xunit;

namespace PlanEditor.Tests.Hosting;

/// <summary>The program as a process. When it cannot start: a line for each thing that is wrong, nothing more, and 1.</summary>
public sealed class StartTests : IDisposable
{
    private static readonly string Built = typeof(Program).Assembly.Location;
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

    [Theory]
    [InlineData("Site:Adress is no setting; the nearest is Site:Address", "--Site:Adress", "https://plans.example.gov")]
    [InlineData("Mail:Pasword is no setting; the nearest is Mail:Password", "--Mail:Pasword", "1234")]
    [InlineData("Rooms:Max is no setting; the nearest is Rooms:RoomsMax", "--Rooms:Max", "7")]
    [InlineData("Site:Address is one value: nothing is given below it", "--Site:Address:0", "https://plans.example.gov")]
    [InlineData("Proxy:Known is a list: its first value is given as Proxy:Known:0", "--Proxy:Known", "127.0.0.1")]
    [InlineData("Site:Countries is a list: its first value is given as Site:Countries:0", "--Site:Countries", "MN MNG en Asia/Ulaanbaatar Mongolia")]
    [InlineData("Webhooks:Addresses is a list: its first value is given as Webhooks:Addresses:0", "--Webhooks:Addresses", "https://example.org/hook")]
    [InlineData("dta is no setting; the nearest is data", "--dta", "/var/lib/ogdplans")]
    [InlineData("Sites is no setting; the nearest is Site", "--Sites:Address", "https://plans.example.gov")]
    [InlineData("Site: Address is https:// or http:// with a host, and nothing behind it", "--Site:Address", "https://name:word@plans.example.gov")]
    [InlineData("AllowedHosts: https://plans.example.gov is no name of a host: give plans.example.gov, without https:// and port, and a semicolon between two", "--AllowedHosts", "https://plans.example.gov")]
    [InlineData("AllowedHosts: plans.example.gov:443 is no name of a host: give plans.example.gov, without https:// and port, and a semicolon between two", "--AllowedHosts", "localhost;plans.example.gov:443")]
    [InlineData("AllowedHosts: a.example.gov,b.example.gov is no name of a host: give plans.example.gov, without https:// and port, and a semicolon between two", "--AllowedHosts", "a.example.gov,b.example.gov")]
    [InlineData("Mail: Host is the name or the address of a server, without a port, which is Mail:Port", "--Mail:Host", "mail.example.gov:25", "--Mail:From", "plans@example.gov", "--Mail:Site", "https://plans.example.gov")]
    [InlineData("Mail: Port is between 1 and 65535", "--Mail:Host", "mail.example.gov", "--Mail:From", "plans@example.gov", "--Mail:Site", "https://plans.example.gov", "--Mail:Port", "0")]
    [InlineData("Mail: User and Password are given together, or neither", "--Mail:Host", "mail.example.gov", "--Mail:From", "plans@example.gov", "--Mail:Site", "https://plans.example.gov", "--Mail:User", "plans")]
    [InlineData("--backup needs a value behind it.", "--backup", "--Site:Sample", "false")]
    [InlineData("--sample needs a value behind it.", "--sample")]
    public async Task A_setting_that_would_be_passed_over_is_named(string words, params string[] arguments) => Assert.Equal(words, Assert.Single(await FailAsync("{}", arguments)));

    [Fact]
    public async Task The_address_that_files_carry_for_ever_is_asked_for_where_others_come_in()
    {
        var said = Assert.Single(await FailAsync("{}", "--AllowedHosts", "plans.example.gov"));
        Assert.StartsWith("Site: Address (http://localhost:5080) is of this machine alone", said, StringComparison.Ordinal);
        Assert.Contains("--Site:Address https://", said, StringComparison.Ordinal);
        // None named are all.
        Assert.Equal(said, Assert.Single(await FailAsync("{}", "--AllowedHosts", ";")));
    }

    [Fact]
    public async Task A_site_that_refuses_its_own_address_says_so()
    {
        await using var program = await RunAsync("/", Built, "AllowedHosts does not name plans.example.gov", "--urls", "http://127.0.0.1:0", "--data", _directory.File("data"), "--Site:Address", "https://plans.example.gov", "--Site:WarmUp", "false");
    }

    [Fact]
    public async Task A_file_of_settings_with_a_misspelt_section_is_refused() =>
        Assert.Equal("Mial is no setting; the nearest is Mail", Assert.Single(await FailAsync("""{ "Mial": { "Host": "mail.example.gov" } }""")));

    [Fact]
    public async Task Whoever_asks_for_help_gets_it()
    {
        using var process = Start("/", Built, ["--help"]);
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        Assert.Contains("--backup FILE", said, StringComparison.Ordinal);
        Assert.Contains("--new-administrator", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_the_machine_in_hand_makes_a_link_for_an_administrator_while_the_server_runs()
    {
        var data = _directory.File("data");
        await using var program = await RunAsync("/", Built, "Now listening on: ", "--urls", "http://127.0.0.1:0", "--data", data, "--Site:WarmUp", "false", "--AllowedHosts", "*", "--Site:Address", "https://plans.example.gov");
        using var process = Start("/", Built, ["--data", data, "--Site:Address", "https://plans.example.gov", "--new-administrator"]);
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        var file = Path.Combine(data, "new-administrator.txt");
        Assert.Contains(file, said, StringComparison.Ordinal);
        var link = new Uri((await File.ReadAllTextAsync(file)).Trim());
        Assert.Equal("plans.example.gov", link.Host);
        Assert.Contains("Make your account", await program.ReadAsync(link.PathAndQuery), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finals_are_looked_for_where_they_are_said_to_be_wherever_that_is_said()
    {
        var nowhere = _directory.File("nowhere");
        foreach (var arguments in new string[][] { ["--verify-finals", "--data", nowhere], ["--data", nowhere, "--verify-finals"] })
            Assert.StartsWith($"{nowhere} is no data directory", Assert.Single(await FailAsync("{}", arguments)), StringComparison.Ordinal);
        Assert.False(Directory.Exists(nowhere));
    }

    [Fact]
    public async Task A_file_of_settings_that_is_broken_is_named() => Assert.Contains("appsettings.json", Assert.Single(await FailAsync("{ \"Site\": ")), StringComparison.Ordinal);

    [Fact]
    public async Task An_address_that_is_none_is_named() => Assert.Contains("over-there", Assert.Single(await FailAsync("{}", "--urls", "over-there")), StringComparison.Ordinal);

    [Fact]
    public async Task An_address_that_is_not_this_machines_is_named() =>
        Assert.StartsWith("The server cannot listen on http://192.0.2.1:5080: ", Assert.Single(await FailAsync("{}", "--urls", "http://192.0.2.1:5080")), StringComparison.Ordinal);

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

    [Fact]
    public async Task What_is_published_finds_its_settings_styles_and_scripts_wherever_it_is_started_from()
    {
        await using var program = await RunAsync("/", Publish(), "Now listening on: ", "--urls", "http://127.0.0.1:0", "--data", _directory.File("data"), "--Site:WarmUp", "false");
        foreach (var path in new[] { "/css/app.css", "/js/plan.js" }) Assert.Equal(HttpStatusCode.OK, await program.AskAsync(path));
        Assert.Equal(HttpStatusCode.BadRequest, await program.AskAsync("/account/sign-in", ("Host", "elsewhere.example.org")));
    }

    [Fact]
    public async Task Started_as_it_is_written_the_first_administrators_link_opens()
    {
        var data = _directory.File("data");
        var written = File.ReadLines(Repository.Path("docs", "operating.md")).Single(line => line.TrimStart().StartsWith("/srv/ogdplans/PlanEditor ", StringComparison.Ordinal));
        // The unit starts it by the same words.
        Assert.Contains(File.ReadLines(Repository.Path("docs", "operating.md")), line => line.Trim() == $"ExecStart={written.Trim()}");
        var arguments = written.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..].Select(argument => argument switch { "http://127.0.0.1:5080" => "http://127.0.0.1:0", "/var/lib/ogdplans" => data, _ => argument });
        await using var program = await RunAsync("/", Built, "There is no administrator yet.", [.. arguments, "--Site:WarmUp", "false"]);
        var link = new Uri((await File.ReadAllTextAsync(Path.Combine(data, "first-administrator.txt"))).Trim());
        Assert.Equal("https://plans.example.gov", link.GetLeftPart(UriPartial.Authority));
        Assert.Equal(HttpStatusCode.OK, await program.AskAsync(link.PathAndQuery, ("Host", link.Host), ("X-Forwarded-For", "203.0.113.5"), ("X-Forwarded-Proto", link.Scheme)));
    }

    [Theory]
    [InlineData("https://plans.example.gov/", "http://127.0.0.1:5080", "https://plans.example.gov")]
    [InlineData("http://localhost:5080/", "http://127.0.0.1:6000", "http://127.0.0.1:6000")]
    [InlineData("http://localhost:5080/", "http://[::]:80", "http://localhost:80")]
    [InlineData("http://localhost:5080/", "http://0.0.0.0:80", "http://localhost:80")]
    [InlineData("http://localhost:5080/", "http://unix:/run/ogdplans.sock", "http://localhost:5080")]
    [InlineData("http://localhost:5080/", null, "http://localhost:5080")]
    public void A_link_begins_with_an_address_that_a_browser_opens(string site, string? listening, string begins) => Assert.Equal(begins, FirstAdministrator.SiteOf(new Uri(site), listening));

    /// <summary>The program as it is published: beside it what it serves, which is not looked for among its sources.</summary>
    private string Publish()
    {
        var (built, to) = (Path.GetDirectoryName(Built)!, Directory.CreateDirectory(_directory.File("published")).FullName);
        foreach (var entry in Directory.EnumerateFileSystemEntries(built))
        {
            var name = Path.GetFileName(entry);
            if (name.EndsWith(".staticwebassets.runtime.json", StringComparison.Ordinal)) continue;
            // Those by which it finds out where it is.
            if (name is "appsettings.json" || name.StartsWith("PlanEditor.", StringComparison.Ordinal)) File.Copy(entry, Path.Combine(to, name));
            else if (Directory.Exists(entry)) Directory.CreateSymbolicLink(Path.Combine(to, name), entry);
            else File.CreateSymbolicLink(Path.Combine(to, name), entry);
        }

        Directory.CreateSymbolicLink(Path.Combine(to, "wwwroot"), Repository.Path("src", "PlanEditor", "wwwroot"));
        return Path.Combine(to, Path.GetFileName(Built));
    }

    /// <summary>What it says on the error output, when it ends by itself with 1 and puts no trace of its stack anywhere.</summary>
    private async Task<string[]> FailAsync(string settings, params string[] arguments)
    {
        await File.WriteAllTextAsync(_directory.File("appsettings.json"), settings);
        using var process = Start(_directory.Path, Built, ["--contentRoot", _directory.Path, "--data", _directory.File("data"), "--Site:WarmUp", "false", .. arguments]);
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

    /// <summary>The program from when it has said some words until it is let go.</summary>
    private static async Task<Running> RunAsync(string from, string program, string until, params string[] arguments)
    {
        var running = new Running(Start(from, program, arguments));
        try
        {
            await running.HearAsync(until).WaitAsync(TimeSpan.FromMinutes(2));
            return running;
        }
        catch (Exception)
        {
            await running.DisposeAsync();
            throw;
        }
    }

    private static Process Start(string from, string program, string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [program, .. arguments])
        {
            WorkingDirectory = from,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        // As many systems have it; it is no setting of this program.
        start.Environment["MAIL"] = "/var/mail/ogdplans";
        return Process.Start(start)!;
    }

    private sealed class Running(Process process) : IAsyncDisposable
    {
        private const string Listens = "Now listening on: ";

        private readonly HttpClient _client = new();

        private Task<string> _error = Task.FromResult("");

        /// <summary>Until it says words; from then on what it says is let go.</summary>
        public async Task HearAsync(string words)
        {
            _error = process.StandardError.ReadToEndAsync();
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                if (line.IndexOf(Listens, StringComparison.Ordinal) is >= 0 and var at) _client.BaseAddress = new Uri(line[(at + Listens.Length)..]);
                if (!line.Contains(words, StringComparison.Ordinal)) continue;
                _ = process.StandardOutput.ReadToEndAsync();
                return;
            }

            throw new InvalidOperationException($"it ended: {await _error}");
        }

        public async Task<HttpStatusCode> AskAsync(string path, params (string Name, string Value)[] headers)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            foreach (var (name, value) in headers) request.Headers.Add(name, value);
            using var answer = await _client.SendAsync(request);
            return answer.StatusCode;
        }

        public Task<string> ReadAsync(string path) => _client.GetStringAsync(new Uri(path, UriKind.Relative));

        public async ValueTask DisposeAsync()
        {
            _client.Dispose();
            if (!process.HasExited) process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }
}
