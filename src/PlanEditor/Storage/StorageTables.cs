using Microsoft.EntityFrameworkCore;
using PlanEditor.History;
using PlanEditor.Identity;

namespace PlanEditor.Storage;

/// <summary>The shape of what <see cref="PlanDb"/> keeps about plans.</summary>
public static class StorageTables
{
    public const int SlugLengthMax = 80;

    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<PlanRow>(plan =>
        {
            plan.ToTable("Plans");
            plan.HasKey(one => one.Key);
            plan.HasIndex(one => one.Id).IsUnique();
            plan.HasIndex(one => one.Slug).IsUnique();
            plan.Property(one => one.Slug).HasMaxLength(SlugLengthMax);
            plan.Property(one => one.Schema).HasMaxLength(40);
            plan.Property(one => one.Country).HasMaxLength(2);
        });
        builder.Entity<KnownId>(known =>
        {
            known.ToTable("KnownIds");
            known.HasKey(one => one.Key);
            known.HasIndex(one => one.Value).IsUnique();
        });
        builder.Entity<ChangeRow>(change =>
        {
            change.ToTable("Changes");
            change.HasKey(one => new { one.Plan, one.Revision });
            change.HasIndex(one => new { one.Plan, one.Author, one.Change }).IsUnique();
            change.HasOne<PlanRow>().WithMany().HasForeignKey(one => one.Plan).OnDelete(DeleteBehavior.Restrict);
        });
        builder.Entity<SnapshotRow>(snapshot =>
        {
            snapshot.ToTable("Snapshots");
            snapshot.HasKey(one => new { one.Plan, one.Revision });
            snapshot.HasOne<PlanRow>().WithMany().HasForeignKey(one => one.Plan).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<PlanDigestRow>(digest =>
        {
            digest.ToTable("PlanDigests");
            digest.HasKey(one => one.Plan);
            digest.Property(one => one.Plan).ValueGeneratedNever();
            digest.HasOne<PlanRow>().WithMany().HasForeignKey(one => one.Plan).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<PublishedFileRow>(file =>
        {
            file.ToTable("PublishedFiles");
            file.HasKey(one => new { one.Plan, one.Version, one.Name });
            file.Property(one => one.Name).HasMaxLength(200);
            file.Property(one => one.Sha256).HasMaxLength(64);
            file.HasOne<PlanRow>().WithMany().HasForeignKey(one => one.Plan).OnDelete(DeleteBehavior.Restrict);
        });
        builder.Entity<SeenRow>(seen =>
        {
            seen.ToTable("Seen");
            seen.HasKey(one => new { one.Plan, one.User });
            seen.HasOne<PlanRow>().WithMany().HasForeignKey(one => one.Plan).OnDelete(DeleteBehavior.Cascade);
            seen.HasOne<AppUser>().WithMany().HasForeignKey(one => one.User).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<PlanTextRow>(text =>
        {
            text.ToTable("PlanTexts");
            text.HasKey(one => one.Key);
            text.HasIndex(one => new { one.Plan, one.Node, one.Field }).IsUnique();
            text.HasOne<PlanRow>().WithMany().HasForeignKey(one => one.Plan).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
