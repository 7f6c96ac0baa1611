using Microsoft.Extensions.Options;
using PlanEditor.Audit;
using PlanEditor.Identity;
using PlanModel;
using PlanModel.Workflow;

namespace PlanEditor.Webhooks;

/// <summary>Messages to other servers that were given up, for administrators.</summary>
public sealed class FailedWebhooks(WebhookStore store, WebhookSender sender, IOptions<WebhookOptions> options, Actors actors, AuditLog audit, TimeProvider time)
{
    private const string NotAllowed = "Only an administrator sends messages to other servers again.";

    /// <summary>All that were given up; none for who may not know.</summary>
    public async Task<IReadOnlyList<WebhookDelivery>> ListAsync(UserId by, CancellationToken cancellation) =>
        await actors.FindAsync(by, cancellation) is { } actor && AccountPolicy.MayManage(actor) ? store.Failed() : [];

    /// <summary>Has one sent again, with as many tries as at first.</summary>
    /// <returns>Why not, in words; null: it is sent.</returns>
    public async Task<string?> SendAgainAsync(UserId by, string id, CancellationToken cancellation)
    {
        if (await actors.FindAsync(by, cancellation) is not { } actor || !AccountPolicy.MayManage(actor))
        {
            audit.Note(by, new Refusal(RefusalCode.NotAllowed, NotAllowed), "", "page");
            return NotAllowed;
        }

        if (store.Failed().FirstOrDefault(delivery => delivery.Id == id) is not { } failed) return "This message is on its way already.";
        if (options.Value.Addresses.All(one => one.Address != failed.Address)) return $"The address at {failed.Address.Host} is no longer in the configuration, so nothing is sent there. Who runs the server can put it back under Webhooks:Addresses.";
        try
        {
            store.Keep(failed with { Tries = 0, Next = time.GetUtcNow(), Failed = false });
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return "The server could not write this to its disk. The message stays here; try again.";
        }

        await audit.WriteAsync(AuditKind.SentAgain, by, $"To {failed.Address.Host}: version {failed.Version}", plan: failed.Plan);
        sender.Wake();
        return null;
    }
}
