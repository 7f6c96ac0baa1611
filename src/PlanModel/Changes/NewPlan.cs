using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;
using PlanModel.Schema.Vocabularies;
using PlanModel.Text;

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

    /// <summary>The operations that make the plan from <see cref="Document.Empty"/>: its first values and the sections that every plan has, in order.</summary>
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
        foreach (var section in ActionPlan.Section.All)
        {
            var id = nextId();
            operations.Add(new InsertNode(id, section.Key, NodeId.Root, last, Node.NoFields));
            last = id;
        }

        return operations.ToImmutable();

        void Set(Field field, Scalar? value)
        {
            if (value is not null) operations.Add(new SetField(NodeId.Root, field.Key, value));
        }
    }
}
