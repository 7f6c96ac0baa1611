using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using PlanModel.Workflow;

namespace PlanEditor.Collaboration;

/// <summary>
/// What one connection has still to be told. Rooms put news in and never wait. Changes are sent where they are put in, as long as the reader keeps up; whatever
/// has to wait is sent by a loop, at most every few milliseconds, with what has come together. When the reader is too slow for what is kept here, the news is
/// thrown away and the client is asked to open the plan again.
/// </summary>
internal sealed class Outbox
{
    public const int ChangesMax = 2_000;
    public const int SizeBytesMax = 512 * 1024;

    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly HubConnectionContext _client;
    private readonly Action _abort;
    private readonly Dictionary<string, PersonHere> _here = [];
    private readonly HashSet<string> _gone = [];
    private readonly List<WrittenChange> _changes = [];
    private long _sizeBytes;
    private bool _writing;
    private long _after;
    private State _state = State.Waiting;
    private RightsMessage? _rights;
    private Refusal? _closing;

    public Outbox(HubConnectionContext client, Action abort, CancellationToken aborted)
    {
        (_client, _abort) = (client, abort);
        Sending = SendAsync(aborted);
    }

    private enum State
    {
        /// <summary>Keeps, until the answer that the news follows was written.</summary>
        Waiting,

        /// <summary>Sends.</summary>
        Flowing,

        /// <summary>Too much was kept: the client has to be told.</summary>
        Overflowing,

        /// <summary>The client was told; nothing is kept until it opens again.</summary>
        Dry,
    }

    /// <summary>Ends when the connection does.</summary>
    public Task Sending { get; }

    /// <summary>Forgets all news: what comes now is kept until <see cref="Flow"/>.</summary>
    public void Restart()
    {
        lock (_gate)
        {
            Forget();
            _rights = null;
            _after = 0;
            _state = State.Waiting;
        }
    }

    /// <summary>The answer with a revision was written: sends what comes after it.</summary>
    public void Flow(long after)
    {
        lock (_gate)
        {
            if (_state != State.Waiting) return;
            _after = after;
            _state = State.Flowing;
        }

        Wake();
    }

    public void Changed(ChangedFrame frame)
    {
        lock (_gate)
        {
            if (_state is State.Overflowing or State.Dry) return;
            if (_state != State.Flowing || _writing || _changes.Count > 0 || frame.First <= _after)
            {
                Keep(frame);
                Wake();
                return;
            }

            _after = frame.Last;
            _writing = true;
        }

        var written = _client.WriteAsync(frame.Message);
        if (written.IsCompletedSuccessfully) Written();
        else _ = WrittenAsync(written);
    }

    public void People(PresenceUpdate update)
    {
        lock (_gate)
        {
            if (_state is State.Overflowing or State.Dry) return;
            foreach (var person in update.Here)
            {
                _gone.Remove(person.Person);
                _here[person.Person] = person;
            }

            foreach (var person in update.Gone)
            {
                _here.Remove(person);
                _gone.Add(person);
            }

            if (_here.Count + _gone.Count > ChangesMax) Overflow();
        }

        Wake();
    }

    public void Rights(RightsMessage rights)
    {
        lock (_gate) _rights = rights;
        Wake();
    }

    /// <summary>Asks the client to open the plan again.</summary>
    public void Resync()
    {
        lock (_gate)
            if (_state != State.Dry) Overflow();
        Wake();
    }

    /// <summary>Says why and ends the connection, in any case soon.</summary>
    public void Close(Refusal refusal)
    {
        lock (_gate) _closing ??= refusal;
        Wake();
        _ = EndAsync();
    }

    private void Keep(ChangedFrame frame)
    {
        _changes.AddRange(frame.Changes);
        foreach (var change in frame.Changes) _sizeBytes += change.Utf8.Length;
        if (_changes.Count > ChangesMax || _sizeBytes > SizeBytesMax) Overflow();
    }

    /// <summary>The connection took what it was given.</summary>
    private void Written()
    {
        lock (_gate)
        {
            _writing = false;
            var hasNews = _changes.Count > 0 || _here.Count + _gone.Count > 0 || _rights is not null;
            if (_closing is null && _state != State.Overflowing && !(_state == State.Flowing && hasNews)) return;
        }

        Wake();
    }

    private async Task WrittenAsync(ValueTask written)
    {
        // A connection that is gone takes everything without complaint.
        await written;
        Written();
    }

    private void Wake() => _news.Writer.TryWrite(true);

    private void Overflow()
    {
        Forget();
        _state = State.Overflowing;
    }

    private void Forget()
    {
        _changes.Clear();
        _sizeBytes = 0;
        _here.Clear();
        _gone.Clear();
    }

    private async Task EndAsync()
    {
        await Task.Delay(LastWords);
        _abort();
    }

    private async Task SendAsync(CancellationToken aborted)
    {
        try
        {
            while (await _news.Reader.WaitToReadAsync(aborted))
            {
                _news.Reader.TryRead(out _);
                if (!TryTake(out var messages)) continue;
                foreach (var message in messages) await _client.WriteAsync(message, aborted);
                if (_closing is not null)
                {
                    await _client.WriteAsync(Message("closing", new ClosingMessage(_closing)), aborted);
                    _abort();
                    return;
                }

                Written();
                await Task.Delay(Together, aborted);
            }
        }
        catch (OperationCanceledException) when (aborted.IsCancellationRequested)
        {
            // The connection is gone, and what was not sent with it.
        }
    }

    private static InvocationMessage Message(string method, object argument) => new(method, [argument]);

    /// <summary>What is to be written now; false while something is being written, the end of which wakes the loop.</summary>
    private bool TryTake(out List<HubMessage> messages)
    {
        messages = new List<HubMessage>(2);
        lock (_gate)
        {
            if (_writing) return false;
            _writing = true;
            if (_state == State.Overflowing)
            {
                messages.Add(Message("resync", new ResyncMessage()));
                _state = State.Dry;
            }

            if (_state != State.Flowing) return true;
            var news = _changes.Where(change => change.Change.Revision > _after).ToList();
            if (news.Count > 0)
            {
                _after = news[^1].Change.Revision;
                messages.Add(Message(ChangedFrame.Method, ChangedFrame.MessageOf(news)));
            }

            if (_here.Count + _gone.Count > 0) messages.Add(Message("people", new PeopleMessage([.. _here.Values], [.. _gone])));
            if (_rights is not null) messages.Add(Message("rights", _rights));
            _rights = null;
            Forget();
            return true;
        }
    }
}
