using OgdPlans.Tests;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Schema;
using PlanModel.Workflow;

namespace PlanModel.Tests.Schema;

/// <summary>A rule's code with a plan in which it is found and one, as near to it as can be, in which it is not. Both start from a plan that lacks nothing.</summary>
public sealed record RuleExample(string Code, FindingLevel Level, Func<WholePlan, Document> Fails, Func<WholePlan, Document> Passes)
{
    private const string LatinProse = "Since the local elections each local government votes and spends a budget of its own.";

    public static IReadOnlyList<RuleExample> All { get; } =
    [
        Blocks("REQ.empty", w => w.Plan.Set(w.Commitment, "problem", " \n"), w => w.Plan.Set(w.Commitment, "causes", null)),
        Warns("REQ.advised", w => w.Plan.Set(w.Commitment, "contactRole", null), w => w.Plan.Set(w.Commitment, "contactRole", "Head")),
        Warns("REQ.placeholder", w => w.Plan.Set(w.Milestone, "deliverable", "A register, its form TBD."), w => w.Plan.Set(w.Milestone, "deliverable", "To be completed: a register, its form to be decided with all.")),
        Blocks("MIN.tooFew", w => Remove(w, w.Milestone, w.SecondMilestone), w => Remove(w, w.Milestone)),
        Warns("MIN.few", w => Remove(w, w.Milestone), w => Remove(w)),
        Warns("MIN.many", w => AddMilestones(w, 9), w => AddMilestones(w, 8)),
        Blocks("REF.removed", w => Remove(w, w.Intermediary), w => Replace(w)),
        new("REF.unknown", FindingLevel.Block, w => Name(w, new NodeId(7)), w => Name(w, w.Organisation)),
        Blocks("DATE.endBeforeStart", w => w.Plan.Set(NodeId.Root, "periodEnd", "2017-07-01"), w => w.Plan.Set(w.Milestone, "startDate", "2018-01-31")),
        Warns("DATE.period", w => w.Plan.Set(NodeId.Root, "periodEnd", "2017-12-30"), w => w.Plan.Set(NodeId.Root, "periodEnd", "2017-12-31")),
        Blocks("DATE.commitmentOutsidePlan", w => w.Plan.Set(w.Commitment, "endDate", "2019-07-01"), w => w.Plan.Set(w.Commitment, "endDate", "2019-06-30")),
        Blocks("DATE.milestoneOutsideCommitment", w => w.Plan.Set(w.SecondMilestone, "dueDate", "2019-05-01"), w => w.Plan.Set(w.SecondMilestone, "dueDate", "2019-04-30")),
        Warns("DATE.order", w => w.Plan.Set(w.Milestone, "dependsOn", w.SecondMilestone.ToString()), w => w.Plan.Set(w.SecondMilestone, "dependsOn", w.Milestone.ToString())),
        Warns("DATE.startOrder", w => StartAfter(w, "2018-01-15"), w => StartAfter(w, "2018-01-31")),
        Blocks("DATE.circle", w => w.Plan.Set(w.Milestone, "dependsOn", w.Milestone.ToString()), w => w.Plan.Set(w.SecondMilestone, "dependsOn", w.Milestone.ToString())),
        Blocks("SDG.gap", w => Remove(w, w.LastMapping), w => ExplainGap(w)),
        Warns("SDG.placeholder", w => ExplainGap(w, "TBD"), w => w.Plan.Set(NodeId.Root, "sdgGapReason", "TBD")),
        Warns("SDG.noPrimary", w => w.Plan.Set(w.FirstMapping, "strength", "secondary"), w => w.Plan.Set(w.LastMapping, "strength", "primary")),
        Warns("SDG.repeated", w => Map(w, "16.6"), w => Map(w, "16.5")),
        Warns("SDG.indicator", w => w.Plan.Set(w.FirstMapping, "indicators", "16.10.2"), w => w.Plan.Set(w.FirstMapping, "indicators", "16.6.2")),
        Blocks("INCL.empty", w => w.Plan.Set(w.Group, "channels", null), w => w.Plan.Set(w.Group, "channels", "school")),
        Warns("INCL.onlineOnly", w => w.Plan.Set(w.Group, "channels", "website,mobileApp"), w => w.Plan.Set(w.Group, "channels", "website,frontDesk")),
        Warns("INCL.assumed", w => w.Plan.Set(w.Group, "howWeKnow", "We assume so."), w => w.Plan.Set(w.Group, "howWeKnow", "A survey in May.")),
        Blocks("DATA.empty", w => w.Plan.Set(w.Dataset, "privacy", null), w => w.Plan.Set(w.Dataset, "privacy", "anonymised")),
        Warns("DATA.placeholder", w => OtherLicence(w, "TBD"), w => OtherLicence(w, "Licence of Nepal")),
        Blocks("DATA.privacy", w => NeedAssessment(w, "cancelled"), w => NeedAssessment(w, "planned")),
        Blocks("DATA.noDistribution", w => w.Plan.Set(w.Dataset, "status", "published"), w => w.Plan.Set(w.Dataset, "status", "preparing")),
        Warns("DATA.fewStars", w => w.Plan.Set(w.Dataset, "targetStars", "2"), w => w.Plan.Set(w.Dataset, "targetStars", "3")),
        Warns("DATA.notOpen", w => OtherLicence(w, "CC BY-NC 4.0"), w => OtherLicence(w, "Licence of Nepal")),
        Blocks("DATA.licenceUndecided", w => w.Plan.Set(w.Dataset, "licence", "undecided"), w => w.Plan.Set(w.Dataset, "licence", "CC0-1.0")),
        Warns("IND.targetBeforeBaseline", w => AddIndicator(w, ("baselineDate", "2019-05-01")), w => AddIndicator(w, ("baselineDate", "2017-05-01"))),
        Warns("IND.baselineUnknown", w => AddIndicator(w, ("baselineUnknown", "true"), ("targetDate", "2018-01-31")), w => AddIndicator(w, ("baselineUnknown", "true"))),
        Warns("RANGE.words", w => w.Plan.Set(NodeId.Root, "summary", Words(251)), w => w.Plan.Set(NodeId.Root, "summary", Words(250))),
        Warns("RANGE.women", w => AddConsultation(w, "11"), w => AddConsultation(w, "10")),
        Warns("RANGE.repeated", w => Rate(w, "demand", "demand"), w => Rate(w, "demand", "funding")),
        Warns("TRANS.missing", w => w.Plan.Set(NodeId.Root, "workingLanguage", "es"), w => w.Plan.Set(NodeId.Root, "workingLanguage", "en")),
        Warns("TRANS.stale", w => GoStale(w, "en"), w => GoStale(w, null)),
        Blocks("OPEN.blocking", w => Comment(w, Severity.Blocking), w => Comment(w, Severity.Should)),
        Blocks("OPEN.unconfirmed", w => Comment(w, Severity.Blocking, CommentState.Addressed), w => Comment(w, Severity.Blocking, CommentState.Addressed, CommentState.Resolved)),
        Warns("OPEN.open", w => Comment(w, Severity.Question), w => Praise(w)),
        Blocks("OPEN.suggestion", w => Propose(w), w => Propose(w, answered: true)),
        Blocks("APPR.missing", w => Submit(w), w => Submit(w, () => Approve(w))),
        Blocks("APPR.stale", w => Submit(w, () => Approve(w), () => w.Plan.Set(w.Commitment, "problem", "Still nobody can see them.")), w => Submit(w, () => Approve(w))),
        new("DISP.open", FindingLevel.Block, _ => Circulated(dispose: false), _ => Circulated(dispose: true)),
        new("QUOTE.cleared", FindingLevel.Block, _ => Quoted(cleared: false), _ => Quoted(cleared: true)),
        new("CONC.number", FindingLevel.Block, _ => Concluded((1, "agreed"), (1, "dropped")), _ => Concluded((1, "agreed"), (2, "dropped"))),
        new("CONC.proposed", FindingLevel.Warn, _ => Concluded((1, "proposed")), _ => Concluded((1, "dropped"))),
        Blocks("APPR.earlier", w => SendBack(w), w => SendBack(w, () => Approve(w, 10))),
        Warns("LANG.script", w => w.Plan.Set(w.Commitment, "solution", LatinProse), w => w.Plan.Set(w.Commitment, "solution", $"{Words(40)} (OGD, CKAN, https://example.org/a-long-address-in-latin-letters)")),
    ];

