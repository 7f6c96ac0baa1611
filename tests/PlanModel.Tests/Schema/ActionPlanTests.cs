using OgdPlans.Tests;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;
using PlanModel.Workflow;
using Xunit;

namespace PlanModel.Tests.Schema;

public class ActionPlanTests
{
    /// <summary>What stored plans carry. A key or kind that leaves this list makes plans unreadable.</summary>
    private const string Stored = """
        plan: title country language workingLanguage nativeDigits periodStart periodEnd leadOrganisation partnerOrganisations summary legalBasis existingEfforts licence sdgGapReason sample
        context: text
        effortsToDate: text
        vision: text
        approach: text
        challenges: text
        consultation: text
        inclusion: text
        innovationOverview: text
        implementation: text
        resourcing: text
        monitoring: text
        lessonsOverview: text
        customSection: title text
        objective: title description
        commitment: title objective problem causes effortsSoFar solution expectedResults values leadOrganisation supportingGovernment supportingCivilSociety supportingOthers contactRole startDate endDate serviceAreas serviceAreasOther vulnerableGroups innovations charterPrinciples readinessDimensions progress adaptedFrom
        sdgMapping: target strength contribution indicators disaggregation disaggregationOther
        milestone: title deliverable startDate dueDate responsible supporters dependsOn datasets status progressNote evidenceUrl
        indicator: name kind unit baselineUnknown baselineValue baselineDate targetValue targetDate source disaggregatedBy disaggregatedByOther sdgIndicator owner commitments
        innovation: title whatIsNew rationale howImplemented serviceAreas serviceAreasOther forumTrack commitments
        lesson: statement whatHappened area sdgTargets improvement shareWithPeers
        vulnerableGroup: group name need howWeKnow benefit intermediaries channels commitments harm
        intermediary: organisation name kind role supportNeeded
        organisation: name nameInLanguage acronym kind level country url parent identifier
        contact: role unit email personName publishName
        resource: kind description amount currency source certainty commitments
        risk: description likelihood impact score mitigation owner commitments
        readinessRating: dimension rating evidence year
        consultationEvent: date title audience method participants women heard response
        dataset: title description publisher licence licenceName licenceUrl contact theme themeOther keywords language frequency frequencyNote spatial spatialText temporalStart temporalEnd disaggregation disaggregationOther privacy accessRights restrictionReason currentState currentStars targetStars plannedRelease status knownUsers demandEvidence quality landingPage
        distribution: title accessUrl downloadUrl format licence licenceName licenceUrl issued modified byteSize conformsTo availability status
        """;

