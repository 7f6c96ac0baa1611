namespace PlanModel.Workflow;

/// <summary>
/// Who may do what in which state: the one place that decides. The room asks it to enforce, the screens ask it to explain.
/// Pure: the same answer for the same arguments.
/// </summary>
public static class Policy
{
    /// <summary>Why somebody may not do something to a plan; null when it is allowed.</summary>
    /// <remarks>
    /// What a person may not read is not found: the refusal of any act on it says no more than that. A final plan is read by everybody and
    /// changed by nobody.
    /// </remarks>
    /// <param name="actor">Who.</param>
    /// <param name="plan">What is known of the plan.</param>
    /// <param name="act">What.</param>
    /// <param name="thread">The thread that it is about, for acts in one.</param>
    /// <param name="suggestedBy">Who began the proposal that it is about, for acts on one.</param>
    public static Refusal? Refuse(Actor actor, PlanFacts plan, PlanAct act, ThreadFacts? thread = null, UserId? suggestedBy = null)
    {
        if (actor.Role == Role.Server) return null;
        if (!MayRead(actor, plan)) return NotFound;
        if (act == PlanAct.Read) return null;
        if (plan.Workflow.Rights is { } rights) return rights(actor, plan, act, thread, suggestedBy);
        return act switch
        {
            PlanAct.Edit when !IsOwn(actor, plan) || actor.Role is not (Role.PlanLead or Role.FocalPoint) =>
                NotAllowed(EditWords(actor)),
            PlanAct.Suggest when WhyNotSuggest(actor, plan, suggestedBy) is { } words => NotAllowed(words),
            PlanAct.Decide when !IsOwn(actor, plan) || actor.Role is not (Role.PlanLead or Role.FocalPoint) =>
                NotAllowed("Only the country’s focal points and the plan’s lead accept or decline what is suggested."),
            PlanAct.NameVersion when !IsOwn(actor, plan) || actor.Role is not (Role.PlanLead or Role.FocalPoint) =>
                NotAllowed("Only the country’s focal points and the plan’s lead name versions."),
            PlanAct.OpenToPeers when !IsOwn(actor, plan) || actor.Role != Role.PlanLead =>
                NotAllowed("Only the plan’s lead opens it to peers."),
            PlanAct.ReturnToDraft when plan.State == PlanState.Final => MayReopen(actor, plan) ? null : NotAllowed("Only the plan’s lead or an administrator reopens a final plan."),
            PlanAct.Submit or PlanAct.ReturnToDraft or PlanAct.MarkFinal when !IsOwn(actor, plan) || actor.Role != Role.PlanLead =>
                NotAllowed($"Only the plan’s lead {LeadActs(act)}."),
            PlanAct.RequestChanges or PlanAct.Approve or PlanAct.Assess when actor.Role != Role.Reviewer || IsOwn(actor, plan) =>
                NotAllowed(actor.Role == Role.Reviewer ? "Nobody reviews the plan of the own country." : $"Only a reviewer {(act switch { PlanAct.Approve => "approves a plan", PlanAct.Assess => "answers the checklist", _ => "asks for changes" })}."),
            PlanAct.SetDeadline when !IsReviewer(actor, plan) && !IsLead(actor, plan) =>
                NotAllowed("Reviewers and the plan’s lead set deadlines."),
            PlanAct.NoteErratum => IsReviewer(actor, plan) || IsLead(actor, plan) ? null : NotAllowed("Reviewers and the plan’s lead note errata."),
            PlanAct.Unpublish => actor.Role == Role.Administrator ? null : NotAllowed("Only an administrator takes a final plan off the public pages, or puts it back."),
            >= PlanAct.Comment when WhyNotInThread(actor, plan, act, thread) is { } words => NotAllowed(words),
            _ when plan.State == PlanState.Final => new Refusal(RefusalCode.PlanLocked, "This plan is final. To change it, the plan’s lead or an administrator reopens it."),
            _ => null,
        };
    }

    /// <summary>Why somebody may not start a new plan for a country; null when it is allowed.</summary>
    public static Refusal? RefuseToCreate(Actor actor, string country) =>
        actor.Role == Role.Server || (actor is { Role: Role.PlanLead, Suspended: false } && actor.Country == country)
            ? null
            : NotAllowed("Only a country’s plan lead starts a plan.");

    /// <summary>Why somebody may not start the workshop's report; null when it is allowed.</summary>
    public static Refusal? RefuseToStartReport(Actor actor) =>
        actor.Role == Role.Server || actor is { Role: Role.Reviewer, Suspended: false } ? null : NotAllowed("Only a reviewer starts the report.");

    /// <summary>Why somebody may not suggest for a plan what another plan has; null when it is allowed.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="from">The plan that has it.</param>
    /// <param name="into">The plan for which it is suggested.</param>
    public static Refusal? RefuseToAdopt(Actor actor, PlanFacts from, PlanFacts into) =>
        Refuse(actor, from, PlanAct.Read)
        ?? Refuse(actor, into, PlanAct.Read)
        ?? (!HasPlan(actor) || !IsOwn(actor, into) || IsOwn(actor, from) ? NotAllowed("The country’s own people adopt what another country’s plan has, each into the own plan.") : Refuse(actor, into, PlanAct.Suggest));

    /// <summary>Why somebody may not answer where only one role is asked; null when it is allowed.</summary>
    public static Refusal? RefuseToAnswer(Actor actor, Role asked) => actor.Role == asked || actor.Role == Role.Server ? null : NotAllowed("Only peers answer here. The countries answer in their plans, and everybody discusses the question.");

