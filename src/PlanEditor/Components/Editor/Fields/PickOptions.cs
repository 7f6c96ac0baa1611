using System.Collections.Immutable;
using PlanEditor.Components.Shared;
using PlanModel.Documents;
using PlanModel.Schema;
using PlanModel.Sdg;
using PlanModel.Search;

namespace PlanEditor.Components.Editor.Fields;

/// <summary>What can be picked for a field, for what somebody typed.</summary>
public static class PickOptions
{
    /// <summary>The choices of a list.</summary>
    /// <param name="document">The plan, in whose language official texts stand.</param>
    /// <param name="choices">The list.</param>
    /// <param name="typed">What somebody typed.</param>
    public static IReadOnlyList<PickOption> Of(Document document, ChoiceList choices, string typed) =>
        Found([.. choices.Choices.Select(choice => new PickOption(choice.Code, choice.Label) { Hints = [.. HintsOf(document, choices, choice)] })], typed);

    /// <summary>The plan's nodes of some kinds, and a new one when what was typed is the name of none. Those with a number stand in their order, others by name.</summary>
    /// <param name="document">The plan.</param>
    /// <param name="node">The node that will refer; never offered itself.</param>
    /// <param name="kinds">The kinds that may be referred to.</param>
    /// <param name="typed">What somebody typed.</param>
    public static IReadOnlyList<PickOption> Of(Document document, Node node, ImmutableArray<string> kinds, string typed)
    {
        var all = document.Visible(document.Root)
            .Where(one => one != node && kinds.Contains(one.Kind.Key))
            .Select(one => new PickOption(one.Id.ToString(), document.Title(one))
            {
                Mark = document.Number(one),
                Language = TextLanguage.OfTitle(document, one),
                Hints = [.. kinds.Length > 1 ? [Worded.Of(one.Kind.Label)] : Array.Empty<Worded>(), .. one.Kind.OtherNames(one).Select(name => Worded.Of(name, TextLanguage.Of(document, name)))],
            })
            .OrderBy(one => one.Mark.Length > 0 ? "" : one.Label, ContentOrder.Of(document))
            .ToList();
        var found = Found(all, typed);
        var name = typed.Trim();
        if (name.Length == 0 || all.Any(one => one.Hints.Select(hint => hint.ToString()).Prepend(one.Label).Contains(name, StringComparer.OrdinalIgnoreCase))) return found;
        return [.. found, .. kinds.Select(document.Schema.Find).Where(kind => kind is not null && NewNodes.IsNamedAtOnce(document, node, kind))
            .Select(kind => new PickOption(name, $"Add {kind!.Noun} “{name}”") { IsNew = true, Mark = kind.Key })];
    }

    /// <summary>The words of a set of free words, of which any can be made.</summary>
    public static IReadOnlyList<PickOption> OfWords(string typed) =>
        typed.Trim() is { Length: > 0 } word ? [new PickOption(word, $"Add “{word}”") { IsNew = true }] : [];

    /// <summary>Those of a known list.</summary>
    public static IReadOnlyList<PickOption> Among(IReadOnlyList<PickOption> all, string typed) => Found(all, typed);

    private static IEnumerable<Worded> HintsOf(Document document, ChoiceList choices, Choice choice)
    {
        if (choices != SdgTargets.Choices || OfficialWords.Of(document, choice.Code) is not { } official)
        {
            if (choice.Help.Length > 0) yield return Worded.Of(choice.Help);
            yield break;
        }

        yield return Worded.Of(official.Text, official.Language);
        if (official.Ours is { } ours) yield return Worded.Of(ours, TextLanguage.OfPlan(document)).And(" · our short name, not official");
    }

    private static IReadOnlyList<PickOption> Found(IReadOnlyList<PickOption> all, string typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) return all;
        var words = SearchWords.Of(typed);
        return [.. all.Where(one => SearchText.Of(string.Join(' ', [one.Label, one.Mark, one.Value, .. one.Hints.Select(hint => hint.ToString())])).HasAll(words))];
    }
}
