using System.Collections.Immutable;
using PlanEditor.Storage;
using PlanModel.Workflow;

namespace PlanEditor.Collaboration;

// The publisher: waits for the disk and tells everybody, strictly in order.
public sealed partial class PlanRoom
{
    private async Task PublishAsync()
    {
        RoomOutcome? next = null;
        while (next is not null || await _outcomes.Reader.WaitToReadAsync())
        {
            if (next is null && !_outcomes.Reader.TryRead(out next)) continue;
            var outcome = next;
            next = null;
            switch (outcome)
            {
                case AnswerOutcome answer:
                    answer.Answer(Durable.Revision, Lost(answer));
                    break;
                case AppendedOutcome appended when await IsOnDiskAsync(appended):
                    next = Publish(appended);
                    break;
            }
        }
    }

    private Refusal? Lost(RoomOutcome outcome) =>
        outcome.Epoch == _lostEpoch ? RoomRefusals.NotSaved
        : Stopped.IsCancellationRequested ? RoomRefusals.Reopening
        : null;

    private async Task<bool> IsOnDiskAsync(AppendedOutcome appended)
    {
        // Without throwing: a full disk refuses hundreds at once.
        await appended.OnDisk.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        if (appended.OnDisk.IsCompletedSuccessfully)
        {
            if (appended.State.Revision == Durable.Revision + 1) return true;
            Stop(new InvalidOperationException($"revision {appended.State.Revision} came onto disk after {Durable.Revision}"));
        }
        else if (appended.OnDisk.Exception?.InnerException is LogUnavailableException problem)
        {
            if (_lostEpoch != appended.Epoch) Log.NotSaved(_logger, Plan.Slug, appended.State.Revision, problem);
            _lostEpoch = appended.Epoch;
        }
        else
        {
            // The outcome is unknown: what is on disk is only known after reading the log again.
            Stop(appended.OnDisk.Exception?.InnerException ?? new OperationCanceledException("the log gave an append up"));
        }

        return false;
    }

    /// <summary>Makes a change durable for everybody, with those behind it that are on disk already. Returns what was taken from the queue beyond them.</summary>
    private RoomOutcome? Publish(AppendedOutcome first)
    {
        var changes = ImmutableArray.CreateBuilder<WrittenChange>();
        changes.Add(first.Change);
        var last = first;
        RoomOutcome? beyond = null;
        while (beyond is null && changes.Count < UpdateMax && _outcomes.Reader.TryRead(out var outcome))
        {
            if (outcome is AppendedOutcome { OnDisk.IsCompletedSuccessfully: true } appended && appended.State.Revision == last.State.Revision + 1) changes.Add((last = appended).Change);
            else beyond = outcome;
        }

        _durable = last.State;
        var update = new RoomUpdate(last.State, [.. changes.Select(change => change.Change)]) { Written = changes.ToImmutable() };
        Broadcast.Add(update.Written);
        foreach (var subscriber in _subscribers)
        {
            try
            {
                subscriber(update);
            }
            catch (Exception problem)
            {
                // One subscriber's mistake must not keep the news from the others.
                Log.SubscriberFailed(_logger, Plan.Slug, last.State.Revision, problem);
            }
        }

        if (last.State.Revision - _snapshotRevision >= ChangesPerSnapshot && _snapshot.IsCompleted && (_snapshotAt is not { } before || _time.GetElapsedTime(before) >= SnapshotPause))
        {
            (_snapshotRevision, _snapshotAt) = (last.State.Revision, _time.GetTimestamp());
            _snapshot = _tasks.StartNew(() => SnapshotAsync(last.State)).Unwrap();
        }

        return beyond;
    }

    private async Task SnapshotAsync(RoomState state)
    {
        try
        {
            await _keepSnapshot(state);
        }
        catch (Exception problem)
        {
            // A snapshot is a cache: without it the next opening reads more of the log.
            Log.SnapshotFailed(_logger, Plan.Slug, state.Revision, problem);
        }
    }

    private void Stop(Exception problem)
    {
        if (Stopped.IsCancellationRequested) return;
        Log.Stopped(_logger, Plan.Slug, Durable.Revision, problem);
        _queue.Writer.TryComplete();
        _stopped.Cancel();
    }
}
