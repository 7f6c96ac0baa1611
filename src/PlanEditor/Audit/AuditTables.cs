using Microsoft.EntityFrameworkCore;

namespace PlanEditor.Audit;

/// <summary>The shape of what <see cref="Storage.PlanDb"/> keeps for administrators.</summary>
public static class AuditTables
{
    public static void Configure(ModelBuilder builder) => builder.Entity<AuditEntry>(entry =>
    {
        entry.ToTable("AuditEntries");
        entry.HasKey(one => one.Key);
        entry.Property(one => one.Kind).HasConversion<string>().HasMaxLength(20);
        entry.Property(one => one.Plan).HasMaxLength(Storage.StorageTables.SlugLengthMax);
        entry.Property(one => one.Detail).HasMaxLength(AuditEntry.DetailLengthMax);
        entry.Property(one => one.Address).HasMaxLength(64);
        entry.HasIndex(one => one.At);
        entry.HasIndex(one => new { one.User, one.At });
    });
}
