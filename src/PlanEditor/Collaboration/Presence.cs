using System.Collections.Immutable;
using PlanModel;

namespace PlanEditor.Collaboration;

/// <summary>
/// Who is in a plan and where. Somebody who was not heard for <see cref="Silence"/> is gone, and back with the next sign of life. A person's pages have
/// one colour; two people have the same one only when there are more than eight.
/// </summary>
public sealed partial class Presence : IDisposable
{
    /// <summary>How long a line may be silent.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    /// <summary>How many colours there are.</summary>
    public const int Colours = 8;

    private const int UsersRemembered = 1_000;

    private static readonly TimeSpan SweepPeriod = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ITimer _sweeper;
    private readonly Dictionary<UserId, int> _colours = [];
    private ImmutableList<PresenceHandle> _all = [];
    private ImmutableArray<Action<PresenceUpdate>> _subscribers = [];

    public Presence(TimeProvider time, ILogger logger)
    {
        (_time, _logger) = (time, logger);
        _sweeper = time.CreateTimer(_ => Sweep(), null, SweepPeriod, SweepPeriod);
    }

    /// <summary>Everybody who is here, in the order of coming.</summary>
    public ImmutableArray<PersonHere> Here => [.. Volatile.Read(ref _all).Where(one => one.IsHere).Select(one => one.Place)];

    /// <summary>Somebody comes. Leaves when the handle is disposed.</summary>
    public PresenceHandle Join(UserId user, string name, string initials)
    {
        lock (_gate)
        {
            var person = IdText.Write(Guid.NewGuid());
            var handle = new PresenceHandle(this, new PersonHere(person, user, name, initials, ColourOf(user), null, null, null, null, 0), _time.GetTimestamp());
            _all = _all.Add(handle);
            Tell([handle.Place], []);
            return handle;
        }
    }

    /// <summary>Calls back when somebody comes, moves or leaves, in that order, on whatever thread noticed it. Must not block: nobody else moves meanwhile.</summary>
    /// <returns>Ends the calls when disposed.</returns>
    public IDisposable Subscribe(Action<PresenceUpdate> onUpdate)
    {
        ImmutableInterlocked.Update(ref _subscribers, static (all, one) => all.Add(one), onUpdate);
        return new Unsubscribe(() => ImmutableInterlocked.Update(ref _subscribers, static (all, one) => all.Remove(one), onUpdate));
    }

    public void Dispose() => _sweeper.Dispose();

    internal void Move(PresenceHandle handle, Func<PersonHere, PersonHere> to)
    {
        lock (_gate)
        {
            if (!_all.Contains(handle)) return;
            var place = to(handle.Place);
            var news = !handle.IsHere || place != handle.Place;
            handle.Place = place;
            handle.IsHere = true;
            handle.LastHeard = _time.GetTimestamp();
            if (news) Tell([place], []);
        }
    }

    internal void Leave(PresenceHandle handle)
    {
        lock (_gate)
        {
            var rest = _all.Remove(handle);
            var news = rest != _all && handle.IsHere;
            _all = rest;
            if (news) Tell([], [handle.Place.Person]);
        }
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

            if (gone.Count > 0) Tell([], gone.ToImmutable());
        }
    }

    // Within the gate: a "here" that came after the "gone" of the same page would leave it standing there for ever.
    private void Tell(ImmutableArray<PersonHere> here, ImmutableArray<string> gone)
    {
        var update = new PresenceUpdate(here, gone);
        foreach (var subscriber in _subscribers)
        {
            try
            {
                subscriber(update);
            }
            catch (Exception problem)
            {
                // One subscriber's mistake must not keep the news from the others.
                Log.SubscriberFailed(_logger, problem);
            }
        }
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

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Somebody could not be told who is in a plan")]
        public static partial void SubscriberFailed(ILogger logger, Exception problem);
    }
}
