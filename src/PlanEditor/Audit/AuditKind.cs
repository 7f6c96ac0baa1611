namespace PlanEditor.Audit;

/// <summary>What is written down for administrators. Stored by its name.</summary>
public enum AuditKind
{
    /// <summary>Somebody signed in.</summary>
    SignedIn,

    /// <summary>A sign-in was refused.</summary>
    SignInFailed,

    /// <summary>An account rests after too many wrong tries.</summary>
    SignInLocked,

    /// <summary>Somebody signed out.</summary>
    SignedOut,

    /// <summary>Somebody set a new password.</summary>
    PasswordSet,

    /// <summary>A link was made: for an account, or for a new password.</summary>
    Invited,

    /// <summary>A link was used.</summary>
    InvitationUsed,

    /// <summary>A link that was not used was taken back.</summary>
    InvitationTakenBack,

    /// <summary>Somebody got another role or country.</summary>
    RoleChanged,

    /// <summary>Somebody was suspended.</summary>
    Suspended,

    /// <summary>Somebody was let in again.</summary>
    Readmitted,

    /// <summary>Somebody was not allowed to do something.</summary>
    Refused,

    /// <summary>Somebody saved a file.</summary>
    Exported,

    /// <summary>An administrator reads a draft for a reason, or no longer.</summary>
    DraftRead,

    /// <summary>An administrator replaced the cover and styles of files, or put the built-in ones back.</summary>
    TemplateReplaced,

    /// <summary>A plan took a step: of its review, to its peers.</summary>
    PlanStep,

    /// <summary>A message to another server, which was given up, was sent again.</summary>
    SentAgain,
}
