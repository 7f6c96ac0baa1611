using OgdPlans.Tests;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Exchange;
using PlanModel.Operations;
using PlanModel.Publishing;
using PlanModel.Review;
using PlanModel.Schema;
using PlanModel.Tests.Publishing;
using PlanModel.Workflow;
using Xunit;

namespace PlanModel.Tests.Exchange;

/// <summary>A commitment of one country's plan becomes a suggestion for another's.</summary>
public sealed class AdoptionTests
{
    private static readonly ProposalId Id = new(77);
    private static readonly UserId Focal = new(new Guid(1, 0, 0, new byte[8]));

    private readonly WholePlan _there = new();
    private readonly PlanBuilder _here = new();

    public AdoptionTests()
    {
        var start = new NewPlan("BD", "bn", "উন্মুক্ত উপাত্ত") { PeriodStart = new DateOnly(2017, 7, 1), PeriodEnd = new DateOnly(2018, 3, 31) };
        foreach (var operation in start.Operations(() => new NodeId(_here.NextId().Value + 5_000))) _here.Do(operation);
    }

    private Node Commitment => _there.Plan.Document[_there.Commitment];

    [Fact]
    public void It_is_one_suggestion_that_adds_the_commitment_with_targets_and_milestones_and_says_where_it_is_from()
    {
        _there.Plan.Set(_there.SecondMilestone, "dependsOn", _there.Milestone.ToString());
        _there.Plan.Set(_there.Milestone, "dependsOn", null);
        var accepted = Accepted(Adopt());

        var copy = Assert.Single(accepted.Children(accepted.Root, ActionPlan.Commitment.Kind));
        Assert.Equal("Publish local budgets", accepted.Title(copy));
        Assert.Equal("Nobody can see them.", ActionPlan.Commitment.Problem.ReadString(copy));
        Assert.Equal(["transparency"], ActionPlan.Commitment.Values.Read(copy));
        Assert.Equal(["16.6", "16.7", "16.10", "17.18"], accepted.Children(copy, ActionPlan.SdgMapping.Kind).Select(ActionPlan.SdgMapping.Target.Read));
        var steps = accepted.Children(copy, ActionPlan.Milestone.Kind).ToList();
        Assert.Equal(["One chart", "All publish"], steps.Select(accepted.Title));
        Assert.Equal([steps[0].Id.ToString()], ActionPlan.Milestone.DependsOn.Read(steps[1]));
        Assert.Equal(From, ActionPlan.Commitment.AdaptedFrom.Read(copy));
        Assert.Contains("Nepal’s plan “Open data plan”, version 2, commitment C1 “Publish local budgets”", ReadingWords.Of(ReadingCopy.Of(accepted)).Select(words => words.Replace("Adapted from: ", "", StringComparison.Ordinal)), StringComparer.Ordinal);
    }

    [Fact]
    public void What_holds_only_there_stays_behind_and_what_it_names_is_said_in_words()
    {
        _there.Plan.Set(_there.Commitment, "progress", "limited");
        _there.Plan.Set(_there.Milestone, "status", "done");
        var adoption = Adopt();
        var accepted = Accepted(adoption);

        var copy = accepted.Children(accepted.Root, ActionPlan.Commitment.Kind).Single();
        Assert.All(accepted.Visible(copy), node => Assert.Empty(node.Kind.References.Where(field => !field.IsEmpty(node))));
        Assert.True(ActionPlan.Commitment.Progress.IsEmpty(copy) && ActionPlan.Commitment.ContactRole.IsEmpty(copy));
        // The plan here ends before.
        Assert.Equal((new DateOnly(2017, 9, 1), null), (ActionPlan.Commitment.StartDate.Read(copy), ActionPlan.Commitment.EndDate.Read(copy)));
        Assert.Equal([new DateOnly(2018, 1, 31), null], accepted.Children(copy, ActionPlan.Milestone.Kind).Select(ActionPlan.Milestone.DueDate.Read));
        Assert.Equal(2, adoption.DaysLeft);
        Assert.Contains(new LeftBehind("Lead", ["National Information Office"]), adoption.Left);
        Assert.Contains(new LeftBehind("Datasets", ["Local budgets"]), adoption.Left);
        Assert.Contains("There: lead National Information Office;", adoption.Reason(From), StringComparison.Ordinal);
        Assert.True(adoption.Reason(From with { Title = new string('x', ProposalOperation.WordsUnitsMax) }).Length <= ProposalOperation.WordsUnitsMax);
    }

    [Fact]
    public void Texts_come_in_the_language_that_the_country_can_use_best()
    {
        Assert.Equal("ne", Adopt().Language);
        _there.Plan.Set(NodeId.Root, "workingLanguage", "en");
        _there.Plan.Set(_there.Commitment, "solutionTranslation", "One file for each town.");
        var adoption = Adopt();
        Assert.Equal("en", adoption.Language);
        var copy = Accepted(adoption).All().Single(node => node.Kind == ActionPlan.Commitment.Kind);
        Assert.Equal("One file for each town.", ActionPlan.Commitment.Solution.ReadString(copy));
        Assert.Equal("Nobody can see them.", ActionPlan.Commitment.Problem.ReadString(copy));
        _there.Plan.Set(NodeId.Root, "language", "bn");
        Assert.Equal("bn", Adopt().Language);
    }

