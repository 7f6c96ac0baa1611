using System.Collections.Immutable;
using PlanEditor.Collaboration;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Workflow;

namespace PlanEditor.Components.Editor;

/// <summary>
/// A page's own acts on top of what is on disk, so that an act shows at once. They name nodes, never positions in a text, and so stand on any
/// later state as they are; one that no longer fits is left to the room to refuse.
/// </summary>
public sealed class PendingActs
{
    private readonly RoomState _durable;
    private readonly ImmutableList<Change> _pending;

    private PendingActs(RoomState durable, ImmutableList<Change> pending, Document document) => (_durable, _pending, Document) = (durable, pending, document);

    /// <summary>The document with the acts.</summary>
    public Document Document { get; }

    /// <summary>The revision they stand on.</summary>
    public long Revision => _durable.Revision;

    public static PendingActs None(RoomState durable) => new(durable, [], durable.Document);

    /// <summary>With one more act; the same acts when it is refused.</summary>
    public PendingActs With(Change change, Actor actor, string country, out Refusal? refusal)
    {
        refusal = Change.TryApply(Document, change.Operations, actor, country, out var after);
        return refusal is null ? new PendingActs(_durable, _pending.Add(change), after) : this;
    }

    /// <summary>Without an act that the room has answered.</summary>
    public PendingActs Without(ChangeId id) => On(_durable, _pending.RemoveAll(change => change.Id == id));

    /// <summary>On what is on disk now.</summary>
    public PendingActs On(RoomState durable, ImmutableArray<CommittedChange> committed) =>
        On(durable, _pending.IsEmpty ? _pending : _pending.RemoveAll(change => committed.Any(one => one.Id == change.Id)));

    private static PendingActs On(RoomState durable, ImmutableList<Change> pending)
    {
        var document = durable.Document;
        foreach (var change in pending)
        {
            if (Change.TryApply(document, change.Operations, Actor.Server, "", out var after) is null) document = after;
        }

        return new PendingActs(durable, pending, document);
    }
}
