using System.Collections.Immutable;
using PlanModel;

namespace PlanEditor.Collaboration;

/// <summary>
/// Who is in a plan and where. Somebody who was not heard for <see cref="Silence"/> is gone, and back with the next sign of life. A person's pages have
/// one colour; two people have the same one only when there are more than eight.
/// </summary>
public sealed class Presence : IDisposable
{
    /// <summary>How long a line may be silent.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    /// <summary>How many colours there are.</summary>
    public const int Colours = 8;

    private const int UsersRemembered = 1_000;

    private static readonly TimeSpan SweepPeriod = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly ITimer _sweeper;
    private readonly Dictionary<UserId, int> _colours = [];
    private ImmutableList<PresenceHandle> _all = [];
    private ImmutableArray<Action<PresenceUpdate>> _subscribers = [];

    public Presence(TimeProvider time)
    {
        _time = time;
        _sweeper = time.CreateTimer(_ => Sweep(), null, SweepPeriod, SweepPeriod);
    }

    /// <summary>Everybody who is here, in the order of coming.</summary>
    public ImmutableArray<PersonHere> Here => [.. Volatile.Read(ref _all).Where(one => one.IsHere).Select(one => one.Place)];

    /// <summary>Somebody comes. Leaves when the handle is disposed.</summary>
    public PresenceHandle Join(UserId user, string name, string initials)
    {
        PresenceHandle handle;
        lock (_gate)
        {
            var person = IdText.Write(Guid.NewGuid());
            handle = new PresenceHandle(this, new PersonHere(person, user, name, initials, ColourOf(user), null, null, null, null, 0), _time.GetTimestamp());
            _all = _all.Add(handle);
        }

        Tell([handle.Place], []);
        return handle;
    }

    /// <summary>Calls back when somebody comes, moves or leaves, on whatever thread noticed it. Must not block and must not throw.</summary>
    /// <returns>Ends the calls when disposed.</returns>
    public IDisposable Subscribe(Action<PresenceUpdate> onUpdate)
    {
        ImmutableInterlocked.Update(ref _subscribers, static (all, one) => all.Add(one), onUpdate);
        return new Unsubscribe(() => ImmutableInterlocked.Update(ref _subscribers, static (all, one) => all.Remove(one), onUpdate));
    }

    public void Dispose() => _sweeper.Dispose();

    internal void Move(PresenceHandle handle, Func<PersonHere, PersonHere> to)
    {
        bool news;
        lock (_gate)
        {
            if (!_all.Contains(handle)) return;
            var place = to(handle.Place);
            news = !handle.IsHere || place != handle.Place;
            handle.Place = place;
            handle.IsHere = true;
            handle.LastHeard = _time.GetTimestamp();
        }

        if (news) Tell([handle.Place], []);
    }

    internal void Leave(PresenceHandle handle)
    {
        bool news;
        lock (_gate)
        {
            var rest = _all.Remove(handle);
            news = rest != _all && handle.IsHere;
            _all = rest;
        }

        if (news) Tell([], [handle.Place.Person]);
    }

    private void Sweep()
    {
        var gone = ImmutableArray.CreateBuilder<string>();
        lock (_gate)
        {
            foreach (var handle in _all)
            {
                if (!handle.IsHere || _time.GetElapsedTime(handle.LastHeard) < Silence) continue;
                handle.IsHere = false;
                gone.Add(handle.Place.Person);
            }
        }

        if (gone.Count > 0) Tell([], gone.ToImmutable());
    }

    private void Tell(ImmutableArray<PersonHere> here, ImmutableArray<string> gone)
    {
        var update = new PresenceUpdate(here, gone);
        foreach (var subscriber in _subscribers) subscriber(update);
    }

    private int ColourOf(UserId user)
    {
        var inUse = new int[Colours + 1];
        foreach (var other in _all.Select(handle => handle.Place).Where(place => place.User != user).DistinctBy(place => place.User)) inUse[other.Colour]++;
        if (_all.FirstOrDefault(handle => handle.Place.User == user) is { } already) return already.Place.Colour;
        if (_colours.Count >= UsersRemembered) _colours.Clear();
        var wanted = _colours.TryGetValue(user, out var before) ? before : (int)((uint)user.Value.GetHashCode() % Colours) + 1;
        var fewest = inUse.Skip(1).Min();
        while (inUse[wanted] > fewest) wanted = (wanted % Colours) + 1;
        return _colours[user] = wanted;
    }
}
