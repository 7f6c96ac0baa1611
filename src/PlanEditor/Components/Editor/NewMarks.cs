using PlanEditor.Components.History;
using PlanEditor.Components.Shared;
using PlanModel;
using PlanModel.History;
using PlanModel.Schema;

namespace PlanEditor.Components.Editor;

/// <summary>What the page of a part says of what is new there to the person who looks.</summary>
public sealed class NewMarks(Looking looking, string slug, DateTimeOffset now)
{
    /// <summary>What is new in a field; null: nothing.</summary>
    public NewMark? Of(NodeId part, Field field) => looking.Here.At(part, field) is { } touch ? Mark(touch, new HistoryQuery { Part = part, Field = field.Key, From = looking.SinceOf(part) }) : null;

    /// <summary>What is new of the part itself; null: nothing.</summary>
    public NewMark? Of(NodeId part) => looking.Here.At(part) is { } touch ? Mark(touch, new HistoryQuery { Part = part, From = looking.SinceOf(part) }) : null;

    private NewMark Mark(Touch touch, HistoryQuery query) => new($"by {looking.NameOf(touch.By)}, {TimeWords.Ago(touch.At, now)}", query.Address(slug));
}

/// <summary>What is new somewhere.</summary>
/// <param name="Words">Who and when: "by Asha Rai, 3 hours ago".</param>
/// <param name="Address">Where it is compared with what was seen.</param>
public sealed record NewMark(string Words, string Address);