    public override string ToString() => Code;

    private static RuleExample Blocks(string code, Action<WholePlan> fails, Action<WholePlan> passes) => new(code, FindingLevel.Block, After(fails), After(passes));

    private static RuleExample Warns(string code, Action<WholePlan> fails, Action<WholePlan> passes) => new(code, FindingLevel.Warn, After(fails), After(passes));

    private static Func<WholePlan, Document> After(Action<WholePlan> act) => whole =>
    {
        act(whole);
        return whole.Plan.Document;
    };

    private static string Words(int count) => string.Concat(Enumerable.Repeat("खुला ", count));

    private static void Remove(WholePlan whole, params NodeId[] nodes)
    {
        foreach (var node in nodes) whole.Plan.Remove(node);
    }

    private static void Propose(WholePlan whole, bool answered = false)
    {
        var (id, date) = (new ProposalId(7), new SetField(whole.Milestone, "dueDate", Scalar.Of("2018-02-28")));
        whole.Plan.Do(new Suggest(id, [date], []));
        whole.Plan.Do(new SendProposal(id, "The ministry needs a month more."));
        if (answered) whole.Plan.Do(new DecideProposal(id, [ProposalPart.KeyOf(date)], false, "Too late."));
    }

    private static void Replace(WholePlan whole)
    {
        var other = whole.Plan.Add("intermediary", ("name", "Libraries"), ("kind", "library"), ("role", "Read."));
        whole.Plan.Set(whole.Group, "intermediaries", other.ToString());
        whole.Plan.Remove(whole.Intermediary);
    }

