using PlanModel.Schema.Vocabularies;
using PlanModel.Workflow;

namespace PlanEditor.Components.Shared;

/// <summary>Roles as people read them.</summary>
public static class RoleWords
{
    /// <summary>"Focal point, Nepal"; "Reviewer (DPADM)".</summary>
    public static string Of(Actor actor) => actor.Country is { } country ? $"{Of(actor.Role)}, {Countries.OfPlans.Label(country)}" : Of(actor.Role);

    public static string Of(Role role) => role switch
    {
        Role.Administrator => "Administrator",
        Role.Reviewer => "Reviewer (DPADM)",
        Role.PlanLead => "Plan lead",
        Role.FocalPoint => "Focal point",
        Role.Contributor => "Contributor",
        Role.Peer => "Peer",
        _ => "The server",
    };
}
