using System.Data.Common;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using PlanEditor.Audit;
using PlanEditor.History;
using PlanEditor.Identity;
using PlanEditor.Mail;
using PlanEditor.Notices;

namespace PlanEditor.Storage;

/// <summary>The database: accounts and plans. Each store adds only what differs.</summary>
public abstract class PlanDb(DbContextOptions options) : IdentityUserContext<AppUser, Guid>(options)
{
    public DbSet<Invitation> Invitations => Set<Invitation>();

    public DbSet<SignInSession> SignInSessions => Set<SignInSession>();

    public DbSet<PlanRow> Plans => Set<PlanRow>();

    public DbSet<ChangeRow> Changes => Set<ChangeRow>();

    public DbSet<KnownId> KnownIds => Set<KnownId>();

    public DbSet<SnapshotRow> Snapshots => Set<SnapshotRow>();

    public DbSet<PlanDigestRow> PlanDigests => Set<PlanDigestRow>();

    public DbSet<PlanTextRow> PlanTexts => Set<PlanTextRow>();

    public DbSet<PublishedFileRow> PublishedFiles => Set<PublishedFileRow>();

    public DbSet<SeenRow> Seen => Set<SeenRow>();

    // Said here, so that the tables are the same whatever options the host has.
    protected override Version SchemaVersion => IdentitySchemaVersions.Version2;

    /// <summary>What an exception that came from this database means.</summary>
    public abstract StoreProblem ProblemOf(Exception exception);

    /// <summary>An instant as this database stores it, read below Entity Framework.</summary>
    public abstract DateTimeOffset ReadInstant(DbDataReader reader, int column);

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        IdentityTables.Configure(builder);
        StorageTables.Configure(builder);
        NoticeTables.Configure(builder);
        MailTables.Configure(builder);
        AuditTables.Configure(builder);
    }
}
