using PlanModel.Workflow;
using Xunit;

namespace PlanModel.Tests.Workflow;

/// <summary>
/// The rights to a report in each state, by hand: Y = yes, - = no and told who may, . = not found, L = published and so locked. An act has one letter for each of: drafting, circulated,
/// revising, published. It is the table of docs/rights.md, section "The report".
/// </summary>
public sealed class ReportRightsTests
{
    private static readonly UserId Me = new(Guid.Empty);
    private static readonly UserId Other = new(new Guid(1, 0, 0, new byte[8]));

    private static readonly (string Words, PlanAct Act, ThreadFacts? Thread)[] Acts =
    [
        ("read it", PlanAct.Read, null),
        ("write it", PlanAct.Edit, null),
        ("name a version", PlanAct.NameVersion, null),
        ("circulate it", PlanAct.Submit, null),
        ("set the day until which it is circulated", PlanAct.SetDeadline, null),
        ("close the circulation", PlanAct.RequestChanges, null),
        ("publish it", PlanAct.MarkFinal, null),
        ("take it back to drafting, or reopen it", PlanAct.ReturnToDraft, null),
        ("take it off the public pages", PlanAct.Unpublish, null),
        ("note an erratum", PlanAct.NoteErratum, null),
        ("suggest a change", PlanAct.Suggest, null),
        ("answer a suggestion", PlanAct.Decide, null),
        ("comment", PlanAct.Comment, null),
        ("change own words", PlanAct.Reword, new ThreadFacts(Other, false, Me)),
        ("dispose of a comment", PlanAct.Dispose, new ThreadFacts(Other, false)),
        ("open an own comment again", PlanAct.Reopen, new ThreadFacts(Me, false)),
        ("open another's comment again", PlanAct.Reopen, new ThreadFacts(Other, false)),
        ("mark a comment as done without a reason", PlanAct.Confirm, new ThreadFacts(Me, false)),
        ("approve it", PlanAct.Approve, null),
        ("open it to peers", PlanAct.OpenToPeers, null),
    ];

    [Fact]
    public void Each_role_may_what_the_documented_table_says_and_no_more()
    {
        var rows = File.ReadLines(OgdPlans.Tests.Repository.Path("docs", "rights.md")).SkipWhile(line => line != "## The report").TakeWhile(line => line != "## Beside the plans")
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Select(line => line.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries)).ToArray();
        Assert.Equal(Acts.Select(act => act.Words), rows.Skip(1).Select(row => row[0]));
        foreach (var (act, row) in Acts.Zip(rows.Skip(1)))
        {
            Actor[] people = [new(Me, Role.Reviewer, null), new(Me, Role.PlanLead, "NP"), new(Me, Role.FocalPoint, "NP"), new(Me, Role.Contributor, "NP"), new(Me, Role.Peer, null), new(Me, Role.Administrator, null)];
            for (var at = 0; at < people.Length; at++)
                Assert.Equal($"{act.Words}, {people[at].Role}: {row[1 + at]}", $"{act.Words}, {people[at].Role}: {string.Concat(Enum.GetValues<PlanState>().Select(state => Letter(people[at], state, act.Act, act.Thread)))}");
        }
    }

    [Fact]
    public void A_suspended_person_finds_no_report()
    {
        foreach (var state in Enum.GetValues<PlanState>())
            Assert.Equal('.', Letter(new Actor(Me, Role.Reviewer, null) { Suspended = true }, state, PlanAct.Read, null));
    }

    private static char Letter(Actor actor, PlanState state, PlanAct act, ThreadFacts? thread) =>
        Policy.Refuse(actor, new PlanFacts("", state, false) { Workflow = PlanWorkflow.Circulation }, act, thread)?.Code switch
        {
            null => 'Y',
            RefusalCode.NotFound => '.',
            RefusalCode.PlanLocked => 'L',
            _ => '-',
        };
}
