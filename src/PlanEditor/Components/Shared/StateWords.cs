using PlanModel.Workflow;

namespace PlanEditor.Components.Shared;

/// <summary>States of plans as people read them, and the class of the chip that says so.</summary>
public static class StateWords
{
    public static string Of(PlanState state) => state switch
    {
        PlanState.InReview => "In review",
        PlanState.ChangesRequested => "Changes requested",
        PlanState.Final => "Final",
        _ => "Draft",
    };

    public static string Chip(PlanState state) => state switch
    {
        PlanState.InReview => "chip review",
        PlanState.ChangesRequested => "chip changes",
        PlanState.Final => "chip final",
        _ => "chip",
    };
}
