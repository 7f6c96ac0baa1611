namespace PlanModel.Review;

/// <summary>What became of a comment on a report.</summary>
/// <param name="Outcome">What was decided.</param>
/// <param name="Reason">Why.</param>
/// <param name="Stamp">Who decided, and when.</param>
public sealed record Disposition(DispositionOutcome Outcome, string Reason, Stamp Stamp);

/// <summary>What was decided on a comment. Stored by its name in lower camel.</summary>
public enum DispositionOutcome
{
    /// <summary>The report was changed as the comment asks.</summary>
    Accepted,

    /// <summary>The report was changed, not in all that the comment asks.</summary>
    AcceptedInPart,

    /// <summary>The comment asks for no change, or for one elsewhere.</summary>
    Noted,

    /// <summary>The report stays as it is.</summary>
    Declined,
}
