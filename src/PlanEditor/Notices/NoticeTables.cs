using Microsoft.EntityFrameworkCore;
using PlanEditor.Identity;
using PlanEditor.Storage;

namespace PlanEditor.Notices;

/// <summary>The shape of what <see cref="PlanDb"/> keeps about who was told of what.</summary>
public static class NoticeTables
{
    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<NoticeRow>(notice =>
        {
            notice.ToTable("Notices");
            notice.HasKey(one => one.Key);
            notice.Property(one => one.Kind).HasConversion<string>().HasMaxLength(20);
            notice.HasIndex(one => new { one.User, one.Plan, one.Revision, one.Kind, one.Thread, one.Proposal }).IsUnique();
            // What somebody has not read, what is to be mailed, what is in a mail, and what tells of words that are changed.
            notice.HasIndex(one => new { one.User, one.ReadAt });
            notice.HasIndex(one => one.MailAt).HasFilter("\"Mail\" IS NULL AND \"ReadAt\" IS NULL AND \"MailAt\" IS NOT NULL");
            notice.HasIndex(one => one.Mail).HasFilter("\"Mail\" IS NOT NULL");
            notice.HasIndex(one => new { one.Plan, one.Thread, one.Entry });
            notice.HasOne<AppUser>().WithMany().HasForeignKey(one => one.User).OnDelete(DeleteBehavior.Cascade);
            notice.HasOne<PlanRow>().WithMany().HasForeignKey(one => one.Plan).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<NoticeCursorRow>(cursor =>
        {
            cursor.ToTable("NoticeCursors");
            cursor.HasKey(one => one.Plan);
            cursor.Property(one => one.Plan).ValueGeneratedNever();
            cursor.HasOne<PlanRow>().WithMany().HasForeignKey(one => one.Plan).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<NoticeChoiceRow>(choice =>
        {
            choice.ToTable("NoticeChoices");
            choice.HasKey(one => new { one.User, one.Plan, one.Thread });
            choice.Property(one => one.Attention).HasConversion<string>().HasMaxLength(10);
            choice.HasOne<AppUser>().WithMany().HasForeignKey(one => one.User).OnDelete(DeleteBehavior.Cascade);
            choice.HasOne<PlanRow>().WithMany().HasForeignKey(one => one.Plan).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