    [Fact]
    public void Translations_come_along_where_both_plans_are_in_the_same_two_languages_and_else_are_said_to_stay()
    {
        _there.Plan.Set(NodeId.Root, "workingLanguage", "en");
        _there.Plan.Set(_there.Commitment, "problemTranslation", "Nobody can see the budgets.");
        _there.Plan.Set(_there.Commitment, "solutionTranslation", "One file for each town.");
        _there.Plan.Set(_there.Commitment, "solution", "One file for each municipality and year.");
        _there.Plan.Set(_there.Milestone, "titleTranslation", "One table");
        _there.Plan.Set(_there.Commitment, "contactRoleTranslation", "The head of the unit");
        _here.Set(NodeId.Root, "language", "ne");
        _here.Set(NodeId.Root, "workingLanguage", null);
        var stays = Adopt();
        Assert.Equal(("ne", "en", false), (stays.Language, stays.Translations, stays.TranslationsCome));
        Assert.DoesNotContain(stays.Parts, part => part.Fields.Keys.Any(key => key.EndsWith("Translation", StringComparison.Ordinal) || key == NodeKind.StaleTranslations.Key));

        _here.Set(NodeId.Root, "workingLanguage", "en");
        var comes = Adopt();
        Assert.Equal(("ne", "en", true), (comes.Language, comes.Translations, comes.TranslationsCome));
        var accepted = Accepted(comes);
        var copy = accepted.All().Single(node => node.Kind == ActionPlan.Commitment.Kind);
        Assert.Equal(("Nobody can see them.", "Nobody can see the budgets."), (copy.Text("problem").ToString(), copy.Text("problemTranslation").ToString()));
        Assert.Equal(["solution"], copy.Set(NodeKind.StaleTranslations.Key));
        Assert.Equal("One table", accepted.Children(copy, ActionPlan.Milestone.Kind).First().Text("titleTranslation").ToString());
        Assert.Equal("", copy.Text("contactRoleTranslation").ToString());

        // Where the translation is what comes, and where there is none, none stays.
        _here.Set(NodeId.Root, "language", "en");
        _here.Set(NodeId.Root, "workingLanguage", null);
        Assert.Equal(("en", null, false), (Adopt().Language, Adopt().Translations, Adopt().TranslationsCome));
    }

    [Fact]
    public void Nobody_changes_the_source_afterwards()
    {
        var accepted = Accepted(Adopt());
        var copy = accepted.All().Single(node => node.Kind == ActionPlan.Commitment.Kind);
        var key = ActionPlan.Commitment.AdaptedFrom.Key;
        Assert.Equal("Adapted from is set once, when the part is added.", new SetField(copy.Id, key, null).Check(accepted)?.Words);
        Assert.Equal(RefusalCode.BadValue, new InsertNode(new NodeId(9_999), "commitment", NodeId.Root, null, Node.NoFields.Add(key, Scalar.Of("https://example.org/"))).Check(accepted)?.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("{\"revision\":{}}")]
    [InlineData("{\"country\":\"NP\",\"plan\":\"nepal\",\"planTitle\":\"Plan\",\"revision\":1,\"node\":\"AAAAAAAAAAE\",\"number\":\"C1\",\"title\":\"\\ud800\",\"address\":\"https://example.org/\"}")]
    [InlineData("{\"country\":\"NP\",\"plan\":\"nepal\",\"planTitle\":\"Plan\",\"revision\":1,\"node\":\"AAAAAAAAAAE\",\"number\":\"C1\",\"title\":\"One\",\"address\":\"javascript:alert(1)\"}")]
    [InlineData("{\"country\":\"NP\",\"plan\":\"nepal\",\"planTitle\":7,\"revision\":1,\"node\":\"AAAAAAAAAAE\",\"number\":\"C1\",\"title\":\"One\",\"address\":\"https://example.org/\"}")]
    public void What_is_no_source_is_not_read(string text) => Assert.Null(PartSource.Read(text));

    [Fact]
    public void A_source_is_read_as_it_was_written_and_says_of_a_draft_which_revision_it_was()
    {
        Assert.Equal(From, PartSource.Read(From.Write().Text));
        var draft = From with { Version = null, Title = "তথ্য \"x\"", Number = "" };
        Assert.Equal(draft, PartSource.Read(draft.Write().Text));
        Assert.Equal("Nepal’s draft plan “Open data plan”, revision 41, commitment “তথ্য \"x\"”", draft.Words);
    }

    private PartSource From => new("NP", "nepal-2017", "Open data plan", 2, 41, _there.Commitment, "C1", "Publish local budgets", "https://plans.example.org/public/nepal-2017/v2");

    private Adoption Adopt()
    {
        var next = 20_000UL;
        return Adoption.Of(_there.Plan.Document, Commitment, From, _here.Document, () => new NodeId(++next));
    }

    /// <summary>The plan here after somebody suggested it and somebody accepted it.</summary>
    private Document Accepted(Adoption adoption)
    {
        var stamp = Stamp.None with { By = Focal };
        var document = _here.Document;
        foreach (var operation in (Operation[])[new Suggest(Id, [.. adoption.Parts], []) { Stamp = stamp }, new SendProposal(Id, adoption.Reason(From)) { Stamp = stamp }])
        {
            Assert.Null(operation.Check(document)?.Words);
            document = operation.Apply(document);
        }

        var applied = AppliedProposal.Of(document, document.Proposals[Id]);
        Assert.All(applied.Parts, part => Assert.Null(part.WhyNot?.Words));
        foreach (var operation in applied.Accept()) document = operation.Apply(document);
        return document;
    }
}
