using System.Collections.Immutable;
using OgdPlans.Tests;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Schema;
using PlanModel.Text;
using PlanModel.Workflow;
using Xunit;

namespace PlanModel.Tests.Changes;

/// <summary>
/// Whole schedules: 2 to 5 clients, 5 to 60 steps, a line that delays, loses, doubles and brings late, refusals in the middle, undo and redo. At the end
/// all copies are equal, to the last removed node, and each change stands in the log at most once.
/// </summary>
public class ConvergenceLaws
{
    [Fact]
    public void All_copies_end_equal_whatever_the_line_does() => Laws.Hold(200_000, random => new Schedule(random, TestSchema.Schema, TestSchema.Body).Run());

    [Fact]
    public void So_do_copies_of_a_report() => Laws.Hold(10_000, random => new Schedule(random, AnalyticalReport.Schema, AnalyticalReport.Deliberation.Text).Run());

    private sealed class Schedule
    {
        private static readonly DateTimeOffset Start = new(2017, 7, 1, 9, 0, 0, TimeSpan.Zero);

        private readonly Random _random;
        private readonly RandomEditor _editor;
        private readonly bool _insertsOnly;
        private readonly List<CommittedChange> _log = [];
        private readonly List<ModelClient> _clients = [];
        private readonly List<Submission> _line = [];
        private readonly Dictionary<SessionId, UndoHistory> _undo = [];
        private readonly List<string> _marks = [];
        private readonly PlanSchema _schema;
        private readonly string _body;
        private Document _document;

        public Schedule(Random random, PlanSchema schema, TextField body)
        {
            _random = random;
            (_schema, _body, _document) = (schema, body.Key, Document.Empty(schema));
            var chapter = schema.Kinds.First(kind => !kind.Fixed && kind.Fields.Contains(body)).Key;
            _insertsOnly = random.Next(4) == 0;
            _editor = new RandomEditor(random) { InsertsOnly = _insertsOnly };
            var clients = 2 + random.Next(4);
            for (var at = 0; at < clients; at++) _clients.Add(new ModelClient(_editor, _document));
            Commit(Actor.Server, new SessionId(), new Change(_editor.NewChange(), [new InsertNode(new NodeId(5), chapter, NodeId.Root, null, Node.NoFields)]));
        }

        public void Run()
        {
            var steps = 5 + Math.Min(_random.Next(56), _random.Next(56));
            for (var step = 0; step < steps; step++) Step(_clients[_random.Next(_clients.Count)]);
            Settle();
            var expected = DocumentJson.ToUtf8(_document);
            foreach (var client in _clients) Assert.Equal(expected, DocumentJson.ToUtf8(client.Confirmed));
            _document.Check();
            Assert.Equal(_log.Count, _log.Select(change => (change.Author, change.Id)).Distinct().Count());
            Assert.Equal(expected, DocumentJson.ToUtf8(_log.Aggregate(Document.Empty(_schema), (document, change) => Change.Apply(document, change.Operations))));
            if (!_insertsOnly) return;
            var texts = string.Join('\n', _document.All().SelectMany(node => node.Fields.Values).OfType<TextValue>().Select(value => value.Text.ToString()));
            foreach (var mark in _marks) Assert.Contains(mark, texts, StringComparison.Ordinal);
        }

        private void Step(ModelClient client)
        {
            switch (_random.Next(100))
            {
                case < 38:
                    client.Edit();
                    break;
                case < 44:
                    TypeMark(client);
                    break;
                case < 68:
                    Send(client);
                    break;
                case < 90:
                    Deliver(client, 1 + _random.Next(4));
                    break;
                case < 93:
                    Arrive(late: true);
                    break;
                case < 97:
                    UndoOrRedo(client);
                    break;
                default:
                    Deliver(client, int.MaxValue);
                    break;
            }
        }

        // A piece of text that nobody can split, since it is typed as one insertion of one letter.
        private void TypeMark(ModelClient client)
        {
            if (!_insertsOnly || client.Local.Find(new NodeId(5)) is not { } node) return;
            var mark = ((char)('\u4e00' + _marks.Count)).ToString();
            var text = node.Text(_body);
            if (text.Length > 1_500) return;
            _marks.Add(mark);
            client.Do(new EditText(node.Id, _body, TextChangeSet.Of(text.Length, (text.Length, text.Length, mark))));
        }

