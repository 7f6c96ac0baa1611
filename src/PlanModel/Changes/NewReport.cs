using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Exchange;
using PlanModel.Operations;
using PlanModel.Schema;
using PlanModel.Schema.Vocabularies;
using PlanModel.Text;

namespace PlanModel.Changes;

/// <summary>How an analytical report starts: with its sections, a deliberation for each question of the programme, and a chapter for each country.</summary>
/// <param name="Title">The report's name.</param>
public sealed record NewReport(string Title)
{
    /// <summary>Whether it is an example.</summary>
    public bool Sample { get; init; }

    /// <summary>The operations that make it from <see cref="Document.Empty"/>.</summary>
    /// <param name="nextId">Makes an id that was not used before, at random.</param>
    public ImmutableArray<Operation> Operations(Func<NodeId> nextId)
    {
        var operations = ImmutableArray.CreateBuilder<Operation>();
        operations.Add(new EditText(NodeId.Root, AnalyticalReport.Report.Title.Key, TextChangeSet.Of(0, (0, 0, Title))));
        operations.Add(new SetField(NodeId.Root, AnalyticalReport.Report.Language.Key, Scalar.Of("en")));
        operations.Add(new SetField(NodeId.Root, AnalyticalReport.Report.Licence.Key, Scalar.Of(Licences.Default)));
        if (Sample) operations.Add(new SetField(NodeId.Root, AnalyticalReport.Report.Sample.Key, Scalar.Of(true)));
        NodeId? last = null;
        foreach (var section in AnalyticalReport.Section.All) Insert(section.Key, Node.NoFields);
        foreach (var question in Question.All)
            Insert(AnalyticalReport.Deliberation.Key, Node.NoFields.Add(AnalyticalReport.Deliberation.Title.Key, Scalar.Of(question.Title)).Add(AnalyticalReport.Deliberation.Question.Key, Scalar.Of(question.Key)));
        foreach (var country in Countries.OfPlans.Choices) Insert(AnalyticalReport.CountryChapter.Key, Node.NoFields.Add(AnalyticalReport.CountryChapter.Country.Key, Scalar.Of(country.Code)));
        return operations.ToImmutable();

        void Insert(string kind, ImmutableSortedDictionary<string, FieldValue> fields)
        {
            var id = nextId();
            operations.Add(new InsertNode(id, kind, NodeId.Root, last, fields));
            last = id;
        }
    }
}
