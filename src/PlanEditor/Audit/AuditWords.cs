namespace PlanEditor.Audit;

/// <summary>Kinds of entries as people read them.</summary>
public static class AuditWords
{
    public static string Of(AuditKind kind) => kind switch
    {
        AuditKind.SignedIn => "Signed in",
        AuditKind.SignInFailed => "Sign-in failed",
        AuditKind.SignInLocked => "Sign-in while locked",
        AuditKind.SignedOut => "Signed out",
        AuditKind.PasswordSet => "New password",
        AuditKind.Invited => "Link made",
        AuditKind.InvitationUsed => "Link used",
        AuditKind.InvitationTakenBack => "Link taken back",
        AuditKind.RoleChanged => "Role changed",
        AuditKind.Suspended => "Suspended",
        AuditKind.Readmitted => "Let in again",
        AuditKind.Refused => "Refused",
        AuditKind.Exported => "File saved",
        AuditKind.DraftRead => "Draft read",
        AuditKind.SentAgain => "Message sent again",
        AuditKind.TemplateReplaced => "Template replaced",
        _ => "Step of a plan or the report",
    };
}
