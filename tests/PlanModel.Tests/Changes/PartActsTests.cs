using System.Collections.Immutable;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;
using PlanModel.Workflow;
using Xunit;

namespace PlanModel.Tests.Changes;

/// <summary>Copying, converting and merging parts, each as one list of operations.</summary>
public class PartActsTests
{
    private ulong _next = 100;
    private Document _document = Document.Empty(ActionPlan.Schema);

    [Fact]
    public void A_copy_stands_behind_its_original_with_all_below_and_names_its_own_parts()
    {
        var commitment = Add(ActionPlan.Commitment.Kind, NodeId.Root, ("title", Scalar.Of("Publish budgets")), ("problem", Scalar.Of("Nobody sees them")), ("values", new SetValue(["transparency"])));
        var first = Add(ActionPlan.Milestone.Kind, commitment, ("title", Scalar.Of("Chart")));
        var second = Add(ActionPlan.Milestone.Kind, commitment, ("title", Scalar.Of("Release")), ("dependsOn", new SetValue([first.ToString()])));
        var other = Add(ActionPlan.Commitment.Kind, NodeId.Root, ("title", Scalar.Of("Other")));
        Do(new RemoveNode(Add(ActionPlan.Milestone.Kind, commitment, ("title", Scalar.Of("Gone")))));

        Do([.. PartCopy.Of(_document, _document[commitment], Next)]);

        var commitments = _document.Children(_document.Root, ActionPlan.Commitment.Kind).ToList();
        Assert.Equal(["Publish budgets", "Publish budgets (2)", "Other"], commitments.Select(_document.Title));
        Assert.Equal(other, commitments[2].Id);
        var copy = commitments[1];
        Assert.Equal("Nobody sees them", copy.Text("problem").ToString());
        Assert.Equal(["transparency"], copy.Set("values"));
        var steps = _document.Children(copy, ActionPlan.Milestone.Kind).ToList();
        Assert.Equal(["Chart", "Release"], steps.Select(_document.Title));
        Assert.Equal([steps[0].Id.ToString()], steps[1].Set("dependsOn"));
        Assert.Equal([first.ToString()], _document[second].Set("dependsOn"));
    }

    [Fact]
    public void Merging_moves_every_use_and_takes_over_what_is_missing()
    {
        var kept = Add(ActionPlan.Organisation.Kind, NodeId.Root, ("name", Scalar.Of("Bureau of Statistics")), ("level", Scalar.Of("national")));
        var duplicate = Add(ActionPlan.Organisation.Kind, NodeId.Root, ("name", Scalar.Of("Statistics Bureau")), ("acronym", Scalar.Of("BBS")), ("level", Scalar.Of("local")));
        var contact = Add(ActionPlan.Contact.Kind, duplicate, ("role", Scalar.Of("Head")));
        var lead = Add(ActionPlan.Commitment.Kind, NodeId.Root, ("leadOrganisation", Scalar.Of(duplicate)), ("supportingGovernment", new SetValue([duplicate.ToString(), kept.ToString()])));
        var child = Add(ActionPlan.Organisation.Kind, NodeId.Root, ("name", Scalar.Of("Unit")), ("parent", Scalar.Of(duplicate)));
        Do(new SetField(kept, "parent", Scalar.Of(duplicate)));

        Do([.. PartMerge.Of(_document, _document[duplicate], _document[kept])]);

        Assert.True(_document[duplicate].Removed);
        Assert.Empty(Uses.Of(_document, duplicate));
        Assert.Equal(kept, ActionPlan.Commitment.LeadOrganisation.Read(_document[lead]));
        Assert.Equal([kept.ToString()], _document[lead].Set("supportingGovernment"));
        Assert.Equal(kept, ActionPlan.Organisation.Parent.Read(_document[child]));
        Assert.Null(ActionPlan.Organisation.Parent.Read(_document[kept]));
        Assert.Equal("BBS", _document[kept].Text("acronym").ToString());
        Assert.Equal("Bureau of Statistics", _document[kept].Text("name").ToString());
        Assert.Equal("national", ActionPlan.Organisation.Level.Read(_document[kept]));
        Assert.Equal(kept, _document[contact].Parent);
    }

    [Fact]
    public void An_organisation_in_use_cannot_be_removed_and_the_refusal_says_where_it_is_used()
    {
        var organisation = Add(ActionPlan.Organisation.Kind, NodeId.Root, ("name", Scalar.Of("Ministry of Finance")));
        var commitment = Add(ActionPlan.Commitment.Kind, NodeId.Root, ("title", Scalar.Of("Budgets")), ("leadOrganisation", Scalar.Of(organisation)));
        var refusal = new RemoveNode(organisation).Check(_document);
        Assert.Equal(RefusalCode.InUse, refusal?.Code);
        Assert.Contains("C1", refusal!.Words, StringComparison.Ordinal);
        Do(new RemoveNode(commitment));
        Assert.Null(new RemoveNode(organisation).Check(_document));
    }

