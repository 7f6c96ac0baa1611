using PlanModel;

namespace PlanEditor.Collaboration;

/// <summary>One page or run in a plan, as long as it is open.</summary>
public sealed class PresenceHandle : IDisposable
{
    private readonly Presence _presence;

    internal PresenceHandle(Presence presence, PersonHere place, long lastHeard)
    {
        _presence = presence;
        Place = place;
        LastHeard = lastHeard;
    }

    /// <summary>Who and where.</summary>
    public PersonHere Place { get; internal set; }

    internal bool IsHere { get; set; } = true;

    internal long LastHeard { get; set; }

    /// <summary>Says where the person is now.</summary>
    public void Point(long revision, NodeId? node, string? field, int? anchor, int? head) =>
        _presence.Move(this, place => place with { Revision = revision, Node = node, Field = field, Anchor = anchor, Head = head });

    /// <summary>Says that the person is still there.</summary>
    public void Touch() => _presence.Move(this, place => place);

    public void Dispose() => _presence.Leave(this);
}
