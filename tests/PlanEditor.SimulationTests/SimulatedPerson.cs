using System.Collections.Immutable;
using OgdPlans.Tests;
using PlanEditor.Collaboration;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Workflow;

namespace PlanEditor.SimulationTests;

/// <summary>Somebody who writes: the model of a client, and what it does with its line.</summary>
internal sealed class SimulatedPerson
{
    private readonly Simulation _simulation;
    private readonly Dictionary<long, CommittedChange> _early = [];
    private readonly HashSet<ChangeId> _sentAgain = [];
    private readonly HashSet<ChangeId> _replaced = [];
    private readonly bool _undoable;
    private SimulatedLine? _line;
    private (ChangeId Id, long After)? _refused;
    private long _acknowledged;
    private bool _opened;
    private bool _asked;
    private bool _asksChanges;
    private bool _wasSent;

    public SimulatedPerson(Simulation simulation, int number, UserId user)
    {
        _simulation = simulation;
        Name = ((char)('A' + number)).ToString();
        Client = new ModelClient(simulation.Editor, Simulation.Empty, user);
        _undoable = simulation.Random.OneIn(2);
    }

    public string Name { get; }

    public ModelClient Client { get; }

    public bool IsAtRest => Client.Pending == 0 && Client.Revision == _simulation.Log.Disk.Count && _line is { HasNews: false };

    public override string ToString() =>
        $"{Name} at {Client.Revision} with {Client.Frozen.Length} sent and {Client.Unsent.Length} not, line {_line is not null}, opened {_opened}, asked {_asked}, asks for changes {_asksChanges}, refused {_refused}, early {_early.Count}";

    public void Step()
    {
        switch (_simulation.Random.Next(100))
        {
            case < 36:
                Edit();
                break;
            case < 62:
                Send();
                break;
            case < 88:
                Hear(1 + _simulation.Random.Next(3));
                break;
            case < 91:
                if (_simulation.Faults.LinesBreak) Cut();
                break;
            case < 97:
                Step(_simulation.Random.OneIn(3) ? UndoStep.Redo : UndoStep.Undo);
                break;
            default:
                Check();
                break;
        }
    }

    /// <summary>Does whatever brings the person's work to an end.</summary>
    public void Settle()
    {
        Send();
        Hear(int.MaxValue);
    }

    public void Edit()
    {
        _simulation.Count(Happening.Edits);
        var first = RandomEditor.Whole(Client.Local, _simulation.Editor.Next(Client.Local));
        if (first.IsEmpty) return;
        // Nothing is done beside what is accepted.
        if (first.Length == 1 && _simulation.Random.OneIn(6)) Client.Do(first[0], _simulation.Editor.Next(first[0].Apply(Client.Local)));
        else Client.Do([.. first]);
        if (_simulation.IsTraced) _simulation.Trace($"{Name} makes {Client.Unsent[^1].Id}: {string.Join(", ", Client.Unsent[^1].Operations)}");
    }

    public void Cut()
    {
        if (_line is null) return;
        _simulation.Count(Happening.LinesCut);
        if (_simulation.IsTraced) _simulation.Trace($"{Name}'s line breaks");
        _line.Cut();
        Forget();
    }

    /// <summary>Without the server's knowing: it is no more.</summary>
    public void Forget()
    {
        _line = null;
        _opened = _asked = _asksChanges = false;
        _refused = null;
        _early.Clear();
    }

    public void Opened(ImmutableArray<WrittenChange> changes, long newest)
    {
        _opened = true;
        Take(changes);
        if (Client.Revision < newest) AskChanges();
    }

    public void OpenRefused()
    {
        _line!.Cut();
        Forget();
    }

    public void Got(ImmutableArray<WrittenChange> changes, long newest)
    {
        _asksChanges = false;
        Take(changes);
        if (Client.Revision < newest) AskChanges();
    }

    public void Changed(CommittedChange[] changes)
    {
        foreach (var change in changes) Take(change);
        TakeInOrder();
    }

    public void Resync()
    {
        _opened = false;
        _line!.Open(Client.Revision);
    }

    public void Answered(SubmitAnswer answer)
    {
        _asked = false;
        if (_simulation.IsTraced) _simulation.Trace($"{Name} hears: {string.Join(", ", answer.Accepted)}; {answer.Refused} {answer.Refusal?.Code} {answer.Refusal?.Words}");
        foreach (var (_, revision) in answer.Accepted) _acknowledged = Math.Max(_acknowledged, revision);
        switch (answer.Refusal?.Code)
        {
            case null:
                return;
            case RefusalCode.TooBusy:
                _simulation.Count(Happening.AnswersTooBusy);
                return;
            case RefusalCode.NotSaved:
                _simulation.Count(Happening.AnswersNotSaved);
                return;
            case RefusalCode.Malformed or RefusalCode.BadBase or RefusalCode.IdReused:
                throw new SimulationFailedException($"{Name} kept to the protocol and was refused: {answer.Refusal}");
        }

        if (answer.Refused is not { } refused) throw new SimulationFailedException($"the whole of {Name}'s submission was refused: {answer.Refusal}");
        _refused = (refused, answer.Accepted.IsEmpty ? 0 : answer.Accepted[^1].Revision);
        PutAside();
    }

