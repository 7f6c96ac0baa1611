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

    private readonly int? _lengthMax;

    /// <summary>Whether the text is Markdown over many lines.</summary>
    public bool Markdown { get; init; }

    /// <summary>The longest text that may be stored, in UTF-16 units.</summary>
    public int LengthMax
    {
        get => _lengthMax ?? (Markdown ? MarkdownUnitsMax : LineUnitsMax);
        init => _lengthMax = value;
    }

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

    /// <summary>Why some text cannot be put into this field, or null.</summary>
    /// <param name="node">The node, for the refusal.</param>
    /// <param name="inserted">The new text.</param>
    /// <param name="length">How long the whole text would be, in UTF-16 units; 0 when it does not grow.</param>
    public Refusal? Refuse(NodeId node, string inserted, int length) =>
        !Markdown && inserted.Contains('\n', StringComparison.Ordinal) ? new Refusal(RefusalCode.BadText, $"{Label} is one line: no line breaks.", node, Key)
        : TextGate.Problem(inserted) is { } problem ? new Refusal(RefusalCode.BadText, $"{Label}: {problem}.", node, Key)
        : length > LengthMax ? new Refusal(RefusalCode.TooLong, $"{Label} may have {LengthMax} characters; this would make {length}. Shorten it.", node, Key)
        : null;

    /// <inheritdoc/>
    public override bool IsEmpty(Node node)
    {
        var text = node.Text(Key);
        for (var pos = 0; pos < text.Length; pos++)
            if (!char.IsWhiteSpace(text[pos])) return false;
        return true;
    }
}
