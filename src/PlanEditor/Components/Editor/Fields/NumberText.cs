using System.Globalization;
using System.Text.RegularExpressions;

namespace PlanEditor.Components.Editor.Fields;

/// <summary>
/// Numbers as people type them: "1,234,567.5", "12,34,567.5", "1.234.567,5", "1 234 567", "१२३". One mark before three digits is that for thousands where the plan writes thousands so.
/// What could be two numbers is not guessed.
/// </summary>
public static partial class NumberText
{
    private const int DigitsMax = 28;
    private const int GroupDigits = 3;

    /// <summary>Reads a number.</summary>
    /// <param name="typed">What somebody typed.</param>
    /// <param name="marks">How the plan writes numbers.</param>
    /// <param name="number">The number; null for an empty text.</param>
    /// <param name="fromFile">Whether a program may have written it, which puts a point before decimals in every country.</param>
    /// <returns>What is wrong, in words; null when it was read.</returns>
    public static string? TryParse(string typed, NumberFormatInfo marks, out decimal? number, bool fromFile = false)
    {
        number = null;
        var text = Spaces().Replace(NativeDigits.ToAscii(typed), "").Replace('−', '-').TrimEnd('%');
        if (text.Length == 0) return null;
        if (text.Count(char.IsAsciiDigit) > DigitsMax || !Shape().IsMatch(text)) return Unreadable(marks);
        if (DecimalMark(text, marks, fromFile, out var problem) is not { } mark) return problem;
        var plain = mark == ',' ? text.Replace(".", "", StringComparison.Ordinal).Replace(',', '.') : text.Replace(",", "", StringComparison.Ordinal);
        if (!decimal.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)) return Unreadable(marks);
        number = value;
        return null;
    }

    /// <summary>Which of the two marks stands before the decimals.</summary>
    private static char? DecimalMark(string text, NumberFormatInfo marks, bool fromFile, out string? problem)
    {
        problem = null;
        var (point, comma) = (text.LastIndexOf('.'), text.LastIndexOf(','));
        if (point < 0 && comma < 0) return '.';
        var last = Math.Max(point, comma);
        var (mark, other) = text[last] == '.' ? ('.', ',') : (',', '.');
        var isOnlyOne = text.IndexOf(mark, StringComparison.Ordinal) == last;
        if (point >= 0 && comma >= 0)
        {
            if (isOnlyOne) return mark;
            problem = "Use one mark for thousands and the other for decimals, as in 1,250.5";
            return null;
        }

        if (!isOnlyOne) return other;
        var (whole, rest) = (text[..last], text[(last + 1)..]);
        // Nobody writes 0,125 or 1234,500 for thousands.
        if (rest.Length != GroupDigits || whole.TrimStart('-') is "0" or "" or { Length: > GroupDigits }) return mark;
        var group = marks.NumberGroupSeparator;
        var isPlain = fromFile && group == ".";
        if (text[last] == group[0] && !isPlain) return other;
        problem = $"{text} could be {whole}{rest} or a little more than {whole}. Write {whole}{(isPlain ? "" : group)}{rest} or {whole}{marks.NumberDecimalSeparator}{rest}0";
        return null;
    }

    private static string Unreadable(NumberFormatInfo marks) => $"Write a number, as in {12_500.ToString("#,0", marks)} or {12.5m.ToString(marks)}";

    [GeneratedRegex(@"\s")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^-?[0-9]*([.,][0-9]+)*$")]
    private static partial Regex Shape();
}
