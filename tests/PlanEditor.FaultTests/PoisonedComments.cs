using System.Text.Json;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Review;

namespace PlanEditor.FaultTests;

/// <summary>The strings of <see cref="PoisonFault"/> as comments and as answers.</summary>
internal sealed class PoisonedComments
{
    private readonly Dictionary<(ThreadId Thread, EntryId Entry), string> _expected = [];

    /// <summary>How many were kept.</summary>
    public int Count => _expected.Count;

    /// <summary>What to send: comments and answers that must be accepted, and such that must be refused with a code.</summary>
    public (List<Change> Accepted, List<(Change Change, string Code)> Refused) Plan(Random random, Document document, IEnumerable<string> strings)
    {
        var (accepted, refused) = (new List<Change>(), new List<(Change, string)>());
        var nodes = document.All().Where(node => !node.Removed).ToList();
        var calm = Start("What is the baseline?");
        accepted.Add(PoisonFault.One(calm));
        foreach (var text in strings)
        {
            // One person says so much in one thread and no more; what is refused must find room.
            if (_expected.Count > 0 && _expected.Count / 2 % (Limits.EntriesOfOneMax / 2) == 0) accepted.Add(PoisonFault.One(calm = Start("And then?")));
            var start = Start(text);
            var answer = new ReplyToThread(calm.Thread, new EntryId(NewId()), text);
            if (CodeOf(text) is { } code)
            {
                refused.AddRange([(PoisonFault.One(start), code), (PoisonFault.One(answer), code)]);
                continue;
            }

            accepted.AddRange([PoisonFault.One(start), PoisonFault.One(answer)]);
            _expected[(start.Thread, new EntryId(start.Thread.Value))] = text;
            _expected[(answer.Thread, answer.Entry)] = text;
        }

        return (accepted, refused);

        StartThread Start(string text) => new(new ThreadId(NewId()), nodes[random.Next(nodes.Count)].Id, null, null, Severity.Question, text);

        ulong NewId() => (ulong)random.NextInt64() | 2;
    }

    /// <summary>Whoever wrote it changes each a little, as far as there is room.</summary>
    public List<Change> Edits()
    {
        var edits = new List<Change>();
        foreach (var ((thread, entry), text) in _expected.ToList())
        {
            if (text.Length == Limits.StringUnitsMax) continue;
            edits.Add(PoisonFault.One(new EditEntry(thread, entry, text + "e")));
            _expected[(thread, entry)] = text + "e";
        }

        return edits;
    }

    public void Compare(FaultRun run, Document document, string when)
    {
        foreach (var ((thread, entry), text) in _expected)
            if (document.Threads.Find(thread)?.Find(entry)?.Text is var there && there != text)
                run.Wrong($"{when} comment {thread} has {Short(there)} instead of {Short(text)}");
    }

    // The rules of docs/protocol.md, as for a text that has lines.
    private static string? CodeOf(string text) => text.Length > Limits.StringUnitsMax ? "tooLong" : PoisonFault.IsBad(text) ? "badText" : null;

    private static string Short(string? text) => JsonSerializer.Serialize(text?[..Math.Min(60, text.Length)]);
}
