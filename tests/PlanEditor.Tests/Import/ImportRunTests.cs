using System.Collections.Immutable;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using OgdPlans.Tests;
using PlanEditor.Components.Editor;
using PlanEditor.Components.Editor.Fields;
using PlanEditor.Import;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;
using PlanModel.Workflow;
using Xunit;
using Cell = PlanEditor.Import.Cell;
using Sheet = PlanEditor.Import.Sheet;
using SpreadsheetCell = DocumentFormat.OpenXml.Spreadsheet.Cell;

namespace PlanEditor.Tests.Import;

public sealed class ImportRunTests
{
    private static readonly Actor Focal = new(new UserId(new Guid(1, 0, 0, new byte[8])), Role.FocalPoint, "NP");

    private readonly WholePlan _whole = new();

    private Document Plan => _whole.Plan.Document;

    [Fact]
    public void Columns_are_guessed_from_labels_and_keys_however_they_are_written()
    {
        var kind = ImportKind.Find("milestone")!;
        var columns = ColumnGuess.Of(kind, ["COMMITMENT", "Milestone", "due date", "Responsible body", "depends_on", "Waits for", "Remarks", "evidenceUrl"]);
        Assert.Equal(["commitment", "title", "dueDate", "responsible", "dependsOn", null, null, "evidenceUrl"], columns.Select(column => column?.Key));
    }

    [Theory]
    [InlineData("milestone", "Compromiso;HITO;Entregable;Fecha de inicio;Vence;Responsable;Estado;Financiamiento", "commitment;title;deliverable;startDate;dueDate;responsible;status;")]
    [InlineData("milestone", "প্রতিশ্রুতি;ধাপ;শুরু;শেষ তারিখ;অবস্থা", "commitment;title;startDate;dueDate;status")]
    [InlineData("organisation", "संस्था;छोटो नाम;प्रकार;तह", "name;acronym;kind;level")]
    [InlineData("dataset", "Título;Descripcion;Licencia;Frecuencia", "title;description;licence;frequency")]
    public void Columns_are_guessed_in_the_languages_of_plans(string kind, string headers, string keys) =>
        Assert.Equal(keys.Split(';'), ColumnGuess.Of(ImportKind.Find(kind)!, [.. headers.Split(';')]).Select(column => column?.Key ?? ""));

    [Theory]
    [InlineData("3/6/2018;31/12/2018", DayOrder.DayFirst, "3/6/2018", "3 Jun 2018")]
    [InlineData("3/6/2018;12/31/2018", DayOrder.MonthFirst, "3/6/2018", "6 Mar 2018")]
    [InlineData("৩/৬/২০১৮;৩১-১২-২০১৮", DayOrder.DayFirst, "৩/৬/২০১৮", "3 Jun 2018")]
    [InlineData("3/6/2018;31/12/2018;12/31/2018", null, "3/6/2018", "3/6/2018")]
    [InlineData("3/6/2018;4/5/2018", null, "3/6/2018", "3/6/2018")]
    [InlineData("3/6/2018;31/7/18;45/1/2018", null, "3/6/2018", "3/6/2018")]
    [InlineData("2018-06-03;31/12/2018", DayOrder.DayFirst, null, "3 Jun 2018")]
    public void Days_that_could_be_two_go_by_those_of_the_file_that_are_clear(string days, DayOrder? order, string? unclear, string first)
    {
        var kind = ImportKind.Find("milestone")!;
        var sheet = new Sheet(["Commitment", "Step", "Due"], [.. days.Split(';').Select((day, at) => new SheetRow(at + 2, [new Cell("C1"), new Cell($"Step {at}"), new Cell(day)]))]);
        var columns = ColumnGuess.Of(kind, sheet.Headers);
        var found = SheetDays.Of(sheet, columns);
        Assert.Equal(new SheetDays(unclear, order), found);
        Assert.Equal(first, ImportRun.Of(Plan, kind, sheet, columns, under: null, order: found.Order).Rows[0].Cells[2].Shown);
    }

