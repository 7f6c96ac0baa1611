using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PlanEditor.Collaboration;
using PlanEditor.Export.Data;
using PlanEditor.Finals;
using PlanEditor.History;
using PlanEditor.Hosting;
using PlanEditor.Tests.Hosting;
using PlanEditor.Tests.Storage;
using PlanModel;
using PlanModel.Operations;
using PlanModel.Text;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Finals;

/// <summary>What is published when a plan becomes final: whole, once, and for ever.</summary>
public sealed class FinalsTests
{
    [Fact]
    public async Task Anybody_downloads_a_final_and_its_hashes_agree_also_after_the_server_was_started_again()
    {
        using var data = new TemporaryDirectory();
        Dictionary<string, byte[]> before;
        await using (var site = new Site(sample: true, data.Path))
        {
            await site.PublishedAsync();
            before = await site.CreateClient().DownloadAsync("/public/panama/v1");
            // Who reads no Spanish has the working translation beside it.
            var both = site.Finals().Find("panama", 1)!.Manifest.Find("panama-v1.both.docx");
            Assert.Equal("Word (Spanish and English)", both!.Label);
            Assert.NotEqual(before["panama-v1.docx"], before[both.Name]);
            Assert.Contains("Word (Spanish and English)", await site.CreateClient().GetStringAsync("/public/panama"), StringComparison.Ordinal);
        }

        await using var again = new Site(sample: true, data.Path);
        await again.PublishedAsync();
        Assert.Equal(before, await again.CreateClient().DownloadAsync("/public/panama/v1"));
    }

    [Fact]
    public async Task What_a_stopped_server_left_half_done_is_made_again_and_is_the_same()
    {
        using var data = new TemporaryDirectory();
        var directory = Path.Combine(data.Path, "finals", "panama", "v1");
        Dictionary<string, byte[]> before;
        await using (var site = new Site(sample: true, data.Path))
        {
            await site.PublishedAsync();
            before = await site.CreateClient().DownloadAsync("/public/panama/v1");
        }

        // As if it had been killed between two files, and in the middle of one.
        File.Delete(Path.Combine(directory, FinalManifest.FileName));
        File.WriteAllText(Path.Combine(directory, "panama-v1.json.unfinished"), "{");
        File.WriteAllText(Path.Combine(directory, "panama-v1.ics"), "BEGIN");
        File.Delete(Path.Combine(directory, "panama-v1.xlsx"));
        await using var again = new Site(sample: true, data.Path);
        await again.PublishedAsync();
        Assert.Equal(before, await again.CreateClient().DownloadAsync("/public/panama/v1"));
        Assert.Empty(Directory.EnumerateFiles(directory, "*.unfinished"));
    }

    [Fact]
    public async Task A_plan_of_which_as_much_was_said_as_a_step_takes_has_its_history_and_becomes_final()
    {
        await using var site = new Site(sample: true);
        await site.PublishedAsync();
        var said = string.Concat(Enumerable.Repeat("The budget was cut. ", ReviewGate.NoteUnitsMax / 20));
        await site.DoAsync("lead.pa", new ChangeState(PlanState.Draft, said));
        await site.FinalAgainAsync();
        using var lease = await site.Services.GetRequiredService<PlanRooms>().OpenAsync("panama", default);
        var now = lease!.Room.Durable;
        Assert.Equal("Final, version 2", (await site.Services.GetRequiredService<PlanHistory>().VersionsAsync(lease.Room.Plan.Id, now.Revision, now.Document, default))[0].Title);
    }

