using Microsoft.AspNetCore.Identity;
using PlanModel.Workflow;

namespace PlanEditor.Identity;

/// <summary>A person with an account. Rights are read from here at each write, never from the cookie.</summary>
public sealed class AppUser : IdentityUser<Guid>
{
    /// <summary>How others see this person: "Focal point, CBS Nepal".</summary>
    public required string DisplayName { get; set; }

    public Role Role { get; set; }

    /// <summary>The country of the roles that have one ("NP"), else null.</summary>
    public string? Country { get; set; }

    /// <summary>A suspended person may neither sign in nor do anything.</summary>
    public bool Suspended { get; set; }

    /// <summary>The language of this person's mails: one that plans are written in.</summary>
    public string Language { get; set; } = "en";

    /// <summary>What this person wants to be mailed.</summary>
    public MailChoice Mail { get; set; }
}