    // Past the check, as an import of damaged data would.
    private static Document Name(WholePlan whole, NodeId lead) => new SetField(whole.Commitment, "leadOrganisation", Scalar.Of(lead)).Apply(whole.Plan.Document);

    private static void AddMilestones(WholePlan whole, int count)
    {
        for (var at = 0; at < count; at++)
            whole.Plan.Add("milestone", whole.Commitment, ("title", "Step"), ("deliverable", "A page"), ("dueDate", "2018-12-31"), ("responsible", whole.Organisation.ToString()));
    }

    private static void ExplainGap(WholePlan whole, string reason = "The statistics act is being revised.")
    {
        whole.Plan.Remove(whole.LastMapping);
        whole.Plan.Set(NodeId.Root, "sdgGapReason", reason);
    }

    private static void Map(WholePlan whole, string target) => whole.Plan.Add("sdgMapping", whole.Commitment, ("target", target), ("strength", "secondary"), ("contribution", "It shows."));

    private static void OtherLicence(WholePlan whole, string name)
    {
        whole.Plan.Set(whole.Dataset, "licence", "other");
        whole.Plan.Set(whole.Dataset, "licenceName", name);
        whole.Plan.Set(whole.Dataset, "licenceUrl", "https://example.org/licence");
    }

    private static void NeedAssessment(WholePlan whole, string milestone)
    {
        whole.Plan.Set(whole.Dataset, "privacy", "needsAssessment");
        whole.Plan.Set(whole.Milestone, "status", milestone);
    }

    private static void AddIndicator(WholePlan whole, params (string Key, string Value)[] fields)
    {
        var indicator = whole.Plan.Add(
            "indicator", ("name", "Those that publish"), ("kind", "output"), ("unit", "municipalities"), ("targetValue", "753"), ("targetDate", "2019-04-30"), ("source", "Register"),
            ("commitments", whole.Commitment.ToString()));
        foreach (var (key, value) in fields) whole.Plan.Set(indicator, key, value);
    }

