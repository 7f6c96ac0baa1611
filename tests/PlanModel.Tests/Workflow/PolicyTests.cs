using PlanModel.Workflow;
using Xunit;

namespace PlanModel.Tests.Workflow;

/// <summary>
/// The rights of each role in each state, from a table written by hand: read, edit, open to peers, submit, back to draft, ask for changes, approve, mark final;
/// Y = yes, - = no, . = not even found, L = locked. Whether the plan is ready for a step is not asked here.
/// </summary>
public class PolicyTests
{
    private const string Table = """
        role           country  closed-draft  opened-changes  closed-review  final
        Administrator  -        .........      .........        .........       Y----Y---
        Reviewer       -        Y-----YY-      Y-----YY-        Y-----YY-       Y-----LL-
        Reviewer       NP       Y--------      Y--------        Y--------       Y--------
        PlanLead       NP       YYYYYY--Y      YYYYYY--Y        YYYYYY--Y       YLLLLY--L
        PlanLead       BD       .........      Y--------        .........       Y--------
        FocalPoint     NP       YY-Y-----      YY-Y-----        YY-Y-----       YL-L-----
        FocalPoint     BD       .........      Y--------        .........       Y--------
        Contributor    NP       Y--------      Y--------        Y--------       Y--------
        Contributor    BD       .........      Y--------        .........       Y--------
        Peer           -        .........      Y--------        .........       Y--------
        FocalPoint     -        .........      Y--------        .........       Y--------
        """;

    private static readonly PlanFacts[] States =
    [
        new("NP", PlanState.Draft, false), new("NP", PlanState.ChangesRequested, true), new("NP", PlanState.InReview, false), new("NP", PlanState.Final, true),
    ];

    [Fact]
    public void Each_role_may_what_the_table_says_and_no_more()
    {
        foreach (var row in Table.Split('\n').Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            var actor = new Actor(new UserId(Guid.Empty), Enum.Parse<Role>(row[0]), row[1] == "-" ? null : row[1]);
            for (var state = 0; state < States.Length; state++)
                Assert.Equal($"{row[0]} {row[1]} {States[state].State}: {row[2 + state]}", $"{row[0]} {row[1]} {States[state].State}: {Rights(actor, States[state])}");
        }
    }

    [Fact]
    public void A_suspended_person_finds_no_plan()
    {
        foreach (var role in Enum.GetValues<Role>().Where(role => role != Role.Server))
            foreach (var plan in States)
                Assert.Equal(".........", Rights(new Actor(new UserId(Guid.Empty), role, "NP") { Suspended = true }, plan));
    }

    [Fact]
    public void A_plan_is_started_by_the_lead_of_its_country()
    {
        Assert.Null(Policy.RefuseToCreate(new Actor(new UserId(Guid.Empty), Role.PlanLead, "NP"), "NP"));
        Assert.NotNull(Policy.RefuseToCreate(new Actor(new UserId(Guid.Empty), Role.PlanLead, "NP"), "BD"));
        Assert.NotNull(Policy.RefuseToCreate(new Actor(new UserId(Guid.Empty), Role.FocalPoint, "NP"), "NP"));
        Assert.NotNull(Policy.RefuseToCreate(new Actor(new UserId(Guid.Empty), Role.PlanLead, "NP") { Suspended = true }, "NP"));
    }

    private static string Rights(Actor actor, PlanFacts plan) =>
        string.Concat(Enum.GetValues<PlanAct>().Select(act => Policy.Refuse(actor, plan, act)?.Code switch
        {
            null => "Y",
            RefusalCode.NotFound => ".",
            RefusalCode.PlanLocked => "L",
            _ => "-",
        }));
}
