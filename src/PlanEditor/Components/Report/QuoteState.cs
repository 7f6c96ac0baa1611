using System.Collections.Immutable;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Schema;

namespace PlanEditor.Components.Report;

/// <summary>A quote of the report beside its source as that is now.</summary>
/// <param name="Quote">The quote.</param>
/// <param name="From">Where the words stand, as the report says.</param>
/// <param name="Place">Where they stand.</param>
/// <param name="Words">The words as the report has them.</param>
public sealed record QuoteState(NodeId Quote, string From, PlanPlace Place, string Words)
{
    /// <summary>The plan that is quoted; null: this person may not read it, or it cannot be opened.</summary>
    public QuotedPlan? Source { get; init; }

    /// <summary>What stands there now; null when it was removed.</summary>
    public string? Now => Source?.TextAt(Place);

    /// <summary>Whether the source says something else now, or nothing.</summary>
    public bool HasMoved => Source is not null && Now != Words;

    /// <summary>The quotes of a report that name a source, below a part.</summary>
    /// <param name="report">The report.</param>
    /// <param name="under">The part.</param>
    /// <param name="sources">What is known of the plans.</param>
    public static ImmutableArray<QuoteState> Of(Document report, Node under, IReadOnlyDictionary<PlanId, QuotedPlan> sources) =>
    [
        .. from node in report.Visible(under)
        where node.Kind == AnalyticalReport.Quote.Kind
        let place = AnalyticalReport.Quote.Source.Read(node)
        where place is not null
        select new QuoteState(node.Id, report.Title(node), place, AnalyticalReport.Quote.Words.ReadString(node)) { Source = sources.GetValueOrDefault(place.Plan) },
    ];
}