    /// <summary>Why somebody is not asked to see to a comment on a plan, nor offered to be named in one; null when it is allowed.</summary>
    /// <param name="person">Who would be asked; null when there is no such account.</param>
    /// <param name="plan">The plan.</param>
    public static Refusal? RefuseToAsk(Actor? person, PlanFacts plan) =>
        person is { Role: not Role.Server } && Refuse(person, plan, PlanAct.Comment) is null
            ? null
            : new Refusal(RefusalCode.BadValue, $"Only who reads the {plan.Workflow.Noun} and may comment on it is asked to see to a comment.");

    /// <summary>Whether somebody answers comments for those whose document it is, whatever state it is in: the country's focal points and the plan's lead, for a report the reviewers.</summary>
    public static bool Answers(Actor actor, PlanFacts plan) =>
        plan.Workflow == PlanWorkflow.Circulation ? actor.Role == Role.Reviewer : IsOwn(actor, plan) && actor.Role is (Role.PlanLead or Role.FocalPoint);

    /// <summary>Whether somebody may adopt what a plan has, into some plan.</summary>
    public static bool MayAdoptFrom(Actor actor, PlanFacts from) => HasPlan(actor) && !IsOwn(actor, from) && MayRead(actor, from);

    private static Refusal NotFound { get; } = new(RefusalCode.NotFound, "There is no such plan, or it is not yours to see.");

    private static bool MayRead(Actor actor, PlanFacts plan) =>
        !actor.Suspended && (plan.State == PlanState.Final || (plan.Workflow.ReadsUnpublished is { } reads ? reads(actor, plan) : ReadsDraft(actor, plan)));

    private static bool ReadsDraft(Actor actor, PlanFacts plan) =>
        actor.Role switch
        {
            Role.Reviewer => true,
            Role.PlanLead or Role.FocalPoint or Role.Contributor => IsOwn(actor, plan) || plan.OpenToPeers,
            Role.Peer => plan.OpenToPeers,
            Role.Administrator => plan.Plan is { } asked && actor.ReadsDraft == asked,
            _ => false,
        };

    // Nobody reviews the plan of the own country.
    private static bool IsReviewer(Actor actor, PlanFacts plan) => actor.Role == Role.Reviewer && !IsOwn(actor, plan);

    private static bool IsLead(Actor actor, PlanFacts plan) => actor.Role == Role.PlanLead && IsOwn(actor, plan);

    private static bool HasPlan(Actor actor) => actor.Role is Role.PlanLead or Role.FocalPoint or Role.Contributor;

    private static bool IsOwn(Actor actor, PlanFacts plan) => actor.Country is not null && actor.Country == plan.Country;

    // An administrator reads a draft only for a reason that was written down, but everybody reads finals.
    private static bool MayReopen(Actor actor, PlanFacts plan) => actor.Role == Role.Administrator || (actor.Role == Role.PlanLead && IsOwn(actor, plan));

    private static string LeadActs(PlanAct act) => act switch
    {
        PlanAct.Submit => "submits it for review",
        PlanAct.MarkFinal => "marks it final",
        _ => "takes it back from the review",
    };

    private static string? WhyNotInThread(Actor actor, PlanFacts plan, PlanAct act, ThreadFacts? thread)
    {
        if (actor.Role == Role.Administrator) return "Administrators do not comment on plans. Reviewers, the country and peers do.";
        var lead = actor.Role == Role.PlanLead && IsOwn(actor, plan);
        var country = lead || (actor.Role == Role.FocalPoint && IsOwn(actor, plan));
        var reviewer = actor.Role == Role.Reviewer && !IsOwn(actor, plan);
        var asked = thread?.AskedBy == actor.User;
        return act switch
        {
            PlanAct.Demand when !reviewer && !lead => "Only reviewers and the plan’s lead ask for what must or should be done.",
            PlanAct.Reword when thread?.SaidBy != actor.User => "Only who said it changes or deletes it.",
            PlanAct.Address when !country => "The country’s focal points and the plan’s lead say what was addressed.",
            PlanAct.Confirm when thread?.Blocking == true && !reviewer && !(lead && asked) => "A reviewer confirms what blocks; the plan’s lead only an own comment.",
            PlanAct.Confirm when !reviewer && !asked => "Who asked confirms, or a reviewer.",
            PlanAct.Reopen when !reviewer && !asked && !country => "Who asked reopens, a reviewer, or the country’s focal points.",
            PlanAct.Assign when !reviewer && !country => "Reviewers and the country’s focal points assign comments.",
            PlanAct.Dispose => "A comment on a plan has no disposition: the country addresses it, and who asked confirms.",
            _ => null,
        };
    }

    private static string? WhyNotSuggest(Actor actor, PlanFacts plan, UserId? suggestedBy) =>
        actor.Role != Role.Reviewer && (!IsOwn(actor, plan) || actor.Role is not (Role.PlanLead or Role.FocalPoint or Role.Contributor))
            ? "Only reviewers and the country’s own people suggest changes."
            : suggestedBy is { } author && author != actor.User ? "Only who suggested it changes or withdraws it." : null;

    private static string EditWords(Actor actor) => actor.Role switch
    {
        Role.Contributor => "Contributors suggest and comment. A focal point or the plan’s lead edits.",
        Role.Reviewer => "Reviewers comment and suggest. The country’s focal points edit.",
        Role.Administrator => "Administrators do not write plans. The country’s focal points edit.",
        _ => "Only the country’s focal points and the plan’s lead edit this plan.",
    };

    private static Refusal NotAllowed(string words) => new(RefusalCode.NotAllowed, words);
}