    [Theory]
    [InlineData("commitment", "Title")]
    [InlineData("milestone", "Step", "Commitment", "Due")]
    [InlineData("dataset", "Title", "Keywords")]
    [InlineData("organisation", "Name")]
    public void The_file_to_fill_in_comes_back_with_two_rows_and_all_its_columns_known(string key, string name, params string[] others)
    {
        var kind = ImportKind.Find(key)!;
        foreach (var (file, fill) in new (byte[], Func<byte[], string[][], byte[]>)[] { (BlankSheet.Workbook(kind), FillWorkbook), (BlankSheet.Csv(kind), FillCsv) })
        {
            var rows = new[] { "First", "Second" }.Select(title => kind.Targets.Select(target => target.Label == name ? title : others.Contains(target.Label) ? Said(target.Key) : "").ToArray()).ToArray();
            var sheet = SheetFile.Read(fill(file, rows));
            var columns = ColumnGuess.Of(kind, sheet.Headers);
            Assert.Equal(kind.Targets.AsEnumerable(), columns);
            var run = ImportRun.Of(Plan, kind, sheet, columns, under: null);
            Assert.Equal(["First", "Second"], run.Rows.Select(row => row.Title));
            Assert.Equal(2, run.SoundCount);
            Assert.Equal(2, Plan.With(run, out _).Length);
        }

        static string Said(string target) => target switch { "commitment" => "C1", "dueDate" => "31 Jul 2018", _ => "roads; bridges" };
    }

    [Fact]
    public void A_milestone_is_read_as_people_write_it()
    {
        var run = Run("milestone", "Commitment;Step;Due;Responsible;Supporters;Datasets;Status;Waits for",
            "publish LOCAL budgets;प्रकाशन;३१ जुलाई २०१८;national information office;National Information Office;Local budgets;Under way;C1.M1");
        Assert.Equal(1, run.SoundCount);
        var added = Plan.With(run, out var document).Single();
        Assert.Equal("C1.M3", document.Number(added));
        Assert.Equal(("प्रकाशन", "2018-07-31", "underWay"), (added.Text("title").ToString(), added.Scalar("dueDate")?.Text, added.Scalar("status")?.Text));
        Assert.Equal(_whole.Organisation, ActionPlan.Milestone.Responsible.Read(added));
        Assert.Equal([_whole.Milestone.ToString()], added.Set("dependsOn"));
        Assert.Equal("31 Jul 2018", run.Rows[0].Cells[2].Shown);
        Assert.Equal("C1 Publish local budgets", run.Rows[0].Cells[0].Shown);
    }

    [Fact]
    public void What_is_left_empty_starts_with_what_is_likely()
    {
        var added = Plan.With(Run("milestone", "Commitment;Step", "১;One"), out _).Single();
        Assert.Equal(_whole.Organisation, ActionPlan.Milestone.Responsible.Read(added));
    }

    [Theory]
    [InlineData("Due", "soon", "“soon” is not a day. Write it as 31 Jul 2018")]
    [InlineData("Due", "3/6/2018", "3/6/2018 could be 3 Jun 2018 or 6 Mar 2018. Write the month’s name")]
    [InlineData("Due", "#REF!", "The spreadsheet could not work this cell out (#REF!). Write the value itself")]
    [InlineData("Commitment", "C9", "There is no commitment “C9” in this plan. There are: Publish local budgets")]
    [InlineData("Responsible", "National Information Ofice", "There is no organisation “National Information Ofice” in this plan. Did you mean “National Information Office”?")]
    [InlineData("Supporters", "National Information Office; Nobody", "There is no organisation “Nobody” in this plan. There are: National Information Office")]
    [InlineData("Status", "almost", "“almost” is not in the list. Write one of: Planned, Under way, Done, Delayed, Cancelled")]
    [InlineData("Evidence", "javascript:alert(1)", "Evidence takes an address that starts with https://, http:// or ftp://")]
    [InlineData("Step", "", "Every milestone needs its step. Write it")]
    public void A_cell_that_is_wrong_says_what_would_be_right(string column, string text, string words)
    {
        var values = new Dictionary<string, string> { ["Commitment"] = "C1", ["Step"] = "One", [column] = text };
        var run = Run("milestone", string.Join(';', values.Keys), [[.. values.Values]]);
        var cell = run.Rows[0].Cells[values.Keys.ToList().IndexOf(column)];
        Assert.Equal((words, text, 0), (cell.Problem, cell.Shown, run.SoundCount));
        Assert.Empty(run.Operations(NewNodes.NewId));
    }

