using System.Collections;
using System.Collections.Immutable;
using PlanModel.Documents;

namespace PlanModel.Review;

/// <summary>What reviewers ask of each part that is reviewed by a checklist.</summary>
public enum ChecklistPoint
{
    /// <summary>Whether anybody can see that it was done.</summary>
    Verifiable,

    /// <summary>Whether it serves the values and targets that it names.</summary>
    Relevant,

    /// <summary>Whether it can change something for people.</summary>
    Potential,
}

/// <summary>What a reviewer said of one point of a part.</summary>
/// <param name="Node">The part.</param>
/// <param name="Point">The point.</param>
/// <param name="Holds">Whether it holds.</param>
/// <param name="Stamp">Who, when, and in which revision.</param>
/// <param name="Stale">Whether the part, or something below it, changed since.</param>
public sealed record ChecklistAnswer(NodeId Node, ChecklistPoint Point, bool Holds, Stamp Stamp, bool Stale);

/// <summary>The last answer to each point of each part, by part and point. Immutable.</summary>
public sealed class Checklist : IEnumerable<ChecklistAnswer>
{
    private static readonly ChecklistPoint[] Points = Enum.GetValues<ChecklistPoint>();

    private readonly ImmutableSortedDictionary<(ulong Node, ChecklistPoint Point), ChecklistAnswer> _answers;

    // The parts of which something was said that holds for what they are now: every edit asks.
    private HashSet<ulong>? _fresh;

    private Checklist(ImmutableSortedDictionary<(ulong Node, ChecklistPoint Point), ChecklistAnswer> answers) => _answers = answers;

    /// <summary>Nothing was answered.</summary>
    public static Checklist Empty { get; } = new(ImmutableSortedDictionary<(ulong, ChecklistPoint), ChecklistAnswer>.Empty);

    /// <summary>Whether nothing was answered.</summary>
    public bool IsEmpty => _answers.IsEmpty;

    /// <summary>The answer to a point; null: none yet.</summary>
    public ChecklistAnswer? Find(NodeId node, ChecklistPoint point) => _answers.GetValueOrDefault((node.Value, point));

    /// <inheritdoc/>
    public IEnumerator<ChecklistAnswer> GetEnumerator() => _answers.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static Checklist Of(IEnumerable<ChecklistAnswer> answers) => answers.Aggregate(Empty, (all, answer) => all.With(answer));

    internal Checklist With(ChecklistAnswer answer) => new(_answers.SetItem((answer.Node.Value, answer.Point), answer));

    internal Checklist Without(NodeId node, ChecklistPoint point) => new(_answers.Remove((node.Value, point)));

    /// <summary>After something changed in a node: what was said of it, and of what it belongs to, was said of what it was.</summary>
    internal Checklist Edited(Document document, Node node)
    {
        var fresh = _fresh ??= [.. _answers.Values.Where(answer => !answer.Stale).Select(answer => answer.Node.Value)];
        var answers = _answers;
        for (var at = node; at is not null; at = at.Parent is { } parent ? document[parent] : null)
        {
            if (!fresh.Contains(at.Id.Value)) continue;
            foreach (var point in Points)
                if (answers.TryGetValue((at.Id.Value, point), out var answer) && !answer.Stale) answers = answers.SetItem((at.Id.Value, point), answer with { Stale = true });
        }

        return answers == _answers ? this : new Checklist(answers);
    }
}
