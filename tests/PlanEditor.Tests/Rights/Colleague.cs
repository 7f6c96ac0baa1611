using PlanModel;
using PlanModel.Workflow;

namespace PlanEditor.Tests.Rights;

/// <summary>Somebody of a column of the table.</summary>
/// <param name="Column">The head of the column.</param>
/// <param name="Index">Its place.</param>
/// <param name="Id">The account; nobody's id for who has none.</param>
/// <param name="Cookie">The sign-in; null for nobody.</param>
internal sealed record Colleague(string Column, int Index, UserId Id, string? Cookie)
{
    public const string Country = "NP";
    public const string Elsewhere = "BD";

    /// <summary>Role, country, and whether suspended; null for nobody.</summary>
    public static (Role Role, string? Country, bool Suspended)? Of(string column) => column switch
    {
        "Lead" => (Role.PlanLead, Country, false),
        "Focal point" => (Role.FocalPoint, Country, false),
        "Contributor" => (Role.Contributor, Country, false),
        "Reviewer" => (Role.Reviewer, null, false),
        "Reviewer from here" => (Role.Reviewer, Country, false),
        "Lead elsewhere" => (Role.PlanLead, Elsewhere, false),
        "Focal point elsewhere" => (Role.FocalPoint, Elsewhere, false),
        "Contributor elsewhere" => (Role.Contributor, Elsewhere, false),
        "Peer" => (Role.Peer, null, false),
        "Administrator" => (Role.Administrator, null, false),
        "Suspended" => (Role.FocalPoint, Country, true),
        "Nobody" => null,
        _ => throw new ArgumentOutOfRangeException(nameof(column), column, "say here who that is"),
    };

    /// <summary>A question that this person asked.</summary>
    public ThreadId Question => new(1_000 + (ulong)Index);

    /// <summary>What blocks, asked by this person.</summary>
    public ThreadId Block => new(2_000 + (ulong)Index);
}