    [Fact]
    public void A_title_that_is_too_long_is_named()
    {
        var run = Run("milestone", "Commitment;Step", $"C1;{new string('x', 161)}");
        Assert.Equal("Step may have 160 characters; this would make 161. Shorten it", run.Rows[0].Cells[1].Problem);
    }

    [Fact]
    public void Rows_that_name_no_commitment_go_under_the_one_that_is_chosen()
    {
        var kind = ImportKind.Find("milestone")!;
        var sheet = new Sheet(["Step"], [new SheetRow(2, [new Cell("One")])]);
        var columns = ColumnGuess.Of(kind, sheet.Headers);
        Assert.Contains("which commitment", ImportRun.Of(Plan, kind, sheet, columns, under: null).Rows[0].Problem, StringComparison.Ordinal);
        Assert.Single(Plan.With(ImportRun.Of(Plan, kind, sheet, columns, _whole.Commitment), out _));
    }

    [Fact]
    public void Datasets_take_choices_by_label_or_code_and_sets_with_semicolons()
    {
        var run = Run("dataset", "Title|Publisher|Licence|Theme|Keywords|Frequency|Openness to reach|Planned release", "Wards|National Information Office|CC BY 4.0|budget; Health|roads; bridges|monthly|3|Q3 2018");
        var added = Plan.With(run, out _).Single();
        Assert.Equal(["budget", "health"], added.Set("theme"));
        Assert.Equal(["bridges", "roads"], added.Set("keywords"));
        Assert.Equal(("CC-BY-4.0", "MONTHLY", "2018-09-30"), (added.Scalar("licence")?.Text, added.Scalar("frequency")?.Text, added.Scalar("plannedRelease")?.Text));
    }

    [Fact]
    public void Organisations_are_found_by_acronym_and_belong_to_others_of_the_same_file()
    {
        var run = Run("organisation", "Name;Acronym;Kind;Level;Belongs to",
            "Statistics Wing;SW;National authority;National;Ministry of Rivers",
            "Ministry of Rivers;MoR;National authority;National;");
        Assert.Equal([], run.Rows.SelectMany(row => row.Cells).Select(cell => cell.Problem).OfType<string>());
        var added = Plan.With(run, out var document);
        Assert.Equal(added[1].Id, ActionPlan.Organisation.Parent.Read(added[0]));
        Assert.Single(document.With(Run(document, "milestone", "Commitment;Step;Responsible", "C1;One;mor"), out _));
    }

    [Fact]
    public void A_row_that_waits_for_a_row_with_something_wrong_waits_too()
    {
        var run = Run("milestone", "Commitment;Step;Due;Waits for", "C1;First;soon;", "C1;Second;;First", "C1;Third;;Second", "C1;Fourth;;");
        Assert.Equal(["Fourth"], run.Rows.Where(row => row.IsSound).Select(row => row.Title));
        Assert.Equal("Waits for names line 2 of the file, which has something wrong", run.Rows[1].Problem);
    }

    [Fact]
    public void Two_hundred_rows_with_seven_errors_are_one_change_and_one_undo()
    {
        string[] wrong = ["C9;Wrong commitment;2018-01-31", "C1;;2018-01-31", "C1;Wrong day;soon", "C1;Two days;3/6/2018", "C1;31 June;31 Jun 2018", "C1;Short year;31/7/18", "C9;Both;never"];
        var lines = Enumerable.Range(0, 193).Select(at => $"C1;Step {at};{31 - at % 20} Jul 2018").ToList();
        foreach (var (line, at) in wrong.Select((line, at) => (line, at))) lines.Insert(at * 25, line);
        var run = Run("milestone", "Commitment;Step;Due", [.. lines]);
        Assert.Equal((200, 193, 7), (run.Rows.Length, run.SoundCount, run.WrongCount));
        Assert.Equal([0, 25, 50, 75, 100, 125, 150], run.Rows.Select((row, at) => (row, at)).Where(one => !one.row.IsSound).Select(one => one.at));

        var operations = run.Operations(NewNodes.NewId);
        Assert.Null(Change.TryApply(Plan, operations, Focal, "NP", out var after));
        Assert.Equal(195, after.Children(after[_whole.Commitment], ActionPlan.Milestone.Kind).Count());
        Assert.Equal(Enumerable.Range(0, 193).Select(at => $"Step {at}"), after.Children(after[_whole.Commitment], ActionPlan.Milestone.Kind).Skip(2).Select(after.Title));
        var undo = UndoHistory.Empty.Made(Plan, operations);
        Assert.Equal("added 193 milestones", undo.UndoLabel);
        var back = Change.Apply(after, undo.Undo);
        Assert.Equal([_whole.Milestone, _whole.SecondMilestone], back.Children(back[_whole.Commitment], ActionPlan.Milestone.Kind).Select(node => node.Id));
    }

