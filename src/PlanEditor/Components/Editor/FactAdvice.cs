using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;
using PlanModel.Schema.Vocabularies;

namespace PlanEditor.Components.Editor;

/// <summary>A value that can be told from others and that a person confirms: the stars of openness that follow from format and licence.</summary>
/// <param name="Words">What can be told.</param>
/// <param name="Verb">What the button says that takes it.</param>
/// <param name="Takes">What the button does.</param>
public sealed record FactAdvice(string Words, string Verb, SetField Takes)
{
    /// <summary>The advice at a field of a node; null: none, or it was taken.</summary>
    public static FactAdvice? Of(Document document, Node node, Field field)
    {
        if (field == ActionPlan.Dataset.CurrentStars) return OfDataset(document, node, null);
        return field == ActionPlan.Distribution.Format && node.Parent is { } dataset ? OfDataset(document, document[dataset], node) : null;
    }

    private static FactAdvice? OfDataset(Document document, Node dataset, Node? distribution)
    {
        var stars = ActionPlan.Dataset.SuggestedStars(document, dataset);
        if (stars is not { } known || Openness.Stars(ActionPlan.Dataset.CurrentStars.Read(dataset)) == stars || distribution is not null && ActionPlan.Distribution.SuggestedStars(document, distribution) != stars) return null;
        var code = known.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var label = Openness.List.Label(code);
        var takes = new SetField(dataset.Id, ActionPlan.Dataset.CurrentStars.Key, Scalar.Of(code));
        return distribution is null
            ? new FactAdvice($"By format and licence of its distributions: {label}.", "Set it", takes)
            : new FactAdvice($"By format and licence this is {label}.", "Set it for the dataset", takes);
    }
}
