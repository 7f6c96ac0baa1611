using PlanModel.Schema;

namespace PlanModel.Timeline;

/// <summary>What a rule found about the dates of a part.</summary>
/// <param name="Finding">What was found.</param>
/// <param name="Number">The part's number, as "C2.M3"; empty for the plan.</param>
public sealed record TimelineWarning(Finding Finding, string Number)
{
    /// <summary>What is wrong, for those who see which part it is about: "Starts on 1 Mar 2018, before C2.M2, which it waits for, is done on 31 May 2018".</summary>
    public string Words
    {
        get
        {
            var words = Number.Length > 0 && Finding.Message.StartsWith(Number, StringComparison.Ordinal) ? Finding.Message[Number.Length..].TrimStart(':', ' ') : Finding.Message;
            // A message is one or two sentences: what is wrong, and what to do.
            var end = words.IndexOf(". ", StringComparison.Ordinal);
            words = (end >= 0 ? words[..end] : words).TrimEnd('.');
            return words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
        }
    }

    /// <summary>The key of the field where it is cured.</summary>
    public string Field => Finding switch
    {
        { Code: "DATE.order" } => ActionPlan.Milestone.DueDate.Key,
        { Field: { } key } => key,
        _ => ActionPlan.Milestone.DueDate.Key,
    };

    /// <summary>What cures it, as a link says it.</summary>
    public string Cure => IsCircle ? "Change what it waits for" : "Change dates";

    /// <summary>Whether the part waits for itself by way of others.</summary>
    internal bool IsCircle => Finding.Code == "DATE.circle";
}
