using PlanModel.Documents;
using PlanModel.Workflow;

namespace PlanEditor.Components.Shared;

/// <summary>States of plans as people read them, and the class of the chip that says so.</summary>
public static class StateWords
{
    public static string Of(PlanState state) => PlanWorkflow.Review.NameOf(state);

    public static string Of(Document document) => document.Schema.Workflow.NameOf(document.State);

    public static string Chip(PlanState state) => state switch
    {
        PlanState.InReview => "chip review",
        PlanState.ChangesRequested => "chip changes",
        PlanState.Final => "chip final",
        _ => "chip",
    };
}
