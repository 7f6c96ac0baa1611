using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using PlanEditor.Components.Editor;
using PlanEditor.Components.Shared;
using PlanEditor.Components.Suggestions;
using PlanEditor.Import;
using PlanEditor.Import.Word;
using PlanModel.Operations;

namespace PlanEditor.Components.Import;

/// <summary>Keeps the file that came back and what was chosen of it; what it comes to is worked out anew for the plan as it is when it is brought in.</summary>
public sealed partial class WordReturn : IDisposable
{
    private const int ShownFirst = 100;

    private readonly CancellationTokenSource _end = new();
    private ReturnedFile? _file;
    private ReturnedRun? _run;
    private ImmutableHashSet<int> _edits = [];
    private ImmutableHashSet<int> _comments = [];
    private string _name = "";
    private string? _problem;
    private string? _done;
    private bool _reading;
    private bool _bringing;
    private int _files;
    private int _shownMax = ShownFirst;

    [CascadingParameter]
    public required EditingSession Session { get; set; }

    [Inject]
    private IWordImport Files { get; set; } = default!;

    [Parameter, EditorRequired]
    public required ShownPlan Plan { get; set; }

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    // Others write meanwhile: what was worked out stays as it was seen, and is worked out anew when it is brought in.
    protected override Shown Derive() => new(Session.Plan.Slug);

    private static int KnownCount(ReturnedRun run) => run.Edits.Count(edit => edit.IsKnown) + run.Comments.Count(comment => comment.IsKnown);

    private static string Found(ReturnedRun run) =>
        $"{CountWords.Of(run.Edits.Count(edit => edit.IsNew), "edit", "edits")} and {CountWords.Of(run.Comments.Count(comment => comment.IsNew), "comment", "comments")}";

    private static ImmutableHashSet<int> Toggled(ImmutableHashSet<int> chosen, int at) => chosen.SymmetricExcept([at]);

    private SuggestedPart Words(RunEdit edit) => SuggestedPart.Of(edit.Part.Before, edit.Part.Before, edit.Part, Session.Plan.Slug);

    private string Wanted(ReturnedRun run)
    {
        var (edits, comments) = (run.Edits.Where((edit, at) => edit.IsNew && _edits.Contains(at)).Count(), run.Comments.Where((comment, at) => comment.IsNew && _comments.Contains(at)).Count());
        return string.Join(" and ", new[] { edits > 0 ? CountWords.Of(edits, "suggestion", "suggestions") : "", comments > 0 ? CountWords.Of(comments, "comment", "comments") : "" }.Where(words => words.Length > 0));
    }

    private async Task ReadAsync(InputFileChangeEventArgs chosen)
    {
        // A second file that was chosen before the page said that it reads the first.
        if (_reading) return;
        (_file, _run, _name, _problem, _done, _reading, _shownMax) = (null, null, chosen.File.Name, null, null, true, ShownFirst);
        try
        {
            var content = await ChosenFile.ReadAsync(chosen.File, WordLimits.FileSizeBytesMax, WordFileReader.TooLarge, _end.Token);
            var file = await Files.ReadAsync(Session.Plan, Session.Shown.Revision, content, _end.Token);
            Take(file, await RunAsync(file));
        }
        catch (FileException problem)
        {
            _problem = problem.Message;
        }
        finally
        {
            _reading = false;
            // The same file can be chosen again, mended.
            _files++;
        }
    }

    private Task<ReturnedRun> RunAsync(ReturnedFile file) => Files.RunAsync(Session.Plan, file, Session.Shown.Revision, Session.Itself, Session.Person.Actor.User, StartThread.RoomFor(Session.Person.Actor, Session.Facts, Session.Itself), _end.Token);

    private void Take(ReturnedFile file, ReturnedRun run)
    {
        (_file, _run) = (file, run);
        _edits = [.. Enumerable.Range(0, run.Edits.Length).Where(at => run.Edits[at].IsNew)];
        _comments = [.. Enumerable.Range(0, run.Comments.Length).Where(at => run.Comments[at].IsNew)];
    }

    private async Task BringInAsync()
    {
        if (_file is not { } file || _run is not { } seen) return;
        (_problem, _bringing) = (null, true);
        try
        {
            await Session.SettledAsync();
            var wanted = Wanted(seen);
            var run = await RunAsync(file);
            if (Wanted(run) != wanted)
            {
                Take(file, run);
                _problem = "The plan has changed since you looked, and with it what can be brought in. Look again.";
                return;
            }

            var operations = run.Operations(_edits, _comments, NewNodes.NewId);
            if (await Session.SendAtAsync(run.Revision, operations) is { } refusal)
            {
                _problem = refusal.Words;
                return;
            }

            _done = $"Brought in {wanted}.";
            Take(file, await RunAsync(file));
        }
        catch (FileException problem)
        {
            _problem = problem.Message;
        }
        finally
        {
            _bringing = false;
        }
    }

    public sealed record Shown(string Slug);
}
