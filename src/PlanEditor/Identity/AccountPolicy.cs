using PlanModel.Workflow;

namespace PlanEditor.Identity;

/// <summary>Who may invite and change whom. Pure.</summary>
public static class AccountPolicy
{
    /// <summary>The roles that belong to a country.</summary>
    public static bool HasCountry(Role role) => role is Role.PlanLead or Role.FocalPoint or Role.Contributor;

    /// <summary>The roles somebody may invite people to; none for most.</summary>
    public static IReadOnlyList<Role> InvitableBy(Actor actor) => actor switch
    {
        { Suspended: true } => [],
        { Role: Role.Administrator } => [Role.PlanLead, Role.FocalPoint, Role.Contributor, Role.Reviewer, Role.Peer, Role.Administrator],
        { Role: Role.PlanLead } => [Role.FocalPoint, Role.Contributor],
        _ => [],
    };

    /// <summary>Whether somebody may invite a person to a role, in a country where the role has one.</summary>
    public static bool MayInvite(Actor actor, Role role, string? country) =>
        InvitableBy(actor).Contains(role) && HasCountry(role) == country is not null && (actor.Role == Role.Administrator || actor.Country == country);

    /// <summary>Whether somebody may change roles and suspend.</summary>
    public static bool MayManage(Actor actor) => actor is { Role: Role.Administrator, Suspended: false };
}
