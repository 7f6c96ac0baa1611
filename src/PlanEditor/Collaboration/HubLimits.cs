using System.Net;
using PlanModel;

namespace PlanEditor.Collaboration;

/// <summary>What one connection, one person and one address may ask of the hub. docs/protocol.md has the same numbers.</summary>
public sealed class HubLimits(TimeProvider time)
{
    public const int MessageSizeBytesMax = 256 * 1024;
    public const int ConnectionsPerUser = 20;
    public const int ConnectionsPerAddress = 100;
    public const int CallsPerSecond = 50;
    public const int CallsAtOnce = 200;
    public const int CallsPerSecondAndUser = 200;
    public const int CallsAtOnceAndUser = 800;

    // Below the hub, where messages count that are no calls. Far above what an honest client sends.
    public const int MessagesPerSecond = 200;
    public const int MessagesAtOnce = 1_000;
    public const int BytesPerSecond = 1024 * 1024;
    public const int BytesAtOnce = 16 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<UserId, UserShare> _users = [];
    private readonly Dictionary<IPAddress, int> _addresses = [];

    /// <summary>Counts a connection in; null when there are too many. Disposing counts it out.</summary>
    public IDisposable? TryConnect(UserId user, IPAddress address)
    {
        lock (_gate)
        {
            var share = _users.GetValueOrDefault(user) ?? new UserShare(new TokenBucket(CallsPerSecondAndUser, CallsAtOnceAndUser, time));
            var here = _addresses.GetValueOrDefault(address);
            if (share.Connections >= ConnectionsPerUser || here >= ConnectionsPerAddress) return null;
            share.Connections++;
            _users[user] = share;
            _addresses[address] = here + 1;
        }

        return new Unsubscribe(() => Disconnect(user, address));
    }

    /// <summary>The calls of all connections of a person.</summary>
    internal TokenBucket CallsOf(UserId user)
    {
        lock (_gate) return _users.TryGetValue(user, out var share) ? share.Calls : new TokenBucket(CallsPerSecondAndUser, CallsAtOnceAndUser, time);
    }

    internal TokenBucket NewCalls() => new(CallsPerSecond, CallsAtOnce, time);

    internal TokenBucket NewMessages() => new(MessagesPerSecond, MessagesAtOnce, time);

    internal TokenBucket NewBytes() => new(BytesPerSecond, BytesAtOnce, time);

    private void Disconnect(UserId user, IPAddress address)
    {
        lock (_gate)
        {
            if (--_users[user].Connections == 0) _users.Remove(user);
            if (--_addresses[address] == 0) _addresses.Remove(address);
        }
    }

    private sealed class UserShare(TokenBucket calls)
    {
        public TokenBucket Calls => calls;

        public int Connections { get; set; }
    }
}
