using System.Globalization;
using PlanEditor.Components.Shared;
using PlanModel;
using PlanModel.Review;

namespace PlanEditor.Components.Comments;

/// <summary>How screens say what a comment asks, and where it stands.</summary>
public static class CommentWords
{
    public static string Of(Severity severity) => severity switch
    {
        Severity.Blocking => "Blocking",
        Severity.Should => "Should",
        Severity.Could => "Could",
        Severity.Question => "Question",
        _ => "Praise",
    };

    public static string Of(CommentState state) => state switch
    {
        CommentState.Open => "open",
        CommentState.Addressed => "addressed",
        CommentState.Resolved => "resolved",
        _ => "reopened",
    };

    /// <summary>What became of something that was suggested.</summary>
    public static string Of(PartState state) => state switch
    {
        PartState.Accepted => "accepted",
        PartState.Declined => "declined",
        _ => "waits for an answer",
    };

    /// <summary>What became of a comment on a report.</summary>
    public static string Of(DispositionOutcome outcome) => outcome switch
    {
        DispositionOutcome.Accepted => "Accepted",
        DispositionOutcome.AcceptedInPart => "Accepted in part",
        DispositionOutcome.Noted => "Noted",
        _ => "Declined",
    };

    /// <summary>The class of the chip of a severity.</summary>
    public static string Chip(Severity severity) => ThreadJson.Write(severity);

    /// <summary>When something was said; what is on its way says so.</summary>
    public static string When(Stamp stamp, DateTimeOffset now) => stamp.Revision == 0 ? "sending…" : TimeWords.Ago(stamp.At, now);

    public static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>The colour of somebody's initials, the same everywhere.</summary>
    public static string Colour(UserId user) => $"p{(user.Value.ToByteArray()[15] % 8) + 1}";
}
