using System.Net;
using Microsoft.Extensions.Options;
using PlanEditor.Hosting;
using PlanModel;

namespace PlanEditor.Collaboration;

/// <summary>What one connection, one person and one address may ask of the hub. docs/protocol.md has the same numbers.</summary>
public sealed class HubLimits(TimeProvider time, IOptions<SiteOptions> site)
{
    public const int MessageSizeBytesMax = 256 * 1024;
    public const int ConnectionsPerUser = 20;
    public const int CallsPerSecond = 50;
    public const int CallsAtOnce = 200;
    public const int CallsPerSecondAndUser = 200;
    public const int CallsAtOnceAndUser = 800;

    // Below the hub, where messages count that are no calls. Far above what an honest client sends.
    public const int MessagesPerSecond = 200;
    public const int MessagesAtOnce = 1_000;
    public const int BytesPerSecond = 1024 * 1024;
    public const int BytesAtOnce = 16 * 1024 * 1024;

    /// <summary>What an answer counts that is a whole plan, or was read from the log.</summary>
    public const int CallsOfMuch = 5;

    private const int SharesSweptAbove = 1_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<UserId, UserShare> _users = [];
    private readonly Dictionary<IPAddress, int> _addresses = [];

    /// <summary>Counts a connection in; null when there are too many. Disposing counts it out.</summary>
    public IDisposable? TryConnect(UserId user, IPAddress address)
    {
        lock (_gate)
        {
            if (_users.Count > SharesSweptAbove) Sweep();
            if (!_users.TryGetValue(user, out var share)) _users[user] = share = new UserShare(new TokenBucket(CallsPerSecondAndUser, CallsAtOnceAndUser, time));
            var here = _addresses.GetValueOrDefault(address);
            if (share.Connections >= ConnectionsPerUser || here >= site.Value.ConnectionsPerAddress || !share.Calls.TryTake(1, out _)) return null;
            share.Connections++;
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
            // What was used up stays so: whoever connects anew has no more for it.
            if (--_users[user].Connections == 0 && _users[user].Calls.IsFull()) _users.Remove(user);
            if (--_addresses[address] == 0) _addresses.Remove(address);
        }
    }

    private void Sweep()
    {
        foreach (var (user, share) in _users)
            if (share.Connections == 0 && share.Calls.IsFull()) _users.Remove(user);
    }

    private sealed class UserShare(TokenBucket calls)
    {
        public TokenBucket Calls => calls;

        public int Connections { get; set; }
    }
}
