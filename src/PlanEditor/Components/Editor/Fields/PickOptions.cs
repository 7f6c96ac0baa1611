using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Schema;
using PlanModel.Search;

namespace PlanEditor.Components.Editor.Fields;

/// <summary>What can be picked for a field, for what somebody typed.</summary>
public static class PickOptions
{
    private const int ShownMax = 60;

    /// <summary>The choices of a list.</summary>
    public static IReadOnlyList<PickOption> Of(ChoiceList choices, string typed) =>
        Found([.. choices.Choices.Select(choice => new PickOption(choice.Code, choice.Label) { Hint = choice.Help })], typed);

    /// <summary>The plan's nodes of some kinds, and a new one when what was typed is the name of none.</summary>
    /// <param name="document">The plan.</param>
    /// <param name="node">The node that will refer; never offered itself.</param>
    /// <param name="kinds">The kinds that may be referred to.</param>
    /// <param name="typed">What somebody typed.</param>
    public static IReadOnlyList<PickOption> Of(Document document, Node node, ImmutableArray<string> kinds, string typed)
    {
        var all = document.Visible(document.Root)
            .Where(one => one != node && kinds.Contains(one.Kind.Key))
            .Select(one => new PickOption(one.Id.ToString(), document.Title(one)) { Mark = document.Number(one), Language = TextLanguage.Of(document, document.Title(one)), Hint = kinds.Length > 1 ? one.Kind.Label : "" })
            .ToList();
        var found = Found(all, typed);
        var name = typed.Trim();
        if (name.Length == 0 || all.Any(one => string.Equals(one.Label, name, StringComparison.OrdinalIgnoreCase))) return found;
        return [.. found, .. kinds.Select(document.Schema.Find).Where(kind => kind is not null && NewNodes.IsNamedAtOnce(document, node, kind))
            .Select(kind => new PickOption(name, $"Add {kind!.Noun} “{name}”") { IsNew = true, Mark = kind.Key })];
    }

    /// <summary>The words of a set of free words, of which any can be made.</summary>
    public static IReadOnlyList<PickOption> OfWords(string typed) =>
        typed.Trim() is { Length: > 0 } word ? [new PickOption(word, $"Add “{word}”") { IsNew = true }] : [];

    /// <summary>Those of a known list.</summary>
    public static IReadOnlyList<PickOption> Among(IReadOnlyList<PickOption> all, string typed) => Found(all, typed);

    private static IReadOnlyList<PickOption> Found(IReadOnlyList<PickOption> all, string typed)
    {
        var words = SearchWords.Of(typed);
        return [.. all.Where(one => SearchText.Of($"{one.Label} {one.Mark} {one.Value} {one.Hint}").HasAll(words)).Take(ShownMax)];
    }
}
