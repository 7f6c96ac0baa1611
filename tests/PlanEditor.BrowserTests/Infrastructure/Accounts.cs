namespace PlanEditor.BrowserTests.Infrastructure;

/// <summary>The sample accounts by the names that people see.</summary>
public static class Accounts
{
    public const string LeadNepal = "Plan lead, Nepal";
    public const string FocalNepal = "Focal point, Nepal";
    public const string FocalCbs = "Focal point, CBS Nepal";
    public const string ContributorNepal = "Contributor, Nepal";
    public const string FocalBangladesh = "Focal point, Bangladesh";
    public const string FocalBbs = "Focal point, BBS Bangladesh";
    public const string LeadBangladesh = "Plan lead, Bangladesh";
    public const string LeadPanama = "Plan lead, Panama";
    public const string FocalPanama = "Focal point, Panama";
    public const string LeadUruguay = "Plan lead, Uruguay";
    public const string FocalUruguay = "Focal point, Uruguay";
    public const string FocalIne = "Focal point, INE Uruguay";
    public const string Reviewer = "Reviewer, DPADM";
    public const string Administrator = "Administrator";
    public const string Peer = "Peer, Mongolia";
}
