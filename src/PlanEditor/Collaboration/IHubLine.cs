namespace PlanEditor.Collaboration;

/// <summary>What an outbox writes to: a connection of the hub, or the simulation's. Called by one writer at a time; a line that is gone takes everything without complaint.</summary>
internal interface IHubLine
{
    /// <summary>Writes changes that were written out once for all lines.</summary>
    ValueTask WriteAsync(ChangedFrame frame);

    /// <summary>Writes a message for this line alone.</summary>
    ValueTask WriteAsync(string method, object message, CancellationToken cancellation);
}
