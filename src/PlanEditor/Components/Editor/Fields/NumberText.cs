using System.Globalization;
using System.Text.RegularExpressions;

namespace PlanEditor.Components.Editor.Fields;

/// <summary>
/// Numbers as people type them: "1,234,567.5", "12,34,567.5", "1.234.567,5", "1 234 567", "१२३". Shown as "1,234,567.5" everywhere.
/// What could be two numbers is not guessed.
/// </summary>
public static partial class NumberText
{
    private const int DigitsMax = 28;

    /// <summary>Reads a number.</summary>
    /// <param name="typed">What somebody typed.</param>
    /// <param name="number">The number; null for an empty text.</param>
    /// <returns>What is wrong, in words; null when it was read.</returns>
    public static string? TryParse(string typed, out decimal? number)
    {
        number = null;
        var text = Spaces().Replace(NativeDigits.ToAscii(typed), "").Replace('−', '-').TrimEnd('%');
        if (text.Length == 0) return null;
        if (text.Count(char.IsAsciiDigit) > DigitsMax || !Shape().IsMatch(text)) return "Write a number, as in 1,250 or 12.5";
        if (DecimalMark(text, out var problem) is not { } mark) return problem;
        var plain = mark == ',' ? text.Replace(".", "", StringComparison.Ordinal).Replace(',', '.') : text.Replace(",", "", StringComparison.Ordinal);
        if (!decimal.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)) return "Write a number, as in 1,250 or 12.5";
        number = value;
        return null;
    }

    /// <summary>Which of the two marks stands before the decimals.</summary>
    private static char? DecimalMark(string text, out string? problem)
    {
        problem = null;
        var (point, comma) = (text.LastIndexOf('.'), text.LastIndexOf(','));
        if (point >= 0 && comma >= 0)
        {
            var last = Math.Max(point, comma);
            if (text.IndexOf(text[last], StringComparison.Ordinal) == last) return text[last];
            problem = "Use one mark for thousands and the other for decimals, as in 1,250.5";
            return null;
        }

        if (comma >= 0) return text.IndexOf(',', StringComparison.Ordinal) == comma && text.Length - comma - 1 != 3 ? ',' : '.';
        if (point < 0 || text.Length - point - 1 != 3) return point >= 0 && text.IndexOf('.', StringComparison.Ordinal) != point ? ',' : '.';
        if (text.IndexOf('.', StringComparison.Ordinal) != point) return ',';
        var whole = text[..point];
        if (whole is "0" or "-0" or "") return '.';
        problem = $"{text} could be {whole}{text[(point + 1)..]} or a little more than {whole}. Write {whole},{text[(point + 1)..]} or {text}0";
        return null;
    }

    [GeneratedRegex(@"\s")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^-?[0-9]*([.,][0-9]+)*$")]
    private static partial Regex Shape();
}