    /// <summary>Whether all that was made has come to its place: the log, the tray, or under another id.</summary>
    public void CheckNothingLost()
    {
        foreach (var id in Client.Made)
        {
            var logged = _simulation.Log.Has(Client.Actor.User, id);
            if (_replaced.Contains(id) || Client.Tray.Exists(change => change.Id == id))
            {
                // A copy that came late may find the right again that was gone when the first was refused.
                if (logged && !_sentAgain.Contains(id)) throw new SimulationFailedException($"{Name}'s change {id} was refused and is in the log");
            }
            else if (!logged)
            {
                throw new SimulationFailedException($"{Name}'s change {id} was lost");
            }
        }
    }

    // What is heard may end the line.
    private void Hear(int most)
    {
        while (most-- > 0 && _line is { HasNews: true } line) line.Hear();
    }

    private void Send()
    {
        if (_line is null)
        {
            _line = new SimulatedLine(_simulation, this);
            _line.Open(Client.Revision);
            return;
        }

        if (!_opened || _asked || _refused is not null) return;
        if (Client.Freeze()) _wasSent = false;
        else if (Client.Frozen.IsEmpty || (Client.Frozen[^1].Id == Client.Sent[^1].Id && _acknowledged > Client.Revision && !_simulation.Random.OneIn(4))) return;
        var submission = new Submission(Client.Actor.User, Client.Session, Client.FrozenBase, Client.Sent) { Undoable = _undoable };
        _simulation.Count(_wasSent ? Happening.Resends : Happening.Submits);
        if (_wasSent) SentAgain();
        if (_simulation.IsTraced) _simulation.Trace($"{Name} submits {string.Join(", ", Client.Sent.Select(change => change.Id))} on {Client.FrozenBase}");
        _wasSent = true;
        _asked = true;
        _line.Submit(submission);
        if (_simulation.Faults.LinesBreak && _simulation.Random.OneIn(8)) Cut();
        if (!_simulation.Faults.LateCopies || !_simulation.Random.OneIn(6)) return;
        _simulation.Count(Happening.LateCopies);
        SentAgain();
        _simulation.Server.Run(() => _simulation.Server.SubmitLateAsync(submission));
    }

    private void SentAgain()
    {
        foreach (var change in Client.Sent) _sentAgain.Add(change.Id);
    }

    private void Step(UndoStep step)
    {
        if (!_undoable || _line is null) return;
        _simulation.Count(step == UndoStep.Undo ? Happening.Undos : Happening.Redos);
        _simulation.Server.Run(() => _simulation.Server.StepAsync(Client.Actor.User, Client.Session, step));
    }

    // As the protocol's Check: a text at my revision against the room's.
    private void Check()
    {
        if (_simulation.Server.Room.Durable.Recent.DocumentAt(Client.Revision) is not { } theirs) return;
        _simulation.Count(Happening.CopiesChecked);
        Documents.MustBeEqual(theirs, Client.Confirmed, Name);
    }

    private void Take(ImmutableArray<WrittenChange> changes)
    {
        foreach (var change in changes) Take(change.Change);
        TakeInOrder();
    }

    private void Take(CommittedChange change)
    {
        if (change.Revision <= Client.Revision) return;
        if (!_simulation.Log.Has(change.Author, change.Id, change.Revision)) throw new SimulationFailedException($"{Name} hears of revision {change.Revision}, which is not on disk");
        _early[change.Revision] = change;
    }

    private void TakeInOrder()
    {
        while (_early.Count > 0 && _early.Remove(Client.Revision + 1, out var next))
        {
            if (_simulation.IsTraced) _simulation.Trace($"{Name} takes revision {next.Revision}, {next.Id}");
            Client.Receive(next);
            PutAside();
        }

        if (_early.Count > 0) AskChanges();
    }

    private void AskChanges()
    {
        if (_asksChanges) return;
        _simulation.Count(Happening.GapsFilled);
        _asksChanges = true;
        _line!.AskChanges(Client.Revision);
    }

    private void PutAside()
    {
        if (_refused is not { } refused || Client.Revision < refused.After) return;
        _refused = null;
        if (Client.Frozen.IsEmpty || Client.Frozen[0].Id != refused.Id) return;
        _simulation.Count(Happening.ChangesRefused);
        if (_simulation.IsTraced) _simulation.Trace($"{Name} puts {refused.Id} aside");
        _replaced.UnionWith(Client.Frozen.Skip(1).Concat(Client.Unsent).Select(change => change.Id));
        Client.Refused(refused.Id);
    }
}