    [Fact]
    public void As_many_rows_as_a_file_may_have_are_one_change()
    {
        var run = Run("milestone", "Commitment;Step;Due", [.. Enumerable.Range(0, SheetLimits.RowsMax).Select(at => $"C1;Step {at};2018-07-31")]);
        Assert.Null(Change.TryApply(Plan, run.Operations(NewNodes.NewId), Focal, "NP", out _));
    }

    [Fact]
    public void Rows_that_name_rows_below_them_take_no_more_of_a_change_and_stand_as_in_the_file()
    {
        var count = SheetLimits.RowsMax;
        var run = Run("organisation", "Name;Belongs to", [.. Enumerable.Range(0, count).Select(at => $"Office {at};{(at + 1 < count ? $"Office {at + 1}" : "")}")]);
        Assert.Null(run.WhyNot);
        var operations = run.Operations(NewNodes.NewId);
        Assert.Null(Change.TryApply(Plan, operations, Focal, "NP", out var after));
        var added = operations.OfType<InsertNode>().Select(insert => insert.Node).ToHashSet();
        var offices = after.Children(after.Root, ActionPlan.Organisation.Kind).Where(node => added.Contains(node.Id)).ToArray();
        Assert.Equal(Enumerable.Range(0, count).Select(at => $"Office {at}"), offices.Select(after.Title));
        Assert.Equal([.. offices.Skip(1).Select(office => (NodeId?)office.Id), null], offices.Select(ActionPlan.Organisation.Parent.Read));
    }

    [Fact]
    public void Rows_that_name_one_another_in_a_circle_come_in_as_one_change()
    {
        var run = Run("milestone", "Commitment;Step;Waits for", "C1;First;Third", "C1;Second;First", "C1;Third;Second");
        Assert.Null(run.WhyNot);
        var added = Plan.With(run, out var document).OrderBy(document.Number, StringComparer.Ordinal).ToArray();
        Assert.Equal(["First", "Second", "Third"], added.Select(document.Title));
        Assert.Equal([added[2].Id.ToString(), added[0].Id.ToString(), added[1].Id.ToString()], added.Select(node => node.Set("dependsOn").Single()));
    }

