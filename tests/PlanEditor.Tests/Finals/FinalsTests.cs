using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PlanEditor.Collaboration;
using PlanEditor.Export.Data;
using PlanEditor.Finals;
using PlanEditor.Hosting;
using PlanEditor.Identity;
using PlanEditor.Storage;
using PlanEditor.Tests.Hosting;
using PlanEditor.Tests.Storage;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Operations;
using PlanModel.Review;
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
        var second = await FinalAgainAsync(site);

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

    [Fact]
    public async Task What_was_taken_off_is_public_at_no_moment_while_lost_files_are_made_anew()
    {
        await using var site = new Site(sample: true);
        await site.PublishedAsync();
        await site.DoAsync("admin", new Unpublish("A person could be recognised."));
        await site.DoAsync("lead.pa", new ChangeState(PlanState.Draft, "The person is left out"));
        await FinalAgainAsync(site);
        using var elsewhere = new Elsewhere(site);
        using var sender = elsewhere.Sender("https://127.0.0.1:1/");
        var (shown, asked) = (new List<int>(), 0);
        elsewhere.Finals.Changed += () => shown.AddRange(elsewhere.Finals.All.Select(final => final.Manifest.Version));

        var slow = new WeakFormat
        {
            Meanwhile = async () =>
            {
                asked++;
                await sender.SendAsync(default);
            },
        };
        Assert.True(await elsewhere.MakeAsync(new JsonFormat(), slow));
        await sender.SendAsync(default);
        Assert.Equal(2, asked);
        Assert.Equal([2], shown.Distinct());
        Assert.Equal("A person could be recognised.", elsewhere.Finals.GoneOf("panama", 1)?.Reason);
        Assert.StartsWith("panama-v2-", Path.GetFileName(Assert.Single(Directory.GetFiles(Path.Combine(elsewhere.Path, "webhooks")))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_that_cannot_be_read_holds_back_no_other_and_an_administrator_reads_which()
    {
        await using var site = new Site(sample: true);
        await site.PublishedAsync();
        await site.DoAsync("lead.pa", new ChangeState(PlanState.Draft, "The budget was cut"));
        await FinalAgainAsync(site);
        using var elsewhere = new Elsewhere(site);
        var broken = Path.Combine(Directory.CreateDirectory(Path.Combine(elsewhere.Path, "finals", "panama", "v1")).FullName, FinalManifest.FileName);
        File.WriteAllText(broken, "{ no");

        Assert.False(await elsewhere.MakeAsync(new JsonFormat()));
        Assert.Equal([2], elsewhere.Finals.All.Select(final => final.Manifest.Version));
        var trouble = Assert.Single(elsewhere.Troubles.All);
        Assert.Equal(("panama", 1), (trouble.Plan, trouble.Version));

        await site.DoAsync("admin", new Unpublish("The minister asked"));
        Assert.False(await elsewhere.MakeAsync(new JsonFormat()));
        Assert.Empty(elsewhere.Finals.All);
        Assert.NotNull(elsewhere.Finals.GoneOf("panama", 2));

        File.Delete(broken);
        Assert.True(await elsewhere.MakeAsync(new JsonFormat()));
        Assert.Equal([1], elsewhere.Finals.All.Select(final => final.Manifest.Version));
        Assert.Empty(elsewhere.Troubles.All);
    }

    [Fact]
    public async Task Of_a_final_that_is_of_another_past_than_the_plan_an_administrator_reads()
    {
        await using var site = new Site(sample: true);
        await site.PublishedAsync();
        using var elsewhere = new Elsewhere(site);
        Assert.True(await elsewhere.MakeAsync(new JsonFormat()));
        var manifest = elsewhere.Store.Find("panama", 1)!;
        File.WriteAllBytes(elsewhere.Store.PathOf(manifest, FinalManifest.FileName), (manifest with { Revision = 7 }).Write());

        Assert.True(await elsewhere.MakeAsync(new JsonFormat()));
        Assert.Contains($"made from revision 7, and this plan became final at revision {manifest.Revision}", Assert.Single(elsewhere.Troubles.All).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_room_committed_and_told_nobody_is_followed_when_the_plan_is_opened_again()
    {
        await using var site = new Site(sample: true);
        await site.PublishedAsync();
        var rooms = site.Services.GetRequiredService<PlanRooms>();
        await rooms.CloseIdle(TimeSpan.Zero);
        // As by a room that was stopped between the disk and its followers.
        var plan = new PlanId((await site.Services.GetRequiredService<PlanEditor.Storage.Plans>().FindAsync("panama", default))!.Id);
        var (revision, _) = await site.Services.GetRequiredService<PlanReader>().FoldAsync(plan, default);
        var by = SampleAccounts.Find("admin")!.Id;
        var change = new CommittedChange(
            revision + 1, new ChangeId(Guid.NewGuid()), by, new SessionId(Guid.NewGuid()), DateTimeOffset.UnixEpoch, [new Unpublish("The minister asked") { Stamp = new Stamp(by, DateTimeOffset.UnixEpoch, revision + 1) }]);
        await site.Services.GetRequiredService<ChangeLog>().AppendAllAsync(plan, [new LoggedChange(change, LoggedChange.HashOf(revision, change.Operations))], default);

        using var lease = await rooms.OpenAsync("panama", default);
        await site.ChangedAsync(finals => finals.GoneOf("panama", 1) is not null);
    }

    /// <summary>Makes the draft of another version final.</summary>
    private static async Task<PublishedFinal> FinalAgainAsync(Site site)
    {
        await site.DoAsync("lead.pa", new ChangeState(PlanState.InReview, ""));
        await site.DoAsync("reviewer", new ApprovePlan());
        await site.DoAsync("lead.pa", FinalWith(await site.Services.GetRequiredService<PlanRooms>().OpenAsync("panama", default)));
        return await site.PublishedAsync(version: 2);
    }

    private static async Task<int> LengthAsync(Site site, string field)
    {
        using var lease = await site.Services.GetRequiredService<PlanRooms>().OpenAsync("panama", default);
        return lease!.Room.Durable.Document.Root.Text(field).Length;
    }

    private static ChangeState FinalWith(RoomLease? lease)
    {
        using (lease) return new ChangeState(PlanState.Final, "") { Confirmed = [.. ReviewGate.WarningsOf(PlanModel.Schema.Completeness.Of(lease!.Room.Durable.Document))] };
    }
}