    [Fact]
    public void A_conversion_keeps_every_word()
    {
        var organisation = Add(ActionPlan.Organisation.Kind, NodeId.Root, ("name", Scalar.Of("Ministry")));
        var commitment = Add(ActionPlan.Commitment.Kind, NodeId.Root, ("title", Scalar.Of("Budgets")));
        var milestone = Add(
            ActionPlan.Milestone.Kind, commitment,
            ("title", Scalar.Of("Common chart")), ("deliverable", Scalar.Of("A chart that all use")), ("startDate", Scalar.Of("2018-01-01")), ("responsible", Scalar.Of(organisation)));
        var waiting = Add(ActionPlan.Milestone.Kind, commitment, ("title", Scalar.Of("Release")), ("dependsOn", new SetValue([milestone.ToString()])));
        var kind = Assert.Single(PartConversion.KindsFor(_document, _document[milestone]));
        Assert.Equal(ActionPlan.Commitment.Kind, kind);

        var id = Next();
        var conversion = Convert(milestone, kind, id);
        Do([.. conversion.Operations]);

        var made = _document[id];
        Assert.Equal(ActionPlan.Commitment.Problem.Label, conversion.Gathered);
        Assert.Equal("C2", _document.Number(made));
        Assert.Equal("Common chart", _document.Title(made));
        Assert.Equal(new DateOnly(2018, 1, 1), ActionPlan.Commitment.StartDate.Read(made));
        var text = made.Text("problem").ToString();
        Assert.Contains("A chart that all use", text, StringComparison.Ordinal);
        Assert.Contains("Ministry", text, StringComparison.Ordinal);
        Assert.True(_document[milestone].Removed);
        Assert.Equal([milestone.ToString()], _document[waiting].Set("dependsOn"));
    }

    [Fact]
    public void The_day_on_which_a_milestone_is_due_becomes_the_day_on_which_its_commitment_ends_as_it_was_written()
    {
        var commitment = Add(ActionPlan.Commitment.Kind, NodeId.Root, ("title", Scalar.Of("Budgets")));
        var milestone = Add(ActionPlan.Milestone.Kind, commitment, ("title", Scalar.Of("Chart")), ("dueDate", Scalar.Of("2018-06-30")), ("dueDateLabel", Scalar.Of("१६ असार २०७५")));
        var id = Next();
        var conversion = Convert(milestone, ActionPlan.Commitment.Kind, id);
        Do([.. conversion.Operations]);
        Assert.Equal((new DateOnly(2018, 6, 30), "१६ असार २०७५"), (ActionPlan.Commitment.EndDate.Read(_document[id]), ActionPlan.Commitment.EndDate.AsWritten.Read(_document[id])));
        Assert.Null(conversion.Gathered);
    }

    [Fact]
    public void What_a_conversion_gathers_keeps_how_a_day_was_written_and_in_which_language_a_text_is()
    {
        Do(new SetField(NodeId.Root, "language", Scalar.Of("ne")));
        var commitment = Add(
            ActionPlan.Commitment.Kind, NodeId.Root,
            ("title", Scalar.Of("बजेट")), ("startDate", Scalar.Of("2018-06-30")), ("startDateLabel", Scalar.Of("१६ असार २०७५")),
            ("problem", Scalar.Of("Nadie los ve.")), ("problemLang", Scalar.Of("es")), ("solution", Scalar.Of("एउटा फाइल।")));
        var id = Next();
        Do([.. Convert(commitment, ActionPlan.Objective.Kind, id).Operations]);
        var text = _document[id].Text("description").ToString();
        Assert.Contains("30 Jun 2018 (१६ असार २०७५)", text, StringComparison.Ordinal);
        Assert.Contains($"**{ActionPlan.Commitment.Problem.Label}** (Español)\n\nNadie los ve.", text, StringComparison.Ordinal);
        Assert.Contains($"**{ActionPlan.Commitment.Solution.Label}**\n\nएउटा फाइल।", text, StringComparison.Ordinal);
        Assert.Null(_document[id].Scalar("descriptionLang"));
    }

