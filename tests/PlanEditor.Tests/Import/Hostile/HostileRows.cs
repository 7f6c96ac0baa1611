using System.Globalization;
using PlanEditor.Import;
using static PlanEditor.Tests.Import.Hostile.HostileFile;

namespace PlanEditor.Tests.Import.Hostile;

/// <summary>Rows that are read well and mean what no plan takes: wrong days, choices and addresses, references to nowhere and in circles.</summary>
internal static class HostileRows
{
    private static readonly string[] Days =
    [
        "0", "-1", "1e400", "NaN", "0000-00-00", "0000-01-01", "2018-00-01", "2018-13-01", "2018-02-30", "2019-02-29", "9999-12-31", "1899-12-31", "2200-01-01", "99999-01-01", "2018-01-01T00:00:00Z", "3/4/2018", "31/12/18", "Q5 2018", "2147483648-01-01", "today", "=TODAY()", "#VALUE!", "43312",
    ];

    private static readonly string[] Addresses = ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//host/path", "/relative", "http://", "https://[::", "ht tp://x", "mailto:a@b.c", "vbscript:x", "gopher://x"];

    public static Dictionary<string, IEnumerable<HostileFile>> Families => new()
    {
        ["values in rows"] = Values(),
        ["names in rows"] = Names(),
        ["rows in circles"] = Circles(),
        ["very many rows"] = Mass(),
    };

