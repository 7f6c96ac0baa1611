using System.Collections.Immutable;
using PlanModel.Workflow;

namespace PlanModel.Review;

/// <summary>What was said about one place of a plan, and what became of it. Immutable.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Anchor">The place.</param>
/// <param name="Severity">What it asks of the country.</param>
/// <param name="Entries">What was said, in order; the first started it.</param>
/// <param name="Steps">What became of it, in order; the first opened it.</param>
public sealed record CommentThread(ThreadId Id, Anchor Anchor, Severity Severity, ImmutableArray<ThreadEntry> Entries, ImmutableArray<ThreadStep> Steps)
{
    /// <summary>Who is asked to see to it; null: nobody.</summary>
    public UserId? Assignee { get; init; }

    /// <summary>By which day; null: none was said.</summary>
    public DateOnly? Due { get; init; }

    /// <summary>By which day it is still to be acted on; null: none was said, or it was acted on.</summary>
    public DateOnly? Awaited => WaitsToBeActedOn ? Due : null;

    /// <summary>Whether nobody acted on what it asks for yet.</summary>
    public bool WaitsToBeActedOn => IsPending && State is (CommentState.Open or CommentState.Reopened);

    /// <summary>What became of it, for a comment on a report; null: nothing was said yet.</summary>
    public Disposition? Disposition { get; init; }

    /// <summary>Whether a report waits for its disposition before it is published. What its author deleted waits for none.</summary>
    public bool AwaitsDisposition => Disposition is null && !Entries[0].Deleted;

    /// <summary>Where it stands.</summary>
    public CommentState State => Steps[^1].State;

    /// <summary>Whether something is still to be done or confirmed. Praise asks for nothing, nor does what was deleted unless it blocks, which only who may confirm it lets go.</summary>
    public bool IsPending => State != CommentState.Resolved && Severity != Severity.Praise && (Severity == Severity.Blocking || Entries.Any(entry => !entry.Deleted));

    /// <summary>Whether something is still to be done about it where documents take these steps: a report waits for the disposition of praise too.</summary>
    public bool AsksIn(PlanWorkflow workflow) => IsPending || (workflow == PlanWorkflow.Circulation && AwaitsDisposition);

    /// <summary>Whether it need not stand beside the plan any more: it is resolved, or all of it was deleted and it does not block.</summary>
    public bool IsOver => State == CommentState.Resolved || (Severity != Severity.Blocking && Entries.All(entry => entry.Deleted));

    /// <summary>Who started it, and when.</summary>
    public Stamp Asked => Entries[0].Said;

    /// <summary>What the policy needs to know.</summary>
    public ThreadFacts Facts => new(Asked.By, Severity == Severity.Blocking);

    /// <summary>What was said under an id, or null.</summary>
    public ThreadEntry? Find(EntryId id)
    {
        foreach (var entry in Entries)
            if (entry.Id == id) return entry;
        return null;
    }

    /// <summary>The last step to a state, if it was ever reached.</summary>
    public ThreadStep? Last(CommentState state) => Steps.LastOrDefault(step => step.State == state);
}

/// <summary>What somebody said.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Said">Who and when.</param>
/// <param name="Text">Markdown; empty: it was deleted. The log keeps what stood there.</param>
/// <param name="Edited">Who changed it last, and when; null: nobody.</param>
public sealed record ThreadEntry(EntryId Id, Stamp Said, string Text, Stamp? Edited)
{
    /// <summary>Whether its author deleted it.</summary>
    public bool Deleted => Text.Length == 0;
}

/// <summary>A thread came to a state.</summary>
/// <param name="State">The state.</param>
/// <param name="Stamp">Who and when.</param>
public sealed record ThreadStep(CommentState State, Stamp Stamp);
