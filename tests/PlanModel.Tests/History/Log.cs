using System.Collections.Immutable;
using OgdPlans.Tests;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;

namespace PlanModel.Tests.History;

/// <summary>A log as a room writes it, with the document at each revision.</summary>
internal sealed class Log(Document start)
{
    private static readonly DateTimeOffset Morning = new(2017, 10, 12, 8, 0, 0, TimeSpan.Zero);

    private readonly List<Document> _documents = [start];

    public List<CommittedChange> Changes { get; } = [];

    public Document Now => _documents[^1];

    public static UserId Asha { get; } = new(new Guid(1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]));

    public static UserId Bimal { get; } = new(new Guid(2, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]));

    public Document At(long revision) => _documents[(int)revision];

    /// <summary>Appends a change.</summary>
    /// <param name="author">Who.</param>
    /// <param name="minutes">Minutes after eight o'clock.</param>
    /// <param name="operations">What.</param>
    public void Add(UserId author, double minutes, params ImmutableArray<Operation> operations)
    {
        var now = Now;
        foreach (var operation in operations)
        {
            if (operation.Check(now) is { } refusal) throw new InvalidOperationException(refusal.Words);
            now = operation.Apply(now);
        }

        Changes.Add(new CommittedChange(Changes.Count + 1, new ChangeId(Guid.NewGuid()), author, default, Morning.AddMinutes(minutes), operations));
        _documents.Add(now);
    }

    /// <summary>A random log by two people.</summary>
    public static Log Random(Random random, int changes)
    {
        var editor = new RandomEditor(random);
        var log = new Log(Seen.Grow(editor, 12));
        var minutes = 0d;
        for (var at = 0; at < changes; at++)
        {
            minutes += random.Next(20) == 0 ? 40 : random.NextDouble();
            var operations = ImmutableArray.CreateBuilder<Operation>();
            var document = log.Now;
            for (var many = random.Next(4) == 0 ? 3 : 1; many > 0; many--)
            {
                var operation = editor.Next(document);
                operations.Add(operation);
                document = operation.Apply(document);
            }

            log.Add(random.Next(2) == 0 ? Asha : Bimal, minutes, operations.ToImmutable());
        }

        return log;
    }
}
