using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Schema;

namespace PlanModel.Coverage;

/// <summary>What one plan covers, as the comparison of countries needs it: of each column of its own matrices, the commitments that have something under it. Derived from the document alone.</summary>
/// <param name="Country">The code of its country; "" where it says none.</param>
/// <param name="Targets">By the codes of SDG targets.</param>
/// <param name="Groups">By the codes of vulnerable groups, those that it names.</param>
/// <param name="Channels">By the codes of channels, those that it uses.</param>
/// <param name="Disaggregation">By the codes of what data are broken down by.</param>
public sealed record CountryCoverage(
    string Country, ImmutableArray<CoveredColumn> Targets, ImmutableArray<CoveredColumn> Groups, ImmutableArray<CoveredColumn> Channels, ImmutableArray<CoveredColumn> Disaggregation)
{
    /// <summary>Nothing yet.</summary>
    public static CountryCoverage None { get; } = new("", [], [], [], []);

    /// <summary>What a document covers.</summary>
    public static CountryCoverage Of(Document document) => new(
        ActionPlan.Plan.Country.Read(document.Root) ?? "",
        ColumnsOf(PlanCoverage.TargetsOf(document), column => column.Key),
        ColumnsOf(PlanCoverage.GroupsOf(document), column => ActionPlan.VulnerableGroup.Group.Read(document[column.Node!.Value]) ?? ""),
        ColumnsOf(PlanCoverage.ChannelsOf(document), column => column.Key),
        ColumnsOf(PlanCoverage.DisaggregationOf(document), column => column.Key));

    // Two groups of one kind are one column.
    private static ImmutableArray<CoveredColumn> ColumnsOf(CoverageMatrix matrix, Func<CoverageHead, string> codeOf) =>
    [
        .. from at in Enumerable.Range(0, matrix.Columns.Length)
           let code = codeOf(matrix.Columns[at])
           where code.Length > 0
           group at by code into same
           select new CoveredColumn(same.Key, matrix.Columns[same.First()].Node, [.. CommitmentsUnder(matrix, [.. same])]),
    ];

    private static IEnumerable<CoveringCommitment> CommitmentsUnder(CoverageMatrix matrix, ImmutableArray<int> columns) =>
        from row in Enumerable.Range(0, matrix.Rows.Length)
        let cell = columns.Select(column => matrix[row, column]).FirstOrDefault(cell => cell is not null)
        where cell is not null
        select new CoveringCommitment(matrix.Rows[row].Name, cell.Whole, cell.Node, cell.Field);
}

/// <summary>What a plan has under a column.</summary>
/// <param name="Code">The code of the column.</param>
/// <param name="Node">The part of the plan that it stands for, the first of several; null for an entry of a list.</param>
/// <param name="Commitments">The commitments that have something under it, in order, each with the first of it.</param>
public sealed record CoveredColumn(string Code, NodeId? Node, ImmutableArray<CoveringCommitment> Commitments);

/// <summary>A commitment that has something under a column.</summary>
/// <param name="Name">What it is called: "C2".</param>
/// <param name="Whole">Whether wholly.</param>
/// <param name="Node">The part of the plan that says so.</param>
/// <param name="Field">The field that says so; null: the part as a whole.</param>
public sealed record CoveringCommitment(string Name, bool Whole, NodeId Node, string? Field);
