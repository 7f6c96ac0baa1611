using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Operations;

namespace PlanModel.Review;

/// <summary>Where a proposal stands.</summary>
public enum ProposalState
{
    /// <summary>It is being written, and nobody is asked yet.</summary>
    Draft,

    /// <summary>It waits for an answer.</summary>
    Open,

    /// <summary>All of it was answered.</summary>
    Closed,

    /// <summary>Its author took it back.</summary>
    Withdrawn,
}

/// <summary>
/// Changes that somebody suggests, with a reason. Immutable. Each part is an ordinary operation on the plan, independent of the others; what is suggested for a part of the plan that the same
/// proposal adds is kept inside that addition.
/// </summary>
/// <param name="Id">Its id.</param>
/// <param name="Begun">Who suggests, and since when.</param>
/// <param name="Parts">What is suggested, in order.</param>
public sealed record Proposal(ProposalId Id, Stamp Begun, ImmutableArray<ProposalPart> Parts)
{
    /// <summary>Why.</summary>
    public string Reason { get; init; } = "";

    /// <summary>When it was sent; null while it is a draft.</summary>
    public Stamp? Sent { get; init; }

    /// <summary>The thread that it answers; null: none.</summary>
    public ThreadId? Thread { get; init; }

    /// <summary>When it was withdrawn; null: it was not.</summary>
    public Stamp? Withdrawn { get; init; }

    /// <summary>Who suggests.</summary>
    public UserId Author => Begun.By;

    /// <summary>Where it stands.</summary>
    public ProposalState State =>
        Withdrawn is not null ? ProposalState.Withdrawn : Sent is null ? ProposalState.Draft : Parts.Any(part => part.IsOpen) ? ProposalState.Open : ProposalState.Closed;

    /// <summary>What is still suggested.</summary>
    public IEnumerable<ProposalPart> OpenParts => Withdrawn is null ? Parts.Where(part => part.IsOpen) : [];

    /// <summary>How much would be written by what is still suggested, in UTF-16 units.</summary>
    internal long Units => OpenParts.Sum(part => part.Operation switch
    {
        InsertNode insert => insert.Fields.Values.Sum(value => (long)value.Units),
        EditText edit => edit.Edit.UnitsInserted,
        SetField { Value: { } value } => value.Units,
        AddToSet add => add.Item.Length,
        _ => 0,
    });

    /// <summary>Into how many stretches what is still suggested for a text divides it.</summary>
    internal int SectionsOn(NodeId node, string field) => OpenParts.Sum(part => part.Operation is EditText edit && edit.Node == node && edit.Field == field ? edit.Edit.SectionCount : 0);

    /// <summary>When nothing of it waited any more; null while something does.</summary>
    public Stamp? Ended => State switch { ProposalState.Withdrawn => Withdrawn, ProposalState.Closed => Parts.Select(part => part.Decided).OfType<Stamp>().MaxBy(stamp => stamp.Revision) ?? Sent, _ => null };

    /// <summary>The last part about something, open or not; null: there is none.</summary>
    public ProposalPart? Last(string key) => Parts.LastOrDefault(part => part.Key == key);

    /// <summary>The open part that adds a node, or null.</summary>
    public ProposalPart? Adds(NodeId node) => OpenParts.FirstOrDefault(part => part.Operation is InsertNode insert && insert.Node == node);

    /// <summary>What a plan keeps of it: all that is open, and of what was answered how it begins. What was withdrawn is in the log only.</summary>
    internal Proposal Kept()
    {
        var parts = Withdrawn is null ? Parts : Parts.RemoveAll(part => part.IsOpen);
        for (var at = 0; at < parts.Length; at++)
        {
            if (parts[at].IsOpen) continue;
            var gist = Gist(parts[at].Operation);
            if (!ReferenceEquals(gist, parts[at].Operation)) parts = parts.SetItem(at, parts[at] with { Operation = gist });
        }

        return parts == Parts ? this : this with { Parts = parts };
    }

    /// <summary>What is kept of one of its parts once it was answered.</summary>
    internal Operation Gist(Operation operation) => Review.Gist.Of(operation, Math.Clamp(Review.Gist.UnitsOfProposal / Math.Max(1, Parts.Length), Review.Gist.UnitsMin, Review.Gist.UnitsMax));

    /// <summary>With one more thing suggested: in place of what was suggested about the same, or, when the plan says so anyway, without that.</summary>
    /// <param name="document">The plan.</param>
    /// <param name="operation">What is suggested.</param>
    /// <param name="asItIs">Whether it is put there even if the plan says so anyway.</param>
    internal Proposal With(Document document, Operation operation, bool asItIs)
    {
        if (operation.Target.Node is { } node && document.Find(node) is null && Adds(node) is { Operation: InsertNode insert } added)
            return operation is RemoveNode ? Without(insert) : Amended(insert, operation) is { } amended ? this with { Parts = Parts.Replace(added, added with { Operation = amended }) } : this;

        var known = OpenParts.FirstOrDefault(part => part.Key == ProposalPart.KeyOf(operation));
        if (!asItIs && IsSo(document, operation)) return known is null ? this : this with { Parts = Parts.Remove(known) };
        var part = new ProposalPart(operation, PartState.Open) { Was = operation is SetField set ? document.Find(set.Node)?.Scalar(set.Field) : null };
        return this with { Parts = known is null ? Parts.Add(part) : Parts.Replace(known, part) };
    }

