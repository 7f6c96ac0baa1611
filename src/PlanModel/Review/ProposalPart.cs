using PlanModel.Documents;
using PlanModel.Operations;

namespace PlanModel.Review;

/// <summary>What became of a part of a proposal. Written by its name in lower camel.</summary>
public enum PartState
{
    /// <summary>Nobody answered.</summary>
    Open,

    /// <summary>The plan took it over.</summary>
    Accepted,

    /// <summary>It was not taken over.</summary>
    Declined,
}

/// <summary>One thing that a proposal suggests. Immutable.</summary>
/// <param name="Operation">It, made for the plan as it is, without the other parts. Once answered: for the plan as it was then, and of long words only how they begin.</param>
/// <param name="State">What became of it.</param>
public sealed record ProposalPart(Operation Operation, PartState State)
{
    /// <summary>The value that the field had when this was suggested; null: none, or it is about no single value.</summary>
    public Scalar? Was { get; init; }

    /// <summary>Who answered, and when; null: nobody.</summary>
    public Stamp? Decided { get; init; }

    /// <summary>What was said with the answer; may be empty.</summary>
    public string Note { get; init; } = "";

    /// <summary>What it is about: unique among the open parts of a proposal.</summary>
    public string Key { get; } = KeyOf(Operation);

    /// <summary>Whether nobody answered.</summary>
    public bool IsOpen => State == PartState.Open;

    /// <summary>What an operation is about: "text", "field", "item", "place" or "presence", the node, the field and the item, as far as there are.</summary>
    public static string KeyOf(Operation operation) =>
        string.Join(' ', new[] { operation.Target.Part, operation.Target.Node?.ToString(), operation.Target.Field, operation.Target.Item }.OfType<string>());

    /// <summary>The part and the field that a key is about; null: it is about none.</summary>
    public static (NodeId Node, string? Field)? PlaceOf(string key)
    {
        var words = key.Split(' ', 4);
        return words.Length > 1 && NodeId.TryParse(words[1], out var node) ? (node, words.ElementAtOrDefault(2)) : null;
    }
}
