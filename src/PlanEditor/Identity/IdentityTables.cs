using Microsoft.EntityFrameworkCore;

namespace PlanEditor.Identity;

/// <summary>The shape of what <see cref="Storage.PlanDb"/> keeps about people.</summary>
public static class IdentityTables
{
    public const int NameLengthMax = 100;

    public const int EmailLengthMax = 254;

    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<AppUser>(user =>
        {
            user.Property(one => one.DisplayName).HasMaxLength(NameLengthMax);
            user.Property(one => one.Role).HasConversion<string>().HasMaxLength(20);
            user.Property(one => one.Country).HasMaxLength(2);
            user.Property(one => one.Language).HasMaxLength(2).HasDefaultValue("en");
            user.Property(one => one.Mail).HasConversion<string>().HasMaxLength(10).HasDefaultValue(MailChoice.Quiet);
            user.ToTable(table => table.HasCheckConstraint(
                "CK_Users_Country",
                "(\"Role\" IN ('PlanLead', 'FocalPoint', 'Contributor')) = (\"Country\" IS NOT NULL)"));
        });
        builder.Entity<Invitation>(invitation =>
        {
            invitation.Property(one => one.Email).HasMaxLength(EmailLengthMax);
            invitation.Property(one => one.Role).HasConversion<string>().HasMaxLength(20);
            invitation.Property(one => one.Country).HasMaxLength(2);
            invitation.HasIndex(one => one.CodeHash).IsUnique();
        });
        builder.Entity<DraftGrant>(grant =>
        {
            grant.ToTable("DraftGrants");
            grant.HasKey(one => one.User);
            grant.Property(one => one.User).ValueGeneratedNever();
            grant.Property(one => one.Reason).HasMaxLength(DraftGrant.ReasonLengthMax);
            grant.HasOne<AppUser>().WithMany().HasForeignKey(one => one.User).OnDelete(DeleteBehavior.Cascade);
            grant.HasOne<Storage.PlanRow>().WithMany().HasForeignKey(one => one.Plan).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<SignInSession>(session =>
        {
            session.HasIndex(one => one.User);
            session.HasOne<AppUser>().WithMany().HasForeignKey(one => one.User).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
