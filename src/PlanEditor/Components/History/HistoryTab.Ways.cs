using System.Collections.Immutable;
using PlanEditor.Components.Editor;
using PlanModel.Documents;
using PlanModel.History;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Schema;

namespace PlanEditor.Components.History;

/// <summary>The ways back that the tab offers, and the naming of a version.</summary>
public sealed partial class HistoryTab
{
    private Task AskTakeBackAsync(Sitting sitting, SittingLine? line) => AskAsync(async () =>
    {
        var (revision, now) = (Session.Shown.Revision, Session.Document);
        var plan = await History.TakeBackAsync(Id, revision, sitting.Author, line?.First ?? sitting.First, line?.Last ?? sitting.Last, line?.Target, _end.Token);
        var who = NameOf(sitting.Author);
        var left = new List<string>();
        foreach (var one in plan.Left)
            left.Add(one.By is { } by && one.At is { } at ? $"{one.Words}, {(await NameAsync(by) is "You" ? "by you" : $"by {await NameAsync(by)}")}, {Times.Moment(at)}" : one.Words);
        var words = line is null ? $"what {(who == "You" ? "you" : who)} did {Times.Moment(sitting.From)}" : $"“{line.Words}”";
        return Question($"Take back {words}?", "Take back", $"took back {words}", "Taken back", revision, now, plan.Operations) with { Does = plan.Does, Left = [.. left], Also = plan.Also };
    });

    private Task AskRestoreAsync(long to)
    {
        var (part, title) = (Query.Part, $"Restore {(Query.Part is null ? "the plan" : PartName)} to {Named(to)}?");
        return AskRestoreAsync(title, to, (now, then) => part is not { } id ? Restoration.OfPlan(now, then) : then.Find(id) is null ? null : Restoration.OfPart(now, then, id));
    }

    private Task RestoreOneAsync(ComparedPart part, ComparedField? field)
    {
        if (Beside.From is not { } from) return Task.CompletedTask;
        var title = $"Restore {(field is null ? $"“{part.Title}”" : $"“{field.Label}” of {(part.Number.Length > 0 ? part.Number : part.Title)}")} to {Named(from)}?";
        return AskRestoreAsync(title, from, (now, then) => field is null ? Restoration.OfPart(now, then, part.Node) : Restoration.OfField(now, then, part.Node, field.Key));
    }

    private Task AskRestoreAsync(string title, long to, Func<Document, Document, Restoration?> restore) => AskAsync(async () =>
    {
        var (revision, now) = (Session.Shown.Revision, Session.Document);
        return restore(now, await History.AtAsync(Id, to, _end.Token)) is { } restoration
            ? Question(title, "Restore", $"restored: {title.TrimEnd('?')}", "Restored", revision, now, restoration.Operations) with { Left = restoration.Left }
            : null;
    });

    /// <summary>Asks, and keeps how it was worked out: what others do while the question stands may make it another one.</summary>
    private async Task AskAsync(Func<Task<PastQuestion?>> work)
    {
        await Session.SettledAsync();
        if (await work() is { } question) _asking?.Ask(question with { AgainAsync = AgainAsync });

        async Task<PastQuestion?> AgainAsync(PastQuestion asked)
        {
            if (Session.Shown.Revision == asked.Revision) return null;
            await Session.SettledAsync();
            return await work() is { } now && !now.IsLike(asked) ? now with { AgainAsync = AgainAsync, Changed = true } : null;
        }
    }

    private PastQuestion Question(string title, string verb, string label, string said, long revision, Document now, ImmutableArray<Operation> operations)
    {
        var (does, values) = (ImmutableArray.CreateBuilder<string>(), ImmutableArray.CreateBuilder<string>());
        var document = now;
        foreach (var operation in operations)
        {
            if (operation.Target.Field != NodeKind.StaleTranslations.Key)
            {
                // What goes is called as it is now: with each that is gone the numbers of those behind it change.
                does.Add(AppliedProposal.Words(operation is RemoveNode ? now : document, operation));
                if (operation is RemoveNode removed) values.Add($"{operation.Label(document)}, {document.Visible(document[removed.Node]).Count()}");
                else if (operation is not EditText) values.Add(operation.Label(document));
            }

            document = operation.Apply(document);
        }

        return new PastQuestion(title, does.ToImmutable(), operations.IsEmpty ? null : verb, revision, () => DoAsync(revision, label, said, operations))
        {
            Values = values.ToImmutable(),
            Changes = EditingSession.ChangesFor(operations.Length),
        };
    }

    private async Task DoAsync(long revision, string label, string said, ImmutableArray<Operation> operations)
    {
        var refusal = await Session.DoAtAsync(revision, label, operations);
        (_problem, _said) = (refusal?.Words, refusal is null ? said : "");
        StateHasChanged();
    }

    private async Task NamedAsync(string title)
    {
        _said = $"Named this version “{title}”";
        await Session.SettledAsync();
    }
}
