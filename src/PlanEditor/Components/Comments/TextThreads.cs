using System.Globalization;
using PlanEditor.Components.Editor;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Review;
using PlanModel.Schema;

namespace PlanEditor.Components.Comments;

/// <summary>The threads that hang on stretches of one text, as its island takes them.</summary>
/// <param name="Shape">Which, how severe and how long; not where, since the island moves them along itself.</param>
/// <param name="Written"><c>[revision,["id",from,to,"severity"],…]</c>, in one, since a browser takes attributes over one by one; null when there are none.</param>
public sealed record TextThreads(string Shape, string? Written)
{
    public static TextThreads None { get; } = new("", null);

    public static TextThreads Of(ShownPlan plan, NodeId node, Field field)
    {
        var here = On(plan.Document, node, field.Key).ToList();
        if (here.Count == 0) return None;
        var written = here.Select(one => string.Create(CultureInfo.InvariantCulture, $"[\"{one.Thread.Id}\",{one.Range.From},{one.Range.To},\"{ThreadJson.Write(one.Thread.Severity)}\"]"));
        return new TextThreads(Join(here), string.Create(CultureInfo.InvariantCulture, $"[{plan.Revision},{string.Join(',', written)}]"));
    }

    /// <summary>What a field, or its translation, has hanging on it: all threads, and the shape of the stretches.</summary>
    public static string ShapeOf(Document document, NodeId node, Field field)
    {
        var second = (field as TextField)?.Translation?.Key;
        var all = ThreadsOf.Node(document, node).Where(thread => thread.Anchor.Field == field.Key || (second is not null && thread.Anchor.Field == second)).ToList();
        return all.Count == 0 ? "" : $"{all.Count(thread => ThreadsOf.Asks(document, thread))} {Join(On(document, node, field.Key))} {(second is null ? "" : Join(On(document, node, second)))}";
    }

    private static string Join(IEnumerable<(CommentThread Thread, TextRange Range)> threads) =>
        string.Join(' ', threads.Select(one => $"{one.Thread.Id}{one.Thread.Severity}{one.Range.To - one.Range.From}"));

    private static IEnumerable<(CommentThread Thread, TextRange Range)> On(Document document, NodeId node, string field)
    {
        foreach (var thread in ThreadsOf.Node(document, node))
            if (!thread.IsOver && thread.Anchor.Range is { IsGone: false } range && thread.Anchor.Field == field) yield return (thread, range);
    }
}
