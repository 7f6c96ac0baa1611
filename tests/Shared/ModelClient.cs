using System.Collections.Immutable;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Workflow;

namespace OgdPlans.Tests;

/// <summary>
/// A client written from docs/protocol.md: a confirmed document, frozen changes that were sent, and changes that were not. It maps
/// one by one and never merges what it has sent.
/// </summary>
public sealed class ModelClient(RandomEditor editor, Document empty, UserId? user = null)
{
    public RandomEditor Editor { get; } = editor;

    public Actor Actor { get; } = new(user ?? editor.NewUser(), Role.FocalPoint, "NP");

    public SessionId Session { get; } = editor.NewSession();

    public Document Confirmed { get; private set; } = empty;

    public long Revision { get; private set; }

    /// <summary>The base of the frozen changes: sent again with them, byte for byte.</summary>
    public long FrozenBase { get; private set; }

    /// <summary>What was sent and is not answered, as it was sent.</summary>
    public ImmutableArray<Change> Sent { get; private set; } = [];

    /// <summary>What was sent and is not answered, made for the confirmed document.</summary>
    public ImmutableArray<Change> Frozen { get; private set; } = [];

    public ImmutableArray<Change> Unsent { get; private set; } = [];

    public List<ChangeId> Made { get; } = [];

    /// <summary>Changes that were refused for ever: kept for the person, out of the way of what follows.</summary>
    public List<Change> Tray { get; } = [];

    public int Pending => Frozen.Length + Unsent.Length;

    /// <summary>What this person sees. Own typing shows even where the server will find the text too long.</summary>
    public Document Local
    {
        get
        {
            var document = Confirmed;
            foreach (var operation in Frozen.Concat(Unsent).SelectMany(change => change.Operations))
                if (operation is EditText edit ? Fits(edit, document) : operation.Check(document) is null) document = operation.Apply(document);
            return document;
        }
    }

    public void Edit() => Do(Editor.Next(Local));

    public void Do(params Operation[] operations)
    {
        var change = new Change(Editor.NewChange(), [.. operations]);
        Made.Add(change.Id);
        Unsent = Unsent.Add(change);
    }

    /// <summary>Freezes what was not sent, unless something is on its way.</summary>
    public bool Freeze()
    {
        if (!Frozen.IsEmpty || Unsent.IsEmpty) return false;
        (Sent, Frozen, Unsent, FrozenBase) = (Unsent, Unsent, [], Revision);
        return true;
    }

    public void Receive(CommittedChange committed)
    {
        if (committed.Revision <= Revision) return;
        if (committed.Revision != Revision + 1) throw new InvalidOperationException($"revision {committed.Revision} came after {Revision}");
        Revision++;
        Confirmed = Change.Apply(Confirmed, committed.Operations);
        if (!Frozen.IsEmpty && committed.Author == Actor.User && committed.Id == Frozen[0].Id)
        {
            Frozen = Frozen.RemoveAt(0);
            return;
        }

        Pend(Rebase.Over([.. Frozen.Concat(Unsent).Select(change => change.Operations)], committed.Operations));
    }

    /// <summary>The server refused a frozen change for ever. Everything up to the answer was received.</summary>
    public void Refused(ChangeId id)
    {
        if (Frozen.IsEmpty || Frozen[0].Id != id) return;
        var refused = Frozen[0];
        Tray.Add(refused);
        var rest = Frozen.RemoveAt(0).AddRange(Unsent);
        (Frozen, Unsent) = ([], [.. rest.Select(change => change with { Id = Editor.NewChange() })]);
        Made.AddRange(Unsent.Select(change => change.Id));

        // What follows was made on top of its texts: move that over their going away.
        var document = Confirmed;
        foreach (var edit in refused.Operations.OfType<EditText>())
        {
            if (!Fits(edit, document)) continue;
            var back = edit.Edit.Invert(document[edit.Node].Text(edit.Field));
            Pend(Rebase.Over([.. Unsent.Select(change => change.Operations)], [new EditText(edit.Node, edit.Field, back)]));
            document = edit.Apply(document);
        }
    }

    private void Pend(ImmutableArray<ImmutableArray<Operation>> operations)
    {
        var all = Frozen.Concat(Unsent).Zip(operations, (change, moved) => change with { Operations = moved }).ToImmutableArray();
        (Frozen, Unsent) = (all[..Frozen.Length], all[Frozen.Length..]);
    }

    private static bool Fits(EditText edit, Document document) =>
        document.Find(edit.Node) is { } node && node.Text(edit.Field).Length == edit.Edit.LengthBefore;
}
