using System.Text;
using PlanEditor.Export.Word;

namespace PlanEditor.Import.Word;

/// <summary>Writes the words of a paragraph as Markdown: signs around what is bold, struck, italic, code or a link, always in this order; what only looks like a sign gets a backslash.</summary>
internal sealed class ReturnedWords(StringBuilder text)
{
    private const int EntityUnitsMax = 12;

    private static readonly WordLooks[] Order = [WordLooks.Bold, WordLooks.Struck, WordLooks.Italic, WordLooks.Code];
    private static readonly string[] Signs = ["**", "~~", "*", "`"];

    private string _indent = "";
    private int _start;
    private bool _isCell;

    public List<(int Comment, bool IsEnd, int At)> Anchors { get; } = [];

    /// <summary>A paragraph.</summary>
    /// <param name="words">Its words.</param>
    /// <param name="indent">What stands before each further line.</param>
    public void Write(IReadOnlyList<ReadWords> words, string indent)
    {
        (_indent, _start, _isCell) = (indent, text.Length, false);
        Write(Trimmed(Cut(words)), 0);
    }

    public void WriteCell(IReadOnlyList<ReadWords> words)
    {
        (_indent, _start, _isCell) = ("", text.Length, true);
        Write(Trimmed(Cut([.. words.Select(word => word with { Text = word.Text.Replace('\n', ' ') })])), 0);
    }

    /// <summary>One line as it is.</summary>
    public void WriteLine(IReadOnlyList<ReadWords> words)
    {
        foreach (var word in words)
        {
            Mark(word);
            text.Append(word.Text.Replace('\n', ' '));
        }
    }

    /// <summary>Lines as they are.</summary>
    public void WriteRaw(IReadOnlyList<ReadWords> words, string indent)
    {
        foreach (var word in words)
        {
            Mark(word);
            text.Append(word.Text.Replace("\n", "\n" + indent, StringComparison.Ordinal));
        }
    }

    /// <summary>Notes where comments begin and end.</summary>
    public void Mark(IEnumerable<ReadWords> words)
    {
        foreach (var word in words) Mark(word);
    }

    private void Mark(ReadWords word)
    {
        if (word.Opens > 0) Anchors.Add((word.Opens, false, text.Length));
        if (word.Closes > 0) Anchors.Add((word.Closes, true, text.Length));
    }

    /// <summary>Words without their spaces, and the spaces between them: a sign never stands beside one.</summary>
    private static List<ReadWords> Cut(IReadOnlyList<ReadWords> words)
    {
        var cut = new List<ReadWords>();
        foreach (var word in words)
        {
            if (word.Looks.HasFlag(WordLooks.Code) || word.Text.Length == 0)
            {
                cut.Add(word);
                continue;
            }

            var core = word.Text.AsSpan().Trim().Length;
            var before = word.Text.Length - word.Text.AsSpan().TrimStart().Length;
            if (before > 0) cut.Add(word with { Text = word.Text[..before] });
            if (core > 0) cut.Add(word with { Text = word.Text.Substring(before, core) });
            if (before + core < word.Text.Length) cut.Add(word with { Text = word.Text[(before + core)..] });
        }

        return cut;
    }

    private static List<ReadWords> Trimmed(List<ReadWords> words)
    {
        var (from, to) = (words.FindIndex(word => !IsSpace(word)), words.FindLastIndex(word => !IsSpace(word)));
        return from < 0 ? [.. words.Where(word => word.Text.Length == 0)]
            : [.. words.Take(from).Where(word => word.Text.Length == 0), .. words[from..(to + 1)], .. words.Skip(to + 1).Where(word => word.Text.Length == 0)];
    }

    private static bool IsSpace(ReadWords word) => string.IsNullOrWhiteSpace(word.Text) && !word.Looks.HasFlag(WordLooks.Code);

    private void Write(List<ReadWords> words, int level)
    {
        for (var at = 0; at < words.Count;)
        {
            if (IsSpace(words[at]))
            {
                WriteSpace(words[at++]);
                continue;
            }

            var end = at + 1;
            while (end < words.Count && (IsSpace(words[end]) || IsSame(words[at], words[end], level))) end++;
            while (IsSpace(words[end - 1])) end--;
            WriteGroup(words[at..end], level);
            at = end;
        }
    }

