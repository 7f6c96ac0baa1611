using Microsoft.EntityFrameworkCore;
using PlanEditor.Identity;

namespace PlanEditor.Mail;

/// <summary>The shape of what <see cref="Storage.PlanDb"/> keeps about mails.</summary>
public static class MailTables
{
    public static void Configure(ModelBuilder builder) => builder.Entity<MailRow>(mail =>
    {
        mail.ToTable("Mails");
        mail.HasKey(one => one.Key);
        mail.HasIndex(one => one.NextTry);
        mail.HasIndex(one => new { one.User, one.MadeAt });
        mail.HasOne<AppUser>().WithMany().HasForeignKey(one => one.User).OnDelete(DeleteBehavior.Cascade);
    });
}
