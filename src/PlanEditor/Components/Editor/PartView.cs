using System.Collections.Immutable;
using PlanEditor.Components.Shared;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Schema;

namespace PlanEditor.Components.Editor;

/// <summary>One part in a list of parts.</summary>
public sealed record PartView(NodeId Id, NodeKind Kind, string Number, string Title, string? Language, string Address)
{
    /// <summary>What else it is called.</summary>
    public string OtherNames { get; init; } = "";

    /// <summary>Its main facts, one for each column; empty where nothing is said.</summary>
    public ImmutableArray<Worded> Cells { get; init; } = [];

    /// <summary>For each cell whether it never breaks: a day or a number.</summary>
    public ImmutableArray<bool> Unbroken { get; init; } = [];

    /// <summary>For each cell the tone of the chip in which it stands ("" is grey); null: it stands as plain words.</summary>
    public ImmutableArray<string?> Chips { get; init; } = [];

    /// <summary>For each cell the field that it shows; null where it shows none.</summary>
    public ImmutableArray<Field?> Fields { get; init; } = [];

    /// <summary>What blocks or warns in it and below.</summary>
    public PlanMarks.Count Marks { get; init; } = PlanMarks.Count.None;

    public static PartView Of(Document document, Node node, ImmutableArray<Field> fields, PlanMarks marks, string slug)
    {
        var title = document.Title(node);
        return new PartView(node.Id, node.Kind, document.Number(node), title, TextLanguage.OfTitle(document, node), PlanAddress.Of(slug, node.Id))
        {
            OtherNames = string.Join(' ', node.Kind.OtherNames(node)),
            Fields = [.. fields],
            Cells = [.. fields.Select(field => MainFacts.Words(document, node, field))],
            Unbroken = [.. fields.Select(field => field is DateField or NumberField)],
            Chips = [.. fields.Select(field => MainFacts.Tone(node, field))],
            Marks = marks.WithBelow(node.Id),
        };
    }

    /// <summary>A part among others of different kinds, of which only the length of its text is told.</summary>
    public static PartView OfText(Document document, Node node, PlanMarks marks, string slug)
    {
        var text = node.Kind.Fields.OfType<TextField>().FirstOrDefault(field => field.Markdown)?.Read(node).ToString() ?? "";
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
        return Of(document, node, [], marks, slug) with
        {
            Cells = [Worded.Of(words switch { 0 => "Nothing yet", 1 => "1 word", _ => $"{words} words" })],
            Fields = [null],
            Chips = [null],
            Unbroken = [true],
        };
    }

    public bool Equals(PartView? other) =>
        other is not null && Id == other.Id && Number == other.Number && Title == other.Title && Language == other.Language && Address == other.Address
        && Marks == other.Marks && OtherNames == other.OtherNames && Cells.SequenceEqual(other.Cells) && Chips.SequenceEqual(other.Chips);

    public override int GetHashCode() => HashCode.Combine(Id, Number, Title);
}
