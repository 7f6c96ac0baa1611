using System.Collections.Immutable;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Text;
using PlanModel.Workflow;

namespace OgdPlans.Tests;

/// <summary>
/// A client written from docs/protocol.md, not from the server's code: a confirmed document, frozen changes that were sent, and changes that were not. It maps
/// one by one and never merges what it has sent. Whatever comes back of its own must be what it had made of it, else its screen would differ from everybody's.
/// </summary>
public sealed class ModelClient(RandomEditor editor, Document empty, UserId? user = null)
{
    // Section 1: changes in one Submit.
    private const int SubmissionMax = 200;

    private Document? _local;

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
            if (_local is not null) return _local;
            var document = Confirmed;
            foreach (var change in Frozen) document = Show(document, change);
            foreach (var change in Unsent) document = Show(document, change);
            return _local = document;
        }
    }

    public void Edit()
    {
        ImmutableArray<Operation> next;
        do next = RandomEditor.Whole(Local, Editor.Next(Local));
        while (next.IsEmpty);
        Do([.. next]);
    }

    public void Do(params Operation[] operations)
    {
        var change = new Change(Editor.NewChange(), [.. operations]);
        Made.Add(change.Id);
        Unsent = Unsent.Add(change);
        if (_local is not null) _local = Show(_local, change);
    }

    /// <summary>Freezes what was not sent, or as much of it as one submission holds, unless something is on its way.</summary>
    public bool Freeze()
    {
        if (!Frozen.IsEmpty || Unsent.IsEmpty) return false;
        var now = Math.Min(Unsent.Length, SubmissionMax);
        (Sent, Unsent, FrozenBase) = (Unsent[..now], Unsent[now..], Revision);
        Frozen = Sent;
        return true;
    }

    public void Receive(CommittedChange committed)
    {
        if (committed.Revision <= Revision) return;
        if (committed.Revision != Revision + 1) throw new InvalidOperationException($"revision {committed.Revision} came after {Revision}");
        Revision++;
        Confirmed = Change.Apply(Confirmed, committed.Operations);
        _local = null;
        if (!Frozen.IsEmpty && committed.Author == Actor.User && committed.Id == Frozen[0].Id)
        {
            CheckReturned(Frozen[0], committed);
            Frozen = Frozen.RemoveAt(0);
            return;
        }

        Map(committed.Operations);
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
        _local = null;
        var document = Confirmed;
        foreach (var edit in refused.Operations.OfType<EditText>())
        {
            if (!Fits(edit, document)) continue;
            var back = edit.Edit.Invert(document[edit.Node].Text(edit.Field));
            Map([new EditText(edit.Node, edit.Field, back)]);
            document = edit.Apply(document);
        }
    }

    // Section 4, rule 3: pending' = pending.map(committed), committed' = committed.map(pending, true), change by change, operation by operation.
    private void Map(ImmutableArray<Operation> committed)
    {
        if (Pending == 0) return;
        foreach (var operation in committed)
        {
            if (operation is not EditText { Edit: var edit } over) continue;
            Frozen = Map(Frozen, over, ref edit);
            Unsent = Map(Unsent, over, ref edit);
        }
    }

    private static ImmutableArray<Change> Map(ImmutableArray<Change> pending, EditText over, ref TextChangeSet committed)
    {
        for (var at = 0; at < pending.Length; at++)
        {
            var operations = pending[at].Operations;
            for (var within = 0; within < operations.Length; within++)
            {
                if (operations[within] is StartThread { Range: { } range } thread && thread.Node == over.Node && thread.Field == over.Field && range.To <= committed.LengthBefore)
                {
                    var to = committed.MapPos(range.To, -1);
                    operations = operations.SetItem(within, thread with { Range = (Math.Min(committed.MapPos(range.From, 1), to), to) });
                    continue;
                }

                if (operations[within] is Suggest or ReopenProposal)
                {
                    operations = operations.SetItem(within, Map((ProposalOperation)operations[within], over, committed));
                    continue;
                }

                if (operations[within] is not EditText own || own.Node != over.Node || own.Field != over.Field || own.Edit.LengthBefore != committed.LengthBefore) continue;
                operations = operations.SetItem(within, own with { Edit = own.Edit.Map(committed) });
                committed = committed.Map(own.Edit, before: true);
            }

            if (operations != pending[at].Operations) pending = pending.SetItem(at, pending[at] with { Operations = operations });
        }

        return pending;
    }

    private static ProposalOperation Map(ProposalOperation carrier, EditText over, TextChangeSet committed)
    {
        ImmutableArray<Operation> moved =
        [
            .. carrier.Carried.Select(part => part is EditText own && own.Node == over.Node && own.Field == over.Field && own.Edit.LengthBefore == committed.LengthBefore ? own with { Edit = own.Edit.Map(committed) } : part),
        ];
        return carrier switch
        {
            Suggest suggest => suggest with { Parts = moved },
            ReopenProposal reopen => reopen with { Parts = moved },
            _ => carrier,
        };
    }

    private static void CheckReturned(Change own, CommittedChange committed)
    {
        for (var at = 0; at < own.Operations.Length; at++)
            if (own.Operations[at] is EditText mine && (committed.Operations[at] is not EditText theirs || !theirs.Edit.ContentEquals(mine.Edit)))
                throw new InvalidOperationException($"revision {committed.Revision} came back as {committed.Operations[at]}, where its author had made {mine} of it");
    }

    private static Document Show(Document document, Change change)
    {
        foreach (var operation in change.Operations)
            if (operation is EditText edit ? Fits(edit, document) : operation.Check(document) is null) document = operation.Apply(document);
        return document;
    }

    private static bool Fits(EditText edit, Document document) =>
        document.Find(edit.Node) is { } node && node.Text(edit.Field).Length == edit.Edit.LengthBefore;
}
