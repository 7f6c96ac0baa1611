using System.Globalization;
using DocumentFormat.OpenXml.Wordprocessing;

namespace PlanEditor.Export.Word;

/// <summary>The numbers of headings and lists: each list counts by itself.</summary>
internal sealed class WordNumbering
{
    /// <summary>How deep lists are told apart.</summary>
    public const int LevelsMax = 9;

    private const int IndentTwips = 340;

    private readonly int _first;
    private readonly Dictionary<string, int> _letters = [];
    private readonly List<AbstractNum> _forms = [];
    private readonly List<NumberingInstance> _lists = [];

    /// <summary>Numbers from one on that the file does not have yet.</summary>
    public WordNumbering(int first)
    {
        _first = first;
        _forms.Add(Form(Headings, (level, _) => HeadingLevel(level, level == 0 ? "%1" : "%1.%2"), levels: 2));
        _forms.Add(Form(Bullets, (level, indent) => ListLevel(level, NumberFormatValues.Bullet, (level % 3) switch { 0 => "•", 1 => "–", _ => "▪" }, indent)));
        _forms.Add(Form(Ordered, (level, indent) => ListLevel(level, NumberFormatValues.Decimal, $"%{level + 1}.", indent)));
        Instance(Headings);
    }

    /// <summary>The numbers of chapters and their parts, which the styles of headings name.</summary>
    public int Headings => _first;

    private int Bullets => _first + 1;

    private int Ordered => _first + 2;

    /// <summary>A list of its own.</summary>
    /// <param name="ordered">Whether it counts.</param>
    /// <param name="level">How deep it stands, from 0.</param>
    /// <param name="start">What it counts from.</param>
    public int List(bool ordered, int level, int start)
    {
        var list = Instance(ordered ? Ordered : Bullets);
        if (ordered) list.Append(new LevelOverride(new StartOverrideNumberingValue { Val = Math.Clamp(start, 0, 32_767) }) { LevelIndex = level });
        return list.NumberID!.Value;
    }

    /// <summary>The numbers of parts that have a letter: C1, C2.</summary>
    public int Heading(string letter)
    {
        if (_letters.TryGetValue(letter, out var known)) return known;
        var form = Form(_first + _forms.Count, (level, _) => HeadingLevel(level, letter + "%1", style: false), levels: 1);
        _forms.Add(form);
        return _letters[letter] = Instance(form.AbstractNumberId!.Value).NumberID!.Value;
    }

    /// <summary>How far the words of a list stand in.</summary>
    public static string Indent(int level) => (IndentTwips * (level + 1)).ToString(CultureInfo.InvariantCulture);

    /// <summary>All, as the file has it.</summary>
    public Numbering Written() => new([.. _forms, .. _lists]);

    /// <summary>Adds them to those of a template.</summary>
    public void AddTo(Numbering numbering)
    {
        var last = numbering.Elements<AbstractNum>().LastOrDefault();
        foreach (var form in _forms) last = last is null ? numbering.PrependChild(form) : numbering.InsertAfter(form, last);
        var before = numbering.Elements<NumberingIdMacAtCleanup>().FirstOrDefault();
        foreach (var list in _lists)
        {
            if (before is null) numbering.Append(list);
            else numbering.InsertBefore(list, before);
        }
    }

    private NumberingInstance Instance(int form)
    {
        var list = new NumberingInstance(new AbstractNumId { Val = form }) { NumberID = _first + _lists.Count };
        _lists.Add(list);
        return list;
    }

    private static AbstractNum Form(int id, Func<int, string, Level> level, int levels = LevelsMax) =>
        new([new MultiLevelType { Val = MultiLevelValues.Multilevel }, .. Enumerable.Range(0, levels).Select(at => level(at, Indent(at)))]) { AbstractNumberId = id };

    private static Level HeadingLevel(int level, string text, bool style = true)
    {
        var written = new Level { LevelIndex = level };
        written.Append(new StartNumberingValue { Val = 1 }, new NumberingFormat { Val = NumberFormatValues.Decimal });
        if (style) written.Append(new ParagraphStyleIdInLevel { Val = $"Heading{level + 1}" });
        written.Append(
            new LevelSuffix { Val = LevelSuffixValues.Tab },
            new LevelText { Val = text },
            new LevelJustification { Val = LevelJustificationValues.Left },
            new PreviousParagraphProperties(new Tabs(new TabStop { Val = TabStopValues.Number, Position = 680 }), new Indentation { Left = "680", Hanging = "680" }),
            new NumberingSymbolRunProperties(new Color { Val = "00659A" }));
        return written;
    }

    private static Level ListLevel(int level, NumberFormatValues format, string text, string indent) => new(
        new StartNumberingValue { Val = 1 },
        new NumberingFormat { Val = format },
        new LevelText { Val = text },
        new LevelJustification { Val = LevelJustificationValues.Left },
        new PreviousParagraphProperties(new Indentation { Left = indent, Hanging = IndentTwips.ToString(CultureInfo.InvariantCulture) }))
    { LevelIndex = level };
}
