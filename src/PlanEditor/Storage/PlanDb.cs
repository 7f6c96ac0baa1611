using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using PlanEditor.Identity;

namespace PlanEditor.Storage;

/// <summary>The database: accounts here, plans beside them. Each store adds only what differs.</summary>
public abstract class PlanDb(DbContextOptions options) : IdentityUserContext<AppUser, Guid>(options)
{
    public DbSet<Invitation> Invitations => Set<Invitation>();

    public DbSet<SignInSession> SignInSessions => Set<SignInSession>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        IdentityTables.Configure(builder);
    }
}