    [Fact]
    public void A_text_that_only_took_in_texts_of_one_language_is_marked_as_being_in_it()
    {
        Do(new SetField(NodeId.Root, "language", Scalar.Of("ne")));
        var commitment = Add(ActionPlan.Commitment.Kind, NodeId.Root, ("title", Scalar.Of("बजेट")));
        var milestone = Add(ActionPlan.Milestone.Kind, commitment, ("title", Scalar.Of("चार्ट")), ("deliverable", Scalar.Of("Un plano")), ("deliverableLang", Scalar.Of("es")));
        var id = Next();
        Do([.. Convert(milestone, ActionPlan.Commitment.Kind, id).Operations]);
        Assert.Equal(("**Deliverable**\n\nUn plano", Scalar.Of("es")), (_document[id].Text("problem").ToString(), _document[id].Scalar("problemLang")));
    }

    [Fact]
    public void A_conversion_takes_the_translations_along_and_knows_which_are_old()
    {
        var objective = Add(
            ActionPlan.Objective.Kind, NodeId.Root,
            ("title", Scalar.Of("बजेट")), ("titleTranslation", Scalar.Of("Budgets")), ("description", Scalar.Of("सबैले देख्ने")), ("descriptionTranslation", Scalar.Of("Seen by all")),
            ("staleTranslations", new SetValue(["description"])));
        var id = Next();
        Do([.. Convert(objective, ActionPlan.Commitment.Kind, id).Operations]);
        var made = _document[id];
        Assert.Equal("Budgets", made.Text("titleTranslation").ToString());
        Assert.Contains("Seen by all", made.Text("problemTranslation").ToString(), StringComparison.Ordinal);
        Assert.Equal(["problem"], NodeKind.StaleTranslations.Read(made));
    }

    [Fact]
    public void What_a_conversion_would_leave_behind_refuses_it_in_words()
    {
        var commitment = Add(ActionPlan.Commitment.Kind, NodeId.Root, ("title", Scalar.Of("Budgets")));
        var milestone = Add(ActionPlan.Milestone.Kind, commitment, ("title", Scalar.Of("Chart")));
        Assert.Null(PartConversion.Of(_document, _document[commitment], ActionPlan.Objective.Kind, Next(), out var refusal));
        Assert.Equal((RefusalCode.NotHere, "C1 holds 1 milestone, for which there is no place in objectives. Move or remove them first."), (refusal!.Code, refusal.Words));
        Do(new RemoveNode(milestone));
        var most = ActionPlan.Objective.Description.LengthMax;
        Do(new EditText(commitment, "problem", PlanModel.Text.TextChangeSet.Of(0, (0, 0, new string('x', most)))));
        Assert.Null(PartConversion.Of(_document, _document[commitment], ActionPlan.Objective.Kind, Next(), out refusal));
        Assert.Equal(RefusalCode.TooLong, refusal!.Code);
    }

    [Fact]
    public void Every_conversion_on_offer_can_be_done_and_taken_back()
    {
        foreach (var from in ActionPlan.Schema.Kinds)
        {
            _document = Document.Empty(ActionPlan.Schema);
            var parent = from == ActionPlan.Milestone.Kind ? Add(ActionPlan.Commitment.Kind, NodeId.Root) : NodeId.Root;
            if (!PlanSchema.MayHold(_document[parent].Kind, from) || from.Fields[0] is not TextField { Markdown: false }) continue;
            var part = Add(from, parent, (from.Fields[0].Key, Scalar.Of("Name")));
            foreach (var kind in PartConversion.KindsFor(_document, _document[part]).ToList())
            {
                var before = _document;
                var operations = Convert(part, kind, Next()).Operations;
                Do([.. operations]);
                Do([.. Change.Invert(before, operations)]);
                Assert.False(_document[part].Removed);
            }
        }
    }

    private PartConversion Convert(NodeId part, NodeKind kind, NodeId id)
    {
        var conversion = PartConversion.Of(_document, _document[part], kind, id, out var refusal);
        Assert.True(conversion is not null, refusal?.Words);
        return conversion;
    }

    private NodeId Next() => new(_next++);

    private NodeId Add(NodeKind kind, NodeId parent, params (string Key, FieldValue Value)[] fields)
    {
        var id = Next();
        var siblings = _document[parent].Children;
        Do(new InsertNode(id, kind.Key, parent, siblings.IsEmpty ? null : siblings[^1], Node.NoFields.AddRange(fields.Select(field => KeyValuePair.Create(field.Key, field.Value)))));
        return id;
    }

    private void Do(params ImmutableArray<Operation> operations)
    {
        foreach (var operation in operations)
        {
            Assert.True(operation.Check(_document) is null, operation.Check(_document)?.Words);
            _document = operation.Apply(_document);
        }

        _document.Check();
    }
}
