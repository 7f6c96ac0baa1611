using PlanModel.Workflow;

namespace PlanEditor.Collaboration;

/// <summary>A plan that exists cannot be served now; the refusal says why in words.</summary>
public sealed class RoomUnavailableException : Exception
{
    public RoomUnavailableException(Refusal refusal, Exception? problem = null) : base(refusal.Words, problem) => Refusal = refusal;

    public Refusal Refusal { get; }
}
