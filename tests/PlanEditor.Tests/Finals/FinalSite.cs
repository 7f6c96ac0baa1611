using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using PlanEditor.Collaboration;
using PlanEditor.Finals;
using PlanEditor.Identity;
using PlanEditor.Tests.Hosting;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Operations;
using PlanModel.Schema;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Finals;

/// <summary>What tests of finals do with a site of samples.</summary>
internal static class FinalSite
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static PublishedFinals Finals(this Site site) => site.Services.GetRequiredService<PublishedFinals>();

    /// <summary>Waits until a version is published.</summary>
    public static async Task<PublishedFinal> PublishedAsync(this Site site, string plan = "panama", int version = 1)
    {
        await site.ChangedAsync(finals => finals.Find(plan, version) is not null);
        return site.Finals().Find(plan, version)!;
    }

    /// <summary>Waits until something holds of what is published.</summary>
    public static async Task ChangedAsync(this Site site, Func<PublishedFinals, bool> holds)
    {
        var finals = site.Finals();
        var there = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look()
        {
            if (holds(finals)) there.TrySetResult();
        }

        finals.Changed += Look;
        Look();
        try
        {
            await there.Task.WaitAsync(Patience);
        }
        finally
        {
            finals.Changed -= Look;
        }
    }

    /// <summary>Does something to a plan as a sample account.</summary>
    public static async Task DoAsync(this Site site, string account, params Operation[] operations)
    {
        using var lease = await site.Services.GetRequiredService<PlanRooms>().OpenAsync("panama", default);
        foreach (var operation in operations)
        {
            var change = new Change(new ChangeId(Guid.NewGuid()), [operation]);
            var answer = await lease!.Room.SubmitAsync(new Submission(SampleAccounts.Find(account)!.Id, new SessionId(Guid.NewGuid()), lease.Room.Durable.Revision, [change]), default);
            Assert.Null(answer.Refusal);
        }
    }

    /// <summary>Makes the draft of the second version final.</summary>
    public static async Task<PublishedFinal> FinalAgainAsync(this Site site)
    {
        await site.DoAsync("lead.pa", new ChangeState(PlanState.InReview, ""));
        await site.DoAsync("reviewer", new ApprovePlan());
        ChangeState final;
        using (var lease = await site.Services.GetRequiredService<PlanRooms>().OpenAsync("panama", default))
            final = new ChangeState(PlanState.Final, "") { Confirmed = [.. ReviewGate.WarningsOf(Completeness.Of(lease!.Room.Durable.Document))] };
        await site.DoAsync("lead.pa", final);
        return await site.PublishedAsync(version: 2);
    }

    /// <summary>Downloads everything that a manifest names, and fails where a hash differs.</summary>
    public static async Task<Dictionary<string, byte[]>> DownloadAsync(this HttpClient reader, string address)
    {
        var files = new Dictionary<string, byte[]>();
        var manifest = FinalManifest.Read(await reader.GetByteArrayAsync($"{address}/manifest.json"))!;
        foreach (var file in manifest.Files)
        {
            var bytes = files[file.Name] = await reader.GetByteArrayAsync($"{address}/{file.Name}");
            Assert.Equal((file.Length, file.Sha256), (bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes))));
        }

        Assert.True(files.Count >= 5);
        return files;
    }
}
