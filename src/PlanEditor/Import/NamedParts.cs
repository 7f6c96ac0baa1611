using System.Collections.Immutable;
using System.Globalization;
using PlanEditor.Components.Editor.Fields;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Schema;

namespace PlanEditor.Import;

/// <summary>The parts of a plan by the names that people write: title, number ("C2", "2"), acronym.</summary>
public sealed class NamedParts
{
    private const int ListedMax = 6;

    // A name that no title could be, or the next of very many that are wrong, is not compared with every title.
    private const int ComparedUnitsMax = 200;
    private const int ComparedMax = 100;

    private readonly ImmutableArray<NodeKind> _kinds;
    private readonly List<string> _titles = [];
    private readonly Dictionary<string, List<NodeId>> _byName = new(Names);
    private readonly Dictionary<string, string> _instead = new(StringComparer.Ordinal);

    private NamedParts(ImmutableArray<NodeKind> kinds) => _kinds = kinds;

    /// <summary>Compares names as people mean them: case and width do not matter, accents do.</summary>
    public static StringComparer Names { get; } = StringComparer.Create(CultureInfo.InvariantCulture, CompareOptions.IgnoreCase | CompareOptions.IgnoreWidth);

    /// <summary>The parts of some kinds.</summary>
    public static NamedParts Of(Document document, IEnumerable<string> kinds)
    {
        var named = new NamedParts([.. kinds.Select(document.Schema.Find).OfType<NodeKind>()]);
        foreach (var node in document.Visible(document.Root).Where(node => named._kinds.Contains(node.Kind)))
        {
            if (document.Title(node) != node.Kind.Label) named._titles.Add(document.Title(node));
            foreach (var name in NamesOf(document, node).Select(Plain).Distinct(Names))
            {
                if (!named._byName.TryGetValue(name, out var nodes)) named._byName[name] = nodes = [];
                nodes.Add(node.Id);
            }
        }

        return named;
    }

    /// <summary>Titles by which rows of one file may be named in other rows.</summary>
    public static ILookup<string, int> OfRows(IEnumerable<string> titles) =>
        titles.Select((title, row) => (Title: Plain(title), Row: row)).Where(one => one.Title.Length > 0).ToLookup(one => one.Title, one => one.Row, Names);

    /// <summary>A name as it is compared.</summary>
    public static string Plain(string name) => string.Join(' ', NativeDigits.ToAscii(name).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Finds the part with a name.</summary>
    /// <param name="name">What somebody wrote.</param>
    /// <param name="node">The part; null when there is none.</param>
    /// <returns>What is wrong, in words; null when one was found.</returns>
    public string? Find(string name, out NodeId? node)
    {
        node = null;
        var found = _byName.GetValueOrDefault(Plain(name)) ?? [];
        if (found.Count > 1) return $"“{Quoted.Short(name)}” names {found.Count} {_kinds[0].Nouns}. Write {(_kinds[0].NumberLetter is { } letter ? $"the number, as in {letter}1" : "the full name, or rename one of them first")}";
        if (found.Count == 1)
        {
            node = found[0];
            return null;
        }

        return $"There is no {string.Join(" or ", _kinds.Select(kind => kind.Noun))} “{Quoted.Short(name)}” in this plan. {Instead(name)}";
    }

    /// <summary>A part that has a name; null when there is none.</summary>
    public NodeId? Holder(string name) => _byName.GetValueOrDefault(Plain(name)) is [var first, ..] ? first : null;

    private string Instead(string name)
    {
        if (_instead.TryGetValue(name, out var said)) return said;
        var near = name.Length <= ComparedUnitsMax && _instead.Count < ComparedMax ? Near(name) : null;
        var instead = near is not null ? $"Did you mean “{near}”?"
            : _titles.Count is > 0 and <= ListedMax ? $"There are: {string.Join("; ", _titles)}"
            : "Add it first, or write the name as the plan has it";
        if (_instead.Count < ComparedMax) _instead[name] = instead;
        return instead;
    }

    private string? Near(string name)
    {
        const CompareOptions loosely = CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace | CompareOptions.IgnoreWidth;
        var compare = CultureInfo.InvariantCulture.CompareInfo;
        return _titles.FirstOrDefault(title => compare.IndexOf(title, name.Trim(), loosely) >= 0 || compare.IndexOf(name, title, loosely) >= 0)
            ?? _titles.FirstOrDefault(title => Distance(title, name) <= Math.Max(2, title.Length / 6));
    }

    private static IEnumerable<string> NamesOf(Document document, Node node)
    {
        var number = document.Number(node);
        if (!document.Title(node).Equals(node.Kind.Label, StringComparison.Ordinal)) yield return document.Title(node);
        if (number.Length > 0)
        {
            yield return number;
            yield return $"{number} {document.Title(node)}";
            if (node.Parent == NodeId.Root) yield return number[1..];
        }

        if (node.Kind != ActionPlan.Organisation.Kind) yield break;
        foreach (var field in new[] { ActionPlan.Organisation.Acronym, ActionPlan.Organisation.NameInLanguage })
            if (!field.IsEmpty(node)) yield return field.ReadString(node);
        if (!ActionPlan.Organisation.Acronym.IsEmpty(node)) yield return $"{document.Title(node)} ({ActionPlan.Organisation.Acronym.ReadString(node)})";
    }

    /// <summary>How many letters two names differ by, counted no further than makes sense for a slip of the pen.</summary>
    private static int Distance(string one, string other)
    {
        const int lengthMax = 120;
        if (one.Length > lengthMax || other.Length > lengthMax || Math.Abs(one.Length - other.Length) > lengthMax / 6) return int.MaxValue;
        var costs = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = costs[0];
            costs[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var above = costs[j];
                costs[j] = Math.Min(Math.Min(above, costs[j - 1]) + 1, diagonal + (char.ToUpperInvariant(one[i - 1]) == char.ToUpperInvariant(other[j - 1]) ? 0 : 1));
                diagonal = above;
            }
        }

        return costs[^1];
    }
}