    /// <summary>Without what was suggested about something.</summary>
    internal Proposal Without(string key) => OpenParts.FirstOrDefault(part => part.Key == key) switch
    {
        null => this,
        { Operation: InsertNode insert } => Without(insert),
        var part => this with { Parts = Parts.Remove(part) },
    };

    /// <summary>After an edit of a text of the plan.</summary>
    internal Proposal Over(EditText edit)
    {
        var parts = Parts;
        for (var at = 0; at < parts.Length; at++)
        {
            if (!parts[at].IsOpen) continue;
            var moved = parts[at].Operation.Rebase(edit, before: false);
            if (!ReferenceEquals(moved, parts[at].Operation)) parts = parts.SetItem(at, parts[at] with { Operation = moved });
        }

        return parts == Parts ? this : this with { Parts = parts };
    }

    /// <summary>Whether the plan would be the same after an operation.</summary>
    internal static bool IsSo(Document document, Operation operation) =>
        operation.Check(document) is null
        && (operation is EditText edit ? edit.Edit.IsEmpty || edit.Edit.Apply(document[edit.Node].Text(edit.Field)).ContentEquals(document[edit.Node].Text(edit.Field)) : ReferenceEquals(operation.Apply(document), document));

    /// <summary>Without an added node, what stands under it, and what names it.</summary>
    private Proposal Without(InsertNode gone)
    {
        var (id, text) = (gone.Node, gone.Node.ToString());
        var left = this with { Parts = [.. Parts.Where(part => !part.IsOpen || part.Operation != gone)] };
        foreach (var key in left.OpenParts.Select(part => part.Key).ToArray())
        {
            // What went with a part before it is not there any more, or not as it was.
            if (left.OpenParts.FirstOrDefault(one => one.Key == key) is not { } part) continue;
            left = part.Operation switch
            {
                InsertNode insert when insert.Parent == id => left.Without(insert),
                InsertNode insert => left with { Parts = left.Parts.Replace(part, part with { Operation = Unnamed(insert with { After = insert.After == id ? gone.After : insert.After }, text) }) },
                MoveNode move when move.Parent == id => left with { Parts = left.Parts.Remove(part) },
                MoveNode move when move.After == id => left with { Parts = left.Parts.Replace(part, part with { Operation = move with { After = gone.After } }) },
                SetField { Value.Text: { } value } when value == text => left with { Parts = left.Parts.Remove(part) },
                AddToSet { Item: var item } when item == text => left with { Parts = left.Parts.Remove(part) },
                _ => left,
            };
        }

        return left;
    }

    private static InsertNode Unnamed(InsertNode insert, string gone)
    {
        var fields = insert.Fields;
        foreach (var (key, value) in insert.Fields)
        {
            if (value is Scalar { Text: { } text } && text == gone) fields = fields.Remove(key);
            else if (value is SetValue set && set.Items.Contains(gone)) fields = WithItems(fields, key, set.Items.Remove(gone));
        }

        return fields == insert.Fields ? insert : insert with { Fields = fields };
    }

    private static InsertNode? Amended(InsertNode insert, Operation operation)
    {
        var fields = insert.Fields;
        return operation switch
        {
            InsertNode other => other,
            MoveNode move => insert with { Parent = move.Parent, After = move.After },
            SetField set => insert with { Fields = set.Value is null ? fields.Remove(set.Field) : fields.SetItem(set.Field, set.Value) },
            AddToSet add => insert with { Fields = WithItems(fields, add.Field, Items(add.Field).Add(add.Item)) },
            RemoveFromSet remove => insert with { Fields = WithItems(fields, remove.Field, Items(remove.Field).Remove(remove.Item)) },
            EditText edit => Edited(insert, edit),
            _ => null,
        };

        ImmutableSortedSet<string> Items(string field) => fields.GetValueOrDefault(field) is SetValue set ? set.Items : SetValue.None;
    }

    private static InsertNode? Edited(InsertNode insert, EditText edit)
    {
        var text = Text.PlanText.Of((insert.Fields.GetValueOrDefault(edit.Field) as Scalar)?.Text ?? "");
        if (edit.Edit.LengthBefore != text.Length) return null;
        var after = edit.Edit.Apply(text).ToString();
        return insert with { Fields = after.Length == 0 ? insert.Fields.Remove(edit.Field) : insert.Fields.SetItem(edit.Field, Scalar.Of(after)) };
    }

    private static ImmutableSortedDictionary<string, FieldValue> WithItems(ImmutableSortedDictionary<string, FieldValue> fields, string key, ImmutableSortedSet<string> items) =>
        items.IsEmpty ? fields.Remove(key) : fields.SetItem(key, new SetValue(items));
}
