using System.Threading.Channels;
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
    private readonly IHubLine _line;
    private readonly Action _abort;
    private readonly TimeProvider _time;
    private readonly int _changesMax;
    private readonly Dictionary<string, PersonHere> _here = [];
    private readonly HashSet<string> _gone = [];
    private readonly List<WrittenChange> _changes = [];
    private long _sizeBytes;
    private bool _writing;
    private int _opening;
    private long _after;
    private State _state = State.Waiting;
    private RightsMessage? _rights;
    private Refusal? _closing;

    public Outbox(IHubLine line, Action abort, TimeProvider time, CancellationToken aborted, int changesMax = ChangesMax)
    {
        (_line, _abort, _time, _changesMax) = (line, abort, time, changesMax);
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
    /// <returns>What news has to come with from now on. A room that is on its way through its connections may still tell one that has left it; that is dropped.</returns>
    public int Restart()
    {
        lock (_gate)
        {
            Forget();
            _rights = null;
            _after = 0;
            _state = State.Waiting;
            return ++_opening;
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

    public void Changed(int opening, ChangedFrame frame)
    {
        lock (_gate)
        {
            if (opening != _opening || _state is State.Overflowing or State.Dry) return;
            if (frame.SizeBytes > SizeBytesMax)
            {
                // One large change: the client asks for it, and only one that reads gets it.
                Overflow();
                Wake();
                return;
            }

            if (_state != State.Flowing || _writing || _changes.Count > 0 || frame.First <= _after)
            {
                Keep(frame);
                Wake();
                return;
            }

            _after = frame.Last;
            _writing = true;
        }

        var written = _line.WriteAsync(frame);
        if (written.IsCompletedSuccessfully) Written();
        else _ = WrittenAsync(written);
    }

    public void People(int opening, PresenceUpdate update)
    {
        lock (_gate)
        {
            if (opening != _opening || _state is State.Overflowing or State.Dry) return;
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

    /// <summary>Ends the connection at once: something went wrong with it, and what it has heard is not known. <see cref="Sending"/> says what.</summary>
    public void Break(Exception problem)
    {
        _news.Writer.TryComplete(problem);
        _abort();
    }

    private void Keep(ChangedFrame frame)
    {
        _changes.AddRange(frame.Changes);
        _sizeBytes += frame.SizeBytes;
        if (_changes.Count > _changesMax || _sizeBytes > SizeBytesMax) Overflow();
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
        try
        {
            // A connection that is gone takes everything without complaint.
            await written;
            Written();
        }
        catch (Exception problem)
        {
            Break(problem);
        }
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
        await Task.Delay(LastWords, _time);
        _abort();
    }

    private async Task SendAsync(CancellationToken aborted)
    {
        // Connections end all the time: without an exception.
        aborted.UnsafeRegister(static outbox => ((Outbox)outbox!)._news.Writer.TryComplete(), this);
        try
        {
            while (await _news.Reader.WaitToReadAsync(CancellationToken.None) && !aborted.IsCancellationRequested)
            {
                _news.Reader.TryRead(out _);
                if (!TryTake(out var messages, out var opening)) continue;
                foreach (var (method, message) in messages)
                {
                    // What is left of the plan that was open before is nobody's news any more.
                    if (opening != Volatile.Read(ref _opening)) break;
                    await _line.WriteAsync(method, message, aborted);
                }

                if (_closing is not null)
                {
                    // The end itself comes a moment later: an answer that is on its way is still written.
                    await _line.WriteAsync("closing", new ClosingMessage(_closing), aborted);
                    return;
                }

                Written();
                await Task.Delay(Together, _time, aborted).ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        catch (OperationCanceledException) when (aborted.IsCancellationRequested)
        {
            // The connection is gone, and what was not sent with it.
        }
        catch (Exception problem)
        {
            Break(problem);
            throw;
        }
    }

    /// <summary>What is to be written now; false while something is being written, the end of which wakes the loop.</summary>
    private bool TryTake(out List<(string Method, object Message)> messages, out int opening)
    {
        messages = new List<(string, object)>(2);
        lock (_gate)
        {
            opening = _opening;
            if (_writing) return false;
            _writing = true;
            if (_state == State.Overflowing)
            {
                messages.Add(("resync", new ResyncMessage()));
                _state = State.Dry;
            }

            if (_state != State.Flowing) return true;
            var news = _changes.Where(change => change.Change.Revision > _after).ToList();
            if (news.Count > 0)
            {
                _after = news[^1].Change.Revision;
                for (var (at, count) = (0, 0); at < news.Count; at += count)
                {
                    count = ChangedFrame.CountOfOne(news, at);
                    messages.Add((ChangedFrame.Method, ChangedFrame.MessageOf(news.GetRange(at, count))));
                }
            }

            if (_here.Count + _gone.Count > 0) messages.Add(("people", new PeopleMessage([.. _here.Values], [.. _gone])));
            if (_rights is not null) messages.Add(("rights", _rights));
            _rights = null;
            Forget();
            return true;
        }
    }
}
