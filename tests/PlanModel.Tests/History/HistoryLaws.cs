using OgdPlans.Tests;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.History;
using PlanModel.Operations;
using PlanModel.Schema;
using PlanModel.Workflow;
using Xunit;

namespace PlanModel.Tests.History;

public class HistoryLaws
{
    [Fact]
    public void Every_change_is_in_one_sitting_of_its_author() => Laws.Hold(500, random =>
    {
        var log = Log.Random(random, 60);
        var fold = new SittingFold(log.At(0));
        foreach (var change in log.Changes) fold.Add(change);
        Assert.Equal(Seen.By(log.Now), Seen.By(fold.Document));
        var sittings = fold.End();
        Assert.Equal(log.Changes.Count, sittings.Sum(sitting => sitting.Changes));
        foreach (var change in log.Changes)
            Assert.Single(sittings, sitting => sitting.Author == change.Author && sitting.First <= change.Revision && change.Revision <= sitting.Last);
        foreach (var line in sittings.SelectMany(sitting => sitting.Lines)) Assert.Matches("^[a-z]+ .+", line.Words);
    });

    [Fact]
    public void Nothing_differs_between_documents_that_people_see_as_the_same() => Laws.Hold(1_000, random =>
    {
        var log = Log.Random(random, 12);
        Assert.Empty(PlanComparison.Of(log.Now, log.Now));
        var copy = DocumentJson.Read(DocumentJson.ToUtf8(log.Now), TestSchema.Schema);
        Assert.Empty(PlanComparison.Of(log.Now, copy));
        var before = log.At(random.Next(12));
        var differs = PlanComparison.Of(before, log.Now);
        if (Content(before) == Content(log.Now)) Assert.Empty(differs);
        else Assert.NotEmpty(differs);
    });

    [Fact]
    public void The_authors_of_a_text_add_up_to_all_of_its_characters() => Laws.Hold(500, random =>
    {
        var log = new Log(Document.Empty(TestSchema.Schema));
        var editor = new RandomEditor(random);
        var suggesters = new Dictionary<ProposalId, UserId>();
        for (var at = 0; at < 80; at++)
        {
            var author = at % 3 == 0 ? Log.Asha : Log.Bimal;
            var whole = RandomEditor.Whole(log.Now, editor.Next(log.Now));
            if (whole.IsEmpty) continue;
            if (whole[0] is Suggest suggest) suggesters.TryAdd(suggest.Proposal, author);
            log.Add(author, at, whole);
        }

        foreach (var node in log.Now.All())
        {
            foreach (var field in node.Kind.Fields.OfType<TextField>())
            {
                var authorship = new TextAuthorship(node.Id, field.Key);
                foreach (var change in log.Changes) authorship.Add(change);
                Assert.Equal(field.ReadString(node), authorship.Text.ToString());
                Assert.Equal(field.Read(node).Length, authorship.Runs.Sum(run => run.Length));
                Assert.All(authorship.Runs, run => Assert.Contains(log.Changes, change => change.Revision == run.Last && (change.Operations[0] is DecideProposal { Accepted: true } accepted ? suggesters[accepted.Proposal] : change.Author) == run.Author));
            }
        }
    });

    [Fact]
    public void Taking_the_newest_change_back_is_undo() => Laws.Hold(1_000, random =>
    {
        var log = Log.Random(random, 8);
        var newest = log.Changes[^1];
        if (newest.Operations.Any(operation => operation.Act != PlanAct.Edit || operation is InsertNode { Kind: "preface" } or SetField { Field: "country" })) return;
        var plan = TakeBackOf(log, newest.Revision, (change, _) => change.Revision == newest.Revision);
        var undone = Change.Apply(log.Now, Change.Invert(log.At(newest.Revision - 1), newest.Operations));
        Assert.Equal(Seen.By(undone), Seen.By(Change.Apply(log.Now, plan.Operations)));
    });

    [Fact]
    public void What_is_taken_back_can_be_done_and_others_letters_stay() => Laws.Hold(1_000, random =>
    {
        var log = Log.Random(random, 30);
        var first = random.Next(1, 25);
        var plan = TakeBackOf(log, first, (change, _) => change.Author == Log.Asha && change.Revision <= first + 6);
        var refusal = plan.Operations.IsEmpty ? null : Change.TryApply(log.Now, plan.Operations, Actor.Server, "NP", out _);
        Assert.Null(refusal?.Words);
        Assert.All(plan.Does, words => Assert.Matches("^[a-z]+ .+", words));
    });

    [Fact]
    public void A_plan_restored_to_a_revision_is_seen_as_it_was() => Laws.Hold(1_000, random =>
    {
        var log = Log.Random(random, 30);
        var then = log.At(random.Next(30));
        var restoration = Restoration.OfPlan(log.Now, then);
        var after = Change.Apply(log.Now, restoration.Operations);
        if (restoration.Left.IsEmpty) Assert.Equal(Content(then), Content(after));
        else Assert.All(restoration.Left, words => Assert.NotEmpty(words));
        Assert.True(restoration.Operations.IsEmpty || Change.TryApply(log.Now, restoration.Operations, Actor.Server, "NP", out _) is null);
    });

    [Fact]
    public void A_part_restored_to_a_revision_is_seen_as_it_was() => Laws.Hold(1_000, random =>
    {
        var log = Log.Random(random, 30);
        var then = log.At(random.Next(30));
        var parts = then.Visible(then.Root).ToArray();
        var part = parts[random.Next(parts.Length)];
        var restoration = Restoration.OfPart(log.Now, then, part.Id);
        var after = Change.Apply(log.Now, restoration.Operations);
        Assert.True(after.IsVisible(after[part.Id]) || !restoration.Left.IsEmpty);
        if (restoration.Left.IsEmpty) Assert.Empty(PlanComparison.Of(then, after, part.Id).Where(one => one.Node != part.Id || one.Fields.Length > 0));
    });

    private static TakeBackPlan TakeBackOf(Log log, long first, Func<CommittedChange, Operation, bool> chosen)
    {
        var takeBack = new TakeBack(log.At(first - 1));
        foreach (var change in log.Changes.Where(change => change.Revision >= first)) takeBack.Add(change, operation => chosen(change, operation));
        return takeBack.End();
    }

    // Without the plan's state and its readers, which are no content, and by kind, as a page reads.
    private static string Content(Document document) => string.Join('\n', Parts(document, document.Root));

    private static IEnumerable<string> Parts(Document document, Node node)
    {
        yield return $"{node.Id} {node.Kind.Key} under {node.Parent} " + string.Join(", ", node.Fields.Where(field => field.Key != NodeKind.StaleTranslations.Key).Select(field => $"{field.Key}: " + field.Value switch
        {
            TextValue text => text.Text.ToString(),
            SetValue set => string.Join(", ", set.Items),
            var value => value.ToString(),
        }));
        foreach (var child in document.ReadingOrder(node))
            foreach (var part in Parts(document, child)) yield return part;
    }
}
