using System.Collections.Immutable;
using PlanEditor.Components.Shared;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Schema;

namespace PlanEditor.Components.Editor;

/// <summary>A question that is answered by naming a part, or by saying yes.</summary>
/// <param name="Title">The question.</param>
/// <param name="Leave">What the button says that answers nothing.</param>
/// <param name="Places">The parts to choose from.</param>
/// <param name="ChosenAsync">Called with the answer.</param>
public sealed record PartChoice(Worded Title, string Leave, ImmutableArray<PartPlace> Places, Func<PartPlace, Task> ChosenAsync)
{
    /// <summary>What will happen, in a sentence; may be empty.</summary>
    public string Note { get; init; } = "";

    /// <summary>What the button says that names the only one of <see cref="Places"/>; null: they are a list to choose from.</summary>
    public string? Verb { get; init; }
}

/// <summary>A part that can be chosen.</summary>
/// <param name="Id">The part.</param>
/// <param name="Number">Its number; may be empty.</param>
/// <param name="Title">Its name.</param>
/// <param name="Language">The language of the name.</param>
/// <param name="IsHere">Whether it is where things are already.</param>
public sealed record PartPlace(NodeId Id, string Number, string Title, string? Language, bool IsHere)
{
    /// <summary>Whether the place before it is meant.</summary>
    public bool IsBefore { get; init; }

    public static PartPlace Of(Document document, Node node, bool isHere = false) =>
        new(node.Id, document.Number(node), document.Title(node), TextLanguage.OfTitle(document, node), isHere);
}
