using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using PlanEditor.Components.Editor;
using PlanEditor.Components.Editor.Fields;
using PlanEditor.Components.Shared;
using PlanEditor.Export;
using PlanEditor.Import;
using PlanModel;

namespace PlanEditor.Components.Import;

/// <summary>Keeps what was chosen; what it comes to is worked out by <see cref="ImportRun"/>, anew after each choice and once more when it is brought in.</summary>
public sealed partial class ImportPage : IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private ImportKind _kind = ImportKind.All[1];
    private Sheet? _sheet;
    private ImmutableArray<ImportTarget?> _columns = [];
    private NodeId? _under;
    private ImmutableHashSet<int> _again = [];
    private ImportRun? _run;
    private string? _problem;
    private string? _done;
    private bool _leaveOut;
    private bool _reading;
    private bool _bringing;
    private int _chosen;
    private string _fileName = "";
    private SheetDays _days = new(null, null);
    private DayOrder? _order;

    [CascadingParameter]
    public required EditingSession Session { get; set; }

    [Inject]
    private FileProcess Process { get; set; } = default!;

    [Parameter, EditorRequired]
    public required ShownPlan Plan { get; set; }

    private bool CanBringIn => _run is { SoundCount: > 0, WhyNot: null } run && !_bringing && (run.WrongCount == 0 || _leaveOut);

    private string GroupKey => Session.Document.Schema.GroupOf(_kind.Parent ?? _kind.Kind)!.Key;

    private string BlankName => _kind.Kind.Plural.ToLowerInvariant();

    private string BlankWorkbook => AsAddress(Xlsx.MediaType, BlankSheet.Workbook(_kind));

    private string BlankCsv => AsAddress("text/csv;charset=utf-8", BlankSheet.Csv(_kind));

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    // Others write meanwhile: what was worked out stays as it was seen, and is worked out anew when it is brought in.
    protected override Shown Derive() => new(Session.WhyNotEdit?.Words, Session.MaySuggest);

    private static string WordsOf(ImportRun run)
    {
        if (run.WhyNot is not null) return "they cannot be brought in together";
        if (run.WrongCount + run.RepeatCount == 0) return "all can be brought in";
        var wrong = run.WrongCount == 0 ? "" : $", {run.WrongCount} {(run.WrongCount == 1 ? "has" : "have")} something wrong";
        var there = run.RepeatCount == 0 ? "" : $", {run.RepeatCount} {(run.RepeatCount == 1 ? "is" : "are")} there already";
        return $"{run.SoundCount} can be brought in{wrong}{there}";
    }

    private static string AsAddress(string type, byte[] file) => $"data:{type};base64,{Convert.ToBase64String(file)}";

    private void ChooseKind(ChangeEventArgs choice)
    {
        _kind = ImportKind.Find((string?)choice.Value ?? "") ?? _kind;
        (_under, _done, _leaveOut, _again) = (null, null, false, []);
        if (_sheet is not null) _columns = ColumnGuess.Of(_kind, _sheet.Headers);
        WorkOut();
    }

    private async Task ReadAsync(InputFileChangeEventArgs chosen)
    {
        // A second file that was chosen before the page said that it reads the first.
        if (_reading) return;
        (_sheet, _run, _problem, _done, _leaveOut, _again, _order, _reading) = (null, null, null, null, false, [], null, true);
        try
        {
            var file = await ChosenFile.ReadAsync(chosen.File, SheetLimits.FileSizeBytesMax, SheetFile.TooLarge, _end.Token);
            _sheet = await Process.ReadSheetAsync(file, _end.Token);
            _fileName = chosen.File.Name;
            _columns = ColumnGuess.Of(_kind, _sheet.Headers);
            WorkOut();
        }
        catch (FileException problem)
        {
            _problem = problem.Message;
        }
        finally
        {
            _reading = false;
            // The same file can be chosen again, mended.
            _chosen++;
        }
    }

    private void ChooseColumn((int Column, ImportTarget? Target) choice)
    {
        var columns = choice.Target is null ? _columns : [.. _columns.Select(one => one == choice.Target ? null : one)];
        _columns = columns.SetItem(choice.Column, choice.Target);
        WorkOut();
    }

    private void ChooseUnder(NodeId? under)
    {
        _under = under;
        WorkOut();
    }

    private void ChooseOrder(DayOrder order)
    {
        _order = order;
        WorkOut();
    }

    private void Mend((int Row, int Column, string Text) mended)
    {
        _sheet = _sheet?.With(mended.Row, mended.Column, mended.Text);
        WorkOut();
    }

    private void TakeAgain(int row)
    {
        _again = _again.SymmetricExcept([row]);
        WorkOut();
    }

    private void WorkOut()
    {
        if (_sheet is null)
        {
            _run = null;
            return;
        }

        _days = SheetDays.Of(_sheet, _columns);
        _run = ImportRun.Of(Session.Document, _kind, _sheet, _columns, _under, _again, _order ?? _days.Order);
    }

    private async Task BringInAsync()
    {
        if (_run is not { } seen) return;
        WorkOut();
        if ((_run!.WrongCount, _run.RepeatCount) != (seen.WrongCount, seen.RepeatCount) || _run.WhyNot is not null)
        {
            _problem = "The plan has changed since you looked, and with it what can be brought in. Look again.";
            return;
        }

        (_problem, _bringing) = (null, true);
        var count = _run.SoundCount;
        var refusal = await Session.DoAsync(_run.Operations(NewNodes.NewId));
        _bringing = false;
        if (refusal is not null)
        {
            _problem = refusal.Words;
            return;
        }

        _done = $"Brought in {CountWords.Of(count, _kind.Kind.Noun, _kind.Kind.Nouns)}. Undo takes {(count == 1 ? "it" : "them all")} back.";
        (_sheet, _run, _leaveOut, _again) = (null, null, false, []);
    }

    public sealed record Shown(string? WhyNot, bool MaySuggest);
}
