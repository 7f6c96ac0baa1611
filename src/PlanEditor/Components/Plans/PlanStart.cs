using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using PlanEditor.Collaboration;
using PlanEditor.Identity;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Publishing;
using PlanModel.Schema;
using PlanModel.Schema.Vocabularies;
using PlanModel.Search;
using PlanModel.Workflow;

namespace PlanEditor.Components.Plans;

/// <summary>Starts plans.</summary>
public sealed partial class PlanStart(PlanRooms rooms, Storage.Plans plans, ChangeLog log, Actors actors, TimeProvider time)
{
    private const string NoAccount = "There is no such account any more.";

    /// <summary>Starts a country's plan. Asks for the rights of the moment: a page may have been opened with others.</summary>
    /// <returns>The plan's slug, or why not, in words.</returns>
    public async Task<(string? Slug, string? Problem)> StartAsync(UserId by, NewPlan plan, CancellationToken cancellation)
    {
        if (await actors.FindAsync(by, cancellation) is not { } actor) return (null, NoAccount);
        var operations = plan.Operations(() => new NodeId(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)))));
        return await StartAsync(actor, plan.Country, plan.PeriodStart?.Year, operations, cancellation);
    }

    /// <summary>Starts a country's plan with the content of a file, which passes the same checks as everything else.</summary>
    /// <returns>The plan's slug, or why not, in words.</returns>
    public async Task<(string? Slug, string? Problem)> StartAsync(UserId by, PlanFile file, CancellationToken cancellation)
    {
        if (await actors.FindAsync(by, cancellation) is not { } actor) return (null, NoAccount);
        var country = actor.Country ?? "";
        if (Policy.RefuseToCreate(actor, country) is { } notAllowed) return (null, notAllowed.Words);
        if (file.Country != country) return (null, $"The file is not a plan of {Countries.OfPlans.Label(country)}.");
        if (file.TryMake(ActionPlan.Schema, actor, country, out var document) is { } refusal) return (null, $"The file holds what a plan cannot: {refusal.Words}");
        if (ActionPlan.Section.All.FirstOrDefault(kind => !document.Children(document.Root, kind).Any()) is { } missing) return (null, $"The file has no section “{missing.Key}”, which every plan has.");
        return await StartAsync(actor, country, ActionPlan.Plan.PeriodStart.Read(document.Root)?.Year, file.Operations(ActionPlan.Schema), cancellation);
    }

    private async Task<(string? Slug, string? Problem)> StartAsync(Actor by, string country, int? year, ImmutableArray<Operation> operations, CancellationToken cancellation)
    {
        if (Policy.RefuseToCreate(by, country) is { } refusal) return (null, refusal.Words);
        if (await RowAsync(by, country, year, operations, cancellation) is not { } row) return (null, $"{Countries.OfPlans.Label(country)} has a plan already.");
        using var lease = await rooms.OpenAsync(row.Slug, cancellation);
        if (lease is null) return (null, "The plan could not be opened. Try again.");
        var changes = ChangesOf(new PlanId(row.Id), operations);
        var answer = await lease.Room.SubmitAsync(new Submission(by.User, new SessionId(Guid.NewGuid()), 0, changes) { Undoable = false }, cancellation);
        if (answer.Refusal is not { } problem) return (row.Slug, null);
        if (answer.Accepted.IsEmpty) return (null, problem.Words);
        var kept = changes.Take(answer.Accepted.Length).Sum(change => change.Operations.Length);
        return (null, $"{RoomRefusals.Partly(problem, kept, operations.Length, undos: 0).Words} Start the plan with the same file once more: it goes on from there.");
    }

    /// <summary>What a plan starts with, in as many changes as it needs. Their ids come from what they do: started anew after it was cut off, those that are there are known by them.</summary>
    internal static ImmutableArray<Change> ChangesOf(PlanId plan, ImmutableArray<Operation> operations) =>
        [.. operations.Chunk(Limits.OperationsMax).Select(part => part.ToImmutableArray()).Select(part => new Change(IdOf(plan, part), part))];

    private static ChangeId IdOf(PlanId plan, ImmutableArray<Operation> operations)
    {
        var hash = OperationList.With(operations, json => SHA256.HashData(json));
        return new ChangeId(new Guid(SHA256.HashData([.. plan.Value.ToByteArray(), .. hash]).AsSpan(0, 16)));
    }

    // "Côte d’Ivoire" is cote-d-ivoire there.
    internal static string NameInAddresses(string country) => string.Join('-', NotLetters().Split(SearchText.Fold(country)).Where(part => part.Length > 0));

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex NotLetters();

    // A plan without changes was started once but not written into, and one that has only the first of these changes was cut off: it is taken up again.
    private async Task<PlanRow?> RowAsync(Actor by, string country, int? year, ImmutableArray<Operation> operations, CancellationToken cancellation)
    {
        foreach (var row in (await plans.ListAsync(cancellation)).Where(row => row.Country == country))
        {
            using var lease = await rooms.OpenAsync(row.Slug, cancellation);
            return lease is not null && await IsBegunAsync(lease.Room, by, ChangesOf(new PlanId(row.Id), operations), cancellation) ? row : null;
        }

        var slug = $"{NameInAddresses(Countries.OfPlans.Label(country))}-{year ?? CountryHabits.DayOf(time.GetUtcNow(), country).Year}";
        return await plans.CreateAsync(slug, ActionPlan.Schema.Name, country, cancellation);
    }

    private async Task<bool> IsBegunAsync(PlanRoom room, Actor by, ImmutableArray<Change> changes, CancellationToken cancellation)
    {
        var revision = room.Durable.Revision;
        return revision == 0
            || (revision < changes.Length && (await log.FindAsync(room.Plan.Id, by.User, changes[(int)revision - 1].Id, cancellation))?.Change.Revision == revision);
    }
}
