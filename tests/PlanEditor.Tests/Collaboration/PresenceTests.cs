using Microsoft.Extensions.Logging.Abstractions;
using PlanEditor.Collaboration;
using PlanModel;
using Xunit;

namespace PlanEditor.Tests.Collaboration;

public sealed class PresenceTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly Presence _presence;
    private readonly List<PresenceUpdate> _heard = [];

    public PresenceTests()
    {
        _presence = new Presence(_time, NullLogger.Instance);
        _presence.Subscribe(_heard.Add);
    }

    public void Dispose() => _presence.Dispose();

    [Fact]
    public void Somebody_who_is_silent_for_ten_seconds_is_gone_and_back_with_the_next_word()
    {
        using var silent = Join();
        using var talking = Join();
        Pass(seconds: 9);
        talking.Touch();
        Assert.Equal(2, _presence.Here.Length);
        Pass(seconds: 2);
        Assert.Equal([talking.Place], _presence.Here);
        Assert.Equal([silent.Place.Person], Assert.Single(_heard, update => !update.Gone.IsEmpty).Gone);
        silent.Touch();
        Assert.Equal(2, _presence.Here.Length);
        Assert.Equal([silent.Place], _heard[^1].Here);
    }

    [Fact]
    public void Eight_people_have_eight_colours_and_keep_them_when_others_come_and_go()
    {
        var handles = Enumerable.Range(0, 8).Select(_ => Join()).ToList();
        Assert.Equal(Enumerable.Range(1, 8), handles.Select(handle => handle.Place.Colour).Order());
        var colours = handles.Skip(1).Select(handle => handle.Place.Colour).ToList();
        handles[0].Dispose();
        using var ninth = Join();
        Assert.Equal(handles[0].Place.Colour, ninth.Place.Colour);
        Assert.Equal(colours, handles.Skip(1).Select(handle => handle.Place.Colour));
    }

    [Fact]
    public void Ninth_and_tenth_share_colours_with_different_people()
    {
        var handles = Enumerable.Range(0, 10).Select(_ => Join()).ToList();
        Assert.All(handles.GroupBy(handle => handle.Place.Colour), group => Assert.InRange(group.Count(), 1, 2));
    }

    [Fact]
    public void Two_pages_of_one_person_have_one_colour_which_is_kept_for_the_next_visit()
    {
        var user = new UserId(Guid.NewGuid());
        var first = _presence.Join(user, "Maria Gomez", "MG");
        var second = _presence.Join(user, "Maria Gomez", "MG");
        Assert.NotEqual(first.Place.Person, second.Place.Person);
        Assert.Equal(first.Place.Colour, second.Place.Colour);
        first.Dispose();
        second.Dispose();
        using var again = _presence.Join(user, "Maria Gomez", "MG");
        Assert.Equal(first.Place.Colour, again.Place.Colour);
    }

    [Fact]
    public void Only_news_is_told()
    {
        var handle = Join();
        handle.Point(3, NodeId.Root, "title", 1, 2);
        handle.Point(3, NodeId.Root, "title", 1, 2);
        handle.Touch();
        handle.Dispose();
        handle.Dispose();
        Assert.Equal(3, _heard.Count);
        handle.Touch();
        Assert.Equal(3, _heard.Count);
        Assert.Empty(_presence.Here);
    }

    [Fact]
    public void Who_left_stays_gone_for_those_who_listen_whoever_was_heard_at_the_same_moment()
    {
        var last = new Dictionary<string, bool>();
        // As everybody hears it one after the other, nothing else guards this.
        _presence.Subscribe(update =>
        {
            foreach (var person in update.Here) last[person.Person] = true;
            foreach (var person in update.Gone) last[person] = false;
        });
        for (var round = 0; round < 2_000; round++)
        {
            var handle = Join();
            Parallel.Invoke(() => handle.Point(round, NodeId.Root, "title", 1, 2), handle.Dispose);
        }

        Assert.Equal(2_000, last.Count);
        Assert.DoesNotContain(true, last.Values);
    }

    [Fact]
    public void A_listener_that_fails_keeps_the_news_from_nobody()
    {
        var failing = new Presence(_time, NullLogger.Instance);
        var heard = new List<PresenceUpdate>();
        failing.Subscribe(_ => throw new InvalidOperationException("a listener's mistake"));
        failing.Subscribe(heard.Add);
        var handle = failing.Join(new UserId(Guid.NewGuid()), "Maria Gomez", "MG");
        Pass(seconds: 11);
        Assert.Equal([handle.Place.Person], heard[^1].Gone);
        failing.Dispose();
    }

    private PresenceHandle Join() => _presence.Join(new UserId(Guid.NewGuid()), "Maria Gomez", "MG");

    private void Pass(int seconds) => _time.Pass(TimeSpan.FromSeconds(seconds));
}
