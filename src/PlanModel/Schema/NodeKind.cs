using System.Collections.Frozen;
using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Workflow;

namespace PlanModel.Schema;

/// <summary>A kind of node: its fields and what may stand under it.</summary>
public sealed class NodeKind
{
    private readonly FrozenDictionary<string, Field> _byKey;

    /// <summary>A kind of node.</summary>
    /// <param name="key">The stored name, lower camel.</param>
    /// <param name="label">What people call one of it, in English: "Commitment".</param>
    /// <param name="plural">What people call several: "Commitments".</param>
    /// <param name="fields">The fields in the order in which a page shows them; keys must differ.</param>
    public NodeKind(string key, string label, string plural, params IReadOnlyList<Field> fields)
    {
        Key = key;
        Label = label;
        Plural = plural;
        Fields = [.. fields];
        LooksAbove = fields.Any(field => field.NeededWhen is { LooksAbove: true });
        References = [.. fields.Where(field => field.RefersToNodes)];
        foreach (var text in fields.OfType<TextField>()) text.Prepare();
        Beside = [.. fields.Select(BesideOf).OfType<Field>()];
        _byKey = fields
            .Concat(fields.OfType<TextField>().Select(text => text.Translation).OfType<TextField>())
            .Concat(Beside)
            .Append(StaleTranslations)
            .ToFrozenDictionary(field => field.Key, StringComparer.Ordinal);
    }

    /// <summary>
    /// The keys of the texts that changed after their translations were written, in every kind. Edits of texts keep it (<see cref="Node.WithText"/>); taking a key out says that the
    /// translation still fits.
    /// </summary>
    public static WordsField StaleTranslations { get; } = new("staleTranslations", "Translations to look at");

    /// <summary>The stored name.</summary>
    public string Key { get; }

    /// <summary>What people call one of it, in English.</summary>
    public string Label { get; }

    /// <summary>What people call several, in English.</summary>
    public string Plural { get; }

    /// <summary>The label inside a sentence: "milestone", but "SDG target".</summary>
    public string Noun => InSentence(Label);

    /// <summary>The plural inside a sentence.</summary>
    public string Nouns => InSentence(Plural);

    /// <summary>One or two sentences that say what belongs here, or empty.</summary>
    public string Help { get; init; } = "";

    /// <summary>The fields in order.</summary>
    public ImmutableArray<Field> Fields { get; }

    /// <summary>What is said of the values of these fields, each a field of its own: the language of a text, how else a day is written.</summary>
    public ImmutableArray<Field> Beside { get; }

    /// <summary>The fields that name other nodes.</summary>
    public ImmutableArray<Field> References { get; }

    /// <summary>Whether what is asked of a node also follows from the node above it.</summary>
    internal bool LooksAbove { get; }

    /// <summary>The one-line text that names a node, shown as the heading of its page; null when the name comes from elsewhere.</summary>
    public TextField? NameField => Fields is [TextField { Markdown: false } first, ..] ? first : null;

    /// <summary>The one-line text that is enough to make a part of this kind from where it is referred to; null when none is.</summary>
    public TextField? GivenName { get => field ?? NameField; init; }

    /// <summary>What may stand under it.</summary>
    public ImmutableArray<ChildRule> Children { get; init; } = [];

    /// <summary>When a child is read: children with a smaller number come first, those with the same in the order in which they stand.</summary>
    public int PlaceOf(NodeKind child)
    {
        var place = 0;
        foreach (var rule in Children)
        {
            if (!rule.Mingled) place++;
            if (rule.Kind == child.Key) return place;
        }

        return int.MaxValue;
    }

    /// <summary>True for a part that every plan has exactly once: it can be neither added later nor moved out nor removed.</summary>
    public bool Fixed { get; init; }

    /// <summary>Whether readers meet its parts as rows of one table, and not each under a heading of its own.</summary>
    public bool Tabular { get; init; }

    /// <summary>The facts that whoever writes a part meets before its Markdown texts, the others after them; null: all of them.</summary>
    public ImmutableArray<Field>? FactsFirst { get; init; }