        private void Send(ModelClient client)
        {
            if (!client.Freeze() && client.Frozen.IsEmpty) return;
            var submission = new Submission(client, client.FrozenBase, client.Sent);
            switch (_random.Next(10))
            {
                case 0:
                    return;
                case 1:
                    _line.Add(submission);
                    return;
                case 2:
                    _line.Add(submission);
                    break;
            }

            Serve(submission, answered: _random.Next(5) > 0);
        }

        private void Arrive(bool late)
        {
            if (_line.Count == 0) return;
            var at = _random.Next(_line.Count);
            var submission = _line[at];
            _line.RemoveAt(at);
            Serve(submission, answered: !late);
        }

        private void Serve(Submission submission, bool answered)
        {
            var pending = Rebase.Submitted(submission.Changes, submission.Client.Actor.User, _log.Skip((int)submission.Base), out _);
            foreach (var change in pending)
            {
                if (_log.Any(known => known.Author == submission.Client.Actor.User && known.Id == change.Id)) return;
                if (Commit(submission.Client.Actor, submission.Client.Session, change)) continue;
                if (!answered) return;
                Deliver(submission.Client, int.MaxValue);
                submission.Client.Refused(change.Id);
                return;
            }
        }

        private bool Commit(Actor actor, SessionId session, Change change)
        {
            // Some changes are refused for a reason that their author cannot see: as if the right had gone.
            if (actor.Role != Role.Server && _random.Next(25) == 0 && !_insertsOnly) return false;
            var before = _document;
            change = change with { Operations = Change.Stamped(change.Operations, new Stamp(actor.User, Start.AddSeconds(_log.Count), _log.Count + 1)) };
            if (Change.TryApply(_document, change.Operations, Actor.Server, "NP", out var after) is not null) return false;
            Append(actor, session, change, after);
            _undo[session] = UndoOf(session).Made(before, change.Operations);
            return true;
        }

        private void Append(Actor actor, SessionId session, Change change, Document after)
        {
            _document = after;
            _log.Add(new CommittedChange(_log.Count + 1, change.Id, actor.User, session, Start.AddSeconds(_log.Count), change.Operations));
            foreach (var other in _undo.Keys.Where(other => other != session).ToList()) _undo[other] = _undo[other].Over(change.Operations);
        }

        private void UndoOrRedo(ModelClient client)
        {
            if (_insertsOnly) return;
            var history = UndoOf(client.Session);
            var undo = _random.Next(3) > 0;
            if ((undo ? history.UndoLabel : history.RedoLabel) is null) return;
            var operations = undo ? history.Undo : history.Redo;
            var before = _document;
            if (!operations.IsEmpty && Change.TryApply(_document, operations, Actor.Server, "NP", out var after) is null)
                Append(client.Actor, client.Session, new Change(_editor.NewChange(), operations), after);
            else if (!operations.IsEmpty)
                return;
            _undo[client.Session] = undo ? history.Undone(before) : history.Redone(before);
        }

        private UndoHistory UndoOf(SessionId session) => _undo.GetValueOrDefault(session, UndoHistory.Empty);

        private void Deliver(ModelClient client, int most)
        {
            foreach (var committed in _log.Skip((int)client.Revision).Take(most).ToList()) client.Receive(committed);
        }

        private void Settle()
        {
            while (_line.Count > 0) Arrive(late: true);
            for (var round = 0; round < 1_000; round++)
            {
                foreach (var client in _clients) Deliver(client, int.MaxValue);
                var busy = _clients.FirstOrDefault(client => client.Pending > 0);
                if (busy is null) return;
                busy.Freeze();
                Serve(new Submission(busy, busy.FrozenBase, busy.Sent), answered: true);
            }

            Assert.Fail("the clients never came to rest");
        }

        private sealed record Submission(ModelClient Client, long Base, ImmutableArray<Change> Changes);
    }
}