    [Fact]
    public async Task A_new_version_leaves_the_one_before_as_it_was()
    {
        await using var site = new Site(sample: true);
        await site.PublishedAsync();
        var reader = site.CreateClient();
        var first = await reader.DownloadAsync("/public/panama/v1");

        await site.DoAsync("lead.pa", new ChangeState(PlanState.Draft, "The budget was cut"));
        await site.DoAsync("lead.pa", new EditText(NodeId.Root, "legalBasis", TextChangeSet.Of(await LengthAsync(site, "legalBasis"), (0, 0, "Ley nueva. "))));
        // What is not final yet is not public.
        Assert.DoesNotContain("Ley nueva", await reader.GetStringAsync("/public/panama"), StringComparison.Ordinal);
        var second = await site.FinalAgainAsync();

        Assert.Null(second.Later);
        Assert.Equal(2, site.Finals().Find("panama", 1)!.Later);
        Assert.Equal(first, await reader.DownloadAsync("/public/panama/v1"));
        Assert.NotEqual(first["panama-v1.json"], (await reader.DownloadAsync("/public/panama/v2"))["panama-v2.json"]);
        Assert.Contains("Ley nueva", await reader.GetStringAsync("/public/panama"), StringComparison.Ordinal);
        Assert.Contains("version 2 is the newest", await reader.GetStringAsync("/public/panama/v1"), StringComparison.Ordinal);
        var difference = await reader.GetStringAsync("/public/panama/compare/1/2");
        Assert.Contains("<ins>Ley nueva.", difference, StringComparison.Ordinal);
        Assert.Contains("1 part differs", difference, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync("/public/panama/compare/2/1")).StatusCode);
    }

    [Fact]
    public async Task A_format_that_fails_holds_nothing_back_and_is_made_later()
    {
        await using var site = new Site(sample: true);
        await site.PublishedAsync();
        using var elsewhere = new Elsewhere(site);
        var (finals, store, weak) = (elsewhere.Finals, elsewhere.Store, new WeakFormat { Fails = true });

        Assert.False(await elsewhere.MakeAsync(weak, new JsonFormat()));
        var before = finals.Find("panama", 1)!.Manifest;
        Assert.Equal(["panama-v1.json"], before.Files.Select(file => file.Name));
        Assert.Equal("panama-v1.weak", Assert.Single(before.Missing).Name);

        weak.Fails = false;
        Assert.True(await elsewhere.MakeAsync(weak, new JsonFormat()));
        var whole = finals.Find("panama", 1)!.Manifest;
        Assert.True(whole.IsWhole);
        Assert.Contains(before.Files[0], whole.Files);
        Assert.Empty(store.Verify(whole));
        Assert.Throws<InvalidOperationException>(() => store.Publish(whole with { Title = "Another" }));

        File.AppendAllText(store.PathOf(whole, "panama-v1.weak"), "!");
        Assert.Contains("panama-v1.weak", Assert.Single(store.Verify(whole)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_read_of_a_file_is_kept_and_what_could_not_be_read_is_read_again()
    {
        await using var site = new Site(sample: true);
        var final = await site.PublishedAsync();
        using var elsewhere = new TemporaryDirectory();
        var copy = Directory.CreateDirectory(Path.Combine(elsewhere.Path, "finals", "panama", "v1"));
        foreach (var file in new[] { FinalManifest.FileName, final.Manifest.Content!.Name }) File.Copy(Path.Combine(site.Data, "finals", "panama", "v1", file), Path.Combine(copy.FullName, file));
        var store = new FinalStore(new DataDirectory(Options.Create(new SiteOptions { Data = elsewhere.Path }), site.Services.GetRequiredService<IHostEnvironment>()));
        var finals = new PublishedFinals(store, NullLogger<PublishedFinals>.Instance);
        var path = store.PathOf(final.Manifest, final.Manifest.Content!.Name);
        File.Move(path, path + ".away");
        Assert.Null(finals.DocumentOf(finals.Find("panama", 1)!));
        File.Move(path + ".away", path);
        var document = finals.DocumentOf(finals.Find("panama", 1)!);
        Assert.NotNull(document);

        store.Keep(final.Manifest, new FinalBeside(null, [new PublicErratum("The plan", "2018", "es", DateTimeOffset.UnixEpoch)]));
        finals.Load();
        Assert.Single(finals.Find("panama", 1)!.Errata);
        Assert.Same(document, finals.DocumentOf(finals.Find("panama", 1)!));
    }

    private static async Task<int> LengthAsync(Site site, string field)
    {
        using var lease = await site.Services.GetRequiredService<PlanRooms>().OpenAsync("panama", default);
        return lease!.Room.Durable.Document.Root.Text(field).Length;
    }
}
