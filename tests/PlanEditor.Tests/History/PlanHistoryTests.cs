using System.Collections.Immutable;
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
using PlanModel.Text;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.History;

public sealed class PlanHistoryTests : IAsyncLifetime
{
    private const int Changes = (2 * PlanHistory.Stretch) + 700;
    private const int ChangesWithLandmarks = (2 * Snapshots.LandmarkEvery) + 700;

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
        await WriteAsync(ChangesWithLandmarks);
        var random = new Random(3);
        foreach (var revision in Enumerable.Range(0, 12).Select(_ => (long)random.Next(1, ChangesWithLandmarks)).Append(0).Append(ChangesWithLandmarks).Append(Snapshots.LandmarkEvery))
        {
            var folded = new Fold(Document.Empty(TestSchema.Schema));
            foreach (var change in _writer.Written.Take((int)revision)) folded.Apply(change.Change.Operations);
            Assert.Equal(DocumentJson.Hash(folded.Document), DocumentJson.Hash(await _store.Reader.AtAsync(_plan, revision, CancellationToken.None)));
        }

        // The landmarks stay when newer snapshots push older ones out.
        for (var at = 0; at < 4; at++) await _store.Snapshots.SaveAsync(_plan, ChangesWithLandmarks - at, _writer.Document, CancellationToken.None);
        Assert.Equal(2 * Snapshots.LandmarkEvery, (await _store.Snapshots.NewestAsync(_plan, (2 * Snapshots.LandmarkEvery) + 1, CancellationToken.None))?.Revision);
        await Assert.ThrowsAsync<KeyNotFoundException>(() => _store.Reader.AtAsync(_plan, ChangesWithLandmarks + 1, CancellationToken.None));
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
        Assert.All(of.Sittings.SelectMany(sitting => sitting.Lines), line => Assert.Contains(line.Acts, act => act.Node is { } node && Below(part).Contains(node)));
        var values = await history.PageAsync(_plan, 300, _writer.Document, HistoryFilter.None with { Kinds = ActKinds.Values }, null, 100, CancellationToken.None);
        Assert.NotEmpty(values.Sittings);
        Assert.All(values.Sittings.SelectMany(sitting => sitting.Lines), line => Assert.True(line.Kinds.HasFlag(ActKinds.Values)));
    }

    [Fact]
    public async Task A_part_and_its_fields_show_what_one_large_change_did_to_them()
    {
        var chapters = Enumerable.Range(1, 21).Select(at => new NodeId((ulong)at + 100)).ToArray();
        await AppendAsync([.. chapters.Select(Chapter)]);
        var then = _writer.Document;
        await AppendAsync([.. chapters.Select(chapter => new SetField(chapter, "amount", Scalar.Of(1m)))]);
        var restoration = Restoration.OfPlan(_writer.Document, then).Operations;
        Assert.Equal(21, restoration.Length);
        await AppendAsync(restoration);

        Assert.Equal(["added", "set", "emptied"], await FirstWordsAsync(new HistoryFilter(null, chapters[^1], null, ActKinds.All)));
        Assert.Equal(["set", "emptied"], await FirstWordsAsync(new HistoryFilter(null, chapters[^1], "amount", ActKinds.All)));
        Assert.Equal(["set", "emptied"], await FirstWordsAsync(new HistoryFilter(_writer.Author, chapters[^1], "amount", ActKinds.Values)));
        Assert.Empty(await FirstWordsAsync(new HistoryFilter(null, chapters[^1], "body", ActKinds.All)));
    }

    [Fact]
    public async Task What_is_written_in_a_part_that_was_just_added_is_in_the_history_of_its_field()
    {
        var chapter = new NodeId(101);
        await AppendAsync([Chapter(chapter)]);
        await AppendAsync([new EditText(chapter, "body", TextChangeSet.Of(0, (0, 0, "Nobody can read it.")))]);
        foreach (var filter in new HistoryFilter[] { new(null, chapter, null, ActKinds.All), new(null, chapter, "body", ActKinds.All), new(_writer.Author, null, null, ActKinds.Texts) })
            Assert.Equal(["added"], await FirstWordsAsync(filter));
        Assert.Empty(await FirstWordsAsync(new HistoryFilter(null, chapter, "title", ActKinds.All)));
    }

    [Fact]
    public async Task A_field_shows_what_was_done_to_it_among_hundreds_of_other_things()
    {
        var chapters = Enumerable.Range(1, 250).Select(at => new NodeId((ulong)at + 100)).ToArray();
        await AppendAsync([.. chapters.Select(Chapter)]);
        foreach (var some in chapters.Chunk(20)) await AppendAsync([.. some.Select(chapter => new SetField(chapter, "amount", Scalar.Of(1m)))]);
        Assert.Equal(["set"], await FirstWordsAsync(new HistoryFilter(null, chapters[^1], "amount", ActKinds.All)));
    }

    [Fact]
    public async Task A_part_shows_what_was_moved_out_of_it_and_into_it()
    {
        NodeId[] chapters = [new(101), new(102), new(103), new(104)];
        NodeId[] below = [new(201), new(202), new(203)];
        await AppendAsync([.. chapters.AsEnumerable().Reverse().Select(Chapter), .. below.AsEnumerable().Reverse().Select(one => Chapter(one, chapters[1]))]);
        await AppendAsync([new MoveNode(below[2], chapters[3], null)], new UserId(Guid.NewGuid()));
        foreach (var part in new[] { chapters[1], below[2], chapters[3] }) Assert.Equal("moved C2.C3 to C4", (await WordsAsync(new HistoryFilter(null, part, null, ActKinds.All)))[0]);
        Assert.DoesNotContain("moved C2.C3 to C4", await WordsAsync(new HistoryFilter(null, chapters[0], null, ActKinds.All)));
    }

    [Fact]
    public async Task What_was_said_of_a_part_and_suggested_for_it_is_in_its_history()
    {
        NodeId[] chapters = [new(101), new(102)];
        var (thread, proposal) = (new ThreadId(7), new ProposalId(8));
        await AppendAsync([.. chapters.Select(Chapter)]);
        await AppendAsync([new StartThread(thread, chapters[0], "body", null, Severity.Should, "Say who.")]);
        await AppendAsync([new Suggest(proposal, [new SetField(chapters[0], "amount", Scalar.Of(1m))], [])]);
        await AppendAsync([new SendProposal(proposal, "So.")]);
        await AppendAsync([new ReplyToThread(thread, new EntryId(9), "The ministry.")]);
        await AppendAsync([new NameVersion("First", "")]);

        string[] said = ["commented", "worked", "suggested", "answered"];
        Assert.Equal(said, await FirstWordsAsync(new HistoryFilter(null, chapters[0], null, ActKinds.Said)));
        Assert.Equal(said, await FirstWordsAsync(new HistoryFilter(null, null, null, ActKinds.Said)));
        Assert.Equal(["commented", "answered"], await FirstWordsAsync(new HistoryFilter(null, chapters[0], "body", ActKinds.All)));
        Assert.Empty(await FirstWordsAsync(new HistoryFilter(null, chapters[1], null, ActKinds.Said)));
        Assert.Equal(["named"], await FirstWordsAsync(new HistoryFilter(null, null, null, ActKinds.Steps)));
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
            .. new[] { ActKinds.Texts, ActKinds.Values, ActKinds.Parts, ActKinds.Steps, ActKinds.Said }.SelectMany(kinds => new[] { new HistoryFilter(null, null, null, kinds), new HistoryFilter(author, part, null, kinds) }),
            new HistoryFilter(new UserId(Guid.NewGuid()), null, null, ActKinds.All),
            new HistoryFilter(author, part, null, ActKinds.All),
            new HistoryFilter(null, part, "body", ActKinds.All),
        ];
        foreach (var filter in filters)
        {
            using var history = new PlanHistory(_store.Reader);
            var page = await history.PageAsync(_plan, Changes, _writer.Document, filter, null, int.MaxValue, CancellationToken.None);
            Assert.Equal(Lines(filter.Of(sittings, filter.PartsOf(_writer.Document))), Lines(page.Sittings));
        }

        for (var after = 0; after < Changes; after += PlanHistory.Stretch)
        {
            var known = await _store.Reader.ActsAsync(_plan, after, Math.Min(Changes, after + PlanHistory.Stretch), CancellationToken.None);
            var said = sittings.Where(sitting => sitting.Last > after && sitting.Last <= after + PlanHistory.Stretch).SelectMany(sitting => sitting.Lines.SelectMany(line => line.Acts.Select(act => new ActOnPart(sitting.Author, act.Kind, act.Node))));
            Assert.Empty(said.ToHashSet().Except(known));
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
        var final = _writer.Document;
        await WriteAsync(5);
        using var history = new PlanHistory(_store.Reader);
        Assert.Equal(["DATE.long 1", "REQ.words 2 summary"], await history.ConfirmedAsync(_plan, 2, CancellationToken.None));
        Assert.Equal(2, (await history.VersionsAsync(_plan, 2, final, CancellationToken.None))[0].Confirmed);
        foreach (var other in new[] { 0, 1, 3 }) Assert.Empty(await history.ConfirmedAsync(_plan, other, CancellationToken.None));
    }

    private async Task AppendAsync(Operation operation) => await AppendAsync([operation]);

    private async Task AppendAsync(ImmutableArray<Operation> operations, UserId? author = null) => await _store.Log.AppendAsync(_plan, _writer.Next(operations, author));

    private async Task<string[]> WordsAsync(HistoryFilter filter)
    {
        using var history = new PlanHistory(_store.Reader);
        var page = await history.PageAsync(_plan, _writer.Written.Count, _writer.Document, filter, null, int.MaxValue, CancellationToken.None);
        return [.. page.Sittings.SelectMany(sitting => sitting.Lines.Select(line => line.Words))];
    }

    private async Task<string[]> FirstWordsAsync(HistoryFilter filter) => [.. (await WordsAsync(filter)).Select(words => words[..words.IndexOf(' ', StringComparison.Ordinal)])];

    private static Operation Chapter(NodeId node) => Chapter(node, NodeId.Root);

    private static Operation Chapter(NodeId node, NodeId parent) => new InsertNode(node, "chapter", parent, null, Node.NoFields);

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
