using System.Collections.Immutable;
using PlanEditor.Collaboration;
using PlanModel;
using PlanModel.Documents;

namespace PlanEditor.Components.Editor.Outline;

/// <summary>At which row of the outline each person is: at the part's own, or at the nearest row above that is shown. Whoever has a part open twice is there once.</summary>
public static class OutlinePeople
{
    public static ILookup<string, PersonHere> Of(Document document, ImmutableArray<OutlineItem> rows, ImmutableArray<PersonHere> people)
    {
        var shown = rows.Select(row => row.Key).ToHashSet();
        return people.Select(person => (Row: RowOf(document, shown, person), Person: person))
            .Where(one => one.Row is not null)
            .DistinctBy(one => (one.Row, one.Person.User))
            .ToLookup(one => one.Row!, one => one.Person);
    }

    private static string? RowOf(Document document, HashSet<string> shown, PersonHere person)
    {
        if (person.Node is not { } id || document.Find(id) is not { } node) return null;
        if (id == NodeId.Root) return id.ToString();
        var top = node;
        foreach (var at in document.Above(node).Prepend(node))
        {
            if (at.Parent is null) break;
            top = at;
            if (shown.Contains(at.Id.ToString())) return at.Id.ToString();
        }

        return document.Schema.GroupOf(top.Kind) is { } group ? shown.Contains(group.Key) ? group.Key : OutlineRows.HeadingPrefix + group.Heading : null;
    }
}
