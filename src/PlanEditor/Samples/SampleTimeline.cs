using System.Collections.Immutable;
using System.Text.Json;
using PlanEditor.Identity;
using PlanModel.Operations;
using PlanModel.Schema;

namespace PlanEditor.Samples;

/// <summary>
/// Spreads a sample plan over time: who does what when. Nobody does two things at once: a part is added, then its texts are typed in pieces, then it is linked to
/// others as soon as those are there.
/// </summary>
internal sealed class SampleTimeline
{
    private const int PieceUnits = 200;

    private static readonly TimeSpan TakesPiece = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan TakesAct = TimeSpan.FromSeconds(15);

    private readonly SampleFile _file;
    private readonly PlanSchema _schema;
    private readonly List<SampleAct> _acts = [];
    private readonly List<SampleNode> _parts = [];
    private readonly Dictionary<string, DateTimeOffset> _freeAt = [];
    private readonly Dictionary<string, DateTimeOffset> _thereAt = [];

    private SampleTimeline(SampleFile file, PlanSchema schema) => (_file, _schema) = (file, schema);

    /// <summary>All acts, earliest first.</summary>
    public static IReadOnlyList<SampleAct> Of(SampleFile file, PlanSchema schema)
    {
        var timeline = new SampleTimeline(file, schema);
        timeline.PlanFirstVersion();
        timeline.PlanLater();
        foreach (var part in timeline._parts) timeline.PlanLinks(part);
        return [.. timeline._acts.OrderBy(act => act.At)];
    }

    private void PlanFirstVersion()
    {
        var root = _file.Nodes[0] with { Children = [.. _file.Nodes.Skip(1)] };
        Add(root.At!.Value, root.By, "start of the plan", plan => plan.Start());
        var tree = Below(root, null, null).ToList();
        foreach (var (part, parent, earlier) in tree.OrderBy(one => one.Part.At))
            PlanPart(part, parent, plan => earlier.LastOrDefault(plan.Has));
    }

    private void PlanLater()
    {
        var opensWith = _file.OpenToPeers ? _file.Edits.FirstOrDefault(edit => edit.State is not null) : null;
        var edits = _file.Edits.Select(edit => (edit.At, Plan: (Action)(() => PlanEdit(edit, edit == opensWith))));
        var review = SampleReviewActs.Of(_file.Review).Select(act => (act.At, Plan: (Action)(() => Add(act.At, act.By.Key, act.What, act.Make))));
        foreach (var (_, plan) in edits.Concat(review).OrderBy(one => one.At)) plan();
    }

    private void PlanEdit(SampleEdit edit, bool opens)
    {
        if (opens) Add(edit.At - TimeSpan.FromMinutes(5), _file.Nodes[0].By, "opening to peers", _ => [new OpenToPeers(true)]);
        if (edit.Insert is { } added)
        {
            foreach (var (part, parent, earlier) in Below(added with { By = edit.By, At = edit.At }, added.Parent, null))
                PlanPart(part, parent, plan => part.Key == added.Key ? added.After ?? plan.Last(parent!, added.Kind) : earlier.LastOrDefault(plan.Has));
        }
        else
        {
            Add(edit.At, edit.By, $"edit of {edit.Node} {edit.Field}{edit.State}", plan => plan.Carry(edit));
        }
    }

    // A part and all below it, parents first; author and time are handed down where a part has none.
    private static IEnumerable<(SampleNode Part, string? Parent, ImmutableArray<string> Earlier)> Below(SampleNode part, string? parent, IEnumerable<string>? earlier)
    {
        yield return (part, parent, [.. earlier ?? []]);
        var siblings = new List<string>();
        foreach (var child in part.Children ?? [])
        {
            var dated = child with { By = child.By ?? part.By, At = child.At > part.At ? child.At : part.At };
            foreach (var below in Below(dated, part.Key, siblings)) yield return below;
            siblings.Add(child.Key);
        }
    }

    private void PlanPart(SampleNode part, string? parent, Func<SamplePlan, string?> after)
    {
        var kind = _schema.Find(part.Kind) ?? throw new InvalidDataException($"{_file.Slug}: {part.Key} is of the unknown kind {part.Kind}");
        var fields = Fields(part).Where(field => !IsLink(kind, field.Key)).ToLookup(field => IsLong(kind, field));
        var from = parent is not null && _thereAt[parent] > part.At ? _thereAt[parent] : part.At!.Value;
        _thereAt[part.Key] = Add(from, part.By, $"part {part.Key}", plan => plan.Put(part, kind, parent, after(plan), fields[false]));
        foreach (var (key, text) in fields[true])
            foreach (var piece in Pieces(text.GetString()!))
                Add(from, part.By, $"{key} of {part.Key}", plan => [plan.Type(part.Key, key, piece)], TakesPiece);
        _parts.Add(part);
    }

    private void PlanLinks(SampleNode part)
    {
        var kind = _schema.Find(part.Kind)!;
        var links = Fields(part).Where(field => IsLink(kind, field.Key)).ToList();
        if (links.Count == 0) return;
        var targets = links.SelectMany(link => link.Value.ValueKind == JsonValueKind.Array ? link.Value.EnumerateArray().Select(item => item.GetString()!) : [link.Value.GetString()!]);
        var from = targets.Select(target => _thereAt[target[1..]]).Append(_thereAt[part.Key]).Max();
        _acts.Add(new SampleAct(from + TakesAct / 2, Account(part.By), $"links of {part.Key}", plan => plan.Fill(part.Key, links)));
    }

    private DateTimeOffset Add(DateTimeOffset from, string? by, string what, Func<SamplePlan, ImmutableArray<Operation>> make, TimeSpan? takes = null)
    {
        var account = Account(by);
        var at = _freeAt.TryGetValue(account.Key, out var free) && free > from ? free : from;
        _freeAt[account.Key] = at + (takes ?? TakesAct);
        _acts.Add(new SampleAct(at, account, what, make));
        return at;
    }

    private SampleAccount Account(string? key) => SampleAccounts.Find(key ?? "") ?? throw new InvalidDataException($"{_file.Slug}: there is no account {key}");

    private static ImmutableDictionary<string, JsonElement> Fields(SampleNode part) => part.Fields ?? ImmutableDictionary<string, JsonElement>.Empty;

    private static bool IsLong(NodeKind kind, KeyValuePair<string, JsonElement> field) => kind.Find(field.Key) is TextField && field.Value.GetString()!.Length > PieceUnits;

    private static bool IsLink(NodeKind kind, string field) => kind.Find(field) is ReferenceField or ItemsField { Kinds.IsEmpty: false };

    // What somebody types before the next pause: to the end of a word.
    private static IEnumerable<string> Pieces(string text)
    {
        while (text.Length > PieceUnits)
        {
            var cut = text.LastIndexOfAny([' ', '\n'], PieceUnits - 1) + 1;
            if (cut == 0) cut = char.IsHighSurrogate(text[PieceUnits - 1]) ? PieceUnits - 1 : PieceUnits;
            yield return text[..cut];
            text = text[cut..];
        }

        yield return text;
    }
}
