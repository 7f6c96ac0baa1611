using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Schema;
using PlanModel.Workflow;

namespace PlanModel.Changes;

/// <summary>What an author asks for: a list of operations, all of which happen or none.</summary>
/// <param name="Id">Made by the author's client, unique per author.</param>
/// <param name="Operations">In order; each stands on the ones before it.</param>
public sealed record Change(ChangeId Id, ImmutableArray<Operation> Operations)
{
    /// <summary>Checks and applies operations to exactly this document, for somebody and under the policy of the state they meet.</summary>
    /// <param name="document">The document.</param>
    /// <param name="operations">What to do, in order.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="country">The country whose plan it is.</param>
    /// <param name="after">The document afterwards; the one given when something was refused.</param>
    /// <param name="stepsBack">Whether it brings back what was there, for which there is always room.</param>
    /// <returns>Why not; null when all was done.</returns>
    public static Refusal? TryApply(Document document, ImmutableArray<Operation> operations, Actor actor, string country, out Document after, bool stepsBack = false)
    {
        after = document;
        if (operations.IsDefaultOrEmpty) return new Refusal(RefusalCode.Malformed, "A change has at least one operation.");
        if (operations.Length > Limits.OperationsMax) return new Refusal(RefusalCode.TooMany, $"A change has at most {Limits.OperationsMax} operations.");
        var (suggestions, comments) = (0, 0);
        foreach (var operation in operations)
        {
            if (operation is Suggest) suggestions++;
            else if (operation is StartThread or ReplyToThread) comments++;
        }

        if (suggestions > Limits.SuggestionsInChangeMax) return new Refusal(RefusalCode.TooMany, $"A change suggests at most {Limits.SuggestionsInChangeMax} times. Suggest several things at once.");
        if (comments > Limits.CommentsInChangeMax) return new Refusal(RefusalCode.TooMany, $"A change says at most {Limits.CommentsInChangeMax} things in comments.");
        var now = document;
        foreach (var operation in operations)
        {
            var refusal = operation.Refuse(actor, PlanFacts.Of(country, now), now) ?? operation.Check(now)
                ?? (operation is DecideProposal { Accepted: true } answer ? Acceptance.WhyNot(now, answer, operations) : null);
            if (refusal is not null) return refusal;
            now = operation.Apply(now);
        }

        if (!stepsBack && now.Units > Limits.UnitsMax && now.Units > document.Units)
            return new Refusal(RefusalCode.TooMany, $"A plan holds at most {Limits.UnitsMax:N0} characters, with those of removed parts. Shorten something first.");
        after = now;
        return null;
    }

    /// <summary>
    /// Checks, completes and applies operations as <see cref="TryApply"/> does: where they give the plan another working language, marks on all translations follow in the same change, whoever asks and
    /// in whatever way. A change that is in the log already is applied as it stands there.
    /// </summary>
    /// <param name="document">The document.</param>
    /// <param name="operations">What to do, in order; as it is logged when all was done.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="country">The country whose plan it is.</param>
    /// <param name="after">The document afterwards; the one given when something was refused.</param>
    /// <param name="stepsBack">Whether it brings back what was there, for which there is always room.</param>
    /// <returns>Why not; null when all was done.</returns>
    public static Refusal? TryMake(Document document, ref ImmutableArray<Operation> operations, Actor actor, string country, out Document after, bool stepsBack = false)
    {
        if (TryApply(document, operations, actor, country, out after, stepsBack) is { } refusal) return refusal;
        var marks = TranslationMarks.OfLanguage(document, after, operations);
        if (marks.IsEmpty) return null;
        if (operations.Length + marks.Length > Limits.OperationsMax)
        {
            after = document;
            return new Refusal(RefusalCode.TooMany, $"With another working language {marks.Length} translations are to be looked at, and one change marks fewer than {Limits.OperationsMax}. Empty those that nobody needs first.", NodeId.Root, ActionPlan.Plan.WorkingLanguage.Key);
        }

        operations = operations.AddRange(marks);
        after = Apply(after, marks);
        return null;
    }

    /// <summary>Operations as they are logged: what says who acted and when is stamped, in place of whatever its author wrote there.</summary>
    public static ImmutableArray<Operation> Stamped(ImmutableArray<Operation> operations, Stamp stamp)
    {
        for (var at = 0; at < operations.Length; at++)
            if (operations[at] is StampedOperation act) operations = operations.SetItem(at, act with { Stamp = stamp });
        return operations;
    }

    /// <summary>Applies operations that were checked when they were committed.</summary>
    public static Document Apply(Document document, ImmutableArray<Operation> operations)
    {
        foreach (var operation in operations) document = operation.Apply(document);
        return document;
    }

    /// <summary>What a change does, in words that follow a person's name: those of its first operation, or "added 193 milestones".</summary>
    /// <param name="document">The document before it.</param>
    /// <param name="operations">What was done, at least one operation.</param>
    public static string Label(Document document, ImmutableArray<Operation> operations)
    {
        if (operations[0] is not InsertNode first || operations.Length == 1) return operations[0].Label(document);
        var same = operations.OfType<InsertNode>().Count(insert => insert.Kind == first.Kind);
        return same > 1 ? $"added {same} {document.Schema.Find(first.Kind)!.Nouns}" : first.Label(document);
    }

    /// <summary>What takes operations back, in the order in which to apply it; empty when they changed nothing.</summary>
    /// <param name="before">The document before them.</param>
    /// <param name="operations">What was done.</param>
    public static ImmutableArray<Operation> Invert(Document before, ImmutableArray<Operation> operations)
    {
        var inverse = new List<Operation>(operations.Length);
        var after = before;
        foreach (var operation in operations)
        {
            if (operation.Invert(after) is { } back) inverse.Add(back);
            after = operation.Apply(after);
        }

        inverse.Reverse();
        return [.. inverse, .. TranslationMarks.Back(before, after, inverse)];
    }
}
