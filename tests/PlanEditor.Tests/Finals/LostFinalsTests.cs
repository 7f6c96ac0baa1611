using Microsoft.Extensions.DependencyInjection;
using PlanEditor.Collaboration;
using PlanEditor.Export.Data;
using PlanEditor.Finals;
using PlanEditor.Identity;
using PlanEditor.Storage;
using PlanEditor.Tests.Hosting;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Finals;

/// <summary>What becomes of finals whose files were lost or damaged, are of another past, or of which a room told nobody.</summary>
public sealed class LostFinalsTests(LostFinalsTests.TwoVersions shared) : IClassFixture<LostFinalsTests.TwoVersions>
{
    private readonly Site _site = shared.Site;

    [Fact]
    public async Task What_was_taken_off_is_public_at_no_moment_while_lost_files_are_made_anew()
    {
        using var elsewhere = new Elsewhere(_site);
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
        using var elsewhere = new Elsewhere(_site);
        var broken = Path.Combine(Directory.CreateDirectory(Path.Combine(elsewhere.Path, "finals", "panama", "v1")).FullName, FinalManifest.FileName);
        File.WriteAllText(broken, "{ no");
        Assert.False(await elsewhere.MakeAsync(new JsonFormat()));
        Assert.Equal([2], elsewhere.Finals.All.Select(final => final.Manifest.Version));
        var trouble = Assert.Single(elsewhere.Troubles.All);
        Assert.Equal(("panama", 1), (trouble.Plan, trouble.Version));

        await _site.DoAsync("admin", new Unpublish("The minister asked"));
        Assert.False(await elsewhere.MakeAsync(new JsonFormat()));
        Assert.Empty(elsewhere.Finals.All);
        Assert.Equal("The minister asked", elsewhere.Finals.GoneOf("panama", 2)?.Reason);

        await _site.DoAsync("admin", new PublishAgain("It was a mistake"));
        File.Delete(broken);
        Assert.True(await elsewhere.MakeAsync(new JsonFormat()));
        Assert.Equal([2], elsewhere.Finals.All.Select(final => final.Manifest.Version));
        Assert.NotNull(elsewhere.Finals.GoneOf("panama", 1));
        Assert.Empty(elsewhere.Troubles.All);
    }

    [Fact]
    public async Task Of_a_final_that_is_of_another_past_than_the_plan_an_administrator_reads()
    {
        using var elsewhere = new Elsewhere(_site);
        Assert.True(await elsewhere.MakeAsync(new JsonFormat()));
        var manifest = elsewhere.Store.Find("panama", 2)!;
        File.WriteAllBytes(elsewhere.Store.PathOf(manifest, FinalManifest.FileName), (manifest with { Revision = 7 }).Write());
        Assert.True(await elsewhere.MakeAsync(new JsonFormat()));
        Assert.Contains($"made from revision 7, and this plan became final at revision {manifest.Revision}", Assert.Single(elsewhere.Troubles.All).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_room_committed_and_told_nobody_is_followed_when_the_plan_is_opened_again()
    {
        var rooms = _site.Services.GetRequiredService<PlanRooms>();
        await rooms.CloseIdle(TimeSpan.Zero);
        // As by a room that was stopped between the disk and its followers.
        var plan = new PlanId((await _site.Services.GetRequiredService<PlanEditor.Storage.Plans>().FindAsync("panama", default))!.Id);
        var (revision, _) = await _site.Services.GetRequiredService<PlanReader>().FoldAsync(plan, default);
        var by = SampleAccounts.Find("admin")!.Id;
        var change = new CommittedChange(
            revision + 1, new ChangeId(Guid.NewGuid()), by, new SessionId(Guid.NewGuid()), DateTimeOffset.UnixEpoch, [new Unpublish("The minister asked") { Stamp = new Stamp(by, DateTimeOffset.UnixEpoch, revision + 1) }]);
        await _site.Services.GetRequiredService<ChangeLog>().AppendAllAsync(plan, [new LoggedChange(change, LoggedChange.HashOf(revision, change.Operations))], default);

        using (await rooms.OpenAsync("panama", default)) await _site.ChangedAsync(finals => finals.GoneOf("panama", 2) is not null);
        await _site.DoAsync("admin", new PublishAgain("It was a mistake"));
        await _site.PublishedAsync(version: 2);
    }

    /// <summary>A site with two finals of a plan, the first of which was taken off the public pages.</summary>
    public sealed class TwoVersions : IAsyncLifetime
    {
        public Site Site { get; } = new(sample: true);

        public async ValueTask InitializeAsync()
        {
            await Site.PublishedAsync();
            await Site.DoAsync("admin", new Unpublish("A person could be recognised."));
            await Site.DoAsync("lead.pa", new ChangeState(PlanState.Draft, "The person is left out"));
            await Site.FinalAgainAsync();
        }

        public ValueTask DisposeAsync() => Site.DisposeAsync();
    }
}