    private static void AddConsultation(WholePlan whole, string women) => whole.Plan.Add(
        "consultationEvent", ("date", "2017-08-01"), ("title", "Hearing"), ("audience", "public"), ("participants", "10"), ("women", women), ("heard", "Much."), ("response", "All."));

    private static void StartAfter(WholePlan whole, string start)
    {
        whole.Plan.Set(whole.SecondMilestone, "startDate", start);
        whole.Plan.Set(whole.SecondMilestone, "dependsOn", whole.Milestone.ToString());
    }

    private static void GoStale(WholePlan whole, string? workingLanguage)
    {
        whole.Plan.Set(NodeId.Root, "workingLanguage", workingLanguage);
        whole.Plan.Set(whole.Commitment, "staleTranslations", "problem");
    }

    internal static void Comment(WholePlan whole, Severity severity, params CommentState[] then)
    {
        var thread = new ThreadId(9);
        whole.Plan.Do(new StartThread(thread, whole.Commitment, "problem", null, severity, "Who feels it?"));
        foreach (var state in then) whole.Plan.Do(new MarkThread(thread, state));
    }

    // And something that was asked and deleted.
    private static void Praise(WholePlan whole)
    {
        Comment(whole, Severity.Question);
        whole.Plan.Do(new EditEntry(new ThreadId(9), new EntryId(9), ""));
        whole.Plan.Do(new StartThread(new ThreadId(10), whole.Commitment, "problem", null, Severity.Praise, "That is clear."));
    }

    private static Document Circulated(bool dispose)
    {
        var document = Document.Empty(AnalyticalReport.Schema);
        document = new StartThread(new ThreadId(9), NodeId.Root, null, null, Severity.Question, "Who came?").Apply(document);
        return dispose ? new DisposeThread(new ThreadId(9), DispositionOutcome.Noted, "It is in the annex.").Apply(document) : document;
    }

    private static Document Quoted(bool cleared) => new InsertNode(
        new NodeId(20), "quote", NodeId.Root, null,
        Node.NoFields.Add("source", Scalar.Of(new PlanPlace(new PlanId(new Guid(1, 0, 0, new byte[8])), new NodeId(7), "problem", 4).ToString())).Add("cleared", Scalar.Of(cleared))).Apply(Document.Empty(AnalyticalReport.Schema));

    private static Document Concluded(params (int Number, string State)[] all) => all.Aggregate(Document.Empty(AnalyticalReport.Schema), (document, one) =>
        new InsertNode(new NodeId((ulong)(20 + document.Root.Children.Length)), "conclusion", NodeId.Root, null, Node.NoFields.Add("number", Scalar.Of(one.Number)).Add("state", Scalar.Of(one.State))).Apply(document));

    private static void Approve(WholePlan whole, long revision = 7) => whole.Plan.Do(new ApprovePlan { Stamp = At(revision) });

    private static void SendBack(WholePlan whole, params IEnumerable<Action> then)
    {
        Submit(whole, () => Approve(whole), () => whole.Plan.Do(new ChangeState(PlanState.ChangesRequested, "More") { Stamp = At(8) }));
        whole.Plan.Do(new ChangeState(PlanState.InReview, "") { Stamp = At(9) });
        foreach (var act in then) act();
    }

    private static Stamp At(long revision) => new(new UserId(new Guid(7, 0, 0, new byte[8])), DateTimeOffset.UnixEpoch, revision);

    private static void Submit(WholePlan whole, params IEnumerable<Action> then)
    {
        whole.Plan.Do(new ChangeState(PlanState.InReview, ""));
        foreach (var act in then) act();
    }

    private static void Rate(WholePlan whole, params string[] dimensions)
    {
        foreach (var dimension in dimensions) whole.Plan.Add("readinessRating", ("dimension", dimension));
    }
}
