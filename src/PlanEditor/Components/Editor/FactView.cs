using System.Collections.Immutable;
using PlanEditor.Components.Comments;
using PlanEditor.Components.Suggestions;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Schema;
using PlanModel.Sdg;

namespace PlanEditor.Components.Editor;

/// <summary>A field of a node that is not free text, as it is shown.</summary>
/// <param name="Node">The node.</param>
/// <param name="Field">The field.</param>
/// <param name="Value">What is stored; null when it is empty.</param>
public sealed record FactView(NodeId Node, Field Field, FieldValue? Value)
{
    /// <summary>The items of the value as people read them, each with the node it names.</summary>
    public ImmutableArray<ShownItem> Items { get; init; } = [];

    /// <summary>The few choices that fit here, all of them in view to be ticked; empty where the field has a list of its own.</summary>
    public ImmutableArray<Choice> Offered { get; init; } = [];

    /// <summary>What a computer can tell and a person confirms; null: nothing.</summary>
    public FactAdvice? Advice { get; init; }

    /// <summary>What final asks of the field while it is empty.</summary>
    public Need Missing { get; init; }

    /// <summary>What is wrong with the value, in words; empty when nothing is.</summary>
    public string Problem { get; init; } = "";

    /// <summary>What is new in it since somebody looked; null: nothing.</summary>
    public NewMark? New { get; init; }

    /// <summary>Whether the text changed after its translation was written.</summary>
    public bool Stale { get; init; }

    /// <summary>Which threads hang on the field or its translation: changes when one comes, goes, or stretches.</summary>
    public string Threads { get; init; } = "";

    /// <summary>What is suggested for the field.</summary>
    public string Suggested { get; init; } = "";

    /// <summary>How many comments on the field ask for something.</summary>
    public int Comments { get; init; }

    /// <summary>The language that a text is marked as being in; null: that of the plan.</summary>
    public string? Marked { get; init; }

    /// <summary>The field of the translation; null for all that has none.</summary>
    public TextField? Translation => (Field as TextField)?.Translation;

    /// <summary>The id of the element that shows it.</summary>
    public string ElementId => PlanAddress.ElementId(Node, Field.Key);

    public static FactView Of(Document document, Node node, Field field, PlanMarks marks, NewMarks? news = null) => new(node.Id, field, node.Value(field.Key))
    {
        Items = [.. ShownItem.Of(document, node, field)],
        Offered = field == ActionPlan.SdgMapping.Indicators ? IndicatorsFor(node) : [],
        Advice = FactAdvice.Of(document, node, field),
        Missing = marks.Found.Missing(node, field),
        Problem = field.IsEmpty(node) ? "" : marks.ProblemsOf(node.Id, field.Key),
        Stale = NodeKind.StaleTranslations.Read(node).Contains(field.Key),
        Marked = field is TextField marked ? TextLanguage.Marked(node, marked) : null,
        New = news?.Of(node.Id, field),
        Comments = ThreadsOf.PendingAt(document, node.Id, field.Key).Count(),
        Threads = TextThreads.ShapeOf(document, node.Id, field),
        Suggested = string.Concat(new[] { field, (field as TextField)?.Translation, NodeKind.BesideOf(field) }.OfType<Field>().Select(one => SuggestedHere.ShapeOf(document, node.Id, one.Key))),
    };

    // Those of the target that the node is about, and whatever was chosen besides.
    private static ImmutableArray<Choice> IndicatorsFor(Node mapping)
    {
        var chosen = ActionPlan.SdgMapping.Indicators.Read(mapping);
        var target = ActionPlan.SdgMapping.Target.Read(mapping);
        return [.. SdgIndicators.All.Where(indicator => indicator.Target == target || chosen.Contains(indicator.Code)).Select(indicator => SdgIndicators.Choices.Find(indicator.Code)!)];
    }

    public bool Equals(FactView? other) =>
        other is not null && Node == other.Node && Field == other.Field && Equals(Value, other.Value) && Missing == other.Missing && Stale == other.Stale && Marked == other.Marked && Problem == other.Problem && New == other.New && Comments == other.Comments && Threads == other.Threads && Suggested == other.Suggested
        && Advice == other.Advice && Offered.SequenceEqual(other.Offered) && Items.SequenceEqual(other.Items);

    public override int GetHashCode() => HashCode.Combine(Node, Field, Value, Missing, Problem);
}
