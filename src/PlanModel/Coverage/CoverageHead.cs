namespace PlanModel.Coverage;

/// <summary>A row or a column of a matrix.</summary>
/// <param name="Key">Unique among the rows, or among the columns: a node's id or a code.</param>
/// <param name="Number">"C2", "16.10"; empty when it has none.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Node">The part of the plan that it stands for; null for an entry of a list.</param>
public sealed record CoverageHead(string Key, string Number, string Title, NodeId? Node = null)
{
    /// <summary>The shortest name that tells it from the others.</summary>
    public string Name => Number.Length > 0 ? Number : Title;

    /// <summary>Number and title.</summary>
    public string FullName => Number.Length > 0 ? $"{Number} {Title}" : Title;
}
