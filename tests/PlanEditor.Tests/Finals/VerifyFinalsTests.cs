using System.Diagnostics;
using PlanEditor.Finals;
using PlanEditor.Tests.Hosting;
using PlanEditor.Tests.Storage;
using Xunit;

namespace PlanEditor.Tests.Finals;

/// <summary>The command with which an operator shows that finals are what was published.</summary>
public sealed class VerifyFinalsTests
{
    [Fact]
    public async Task The_command_says_whether_every_file_is_what_was_published_and_which_is_not()
    {
        using var data = new TemporaryDirectory();
        string[] names;
        await using (var site = new Site(sample: true, data.Path)) names = [.. (await site.PublishedAsync()).Manifest.Files.Select(file => file.Name)];
        var (code, said) = await VerifyAsync(data.Path);
        Assert.True(code == 0, said);
        Assert.Contains("panama v1, revision", said, StringComparison.Ordinal);
        Assert.Contains($"{names.Length} files as published", said, StringComparison.Ordinal);
        Assert.Contains("1 finals verified.", said, StringComparison.Ordinal);

        var directory = Path.Combine(data.Path, "finals", "panama", "v1");
        File.AppendAllText(Path.Combine(directory, "panama-v1.json"), " ");
        File.Delete(Path.Combine(directory, "panama-v1.ics"));
        var catalogue = await File.ReadAllBytesAsync(Path.Combine(directory, "panama-v1.dcat.jsonld"), TestContext.Current.CancellationToken);
        catalogue[catalogue.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(Path.Combine(directory, "panama-v1.dcat.jsonld"), catalogue, TestContext.Current.CancellationToken);
        (code, said) = await VerifyAsync(data.Path);
        Assert.Equal(1, code);
        foreach (var words in new[] { "panama-v1.json has", "panama-v1.ics is not there", "panama-v1.dcat.jsonld is not what was published: its SHA-256 differs", "3 files are not what was published" })
            Assert.Contains(words, said, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Said)> VerifyAsync(string data)
    {
        var program = typeof(FinalStore).Assembly.Location;
        using var process = Process.Start(new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [program, "--data", data, "--verify-finals"])
        {
            WorkingDirectory = Path.GetDirectoryName(program),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
