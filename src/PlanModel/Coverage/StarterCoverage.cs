using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Schema;
using PlanModel.Schema.Vocabularies;
using PlanModel.Search;

namespace PlanModel.Coverage;

/// <summary>Which of the data that people look for first a plan opens. Shown, and never required.</summary>
/// <param name="Held">Those that a dataset is named after, in a language of plans, with the first such dataset.</param>
/// <param name="Missing">The others.</param>
public sealed record StarterCoverage(ImmutableArray<(StarterDataset Data, NodeId Dataset)> Held, ImmutableArray<StarterDataset> Missing)
{
    /// <summary>Looks through the datasets of a plan.</summary>
    public static StarterCoverage Of(Document document)
    {
        var datasets = document.Children(document.Root, ActionPlan.Dataset.Kind).Select(node => (node.Id, Names: SearchText.Of(NamesOf(node)))).ToArray();
        var found = StarterDatasets.All.Select(data => (Data: data, Dataset: datasets.FirstOrDefault(dataset => data.Names.Any(name => dataset.Names.HasAll(SearchWords.Of(name)))).Id)).ToLookup(one => one.Dataset != default);
        return new StarterCoverage([.. found[true]], [.. found[false].Select(one => one.Data)]);
    }

    /// <inheritdoc/>
    public bool Equals(StarterCoverage? other) => other is not null && Held.SequenceEqual(other.Held) && Missing.SequenceEqual(other.Missing);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Held.Length, Missing.Length);

    private static string NamesOf(Node dataset) => string.Join('\n',
        [ActionPlan.Dataset.Title.ReadString(dataset), ActionPlan.Dataset.Title.Translation!.ReadString(dataset), .. ActionPlan.Dataset.Keywords.Read(dataset)]);
}
