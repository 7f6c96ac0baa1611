using System.Collections.Frozen;
using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;

namespace PlanModel.Exchange;

/// <summary>
/// A commitment of one plan as another plan can begin with it: a copy with its targets and milestones that says where it is from. What only holds there does not come along: how far it
/// has come, whom to ask, days outside the other plan's period. Nor can what names parts of the plan, such as organisations; those are named in words.
/// </summary>
/// <param name="Parts">The operations that add the copy at the end of the other plan, parents first; to be suggested.</param>
/// <param name="Language">The language that its texts are taken over in.</param>
/// <param name="Left">What stays behind, in words.</param>
/// <param name="DaysLeft">How many days stay behind because they are outside the other plan's period.</param>
public sealed record Adoption(ImmutableArray<InsertNode> Parts, string Language, ImmutableArray<LeftBehind> Left, int DaysLeft)
{
    /// <summary>The language into which the texts are translated there; null: into none.</summary>
    public string? Translations { get; init; }

    /// <summary>Whether the translations come along beside the texts, because both plans are in the same two languages.</summary>
    public bool TranslationsCome { get; init; }

    private static readonly FrozenSet<Field> OnlyThere = new Field[]
    {
        ActionPlan.Commitment.ContactRole,
        ActionPlan.Commitment.Progress,
        ActionPlan.Commitment.AdaptedFrom,
        ActionPlan.Milestone.Status,
        ActionPlan.Milestone.ProgressNote,
        ActionPlan.Milestone.EvidenceUrl,
    }.ToFrozenSet();

    /// <summary>Why it is suggested: where it is from, and what of it stays there.</summary>
    /// <param name="from">The source.</param>
    public string Reason(PartSource from)
    {
        var words = $"Adapted from {from.Words}.{(Left.IsEmpty ? "" : $" There: {string.Join("; ", Left.Select(one => $"{one.Label.ToLowerInvariant()} {string.Join(", ", one.Words)}"))}.")}";
        const int Max = ProposalOperation.WordsUnitsMax;
        return words.Length <= Max ? words : words[..(char.IsHighSurrogate(words[Max - 2]) ? Max - 2 : Max - 1)] + "…";
    }

    /// <summary>A commitment as another plan can begin with it.</summary>
    /// <param name="there">The plan that it is in.</param>
    /// <param name="commitment">A visible commitment.</param>
    /// <param name="from">The source.</param>
    /// <param name="here">The other plan.</param>
    /// <param name="nextId">Makes an id that was not used before, at random.</param>
    public static Adoption Of(Document there, Node commitment, PartSource from, Document here, Func<NodeId> nextId)
    {
        var (language, translated) = LanguageOf(there, here);
        var working = translated ? null : ActionPlan.WorkingLanguageOf(there);
        var comes = working is not null && working == ActionPlan.WorkingLanguageOf(here) && language == TextLanguage.OfPlan(here);
        var isTranslated = false;
        var copies = there.Visible(commitment).ToDictionary(node => node.Id, _ => nextId());
        var left = new List<(string Label, string Words)>();
        var daysLeft = 0;
        var inserts = ImmutableArray.CreateBuilder<InsertNode>();
        foreach (var node in there.Visible(commitment))
        {
            var (id, isTop) = (copies[node.Id], node.Id == commitment.Id);
            var parent = isTop ? NodeId.Root : copies[node.Parent!.Value];
            var fields = Node.NoFields.ToBuilder();
            foreach (var field in node.Kind.Fields.Where(field => !OnlyThere.Contains(field) && !field.IsEmpty(node)))
                if (ValueOf(node, field) is { } value)
                {
                    fields.Add(field.Key, value);
                    if (NodeKind.BesideOf(field) is { } beside && node.Value(beside.Key) is { } said && !(translated && field is TextField)) fields.Add(beside.Key, said);
                    if (working is null || field is not TextField { Translation: { } translation } || translation.IsEmpty(node)) continue;
                    isTranslated = true;
                    if (comes) fields.Add(translation.Key, Scalar.Of(translation.ReadString(node)));
                }
            // What was to be looked at there is to be looked at here.
            if (NodeKind.StaleTranslations.Read(node).Where(key => node.Kind.Find(key) is TextField { Translation: { } translation } && fields.ContainsKey(translation.Key)).ToArray() is { Length: > 0 } stale)
                fields.Add(NodeKind.StaleTranslations.Key, new SetValue(SetValue.None.Union(stale)));
            if (isTop) fields.Add(ActionPlan.Commitment.AdaptedFrom.Key, from.Write());
            var after = isTop ? here.Root.Children.Select(child => (NodeId?)child).LastOrDefault() : inserts.LastOrDefault(insert => insert.Parent == parent)?.Node;
            inserts.Add(new InsertNode(id, node.Kind.Key, parent, after, fields.ToImmutable()));
        }

        return new Adoption(inserts.ToImmutable(), language, [.. left.Distinct().GroupBy(one => one.Label).Select(group => new LeftBehind(group.Key, [.. group.Select(one => one.Words)]))], daysLeft)
        {
            Translations = isTranslated ? working : null,
            TranslationsCome = comes,
        };

        FieldValue? ValueOf(Node node, Field field)
        {
            switch (field)
            {
                case TextField text:
                    return Scalar.Of(translated && text.Translation is { } translation && !translation.IsEmpty(node) ? translation.ReadString(node) : text.ReadString(node));
                case DateField date when date.Read(node) is { } day && !IsInPeriod(here, day):
                    daysLeft++;
                    return null;
                case { RefersToNodes: false }:
                    return node.Value(field.Key);
            }

            var named = field.ReferencesIn(node).Select(text => NodeId.TryParse(text, out var id) ? there.Find(id) : null).OfType<Node>().Where(there.IsVisible).ToArray();
            left.AddRange(named.Where(one => !copies.ContainsKey(one.Id)).OrderBy(there.Title, ContentOrder.Of(there)).Select(one => (field.Label, there.Title(one))));
            var own = named.Where(one => copies.ContainsKey(one.Id)).Select(one => copies[one.Id].ToString()).ToArray();
            return own.Length == 0 ? null : field is ItemsField ? new SetValue(SetValue.None.Union(own)) : Scalar.Of(own[0]);
        }
    }

    /// <summary>The language that the other plan's writers can use best, and whether it is the one that the texts are translated into.</summary>
    private static (string Language, bool Translated) LanguageOf(Document there, Document here)
    {
        var (own, working) = (TextLanguage.OfPlan(there), ActionPlan.WorkingLanguageOf(there));
        foreach (var wanted in new[] { TextLanguage.OfPlan(here), ActionPlan.WorkingLanguageOf(here) })
        {
            if (wanted == own) return (own, false);
            if (wanted is not null && wanted == working) return (wanted, true);
        }

        return (own, false);
    }

    private static bool IsInPeriod(Document plan, DateOnly day) =>
        !(ActionPlan.Plan.PeriodStart.Read(plan.Root) is { } start && day < start) && !(ActionPlan.Plan.PeriodEnd.Read(plan.Root) is { } end && day > end);
}

/// <summary>What a copy cannot name, because it is in the other plan only.</summary>
/// <param name="Label">As what it is named there: "Lead".</param>
/// <param name="Words">The titles of the parts.</param>
public sealed record LeftBehind(string Label, ImmutableArray<string> Words)
{
    /// <inheritdoc/>
    public bool Equals(LeftBehind? other) => other is not null && Label == other.Label && Words.SequenceEqual(other.Words);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Label, Words.Length);
}