    private static bool IsSame(ReadWords one, ReadWords other, int level) =>
        level == 0 ? one.Address == other.Address : level > Order.Length || one.Looks.HasFlag(Order[level - 1]) == other.Looks.HasFlag(Order[level - 1]);

    private void WriteGroup(List<ReadWords> words, int level)
    {
        if (level > Order.Length)
        {
            foreach (var word in words)
            {
                if (IsSpace(word)) WriteSpace(word);
                else WriteEscaped(word.Text);
            }

            return;
        }

        if (level == 0)
        {
            if (words[0].Address is { } address) WriteLink(words, address);
            else Write(words, 1);
            return;
        }

        var sign = words[0].Looks.HasFlag(Order[level - 1]) ? Signs[level - 1] : "";
        if (sign == "`")
        {
            if (words.Any(word => word.Text.Contains('`', StringComparison.Ordinal))) sign = "``";
            text.Append(sign);
            WriteRaw(words, _indent);
            text.Append(sign);
            return;
        }

        text.Append(sign);
        Write(words, level + 1);
        text.Append(sign);
    }

    private void WriteLink(List<ReadWords> words, string address)
    {
        var shown = string.Concat(words.Select(word => word.Text));
        if (words.All(word => word.Looks == WordLooks.None) && (WordPiece.AddressOf(shown) == address || shown.StartsWith("www.", StringComparison.Ordinal) && WordPiece.AddressOf("http://" + shown) == address))
        {
            WriteRaw(words, _indent);
            return;
        }

        var isMail = WordPiece.AddressOf("mailto:" + shown) == address;
        text.Append(isMail ? '<' : '[');
        if (isMail)
        {
            WriteRaw(words, _indent);
            text.Append('>');
            return;
        }

        Write(words, 1);
        text.Append("](").Append(address.Contains('(', StringComparison.Ordinal) || address.Contains(')', StringComparison.Ordinal) ? $"<{address}>" : address).Append(')');
    }

    private void WriteSpace(ReadWords word)
    {
        Mark(word);
        foreach (var unit in word.Text) Put(unit);
    }

    private void Put(char unit)
    {
        text.Append(unit);
        if (unit == '\n') text.Append(_indent);
    }

    private void WriteEscaped(string words)
    {
        var lastLink = words.LastIndexOf("](", StringComparison.Ordinal);
        for (var at = 0; at < words.Length; at++)
        {
            var unit = words[at];
            var before = at > 0 ? words[at - 1] : ' ';
            var next = at + 1 < words.Length ? words[at + 1] : ' ';
            var isSign = unit switch
            {
                '\\' => char.IsAsciiLetterOrDigit(next) is false && next is > ' ' and < '\u007f',
                '*' => !(before == ' ' && next == ' ') || IsAtStart(),
                '_' => !(before == ' ' && next == ' ') && !(char.IsLetterOrDigit(before) && char.IsLetterOrDigit(next)),
                '`' => true,
                '~' => next == '~' || before == '~',
                '[' => at < lastLink,
                '&' => next == '#' || (char.IsAsciiLetter(next) && words.AsSpan(at, Math.Min(EntityUnitsMax, words.Length - at)).Contains(';')),
                '|' => _isCell,
                '#' or '>' => IsAtStart(),
                '-' or '+' => next == ' ' && IsAtStart(),
                '.' or ')' => next == ' ' && IsNumberFromStart(words, at),
                _ => false,
            };
            if (isSign) text.Append('\\');
            Put(unit);
        }
    }

    /// <summary>Whether a line begins here.</summary>
    private bool IsAtStart()
    {
        if (text.Length == _start) return true;
        var at = text.Length - 1;
        for (var left = _indent.Length; left > 0 && at >= 0; left--, at--)
            if (text[at] != _indent[left - 1]) return false;
        return at >= 0 && text[at] == '\n';
    }

    /// <summary>Whether nothing but a number stands before, from the line's beginning on: that would be a point of a list.</summary>
    private bool IsNumberFromStart(string words, int at)
    {
        var from = at;
        while (from > 0 && char.IsAsciiDigit(words[from - 1])) from--;
        return from < at && at - from <= 9 && ((from == 0 && text.Length - at == _start) || (from > 0 && words[from - 1] == '\n'));
    }
}
