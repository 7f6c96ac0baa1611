using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Review;

namespace PlanModel.Changes;

/// <summary>
/// What one session can undo and redo: its own changes only, after others have edited around them. Immutable.
/// <para>Both stacks are chains: the top entry fits the current document, each below fits the document after the one above it was
/// done. So another's change moves through them as through pending changes. Texts are mapped. A field, place or item that
/// somebody else changed since is theirs: undoing would overwrite them, so that part of an entry is dropped.</para>
/// </summary>
public sealed class UndoHistory
{
    /// <summary>How many changes can be undone.</summary>
    public const int DepthMax = 100;

    private readonly ImmutableArray<Entry> _undo;
    private readonly ImmutableArray<Entry> _redo;

    private UndoHistory(ImmutableArray<Entry> undo, ImmutableArray<Entry> redo) => (_undo, _redo) = (undo, redo);

    /// <summary>Nothing to undo.</summary>
    public static UndoHistory Empty { get; } = new([], []);

    /// <summary>What undo would take back, in words; null when there is nothing.</summary>
    public string? UndoLabel => _undo.IsEmpty ? null : _undo[0].Label;

    /// <summary>What redo would do again, in words; null when there is nothing.</summary>
    public string? RedoLabel => _redo.IsEmpty ? null : _redo[0].Label;

    /// <summary>What to do to undo the last own change; empty when others have changed all of it since, or nothing is left.</summary>
    public ImmutableArray<Operation> Undo => _undo.IsEmpty ? [] : _undo[0].Operations;

    /// <summary>What to do to redo the last undone change; empty when others have changed all of it since, or nothing is left.</summary>
    public ImmutableArray<Operation> Redo => _redo.IsEmpty ? [] : _redo[0].Operations;

    /// <summary>After a change of one's own that is neither undo nor redo.</summary>
    /// <param name="before">The document before it.</param>
    /// <param name="operations">The change as committed.</param>
    public UndoHistory Made(Document before, ImmutableArray<Operation> operations)
    {
        var inverse = Change.Invert(before, operations);
        if (inverse.IsEmpty) return this;
        var undo = _undo.Insert(0, new Entry(inverse, operations, before.Apart()));
        return new UndoHistory(undo.Length > DepthMax ? undo.RemoveAt(undo.Length - 1) : undo, []);
    }

    /// <summary>After <see cref="Undo"/> was committed (or when it was empty, to go past it).</summary>
    /// <param name="before">The document before it was done.</param>
    public UndoHistory Undone(Document before) => new(_undo.RemoveAt(0), Push(_redo, before, _undo[0]));

    /// <summary>After <see cref="Redo"/> was committed (or when it was empty, to go past it).</summary>
    /// <param name="before">The document before it was done.</param>
    public UndoHistory Redone(Document before) => new(Push(_undo, before, _redo[0]), _redo.RemoveAt(0));

    /// <summary>Without the last own change, when what others did since makes undoing it impossible.</summary>
    public UndoHistory WithoutUndo() => new(_undo.RemoveAt(0), _redo);

    /// <summary>Without the last undone change, when what others did since makes redoing it impossible.</summary>
    public UndoHistory WithoutRedo() => new(_undo, _redo.RemoveAt(0));

    /// <summary>After a committed change that this session did not make.</summary>
    public UndoHistory Over(ImmutableArray<Operation> committed)
    {
        var (undo, redo) = (Over(_undo, committed), Over(_redo, committed));
        return undo == _undo && redo == _redo ? this : new UndoHistory(undo, redo);
    }

    private static ImmutableArray<Entry> Push(ImmutableArray<Entry> stack, Document before, Entry done) =>
        Change.Invert(before, done.Operations) is { IsEmpty: false } inverse ? stack.Insert(0, done with { Operations = inverse }) : stack;

    private static ImmutableArray<Entry> Over(ImmutableArray<Entry> stack, ImmutableArray<Operation> committed)
    {
        // What others do elsewhere, which is most of it, moves nothing.
        if (!Meets(stack, committed)) return stack;
        var taken = committed.Where(operation => operation is not EditText).Select(operation => operation.Target).ToHashSet();
        var moved = Rebase.Over([.. stack.Select(entry => entry.Operations)], committed);
        return [.. stack.Zip(moved, (entry, operations) => entry with
        {
            Operations = Acceptance.Placed([.. TranslationMarks.After(entry.Before, [.. operations.Where(operation => !taken.Contains(operation.Target) && operation is not EditText { Edit.IsEmpty: true })], committed)]),
        })];
    }

    private static bool Meets(ImmutableArray<Entry> stack, ImmutableArray<Operation> committed)
    {
        // Looked up where there are many: an entry may have thousands too, and everybody in the plan waits.
        var targets = committed.Length != 1 ? committed.Select(operation => operation.Target).ToHashSet() : null;
        var edited = committed.OfType<EditText>().Select(edit => (NodeId?)edit.Node).ToHashSet();
        foreach (var entry in stack)
        {
            foreach (var own in entry.Operations)
            {
                var target = own.Target;
                if (targets?.Contains(target) ?? committed[0].Target == target) return true;
                if (edited.Count > 0 && (own is ProposalOperation || edited.Contains(target.Node))) return true;
            }
        }

        return false;
    }

    // The words are made when somebody asks: that is seldom, and typing is not.
    private sealed record Entry(ImmutableArray<Operation> Operations, ImmutableArray<Operation> Done, Document Before)
    {
        public string Label => Change.Label(Before, Done);
    }
}
