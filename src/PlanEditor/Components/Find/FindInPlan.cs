using System.Collections.Immutable;
using PlanEditor.Components.Editor;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Schema;
using PlanModel.Search;

namespace PlanEditor.Components.Find;

/// <summary>Finds in the plan that is open, as it is on screen.</summary>
public static class FindInPlan
{
    private const int PartsMost = 8;
    private const int TextsMost = 8;

    /// <summary>The parts by number, title or kind, then the texts of others that hold the words.</summary>
    public static ImmutableArray<FindItem> Of(Document document, string slug, SearchWords words)
    {
        var parts = DocumentSearch.Parts(document, words, PartsMost);
        var shown = parts.Select(part => part.Node.Id).ToHashSet();
        // A title that was found stands among the parts already.
        var texts = DocumentSearch.Texts(document, words, TextsMost + PartsMost).Where(text => !shown.Contains(text.Source.Node.Id) || text.Source.Node.Kind.NameField != text.Source.Field);
        return [.. parts.Select(part => Part(document, slug, part, words)), .. texts.Take(TextsMost).Select(text => Text(document, slug, text, words))];
    }

    /// <summary>The name of a field in the list: "C2 · The public problem"; of a section, the section alone.</summary>
    internal static string Where(string name, Field field) => field.Key == ActionPlan.Section.TextKey ? name : $"{name} · {field.Label}";

    private static FindItem Part(Document document, string slug, PartName part, SearchWords words) =>
        new(FindGroup.Parts, $"part {part.Node.Id}", FindIcons.Of(part.Node.Kind), MarkedText.Of(part.Title, TextLanguage.Of(document, part.Title.Text), words))
        {
            Number = part.Number,
            Where = part.Node.Kind.Label,
            Address = PlanAddress.Of(slug, part.Node.Id),
        };

    private static FindItem Text(Document document, string slug, FoundText text, SearchWords words)
    {
        var (node, field) = (text.Source.Node, text.Source.Field);
        var name = node.Id == NodeId.Root ? "This plan" : document.Number(node) is { Length: > 0 } number ? number : document.Title(node);
        return new FindItem(FindGroup.Texts, $"text {node.Id} {field.Key}", "doc", MarkedText.Around(text.Words, !text.Source.IsWritten ? "en" : field is TextField written ? TextLanguage.Of(document, node, written) : TextLanguage.Of(document, text.Source.Text), words))
        {
            Where = Where(name, field),
            Address = PlanAddress.Of(slug, node.Id, field.Key),
        };
    }
}
