using PlanModel.Workflow;
using Xunit;

namespace PlanModel.Tests.Workflow;

/// <summary>
/// The rights of each role in each state, from a table written by hand: read, edit, open to peers, name a version, submit, back to draft, ask for changes, approve, answer the checklist, mark final, set a deadline, note an erratum, unpublish, suggest, answer a suggestion;
/// Y = yes, - = no, . = not even found, L = locked. Whether the plan is ready for a step is not asked here.
/// </summary>
public class PolicyTests
{
    private const string Table = """
        role           country  closed-draft  opened-changes  closed-review  final
        Administrator  -        ...............  ...............  ...............  Y----Y------Y--
        Reviewer       -        Y-----YYY-YY-Y-  Y-----YYY-YY-Y-  Y-----YYY-YY-Y-  Y-----LLL-LY-L-
        Reviewer       NP       Y------------Y-  Y------------Y-  Y------------Y-  Y------------L-
        PlanLead       NP       YYYYYY---YYY-YY  YYYYYY---YYY-YY  YYYYYY---YYY-YY  YLLLLY---LLY-LL
        PlanLead       BD       ...............  Y--------------  ...............  Y--------------
        FocalPoint     NP       YY-Y---------YY  YY-Y---------YY  YY-Y---------YY  YL-L---------LL
        FocalPoint     BD       ...............  Y--------------  ...............  Y--------------
        Contributor    NP       Y------------Y-  Y------------Y-  Y------------Y-  Y------------L-
        Contributor    BD       ...............  Y--------------  ...............  Y--------------
        Peer           -        ...............  Y--------------  ...............  Y--------------
        FocalPoint     -        ...............  Y--------------  ...............  Y--------------
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

    [Theory]
    [InlineData(Role.PlanLead, "BD", true)]
    [InlineData(Role.FocalPoint, "BD", true)]
    [InlineData(Role.Contributor, "BD", true)]
    [InlineData(Role.PlanLead, "NP", false)]
    [InlineData(Role.Reviewer, null, false)]
    [InlineData(Role.Peer, null, false)]
    [InlineData(Role.Administrator, null, false)]
    public void The_own_people_adopt_into_the_own_plan_what_another_country_lets_them_read(Role role, string? country, bool may)
    {
        var actor = new Actor(new UserId(Guid.Empty), role, country);
        var own = new PlanFacts("BD", PlanState.Draft, false);
        foreach (var from in States.Where(plan => plan.OpenToPeers))
        {
            Assert.Equal(may, Policy.RefuseToAdopt(actor, from, own) is null);
            Assert.Equal(may, Policy.MayAdoptFrom(actor, from));
            Assert.NotNull(Policy.RefuseToAdopt(actor with { Suspended = true }, from, own));
            Assert.NotNull(Policy.RefuseToAdopt(actor, from, from));
        }

        Assert.NotNull(Policy.RefuseToAdopt(actor, States[0], own));
        Assert.NotNull(Policy.RefuseToAdopt(actor, States[1], own with { State = PlanState.Final }));
    }

    [Fact]
    public void A_suspended_person_finds_no_plan()
    {
        foreach (var role in Enum.GetValues<Role>().Where(role => role != Role.Server))
            foreach (var plan in States)
                Assert.Equal("...............", Rights(new Actor(new UserId(Guid.Empty), role, "NP") { Suspended = true }, plan));
    }

    [Fact]
    public void An_administrator_with_a_reason_reads_that_draft_and_does_nothing()
    {
        var plan = new PlanId(Guid.NewGuid());
        var reader = new Actor(new UserId(Guid.Empty), Role.Administrator, null) { ReadsDraft = plan };
        Assert.Equal("Y-----------", Rights(reader, States[0] with { Plan = plan })[..12]);
        Assert.Equal("...............", Rights(reader, States[0] with { Plan = new PlanId(Guid.NewGuid()) }));
        Assert.Equal("...............", Rights(reader, States[0]));
        Assert.Equal("...............", Rights(reader with { Suspended = true }, States[0] with { Plan = plan }));
        Assert.Equal("Y--------------", Rights(reader with { Role = Role.Peer }, States[1] with { Plan = plan }));
        Assert.Equal("...............", Rights(reader with { Role = Role.Peer }, States[0] with { Plan = plan }));
    }

    [Fact]
    public void A_plan_is_started_by_the_lead_of_its_country()
    {
        Assert.Null(Policy.RefuseToCreate(new Actor(new UserId(Guid.Empty), Role.PlanLead, "NP"), "NP"));
        Assert.NotNull(Policy.RefuseToCreate(new Actor(new UserId(Guid.Empty), Role.PlanLead, "NP"), "BD"));
        Assert.NotNull(Policy.RefuseToCreate(new Actor(new UserId(Guid.Empty), Role.FocalPoint, "NP"), "NP"));
        Assert.NotNull(Policy.RefuseToCreate(new Actor(new UserId(Guid.Empty), Role.PlanLead, "NP") { Suspended = true }, "NP"));
    }

    // Comment, demand (blocking, should), change own words, change others' words, address, confirm own, confirm another's, confirm own blocking, confirm another's blocking, reopen own, reopen another's, assign.
    private const string Threads = """
        role           country  closed-draft  opened-draft  final
        Administrator  -        ............  ............  ------------
        Reviewer       -        YYY--YYYYYYY  YYY--YYYYYYY  LLL--LLLLLLL
        Reviewer       NP       Y-Y--Y---Y--  Y-Y--Y---Y--  L-L--L---L--
        PlanLead       NP       YYY-YY-Y-YYY  YYY-YY-Y-YYY  LLL-LL-L-LLL
        PlanLead       BD       ............  Y-Y--Y---Y--  L-L--L---L--
        FocalPoint     NP       Y-Y-YY---YYY  Y-Y-YY---YYY  L-L-LL---LLL
        FocalPoint     BD       ............  Y-Y--Y---Y--  L-L--L---L--
        Contributor    NP       Y-Y--Y---Y--  Y-Y--Y---Y--  L-L--L---L--
        Contributor    BD       ............  Y-Y--Y---Y--  L-L--L---L--
        Peer           -        ............  Y-Y--Y---Y--  L-L--L---L--
        """;

    [Fact]
    public void Each_role_may_in_threads_what_the_table_says_and_no_more()
    {
        var (me, other) = (new UserId(Guid.Empty), new UserId(new Guid(1, 0, 0, new byte[8])));
        (PlanAct Act, ThreadFacts? Thread)[] acts =
        [
            (PlanAct.Comment, null), (PlanAct.Demand, null), (PlanAct.Reword, new(other, false, me)), (PlanAct.Reword, new(me, false, other)), (PlanAct.Address, new(other, true)),
            (PlanAct.Confirm, new(me, false)), (PlanAct.Confirm, new(other, false)), (PlanAct.Confirm, new(me, true)), (PlanAct.Confirm, new(other, true)),
            (PlanAct.Reopen, new(me, false)), (PlanAct.Reopen, new(other, false)), (PlanAct.Assign, new(other, false)),
        ];
        PlanFacts[] states = [States[0], States[1], States[3]];
        foreach (var row in Threads.Split('\n').Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            var actor = new Actor(me, Enum.Parse<Role>(row[0]), row[1] == "-" ? null : row[1]);
            for (var state = 0; state < states.Length; state++)
                Assert.Equal($"{row[0]} {row[1]} {state}: {row[2 + state]}", $"{row[0]} {row[1]} {state}: {string.Concat(acts.Select(act => Letter(Policy.Refuse(actor, states[state], act.Act, act.Thread))))}");
        }
    }

    [Fact]
    public void Only_who_suggested_changes_or_withdraws_it()
    {
        var (me, other) = (new UserId(Guid.Empty), new UserId(new Guid(1, 0, 0, new byte[8])));
        foreach (var actor in new Actor[] { new(me, Role.Reviewer, null), new(me, Role.PlanLead, "NP"), new(me, Role.Contributor, "NP") })
        {
            Assert.Null(Policy.Refuse(actor, States[0], PlanAct.Suggest, suggestedBy: me));
            Assert.Equal(RefusalCode.NotAllowed, Policy.Refuse(actor, States[0], PlanAct.Suggest, suggestedBy: other)?.Code);
        }
    }

    private static string Rights(Actor actor, PlanFacts plan) =>
        string.Concat(Enum.GetValues<PlanAct>().Where(act => act < PlanAct.Comment).Select(act => Letter(Policy.Refuse(actor, plan, act))));

    private static string Letter(Refusal? refusal) => refusal?.Code switch
    {
        null => "Y",
        RefusalCode.NotFound => ".",
        RefusalCode.PlanLocked => "L",
        _ => "-",
    };
}
