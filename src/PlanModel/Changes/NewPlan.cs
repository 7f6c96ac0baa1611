using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;
using PlanModel.Schema.Vocabularies;
using PlanModel.Templates;
using PlanModel.Text;
using PlanModel.Workflow;

namespace PlanModel.Changes;

/// <summary>How an action plan starts: what is asked before there is a page to write on.</summary>
/// <param name="Country">A code of <see cref="Countries.OfPlans"/>; it stays for ever.</param>
/// <param name="Language">A code of <see cref="Languages.OfPlans"/>.</param>
/// <param name="Title">The plan's name; may be empty.</param>
public sealed record NewPlan(string Country, string Language, string Title)
{
    /// <summary>A second language beside the first; English where nothing is said. None where it would be the plan's own.</summary>
    public string? WorkingLanguage { get; init; } = "en";

    /// <summary>The first day, if it is known.</summary>
    public DateOnly? PeriodStart { get; init; }

    /// <summary>The last day, if it is known.</summary>
    public DateOnly? PeriodEnd { get; init; }

    /// <summary>Whether the plan is an example.</summary>
    public bool Sample { get; init; }

    /// <summary>What it starts with beside its sections.</summary>
    public PlanTemplate Template { get; init; } = PlanTemplate.Blank;

    /// <summary>Makes a plan of the operations that begin it, in as many changes as they need and under the same checks as everything else.</summary>
    /// <param name="schema">The schema of its kind of document.</param>
    /// <param name="operations">The operations.</param>
    /// <param name="by">Who starts it.</param>
    /// <param name="country">The country whose plan it is to be.</param>
    /// <param name="document">The plan; as far as it could be made when something was refused.</param>
    /// <returns>Why not; null when all was made.</returns>
    public static Refusal? TryMake(PlanSchema schema, IEnumerable<Operation> operations, Actor by, string country, out Document document)
    {
        document = Document.Empty(schema);
        foreach (var part in operations.Chunk(Limits.OperationsMax))
            if (Change.TryApply(document, [.. part], by, country, out document) is { } refusal) return refusal;
        return null;
    }

    /// <summary>The operations that make the plan from <see cref="Document.Empty"/>: its first values, the sections that every plan has, in order, and the parts of the template, in the plan's language.</summary>
    /// <param name="nextId">Makes an id that was not used before, at random.</param>
    public ImmutableArray<Operation> Operations(Func<NodeId> nextId)
    {
        var operations = ImmutableArray.CreateBuilder<Operation>();
        Set(ActionPlan.Plan.Country, Scalar.Of(Country));
        Set(ActionPlan.Plan.Language, Scalar.Of(Language));
        if (WorkingLanguage is { } working && working != Language) Set(ActionPlan.Plan.WorkingLanguage, Scalar.Of(working));
        if (Title.Length > 0) operations.Add(new EditText(NodeId.Root, ActionPlan.Plan.Title.Key, TextChangeSet.Of(0, (0, 0, Title))));
        Set(ActionPlan.Plan.PeriodStart, DateField.Write(PeriodStart));
        Set(ActionPlan.Plan.PeriodEnd, DateField.Write(PeriodEnd));
        Set(ActionPlan.Plan.Licence, Scalar.Of(Licences.Default));
        if (Sample) Set(ActionPlan.Plan.Sample, Scalar.Of(true));

        NodeId? last = null;
        foreach (var section in ActionPlan.Section.All) last = Insert(section.Key, NodeId.Root, last);
        foreach (var commitment in Template.Commitments) last = AddCommitment(commitment, last);
        return operations.ToImmutable();

        void Set(Field field, Scalar? value)
        {
            if (value is not null) operations.Add(new SetField(NodeId.Root, field.Key, value));
        }

        NodeId AddCommitment(StarterCommitment starter, NodeId? after)
        {
            var commitment = Insert(
                ActionPlan.Commitment.Key, NodeId.Root, after,
                (ActionPlan.Commitment.Title, Scalar.Of(starter.Title.In(Language))),
                (ActionPlan.Commitment.StartDate, DateField.Write(PeriodStart)),
                (ActionPlan.Commitment.EndDate, DateField.Write(PeriodEnd)),
                (ActionPlan.Commitment.Values, SetOf(starter.Values)),
                (ActionPlan.Commitment.Areas, SetOf(starter.Areas)));
            Insert(
                ActionPlan.SdgMapping.Key, commitment, null,
                (ActionPlan.SdgMapping.Target, Scalar.Of(starter.Target)),
                (ActionPlan.SdgMapping.Strength, Scalar.Of(ActionPlan.SdgMapping.Primary)),
                (ActionPlan.SdgMapping.Disaggregation, SetOf(starter.Disaggregation)));
            NodeId? step = null;
            foreach (var title in starter.Steps) step = Insert(ActionPlan.Milestone.Key, commitment, step, (ActionPlan.Milestone.Title, Scalar.Of(title.In(Language))));
            return commitment;
        }

        NodeId Insert(string kind, NodeId parent, NodeId? after, params ReadOnlySpan<(Field Field, FieldValue? Value)> fields)
        {
            var id = nextId();
            var values = Node.NoFields.ToBuilder();
            foreach (var (field, value) in fields)
                if (value is not null) values.Add(field.Key, value);
            operations.Add(new InsertNode(id, kind, parent, after, values.ToImmutable()));
            return id;
        }

        static SetValue? SetOf(ImmutableArray<string> items) => items.IsEmpty ? null : new SetValue(SetValue.None.Union(items));
    }
}
