using System.Collections.Immutable;
using PlanEditor.Collaboration;
using PlanModel.Documents;
using PlanModel.Workflow;

namespace PlanEditor.Digests;

/// <summary>A plan as it is at this moment, open or not.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Digest">What is known of it.</param>
/// <param name="Room">Its room, while it is open.</param>
public sealed record PlanNow(PlanInfo Plan, PlanDigest Digest, PlanRoom? Room)
{
    /// <summary>The document, while the plan is open.</summary>
    public Document? Document => Room?.Durable.Document;

    /// <summary>What the policy asks; of an open plan never older than what was last acknowledged.</summary>
    public PlanFacts Facts => Document is { } open
        ? PlanFacts.Of(Plan.Country, open, Plan.Id)
        : new PlanFacts(Plan.Country, Digest.Overview.State, Digest.Overview.OpenToPeers) { Plan = Plan.Id, Workflow = Plan.Workflow };

    /// <summary>Who is in it, each person once.</summary>
    public ImmutableArray<PersonHere> People => Room is null ? [] : [.. Room.Presence.Here.DistinctBy(person => person.User)];

    public bool MayRead(Actor actor) => Policy.Refuse(actor, Facts, PlanAct.Read) is null;
}
