using System.Security.Cryptography;
using PlanEditor.Collaboration;
using PlanEditor.Identity;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Schema;
using PlanModel.Workflow;

namespace PlanEditor.Components.Report;

/// <summary>Starts the workshop's report. There is one.</summary>
public sealed class ReportStart(PlanRooms rooms, Storage.Plans plans, Actors actors)
{
    /// <summary>The report's name in addresses.</summary>
    public const string Slug = "workshop-report";

    /// <summary>Starts the report, or finds the one that was started. Asks for the rights of the moment: a page may have been opened with others.</summary>
    /// <returns>Why not, in words; null when it is there.</returns>
    public async Task<string?> StartAsync(UserId by, string title, CancellationToken cancellation)
    {
        if (await actors.FindAsync(by, cancellation) is not { } actor) return "There is no such account any more.";
        if (Policy.RefuseToStartReport(actor) is { } refusal) return refusal.Words;
        if (title.Trim().Length == 0) return "Give the report a title.";
        // What another started at the same time is that one.
        if (await plans.FindAsync(Slug, cancellation) is null) await plans.CreateAsync(Slug, AnalyticalReport.Schema.Name, "", cancellation);
        using var lease = await rooms.OpenAsync(Slug, cancellation);
        if (lease is null) return "The report could not be opened. Try again.";
        if (lease.Room.Durable.Revision > 0) return null;
        var operations = new NewReport(title.Trim()).Operations(() => new NodeId(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)))));
        var answer = await lease.Room.SubmitAsync(new Submission(by, new SessionId(Guid.NewGuid()), 0, [new Change(new ChangeId(Guid.CreateVersion7()), operations)]) { Undoable = false }, cancellation);
        return answer.Refusal?.Words;
    }
}