    [Fact]
    public void Circles_that_are_more_than_one_change_holds_are_said_before_anything_is_brought_in()
    {
        var run = Run("organisation", "Name;Belongs to", [.. Enumerable.Range(0, SheetLimits.RowsMax).Select(at => $"Office {at};Office {at ^ 1}")]);
        Assert.Equal(SheetLimits.RowsMax, run.SoundCount);
        Assert.Contains("takes 3000 steps, and one change has at most 2000", run.WhyNot, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("National  INFORMATION Office;NIO", "There is an organisation of this name already")]
    [InlineData("Office of Information;nio", "There is an organisation with this acronym already: National Information Office")]
    [InlineData("NIO;", "There is an organisation of this name already: National Information Office")]
    public void An_organisation_that_is_there_is_left_out_unless_somebody_says_otherwise(string line, string words)
    {
        _whole.Plan.Set(_whole.Organisation, "acronym", "NIO");
        string[] lines = [line, "Ministry of Rivers;MoR"];
        var run = Run("organisation", "Name;Acronym", lines);
        Assert.Equal([words, null], run.Rows.Select(row => row.Repeats));
        Assert.Equal((1, 0, 1), (run.SoundCount, run.WrongCount, run.RepeatCount));
        Assert.Equal("Ministry of Rivers", Plan.With(run, out var once).Select(once.Title).Single());

        // The same file once more.
        var again = Run(once, "organisation", "Name;Acronym", lines);
        Assert.Equal((0, 2), (again.SoundCount, again.RepeatCount));
        Assert.Empty(again.Operations(NewNodes.NewId));
        Assert.Equal(1, Run("organisation", "Name;Acronym", [.. lines.Select(one => one.Split(';'))], again: [0]).Rows.Count(row => row is { Repeats: not null, IsIn: true }));
    }

    [Fact]
    public void Of_two_rows_of_one_name_or_acronym_the_first_comes_in_and_what_names_the_other_waits()
    {
        var run = Run("organisation", "Name;Acronym;Belongs to", "Ministry of Rivers;MoR;", "ministry of rivers;;", "Ministry of Roads;MOR;", "Road Unit;;Ministry of Roads");
        Assert.Equal([null, "Line 2 of the file has this name too", "Line 2 of the file has this acronym too", null], run.Rows.Select(row => row.Repeats));
        Assert.Equal("Belongs to names line 4 of the file, which is left out", run.Rows[3].Problem);
        Assert.Equal("Ministry of Rivers", Plan.With(run, out var document).Select(document.Title).Single());
    }

    [Fact]
    public void Elsewhere_a_row_is_left_out_when_all_that_it_says_is_there()
    {
        string[] lines = ["C1;Test the water;2018-03-31", "C1;Test the water;2018-09-30", "C1;Test the water;2018-03-31"];
        var run = Run("milestone", "Commitment;Step;Due", lines);
        Assert.Equal([null, null, "Line 2 of the file says the same"], run.Rows.Select(row => row.Repeats));
        Assert.Equal(2, Plan.With(run, out var once).Length);
        Assert.Equal(["All that this row says stands in C1.M3 already", "All that this row says stands in C1.M4 already", "All that this row says stands in C1.M3 already"], Run(once, "milestone", "Commitment;Step;Due", lines).Rows.Select(row => row.Repeats));
        Assert.Null(Run(once, "milestone", "Commitment;Step;Due", "C1;Test the water;2018-12-31").Rows[0].Repeats);
    }

    // As a spreadsheet does it: rows below the first one of the sheet that is there.
    private static byte[] FillWorkbook(byte[] file, string[][] rows)
    {
        using var stream = new MemoryStream();
        stream.Write(file);
        using (var book = SpreadsheetDocument.Open(stream, isEditable: true))
        {
            var data = book.WorkbookPart!.WorksheetParts.Single().Worksheet!.GetFirstChild<SheetData>()!;
            foreach (var row in rows) data.Append(new Row(row.Select(text => new SpreadsheetCell(new InlineString(new Text(text))) { DataType = CellValues.InlineString })));
        }

        return stream.ToArray();
    }

    // As one that divides lists by semicolons writes it.
    private static byte[] FillCsv(byte[] file, string[][] rows)
    {
        var heads = Encoding.UTF8.GetString(file).TrimEnd().Split("\",\"");
        return Encoding.UTF8.GetBytes(string.Join("\";\"", heads) + string.Concat(rows.Select(row => $"\r\n\"{string.Join("\";\"", row)}\"")));
    }

    private ImportRun Run(string kind, string headers, params string[] lines) => Run(Plan, kind, headers, lines);

    private static ImportRun Run(Document plan, string kind, string headers, params string[] lines)
    {
        var mark = headers.Contains('|', StringComparison.Ordinal) ? '|' : ';';
        return Run(plan, kind, headers.Split(mark), [.. lines.Select(line => line.Split(mark))]);
    }

    private ImportRun Run(string kind, string headers, string[][] lines, HashSet<int>? again = null) => Run(Plan, kind, headers.Split(';'), lines, again);

    private static ImportRun Run(Document plan, string kindKey, string[] headers, string[][] lines, HashSet<int>? again = null)
    {
        var kind = ImportKind.Find(kindKey)!;
        var sheet = new Sheet([.. headers], [.. lines.Select((line, at) => new SheetRow(at + 2, [.. line.Select(text => new Cell(text))]))]);
        return ImportRun.Of(plan, kind, sheet, ColumnGuess.Of(kind, sheet.Headers), under: null, again);
    }
}

internal static class ImportedDocuments
{
    /// <summary>The parts that a run brings into a document, checked as a room checks them, in the order of the plan.</summary>
    public static ImmutableArray<Node> With(this Document document, ImportRun run, out Document after)
    {
        var operations = run.Operations(NewNodes.NewId);
        Assert.Null(Change.TryApply(document, operations, Actor.Server, "NP", out var made));
        after = made;
        var added = operations.OfType<InsertNode>().Select(insert => insert.Node).ToHashSet();
        return [.. made.Visible(made.Root).Where(node => added.Contains(node.Id))];
    }
}