    private static IEnumerable<HostileFile> Values()
    {
        foreach (var day in Days) yield return Rows($"{day} for a day", sound: 0, null, "Commitment;Step;Due", $"C1;One;{day}");
        yield return Rows("a day of fifty thousand digits", sound: 0, "is not a day", "Commitment;Step;Due", $"C1;One;{new string('9', 50_000)}");
        yield return Rows("a day with fifty thousand zeros before it", sound: 0, "is not a day", "Commitment;Step;Due", $"C1;One;{new string('0', 40_000)}3/{new string('0', 9_000)}4/2018");
        yield return Rows("a day of fifty thousand spaces and a letter", sound: 0, "is not a day", "Commitment;Step;Due", $"C1;One;{new string(' ', 49_990)}x");
        foreach (var address in Addresses) yield return Rows($"{address} for an address", sound: 0, null, "Commitment;Step;Evidence", $"C1;One;{address}");
        foreach (var status in new[] { "almost", "0", "true", "planned; done", "PLANNED\u200B", new string('x', 50_000) }) yield return Rows($"{Quoted.Short(status)} for a status", sound: 0, "is not in the list", "Commitment;Step;Status", $"C1;One;\"{status}\"") with { Lines = null };
        foreach (var stars in new[] { "6", "-1", "2.5", "many", "99999999999999999999999999999999" }) yield return Rows($"{stars} stars", sound: 0, null, "Title;Openness to reach", $"One;{stars}").As("dataset");
        foreach (var error in new[] { "#REF!", "#N/A", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!" }) yield return Rows($"{error} for a title", sound: 0, "could not work this cell out", "Commitment;Step", $"C1;{error}");
        yield return Rows("no title", sound: 0, "Every milestone needs its step", "Commitment;Step", "C1;");
        yield return Rows("a title of one letter too many", sound: 0, "160 characters", "Commitment;Step", $"C1;{new string('x', 161)}");
        yield return Rows("a title as long as may be", sound: 1, null, "Commitment;Step", $"C1;{new string('x', 160)}");
        yield return Rows("a line break in a title", sound: 0, "one line", "Commitment,Step", "C1,\"a\nb\"") with { Lines = null };
        yield return Rows("two hundred and one keywords", sound: 0, "at most 200", "Title,Keywords", $"One,\"{string.Join(';', Enumerable.Range(0, 201))}\"").As("dataset") with { Lines = null };
        yield return Rows("two hundred keywords", sound: 1, null, "Title,Keywords", $"One,\"{string.Join(';', Enumerable.Range(0, 200))}\"").As("dataset") with { Lines = null };
        yield return Rows("a keyword of a page", sound: 0, null, "Title,Keywords", $"One,{new string('x', 5000)}").As("dataset") with { Lines = null };
    }

    private static IEnumerable<HostileFile> Names()
    {
        foreach (var commitment in new[] { "C0", "C2", "C99999999999999999999", "C-1", "C1.M1", "M1", "1.1", "AAAAAAAAAAE", "Plan", "*", "", new string('x', 50_000), new string('\u0301', 30_000) })
            yield return Rows($"{Quoted.Short(commitment)} for a commitment", sound: 0, null, "Commitment;Step", $"{commitment};One");
        foreach (var name in new[] { "Nobody", "National Information Ofice", "C1", "Local budgets", "AAAAAAAAAAE", "__proto__", new string('n', 199), new string('n', 201) })
            yield return Rows($"{Quoted.Short(name)} ({name.Length}) for an organisation", sound: 0, "There is no organisation", "Commitment;Step;Responsible", $"C1;One;{name}");
        yield return Rows("a milestone that waits for a dataset", sound: 0, "There is no milestone", "Commitment;Step;Waits for", "C1;One;Local budgets");
        yield return Rows("a milestone that waits for two of a name", sound: 2, "the title of several rows", "Commitment;Step;Due;Waits for", "C1;Same;2018-01-31;", "C1;Same;2018-02-28;", "C1;Third;;Same");
        yield return Rows("a row that names a wrong one", sound: 0, "which has something wrong", "Commitment;Step;Due;Waits for", "C1;First;soon;", "C1;Second;;First", "C1;Third;;Second");
        yield return Rows("a hundred rows of one name", sound: 100, null, ["Commitment;Step;Due", .. Enumerable.Range(1, 100).Select(at => $"C1;Same;2018-{1 + at / 28:00}-{1 + at % 28:00}")]);
        yield return Rows("a hundred rows that say the same", sound: 1, null, ["Commitment;Step", .. Enumerable.Repeat("C1;Same", 100)]);
        yield return Rows("an organisation of a name that there is", sound: 0, null, "Name;Kind;Level", "National Information Office;National authority;National").As("organisation");
    }

    private static IEnumerable<HostileFile> Circles()
    {
        foreach (var length in new[] { 1, 2, 3, 100 })
        {
            yield return Rows($"milestones that wait for one another, {length}", sound: length == 1 ? 0 : length, null, ["Commitment;Step;Waits for", .. Enumerable.Range(0, length).Select(at => $"C1;S{at};S{(at + 1) % length}")]);
            yield return Rows($"organisations that belong to one another, {length}", sound: length == 1 ? 0 : length, null, ["Name;Kind;Level;Belongs to", .. Enumerable.Range(0, length).Select(at => $"O{at};National authority;National;O{(at + 1) % length}")]).As("organisation");
        }

        yield return Rows("a thousand milestones, each after the one before", sound: 1000, null, ["Commitment;Step;Waits for", .. Enumerable.Range(0, 1000).Select(at => $"C1;S{at};{(at > 0 ? $"S{at - 1}" : "")}")]);
        yield return Rows("as many as a file has, each after the one before", sound: SheetLimits.RowsMax, null, ["Commitment;Step;Waits for", .. Enumerable.Range(0, SheetLimits.RowsMax).Select(at => $"C1;S{at};{(at > 0 ? $"S{at - 1}" : "")}")]);
        yield return Rows("as many as a file has, of which the first is wrong", sound: 0, "which has something wrong", ["Commitment;Step;Due;Waits for", .. Enumerable.Range(0, SheetLimits.RowsMax).Select(at => $"C1;S{at};{(at > 0 ? "" : "soon")};{(at > 0 ? $"S{at - 1}" : "")}")]);
    }

    private static IEnumerable<HostileFile> Mass()
    {
        string At(int at) => at.ToString("0000", CultureInfo.InvariantCulture);
        yield return Rows("two thousand names of nobody", sound: 0, null, ["Commitment;Step;Responsible", .. Enumerable.Range(0, SheetLimits.RowsMax).Select(at => $"C1;S{at};{new string('n', 190)}{At(at)}")]);
        yield return Rows("two thousand long names of nobody", sound: 0, null, ["Commitment;Step;Responsible", .. Enumerable.Range(0, SheetLimits.RowsMax).Select(at => $"C1;S{at};{new string('n', 2400)}{At(at)}")]);
        yield return Rows("two thousand times the same name of nobody", sound: 0, null, ["Commitment;Step;Responsible", .. Enumerable.Repeat("C1;S;Nobody", SheetLimits.RowsMax)]);
        yield return Rows("rows that each name two hundred of one name", sound: 0, null, ["Commitment,Step,Waits for", .. Enumerable.Repeat($"C1,S,\"{string.Join(';', Enumerable.Repeat("S", 200))}\"", SheetLimits.RowsMax)]) with { Lines = null };
    }
}