    /// <summary>Whether a fact is met before the Markdown texts.</summary>
    public bool IsFirst(Field fact) => FactsFirst?.Contains(fact) ?? true;

    /// <summary>How far down the page of a part a field is met.</summary>
    public int PlaceOf(Field field) => Fields.IndexOf(field) + (field is TextField { Markdown: true } ? Fields.Length : field == NameField || IsFirst(field) ? 0 : 2 * Fields.Length);

    /// <summary>Whether its parts are listed by name, as in a register, and not in the order in which they were put.</summary>
    public bool Alphabetical { get; init; }

    /// <summary>The texts by which people know a part besides its name: an acronym, the name in another language.</summary>
    public ImmutableArray<TextField> AlsoNamed { get; init; } = [];

    /// <summary>What a part is called besides its title, its title in the working language included.</summary>
    public IEnumerable<string> OtherNames(Node node) =>
        AlsoNamed.Append(NameField?.Translation).OfType<TextField>().Where(text => !text.IsEmpty(node)).Select(text => text.ReadString(node));

    /// <summary>True for what others name and should not lose: it cannot be removed while anything refers to it.</summary>
    public bool KeptWhileUsed { get; init; }

    /// <summary>Whether reviewers answer a checklist for each of its parts.</summary>
    public bool Assessed { get; init; }

    /// <summary>Who alone starts threads on its parts, each of them one on each; null: whoever may comment, as many as they like.</summary>
    public Role? AnsweredBy { get; init; }

    /// <summary>The letter of its number ("C" gives C1, C2, …), or null when it has no number.</summary>
    public string? NumberLetter { get; init; }

    /// <summary>The field that keeps the number of a part that is cited by it, whatever becomes of the parts before it; null: its place is counted.</summary>
    public NumberField? NumberField { get; init; }

    /// <summary>Whether readers of what is published meet a part.</summary>
    public Func<Node, bool> Published { get; init; } = static _ => true;

    /// <summary>What names a node of this kind in lists, from its own fields; "" while it has no name.</summary>
    public Func<Document, Node, string> Title { get; init; } = (_, _) => "";

    /// <summary>What a new node of this kind starts with.</summary>
    /// <param name="document">The document it will stand in.</param>
    /// <param name="parent">The node it will stand under.</param>
    public ImmutableSortedDictionary<string, FieldValue> InitialFields(Document document, Node parent)
    {
        var fields = Node.NoFields.ToBuilder();
        foreach (var field in Fields)
            if (field.Initial?.Invoke(document, parent) is { } value) fields.Add(field.Key, value);
        return fields.ToImmutable();
    }

    /// <summary>The field with a key, be it one of <see cref="Fields"/>, the translation of one, one of <see cref="Beside"/>, or <see cref="StaleTranslations"/>; or null.</summary>
    public Field? Find(string key) => _byKey.GetValueOrDefault(key);

    /// <summary>The field that says something of the value of another; null where there is none.</summary>
    public static Field? BesideOf(Field field) => field switch
    {
        TextField text => text.Language,
        DateField date => date.AsWritten,
        _ => null,
    };

    /// <inheritdoc/>
    public override string ToString() => Key;

    private static string InSentence(string label) => label.Length > 1 && char.IsUpper(label[1]) ? label : char.ToLowerInvariant(label[0]) + label[1..];
}

/// <summary>A kind that may stand under another.</summary>
/// <param name="Kind">The key of the kind.</param>
/// <param name="AtLeast">How many final asks for.</param>
/// <param name="AdvisedLeast">Fewer raise a warning.</param>
/// <param name="AdvisedMost">More raise a warning; 0: no such warning.</param>
public sealed record ChildRule(string Kind, int AtLeast = 0, int AdvisedLeast = 0, int AdvisedMost = 0)
{
    /// <summary>Whether these children are read among those of the rule before, in the order in which they stand, and not after them.</summary>
    public bool Mingled { get; init; }
}
