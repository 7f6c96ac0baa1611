using System.Globalization;
using System.Text;

namespace PlanEditor.Import.Word;

/// <summary>Which words are there: by the change that added them and the one that took them away, 0 for none.</summary>
internal delegate bool IsThere(int inserted, int deleted);

/// <summary>
/// What stands in a control, written as a field holds it: one line, or Markdown in one fixed form. The same paragraphs give the same text, so what differs between a file as it went and as it came back
/// is what somebody did to it; the form in which the field was written plays no part.
/// </summary>
internal sealed class ReturnedText
{
    private const int HeadingsInStyles = Markdown.MarkdownTree.HeadingsBelow;
    private const int IndentTwips = 340;

    private readonly StringBuilder _text = new();
    private readonly ReturnedWords _words;
    private readonly Dictionary<(int Number, int Level), int> _counts = [];
    private readonly List<int> _indents = [];

    private ReturnedText() => _words = new ReturnedWords(_text);

    /// <summary>The text.</summary>
    public string Text => _text.ToString();

    /// <summary>Where comments begin and end in it.</summary>
    public IReadOnlyList<(int Comment, bool IsEnd, int At)> Anchors => _words.Anchors;

    /// <summary>A field's text.</summary>
    /// <param name="paragraphs">What stands in its control.</param>
    /// <param name="isMarkdown">Whether it is Markdown; else it is one line.</param>
    /// <param name="isThere">Which words count.</param>
    public static ReturnedText Of(IReadOnlyList<ReadParagraph> paragraphs, bool isMarkdown, IsThere isThere)
    {
        var text = new ReturnedText();
        var lines = Lines(paragraphs, isThere);
        if (isMarkdown) text.Write(lines);
        else text._words.WriteLine([.. lines.SelectMany((line, at) => at == 0 ? line.Words : [new ReadWords(" "), .. line.Words])]);
        return text;
    }

    /// <summary>Paragraphs of which the end is not there go on in the next one.</summary>
    private static List<(ParagraphForm Form, List<ReadWords> Words)> Lines(IReadOnlyList<ReadParagraph> paragraphs, IsThere isThere)
    {
        var lines = new List<(ParagraphForm Form, List<ReadWords> Words)>();
        (ParagraphForm Form, List<ReadWords> Words)? open = null;
        foreach (var paragraph in paragraphs)
        {
            var line = open ?? (paragraph.Form, []);
            if (!line.Words.Exists(word => word.Text.Length > 0)) line.Form = paragraph.Form;
            line.Words.AddRange(paragraph.Words.Where(word => word.Text.Length == 0 || isThere(word.Inserted, word.Deleted)));
            open = line;
            if (!isThere(paragraph.Inserted, paragraph.Deleted)) continue;
            lines.Add(line);
            open = null;
        }

        if (open is { } rest) lines.Add(rest);
        return lines;
    }

    private void Write(List<(ParagraphForm Form, List<ReadWords> Words)> lines)
    {
        ParagraphForm? before = null;
        for (var at = 0; at < lines.Count; at++)
        {
            var (form, words) = lines[at];
            if (form.Table > 0)
            {
                var end = at;
                while (end < lines.Count && lines[end].Form.Table == form.Table) end++;
                Separate(before is null ? "" : "\n\n");
                WriteTable(lines[at..end]);
                (before, at) = (form, end - 1);
                continue;
            }

            var isEmpty = words.All(word => string.IsNullOrWhiteSpace(word.Text));
            if (isEmpty && !(form.Rule || form.List != ListForm.None))
            {
                _words.Mark(words);
                continue;
            }

            WriteBlock(form, words, before);
            before = form;
        }
    }

    private void WriteBlock(ParagraphForm form, List<ReadWords> words, ParagraphForm? before)
    {
        var isPoint = form.List != ListForm.None;
        // What follows a point and stands in belongs to it.
        var isInPoint = !isPoint && _indents.Count > 0 && form.Indent > 0 && before is { } last && (last.List != ListForm.None || last.Indent > 0);
        if (!isPoint && !isInPoint) EndLists();
        var isQuote = form.Style == "Quote";
        var quote = isQuote ? "> " : "";
        Separate(before is not { } earlier ? "" : isPoint && earlier.List != ListForm.None ? "\n" : isQuote && earlier.Style == "Quote" ? "\n>\n" : "\n\n");
        if (isPoint) WritePoint(form, words);
        else
        {
            var indent = isInPoint ? new string(' ', _indents[Math.Clamp((form.Indent / IndentTwips) - 1, 0, _indents.Count - 1)]) : quote;
            _text.Append(indent);
            if (form.Style == "Code") WriteCode(words, indent);
            else if (form.Rule && words.All(word => string.IsNullOrWhiteSpace(word.Text))) _text.Append("---");
            else
            {
                if (HeadingOf(form.Style) is > 0 and var level) _text.Append('#', level).Append(' ');
                _words.Write(words, indent);
            }
        }
    }

    private void WritePoint(ParagraphForm form, List<ReadWords> words)
    {
        var level = Math.Min(form.Level, _indents.Count);
        _indents.RemoveRange(level, _indents.Count - level);
        foreach (var deeper in _counts.Keys.Where(key => key.Level > form.Level).ToList()) _counts.Remove(deeper);
        var count = _counts.TryGetValue((form.Number, form.Level), out var known) ? known + 1 : Math.Max(form.Start, 0);
        _counts[(form.Number, form.Level)] = count;
        var indent = level == 0 ? 0 : _indents[level - 1];
        var sign = form.List == ListForm.Bullet ? "- " : $"{count.ToString(CultureInfo.InvariantCulture)}. ";
        _indents.Add(indent + sign.Length);
        _text.Append(' ', indent).Append(sign);
        _words.Write(words, new string(' ', indent + sign.Length));
    }

    private void WriteCode(List<ReadWords> words, string indent)
    {
        var code = string.Concat(words.Select(word => word.Text));
        var fence = code.Contains("```", StringComparison.Ordinal) ? "````" : "```";
        _text.Append(fence).Append('\n').Append(indent);
        _words.WriteRaw(words, indent);
        _text.Append('\n').Append(indent).Append(fence);
    }

    private void WriteTable(List<(ParagraphForm Form, List<ReadWords> Words)> cells)
    {
        var rows = cells.GroupBy(cell => cell.Form.Row).Select(row => row.GroupBy(cell => cell.Form.Cell).Select(cell => cell.SelectMany((line, at) => at == 0 ? line.Words : [new ReadWords(" "), .. line.Words]).ToList()).ToList()).ToList();
        var columns = rows.Max(row => row.Count);
        for (var at = 0; at < rows.Count; at++)
        {
            if (at > 0) _text.Append('\n');
            _text.Append('|');
            for (var column = 0; column < columns; column++)
            {
                _text.Append(' ');
                // The head is bold by itself.
                if (column < rows[at].Count) _words.WriteCell(at > 0 ? rows[at][column] : [.. rows[at][column].Select(word => word with { Looks = word.Looks & ~WordLooks.Bold })]);
                _text.Append(" |");
            }

            if (at == 0) _text.Append('\n').Append('|').Insert(_text.Length, " --- |", columns);
        }
    }

    private void Separate(string sign) => _text.Append(sign);

    private void EndLists()
    {
        _indents.Clear();
        _counts.Clear();
    }

    private static int HeadingOf(string style) =>
        style.StartsWith("Heading", StringComparison.Ordinal) && int.TryParse(style.AsSpan("Heading".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var level) ? Math.Max(1, level - HeadingsInStyles) : 0;
}
