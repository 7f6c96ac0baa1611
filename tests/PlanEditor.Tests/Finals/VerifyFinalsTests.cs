using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using PlanEditor.Finals;
using PlanEditor.Tests.Hosting;
using PlanEditor.Tests.Storage;
using Xunit;

namespace PlanEditor.Tests.Finals;

/// <summary>The command with which an operator shows that finals are what was published.</summary>
public sealed class VerifyFinalsTests
{
    private const string Calendar = "panama-v1.ics";

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

    [Fact]
    public async Task A_version_that_is_lost_is_missed_and_what_is_made_anew_with_other_bytes_is_said()
    {
        using var data = new TemporaryDirectory();
        int files;
        string published;
        await using (var site = new Site(sample: true, data.Path))
        {
            var final = await site.PublishedAsync();
            (files, published) = (final.Manifest.Files.Length, final.Manifest.Find(Calendar)!.Sha256);
        }

        var directory = Path.Combine(data.Path, "finals", "panama", "v1");
        Directory.Move(directory, data.File("away"));
        var (code, said) = await VerifyAsync(data.Path);
        Assert.Equal(1, code);
        Assert.Contains($"panama v1 is missing: {files} files were published", said, StringComparison.Ordinal);

        // The calendar has the address of the site in it.
        await using (var site = new Site(sample: true, data.Path, time: null, ("Site:Address", "https://elsewhere.example/")))
        {
            var final = await site.PublishedAsync();
            Assert.Contains(new FirstFile(Calendar, published), final.Remade);
            Assert.DoesNotContain(final.Remade, file => file.Name == "panama-v1.csv.zip");
            var trouble = Assert.Single(site.Services.GetRequiredService<FinalTroubles>().All);
            Assert.Contains("the bytes differ from what was published first", trouble.Words, StringComparison.Ordinal);
            Assert.Contains(Calendar, trouble.Words, StringComparison.Ordinal);
            var page = await site.CreateClient().GetStringAsync("/public/panama/v1/versions");
            Assert.Contains("made anew from the same revision", page, StringComparison.Ordinal);
            Assert.Contains($"published first: <code>{published}</code>", page, StringComparison.Ordinal);
        }

        (code, said) = await VerifyAsync(data.Path);
        Assert.Equal(1, code);
        Assert.Contains($"{Calendar} was lost and made anew", said, StringComparison.Ordinal);

        Directory.Delete(directory, recursive: true);
        Directory.Move(data.File("away"), directory);
        (code, said) = await VerifyAsync(data.Path);
        Assert.True(code == 0, said);
    }

    [Fact]
    public async Task Where_the_manifest_alone_is_lost_the_files_stay_what_was_published()
    {
        using var data = new TemporaryDirectory();
        Dictionary<string, byte[]> before;
        await using (var site = new Site(sample: true, data.Path))
        {
            await site.PublishedAsync();
            before = await site.CreateClient().DownloadAsync("/public/panama/v1");
        }

        File.Delete(Path.Combine(data.Path, "finals", "panama", "v1", FinalManifest.FileName));
        await using var again = new Site(sample: true, data.Path, time: null, ("Site:Address", "https://elsewhere.example/"));
        Assert.Empty((await again.PublishedAsync()).Remade);
        Assert.Equal(before, await again.CreateClient().DownloadAsync("/public/panama/v1"));
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
