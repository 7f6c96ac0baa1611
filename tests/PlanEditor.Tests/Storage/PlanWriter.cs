using System.Collections.Immutable;
using OgdPlans.Tests;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;

namespace PlanEditor.Tests.Storage;

/// <summary>Somebody who writes a plan at random: what would come out of a room.</summary>
public sealed class PlanWriter(int seed)
{
    private static readonly DateTimeOffset Start = new(2017, 10, 12, 9, 14, 3, TimeSpan.Zero);

    private readonly RandomEditor _editor = new(new Random(seed));
    private readonly List<LoggedChange> _written = [];

    public Document Document { get; private set; } = Document.Empty(TestSchema.Schema);

    public IReadOnlyList<LoggedChange> Written => _written;

    public UserId Author => field = field == default ? _editor.NewUser() : field;

    public SessionId Session => field = field == default ? _editor.NewSession() : field;

    public LoggedChange Next() => Next(_editor.NewChange());

    public LoggedChange Next(ChangeId id, UserId? author = null) => Next(id, author ?? Author, [_editor.Next(Document)]);

    public LoggedChange Next(ImmutableArray<Operation> operations, UserId? author = null) => Next(_editor.NewChange(), author ?? Author, operations);

    public LoggedChange[] Many(int count) => [.. Enumerable.Range(0, count).Select(_ => Next())];

    /// <summary>Forgets the last changes, as a room does that returns to what is on disk.</summary>
    public void ReturnTo(long revision)
    {
        _written.RemoveRange((int)revision, _written.Count - (int)revision);
        Document = _written.Aggregate(Document.Empty(TestSchema.Schema), (document, change) => Change.Apply(document, change.Change.Operations));
    }

    private LoggedChange Next(ChangeId id, UserId author, ImmutableArray<Operation> operations)
    {
        Document = Change.Apply(Document, operations);
        var revision = _written.Count + 1;
        var change = new CommittedChange(revision, id, author, Session, Start.AddMilliseconds(revision), operations);
        _written.Add(new LoggedChange(change, LoggedChange.HashOf(revision - 1, operations)));
        return _written[^1];
    }
}
