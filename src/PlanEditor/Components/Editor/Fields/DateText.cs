using System.Globalization;
using PlanModel.Schema;

namespace PlanEditor.Components.Editor.Fields;

/// <summary>
/// Days as people type them: "31 Jul 2018", "2018-07-31", "31/7/2018", "३१ जुलाई २०१८", "Jul 2018" and "Q3 2018" (the last day).
/// What could be two days is not guessed.
/// </summary>
public static class DateText
{
    private const string Example = "31 Jul 2018";
    private const string Unreadable = "unreadable";
    private const int ShownMax = 24;
    private const int DigitsMax = 4;

    private static readonly char[] Separators = [' ', ',', '/', '-', '.', '\u00a0', '\t'];

    /// <summary>How a day is shown everywhere.</summary>
    public static string Show(DateOnly day) => DateField.Words(day);

    /// <summary>Reads a day.</summary>
    /// <param name="typed">What somebody typed.</param>
    /// <param name="day">The day; null for an empty text.</param>
    /// <param name="order">What comes first in a day of numbers that could be two; null: nobody said so.</param>
    /// <returns>What is wrong, in words; null when it was read.</returns>
    public static string? TryParse(string typed, out DateOnly? day, DayOrder? order = null)
    {
        day = null;
        var words = WordsOf(typed);
        if (words.Length == 0) return null;
        var problem = words switch
        {
            [var quarter, var year] when QuarterOf(quarter) is { } number => LastDay(year, number * 3, out day),
            [var month, var year] when MonthNames.Find(month) is { } number => LastDay(year, number, out day),
            [var first, var month, var last] when MonthNames.Find(month) is { } number => first.Length == 4 ? Day(first, number, last, out day) : Day(last, number, first, out day),
            [var month, var date, var year] when MonthNames.Find(month) is { } number => Day(year, number, date, out day),
            [{ Length: 4 } year, var month, var date] => Numbers(month, date, out var number) ? Day(year, number, date, out day) : Unreadable,
            [var first, var second, { Length: 4 } year] => OfNumbers(first, second, year, order, out day),
            [var first, var second, _] when Numbers(first, second, out _) => "Write the year with four digits, as in " + Example,
            _ => Unreadable,
        };
        if (problem == Unreadable) return $"“{Shorten(typed.Trim())}” is not a day. Write it as {Example}";
        if (problem is not null || day is not { } value) return problem;
        if (value >= DateField.Earliest && value <= DateField.Latest) return null;
        day = null;
        return "Days go from 1900 to 2199";
    }

    /// <summary>What comes first in a day of numbers, where one of them is no month; null: it does not tell.</summary>
    /// <param name="typed">What somebody typed.</param>
    public static DayOrder? OrderOf(string typed)
    {
        if (WordsOf(typed) is not [{ Length: <= 2 } first, { Length: <= 2 } second, { Length: 4 }] || !TryNumber(first, out var one) || !TryNumber(second, out var two)) return null;
        if (one is > 12 and <= 31 && two <= 12) return DayOrder.DayFirst;
        return two is > 12 and <= 31 && one <= 12 ? DayOrder.MonthFirst : null;
    }

    private static string[] WordsOf(string typed) =>
        [.. NativeDigits.ToAscii(typed).Split(Separators, StringSplitOptions.RemoveEmptyEntries).Where(word => !string.Equals(word, "de", StringComparison.OrdinalIgnoreCase))];

    private static string Shorten(string typed) => typed.Length > ShownMax ? string.Concat(typed.AsSpan(0, ShownMax), "…") : typed;

    private static int? QuarterOf(string word) =>
        word is ['q' or 'Q' or 'T' or 't', >= '1' and <= '4' and var digit] ? digit - '0' : null;

    private static bool Numbers(string first, string second, out int one)
    {
        var both = TryNumber(first, out one);
        return TryNumber(second, out _) && both;
    }

    private static bool TryNumber(string text, out int number)
    {
        number = 0;
        return text.Length <= DigitsMax && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    private static string? OfNumbers(string first, string second, string year, DayOrder? order, out DateOnly? day)
    {
        day = null;
        if (!TryNumber(first, out var one) || !TryNumber(second, out var two)) return Unreadable;
        if (one > 12 || one == two) return Day(year, two, first, out day);
        if (two > 12) return Day(year, one, second, out day);
        if (Day(year, two, first, out var dayFirst) is not null || Day(year, one, second, out var monthFirst) is not null) return Unreadable;
        day = order switch { DayOrder.DayFirst => dayFirst, DayOrder.MonthFirst => monthFirst, _ => null };
        return day is not null ? null : $"{first}/{second}/{year} could be {Show(dayFirst!.Value)} or {Show(monthFirst!.Value)}. Write the month’s name";
    }

    private static string? LastDay(string yearText, int month, out DateOnly? day)
    {
        day = null;
        if (yearText.Length != 4 || !TryNumber(yearText, out var year) || year < 1) return "Write the year with four digits, as in Jul 2018";
        day = new DateOnly(year, month, DateTime.DaysInMonth(year, month));
        return null;
    }

    private static string? Day(string yearText, int month, string dateText, out DateOnly? day)
    {
        day = null;
        if (yearText.Length != 4 || !TryNumber(yearText, out var year) || year < 1) return "Write the year with four digits, as in " + Example;
        if (!TryNumber(dateText, out var date) || month is < 1 or > 12) return Unreadable;
        var last = DateTime.DaysInMonth(year, month);
        if (date < 1 || date > last) return $"{CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month)} {year} has {last} days";
        day = new DateOnly(year, month, date);
        return null;
    }
}
