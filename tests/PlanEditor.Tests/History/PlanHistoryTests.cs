using OgdPlans.Tests;
using PlanEditor.History;
using PlanEditor.Storage;
using PlanEditor.Tests.Storage;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.History;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.History;

public sealed class PlanHistoryTests : IAsyncLifetime
{
    private const int Changes = (2 * Snapshots.LandmarkEvery) + 700;

    private readonly TemporaryDirectory _directory = new();
    private readonly PlanWriter _writer = new(1);
    private TestStore _store = null!;
    private PlanId _plan;

    public async ValueTask InitializeAsync()
    {
        _store = await TestStore.OpenSqliteAsync(Path.Combine(_directory.Path, "plans.db"));
        _plan = await _store.NewPlanAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Any_revision_is_the_fold_of_the_log_up_to_it_whatever_snapshots_there_are()
    {
        await WriteAsync(Changes);
        var random = new Random(3);
        foreach (var revision in Enumerable.Range(0, 12).Select(_ => (long)random.Next(1, Changes)).Append(0).Append(Changes).Append(Snapshots.LandmarkEvery))
        {
            var folded = new Fold(Document.Empty(TestSchema.Schema));
            foreach (var change in _writer.Written.Take((int)revision)) folded.Apply(change.Change.Operations);
            Assert.Equal(DocumentJson.Hash(folded.Document), DocumentJson.Hash(await _store.Reader.AtAsync(_plan, revision, CancellationToken.None)));
        }

        // The landmarks stay when newer snapshots push older ones out.
        for (var at = 0; at < 4; at++) await _store.Snapshots.SaveAsync(_plan, Changes - at, _writer.Document, CancellationToken.None);
        Assert.Equal(2 * Snapshots.LandmarkEvery, (await _store.Snapshots.NewestAsync(_plan, (2 * Snapshots.LandmarkEvery) + 1, CancellationToken.None))?.Revision);
        await Assert.ThrowsAsync<KeyNotFoundException>(() => _store.Reader.AtAsync(_plan, Changes + 1, CancellationToken.None));
    }

    [Fact]
    public async Task Pages_of_sittings_hold_every_change_once_and_follow_new_ones()
    {
        await WriteAsync(Changes);
        var history = new PlanHistory(_store.Reader);
        Assert.Equal(Changes, await CountAsync(history, Changes));
        var last = _writer.Next();
        await _store.Log.AppendAsync(_plan, last);
        Assert.Equal(Changes + 1, await CountAsync(history, Changes + 1));
        var nobody = await history.PageAsync(_plan, Changes + 1, _writer.Document, HistoryFilter.None with { By = new UserId(Guid.NewGuid()) }, null, 10, CancellationToken.None);
        Assert.Empty(nobody.Sittings);
        Assert.Equal(last.Change.Author, (await history.FindAsync(_plan, Changes + 1, Changes + 1, CancellationToken.None))?.Author);
    }

    [Fact]
    public async Task A_filter_shows_what_was_done_there_and_of_that_kind()
    {
        await WriteAsync(300);
        var history = new PlanHistory(_store.Reader);
        var part = _writer.Document.Visible(_writer.Document.Root).Last();
        var of = await history.PageAsync(_plan, 300, _writer.Document, HistoryFilter.None with { Part = part.Id }, null, 100, CancellationToken.None);
        Assert.All(of.Sittings.SelectMany(sitting => sitting.Lines), line => Assert.Contains(line.Node!.Value, Below(part)));
        var values = await history.PageAsync(_plan, 300, _writer.Document, HistoryFilter.None with { Kinds = ActKinds.Values }, null, 100, CancellationToken.None);
        Assert.NotEmpty(values.Sittings);
        Assert.All(values.Sittings.SelectMany(sitting => sitting.Lines), line => Assert.Equal(ActKinds.Values, line.Kind));
    }

    [Fact]
    public async Task Passing_over_what_holds_nothing_that_is_asked_for_leaves_nothing_out()
    {
        await WriteAsync(Changes);
        var (author, part) = (_writer.Author, _writer.Document.Visible(_writer.Document.Root).Last().Id);
        using var all = new PlanHistory(_store.Reader);
        var sittings = (await all.PageAsync(_plan, Changes, _writer.Document, HistoryFilter.None, null, int.MaxValue, CancellationToken.None)).Sittings;
        HistoryFilter[] filters =
        [
            .. new[] { ActKinds.Texts, ActKinds.Values, ActKinds.Parts, ActKinds.Steps }.SelectMany(kinds => new[] { new HistoryFilter(null, null, null, kinds), new HistoryFilter(author, part, null, kinds) }),
            new HistoryFilter(new UserId(Guid.NewGuid()), null, null, ActKinds.All),
            new HistoryFilter(author, part, null, ActKinds.All),
        ];
        foreach (var filter in filters)
        {
            using var history = new PlanHistory(_store.Reader);
            var page = await history.PageAsync(_plan, Changes, _writer.Document, filter, null, int.MaxValue, CancellationToken.None);
            Assert.Equal(Lines(filter.Of(sittings, filter.PartsOf(_writer.Document))), Lines(page.Sittings));
        }

        static string[] Lines(IEnumerable<Sitting> sittings) => [.. sittings.SelectMany(sitting => sitting.Lines.Select(line => $"{sitting.Last} {line.Words}"))];
    }

    [Fact]
    public async Task Named_versions_are_found_and_a_text_that_speaks_of_one_is_none()
    {
        await WriteAsync(20);
        var history = new PlanHistory(_store.Reader);
        await AppendAsync(new NameVersion("After the consultation", "As sent."));
        await WriteAsync(20);
        var found = Assert.Single(await history.VersionsAsync(_plan, _writer.Written.Count, _writer.Document, CancellationToken.None), version => version.Title == "After the consultation");
        Assert.Equal((21L, "As sent.", _writer.Author), (found.Revision, found.Note, found.By));
        await AppendAsync(new NameVersion("Second", ""));
        Assert.Equal("Second", (await history.VersionsAsync(_plan, _writer.Written.Count, _writer.Document, CancellationToken.None))[0].Title);
        Assert.NotNull(new NameVersion("SECOND", "").Check(_writer.Document));
    }

    [Fact]
    public async Task The_warnings_that_were_confirmed_with_a_step_are_found_in_the_log()
    {
        await AppendAsync(new ChangeState(PlanState.InReview, "confirmed"));
        await AppendAsync(new ChangeState(PlanState.Final, "") { Confirmed = ["DATE.long 1", "REQ.words 2 summary"], Stamp = Stamp.None with { Revision = 2 } });
        await WriteAsync(5);
        using var history = new PlanHistory(_store.Reader);
        Assert.Equal(["DATE.long 1", "REQ.words 2 summary"], await history.ConfirmedAsync(_plan, 2, CancellationToken.None));
        Assert.Equal(2, (await history.VersionsAsync(_plan, 2, _writer.Document, CancellationToken.None))[0].Confirmed);
        foreach (var other in new[] { 0, 1, 3 }) Assert.Empty(await history.ConfirmedAsync(_plan, other, CancellationToken.None));
    }

    private async Task AppendAsync(Operation operation) => await _store.Log.AppendAsync(_plan, _writer.Next([operation]));

    private Task WriteAsync(int count) => _store.Log.AppendAllAsync(_plan, _writer.Many(count), CancellationToken.None);

    private async Task<int> CountAsync(PlanHistory history, long revision)
    {
        var (changes, before) = (0, (long?)null);
        do
        {
            var page = await history.PageAsync(_plan, revision, _writer.Document, HistoryFilter.None, before, 1, CancellationToken.None);
            changes += page.Sittings.Sum(sitting => sitting.Changes);
            before = page.Before;
        }
        while (before is not null);
        return changes;
    }

    private HashSet<NodeId> Below(Node node) => [node.Id, .. node.Children.SelectMany(child => Below(_writer.Document[child]))];
}