    [Fact]
    public void Every_stored_kind_and_field_is_declared_and_nothing_else()
    {
        var declared = ActionPlan.Schema.Kinds.Select(kind => $"{kind.Key}: {string.Join(' ', kind.Fields.Select(field => field.Key).Order(StringComparer.Ordinal))}");
        var stored = Stored.Split('\n').Select(line => line.Split(": ")).Select(parts => $"{parts[0]}: {string.Join(' ', parts[1].Split(' ').Order(StringComparer.Ordinal))}");
        Assert.Equal(stored.Order(StringComparer.Ordinal), declared.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_field_helps_and_every_reference_names_kinds_that_exist()
    {
        foreach (var kind in ActionPlan.Schema.Kinds)
            foreach (var field in kind.Fields)
            {
                Assert.True(field.Help.Length > 0, $"{kind}.{field} has no help");
                var kinds = field switch { ReferenceField reference => reference.Kinds, ItemsField items => items.Kinds, _ => [] };
                Assert.All(kinds, key => Assert.NotNull(ActionPlan.Schema.Find(key)));
            }
    }

    [Fact]
    public void Every_part_under_the_root_is_found_in_exactly_one_group()
    {
        Assert.All(
            ActionPlan.Plan.Kind.Children,
            rule => Assert.Single(ActionPlan.Schema.Outline, group => group.Kinds.Contains(rule.Kind)));
        Assert.Equal("datasets", ActionPlan.Schema.GroupOf(ActionPlan.Dataset.Kind)?.Key);
        Assert.Null(ActionPlan.Schema.GroupOf(ActionPlan.Milestone.Kind));
    }

    [Fact]
    public void Lists_that_share_a_name_are_the_same_list()
    {
        var lists = SchemaJson.Lists(ActionPlan.Schema).ToList();
        Assert.Equal(lists.Count, lists.DistinctBy(list => list.Name).Count());
    }

    [Fact]
    public void A_typed_key_reads_a_day()
    {
        var plan = new PlanBuilder();
        var milestone = plan.Add("milestone", plan.Add("commitment"), ("dueDate", "2018-07-31"));
        DateOnly? due = ActionPlan.Milestone.DueDate.Read(plan.Document[milestone]);
        Assert.Equal(new DateOnly(2018, 7, 31), due);
    }

    [Fact]
    public void Parts_are_numbered_and_named_as_people_speak_of_them()
    {
        var plan = new PlanBuilder();
        plan.Add("commitment", NodeId.Root, ("title", "First"));
        var commitment = plan.Add("commitment", NodeId.Root, ("title", "Publish budgets"));
        var milestone = plan.Add("milestone", commitment, ("title", "One chart"));
        var mapping = plan.Add("sdgMapping", commitment, ("target", "16.6"));
        var organisation = plan.Add("organisation", NodeId.Root, ("name", "Radio Association"));
        var contact = plan.Add("contact", organisation, ("role", "Head of news"));

        Assert.Equal("C2", plan.Document.Number(plan.Document[commitment]));
        Assert.Equal("C2.M1", plan.Document.Number(plan.Document[milestone]));
        var objective = plan.Add("objective");
        Assert.Equal("O1", plan.Document.Number(plan.Document[objective]));
        Assert.Equal("Publish budgets", Title(commitment));
        Assert.Equal("16.6 Accountable institutions", Title(mapping));
        Assert.Equal("Head of news", Title(contact));
        Assert.Equal("Radio Association", Title(plan.Add("intermediary", NodeId.Root, ("organisation", organisation.ToString()), ("name", "Ours"))));
        Assert.Equal("Ours", Title(plan.Add("intermediary", NodeId.Root, ("name", "Ours"))));
        Assert.Equal("Older persons", Title(plan.Add("vulnerableGroup", NodeId.Root, ("group", "olderPersons"))));
        Assert.Equal("Dalit communities", Title(plan.Add("vulnerableGroup", NodeId.Root, ("group", "minorities"), ("name", "Dalit communities"))));
        Assert.Equal("Senior leadership", Title(plan.Add("readinessRating", NodeId.Root, ("dimension", "leadership"))));
        Assert.Equal("CSV", Title(plan.Add("distribution", plan.Add("dataset"), ("format", "CSV"))));
        Assert.Equal("Vision", Title(plan.Add("vision")));
        Assert.Equal("Dataset", Title(plan.Add("dataset")));

        string Title(NodeId node) => plan.Document.Title(plan.Document[node]);
    }

    [Fact]
    public void A_reader_meets_parts_by_kind_and_a_team_s_own_sections_where_they_stand()
    {
        var plan = new PlanBuilder();
        var dataset = plan.Add("dataset");
        var organisation = plan.Add("organisation");
        var context = plan.Add("context");
        var own = plan.Add("customSection");
        var vision = plan.Add("vision");
        var commitment = plan.Add("commitment");
        Assert.Equal([context, own, vision, commitment, dataset, organisation], plan.Document.ReadingOrder(plan.Document.Root).Select(node => node.Id));
    }

    [Fact]
    public void A_code_that_is_in_no_list_shows_as_itself()
    {
        var document = Document.Empty(ActionPlan.Schema);
        Assert.Equal("mauve", ActionPlan.Dataset.Licence.Show(document, Scalar.Of("mauve")));
        Assert.Equal("18.1", ActionPlan.SdgMapping.Target.Show(document, Scalar.Of("18.1")));
        Assert.Equal("telepathy", ActionPlan.VulnerableGroup.Channels.ShowItem(document, "telepathy"));
        Assert.Equal("16.10 Access to information", ActionPlan.SdgMapping.Target.Show(document, Scalar.Of("16.10")));
    }

    [Fact]
    public void A_new_part_starts_with_what_is_likely()
    {
        var plan = new PlanBuilder();
        var ministry = plan.Add("organisation", NodeId.Root, ("name", "Ministry"));
        var commitment = plan.Add("commitment", NodeId.Root, ("leadOrganisation", ministry.ToString()));
        var dataset = plan.Add("dataset", NodeId.Root, ("licence", "ODbL-1.0"));

        Assert.Equal(Scalar.Of(ministry), Initial(ActionPlan.Milestone.Kind, commitment)["responsible"]);
        Assert.Equal(Scalar.Of("CC-BY-4.0"), Initial(ActionPlan.Dataset.Kind, NodeId.Root)["licence"]);
        Assert.Equal(Scalar.Of("ODbL-1.0"), Initial(ActionPlan.Distribution.Kind, dataset)["licence"]);
        Assert.Equal(Scalar.Of(true), Initial(ActionPlan.Lesson.Kind, NodeId.Root)["shareWithPeers"]);
        // As when somebody else chose it in the same moment.
        Assert.Empty(InitialIn(new RemoveNode(ministry).Apply(plan.Document), ActionPlan.Milestone.Kind, commitment));

        IReadOnlyDictionary<string, FieldValue> Initial(NodeKind kind, NodeId parent) => InitialIn(plan.Document, kind, parent);

        static IReadOnlyDictionary<string, FieldValue> InitialIn(Document document, NodeKind kind, NodeId parent) => kind.InitialFields(document, document[parent]);
    }

    [Theory]
    [InlineData("low", "low", "Low: 1 of 9")]
    [InlineData("low", "high", "Medium: 3 of 9")]
    [InlineData("medium", "high", "High: 6 of 9")]
    [InlineData("high", "high", "High: 9 of 9")]
    public void A_risk_scores_likelihood_times_impact(string likelihood, string impact, string score)
    {
        var plan = new PlanBuilder();
        var risk = plan.Add("risk", NodeId.Root, ("likelihood", likelihood), ("impact", impact));
        Assert.Equal(score, ActionPlan.Risk.Score.Read(plan.Document[risk]));
        Assert.Equal(RefusalCode.BadValue, new SetField(risk, "score", Scalar.Of("9")).Check(plan.Document)?.Code);
        plan.Set(risk, "impact", null);
        Assert.Null(ActionPlan.Risk.Score.Read(plan.Document[risk]));
    }
}
