using PlanModel.Operations;

namespace PlanModel.History;

/// <summary>What somebody did, for choosing what to see of a history.</summary>
[Flags]
public enum ActKinds
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Wrote in a text.</summary>
    Texts = 1,

    /// <summary>Set a value or changed a set.</summary>
    Values = 2,

    /// <summary>Added, moved, removed or restored a part.</summary>
    Parts = 4,

    /// <summary>A step of the plan as a whole: its review, its versions, its readers.</summary>
    Steps = 8,

    /// <summary>Said or suggested something about it: comments, suggestions, what a checklist or an erratum says.</summary>
    Said = 16,

    /// <summary>Changed what the plan says.</summary>
    Content = Texts | Values | Parts,

    /// <summary>Everything.</summary>
    All = Content | Steps | Said,
}

/// <summary>Says of which kind operations are.</summary>
public static class ActKind
{
    /// <summary>The kind of an operation.</summary>
    public static ActKinds Of(Operation operation) => operation switch
    {
        EditText => ActKinds.Texts,
        SetField or AddToSet or RemoveFromSet => ActKinds.Values,
        InsertNode or MoveNode or RemoveNode or RestoreNode => ActKinds.Parts,
        ThreadOperation or ProposalOperation or AssessPart or NoteErratum => ActKinds.Said,
        _ => ActKinds.Steps,
    };
}
