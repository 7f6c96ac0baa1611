using System.Collections.Immutable;
using PlanEditor.Components.Editor;
using PlanModel.Documents;
using PlanModel.History;
using PlanModel.Operations;
using PlanModel.Schema;

namespace PlanEditor.Components.History;

/// <summary>The ways back that the tab offers, and the naming of a version.</summary>
public sealed partial class HistoryTab
{
    private async Task AskTakeBackAsync(Sitting sitting, SittingLine? line)
    {
        await Session.SettledAsync();
        var revision = Session.Shown.Revision;
        var plan = await History.TakeBackAsync(Id, revision, sitting.Author, line?.First ?? sitting.First, line?.Last ?? sitting.Last, line?.Target, _end.Token);
        var who = NameOf(sitting.Author);
        var left = new List<string>();
        foreach (var one in plan.Left)
            left.Add(one.By is { } by && one.At is { } at ? $"{one.Words}, {(await NameAsync(by) is "You" ? "by you" : $"by {await NameAsync(by)}")}, {Times.Moment(at)}" : one.Words);
        var words = line is null ? $"what {(who == "You" ? "you" : who)} did {Times.Moment(sitting.From)}" : $"“{line.Words}”";
        _asking?.Ask(new PastQuestion(
            $"Take back {words}?",
            plan.Does,
            [.. left],
            plan.Also,
            plan.Operations.IsEmpty ? null : "Take back",
            () => DoAsync(revision, $"took back {words}", "Taken back", plan.Operations))
        {
            Changes = EditingSession.ChangesFor(plan.Operations.Length),
        });
    }

    private async Task AskRestoreAsync(long to)
    {
        await Session.SettledAsync();
        var (revision, now) = (Session.Shown.Revision, Session.Document);
        var then = await History.AtAsync(Id, to, _end.Token);
        if (Query.Part is { } part && then.Find(part) is null) return;
        var restoration = Query.Part is { } id ? Restoration.OfPart(now, then, id) : Restoration.OfPlan(now, then);
        Ask($"Restore {(Query.Part is null ? "the plan" : PartName)} to {Named(to)}?", revision, now, restoration);
    }

    private async Task RestoreOneAsync(ComparedPart part, ComparedField? field)
    {
        if (Beside.From is not { } from) return;
        await Session.SettledAsync();
        var (revision, now) = (Session.Shown.Revision, Session.Document);
        var then = await History.AtAsync(Id, from, _end.Token);
        var restoration = field is null ? Restoration.OfPart(now, then, part.Node) : Restoration.OfField(now, then, part.Node, field.Key);
        Ask($"Restore {(field is null ? $"“{part.Title}”" : $"“{field.Label}” of {(part.Number.Length > 0 ? part.Number : part.Title)}")} to {Named(from)}?", revision, now, restoration);
    }

    private void Ask(string title, long revision, Document now, Restoration restoration)
    {
        var does = ImmutableArray.CreateBuilder<string>();
        var document = now;
        foreach (var operation in restoration.Operations)
        {
            if (operation.Target.Field != NodeKind.StaleTranslations.Key) does.Add(operation.Label(document));
            document = operation.Apply(document);
        }

        _asking?.Ask(new PastQuestion(
            title, does.ToImmutable(), restoration.Left, [], restoration.Operations.IsEmpty ? null : "Restore", () => DoAsync(revision, $"restored: {title.TrimEnd('?')}", "Restored", restoration.Operations))
        {
            Changes = EditingSession.ChangesFor(restoration.Operations.Length),
        });
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
