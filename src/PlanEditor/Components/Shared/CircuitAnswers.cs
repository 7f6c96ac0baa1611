using Microsoft.JSInterop;

namespace PlanEditor.Components.Shared;

/// <summary>What the browser asks a circuit on any page.</summary>
public static class CircuitAnswers
{
    /// <summary>Answers when the circuit has begun all that it was asked before, and sent what that shows: <c>working.ts</c>.</summary>
    [JSInvokable]
    public static void Answered()
    {
    }
}
