using PlanModel.Documents;
using PlanModel.Schema.Vocabularies;
using PlanModel.Text;
using PlanModel.Workflow;

namespace PlanModel.Schema;

/// <summary>Free text, one line or Markdown, edited by text change sets. Never written: empty.</summary>
public sealed class TextField(string key, string label) : Field(key, label)
{
    /// <summary>The limit of a one-line text where none is given, in UTF-16 units.</summary>
    public const int LineUnitsMax = 300;

    /// <summary>The limit of a Markdown text where none is given, in UTF-16 units.</summary>
    public const int MarkdownUnitsMax = 50_000;

    /// <summary>From this limit on a text is measured in UTF-16 units.</summary>
    public const int LettersBelow = 2_000;

    /// <summary>The most UTF-16 units of a letter, on average, that a limit of letters allows.</summary>
    private const int UnitsOfLetter = 4;

    private readonly int? _lengthMax;

    /// <summary>Whether the text is Markdown over many lines.</summary>
    public bool Markdown { get; init; }

    /// <summary>The longest text that may be stored: in letters below <see cref="LettersBelow"/>, else in UTF-16 units.</summary>
    public int LengthMax
    {
        get => _lengthMax ?? (Markdown ? MarkdownUnitsMax : LineUnitsMax);
        init => _lengthMax = value;
    }

    /// <summary>The longest text that may be stored, in UTF-16 units.</summary>
    public int UnitsMax => LengthMax < LettersBelow ? LengthMax * UnitsOfLetter : LengthMax;

    /// <summary>Whether the text may stand a second time in the plan's working language. A name, an address or a code says the same in every language.</summary>
    public bool Translated { get; init; } = true;

    /// <summary>The same text in the plan's working language; null for what is not translated, and for a translation itself.</summary>
    public TextField? Translation { get; private set; }

    /// <summary>The text of which this is the translation, or null.</summary>
    public TextField? Source { get; private init; }

    /// <summary>The language of the text where it is another than the plan's; null for a translation, whose language is the working language.</summary>
    public ChoiceField? Language { get; private set; }

    /// <summary>More words than this raise a warning; null: no limit.</summary>
    public int? WordsAdvised { get; init; }

    /// <summary>The text of a node; empty when it was never written.</summary>
    public PlanText Read(Node node) => node.Text(Key);

    /// <summary>The text of a node as one string.</summary>
    public string ReadString(Node node) => node.Text(Key).ToString();

    /// <summary>Makes the fields that say its language and hold its translation, once.</summary>
    internal void Prepare()
    {
        if (Source is not null) return;
        Language ??= new ChoiceField($"{Key}Lang", $"Language of {Label}", Languages.OfPlans) { Beside = this };
        if (Translated) Translation ??= new TextField($"{Key}Translation", $"{Label}, translated") { Markdown = Markdown, LengthMax = LengthMax, Source = this };
    }

    /// <summary>The text as the title of its node.</summary>
    internal string AsTitle(Document document, Node node) => ReadString(node);

    /// <summary>Whether a text is short enough.</summary>
    public bool Fits(PlanText text) => SizeOf(text.Length, text.ToString) <= LengthMax;

    /// <summary>Why a whole text cannot be put into this field, or null.</summary>
    /// <param name="node">The node, for the refusal.</param>
    /// <param name="text">The text.</param>
    public Refusal? Refuse(NodeId node, string text) => RefuseInsert(node, text) ?? RefuseLength(node, text.Length, () => text);

    /// <summary>Why a text cannot be so long, or null.</summary>
    /// <param name="node">The node, for the refusal.</param>
    /// <param name="units">How long the whole text would be, in UTF-16 units.</param>
    /// <param name="text">The whole text, asked for only where it is longer than usual.</param>
    public Refusal? RefuseLength(NodeId node, int units, Func<string> text) =>
        SizeOf(units, text) is var size && size > LengthMax ? new Refusal(RefusalCode.TooLong, $"{Label} may have {LengthMax} characters; this would make {size}. Shorten it.", node, Key) : null;

    /// <summary>Why some new text cannot come into this field, or null.</summary>
    /// <param name="node">The node, for the refusal.</param>
    /// <param name="inserted">The new text.</param>
    public Refusal? RefuseInsert(NodeId node, string inserted) =>
        !Markdown && inserted.Contains('\n', StringComparison.Ordinal) ? new Refusal(RefusalCode.BadText, $"{Label} is one line: no line breaks.", node, Key)
        : TextGate.Problem(inserted) is { } problem ? new Refusal(RefusalCode.BadText, $"{Label}: {problem}.", node, Key)
        : null;

    // Letters are counted only where units are too many; never so few that a text grows beyond measure.
    private int SizeOf(int units, Func<string> text) =>
        units <= LengthMax || units > UnitsMax ? units : Math.Max(Letters.Count(text()), (units + UnitsOfLetter - 1) / UnitsOfLetter);

    /// <inheritdoc/>
    public override bool IsEmpty(Node node)
    {
        var text = node.Text(Key);
        for (var pos = 0; pos < text.Length; pos++)
            if (!char.IsWhiteSpace(text[pos])) return false;
        return true;
    }
}
