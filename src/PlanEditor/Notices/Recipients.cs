using Microsoft.EntityFrameworkCore;
using PlanEditor.Identity;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Workflow;

namespace PlanEditor.Notices;

/// <summary>Everybody with an account that works.</summary>
public sealed class Recipients(IDbContextFactory<PlanDb> databases, SampleAccounts samples)
{
    public async Task<IReadOnlyList<Recipient>> ListAsync(CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var users = await database.Users.AsNoTracking().Where(user => !user.Suspended).ToListAsync(cancellation);
        return [.. users.Where(user => !samples.IsShutOut(new UserId(user.Id))).Select(Of)];
    }

    /// <summary>One of them; null when the account is gone or suspended.</summary>
    public async Task<Recipient?> FindAsync(UserId id, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Users.AsNoTracking().SingleOrDefaultAsync(user => user.Id == id.Value && !user.Suspended, cancellation) is { } user && !samples.IsShutOut(id) ? Of(user) : null;
    }

    // Nobody reads the mail of sample accounts.
    private static Recipient Of(AppUser user) =>
        new(new Actor(new UserId(user.Id), user.Role, user.Country), user.DisplayName, SampleAccounts.IsSample(new UserId(user.Id)) ? null : user.Email, user.Language, user.Mail);
}
