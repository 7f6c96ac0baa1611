using System.Text.Json;
using PlanModel.Review;

namespace PlanModel.Operations;

/// <summary>An act whose effect says who did it, when, and in which revision: the log's own operations carry it, so that folding them needs nothing else. Whoever sends one leaves it out.</summary>
public abstract record StampedOperation : Operation
{
    /// <summary>Who, when, and in which revision.</summary>
    public Stamp Stamp { get; init; } = Stamp.None;

    /// <inheritdoc/>
    public override Operation Rebase(Operation over, bool before) => this;

    internal sealed override void WriteMembers(Utf8JsonWriter writer)
    {
        WriteAct(writer);
        if (Stamp != Stamp.None) ThreadJson.Write(writer, "stamp", Stamp);
    }

    private protected abstract void WriteAct(Utf8JsonWriter writer);
}
