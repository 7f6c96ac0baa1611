using System.Collections.Immutable;
using OgdPlans.Tests;
using PlanEditor.Collaboration;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Text;

namespace PlanEditor.Tests.Rights;

/// <summary>A plan in one state, with one of everything, on which acts are tried.</summary>
internal sealed class Ground(RoomLease lease, PlanStage stage) : IDisposable
{
    public static readonly UserId Somebody = new(new Guid(7, 0, 0, new byte[8]));
    public static readonly NodeId RemovedPart = new(9_001);
    public static readonly ThreadId OthersQuestion = new(3_000);
    public static readonly ThreadId OthersBlock = new(3_001);
    public static readonly ThreadId OthersRequest = new(3_002);

    private static readonly DateTimeOffset Then = new(2017, 7, 3, 9, 0, 0, TimeSpan.Zero);

    public static WholePlan Whole { get; } = new();

    public PlanRoom Room => lease.Room;

    public PlanStage Stage => stage;

    public string Slug => Room.Plan.Slug;

    public Document Document => Room.Durable.Document;

    public long Revision => Room.Durable.Revision;

    /// <summary>A word that stands in this plan's title and in one of its texts, and in no other plan.</summary>
    public string Word => WordOf(Slug);

    public static string WordOf(string slug) => "w" + slug.Replace("-", "", StringComparison.Ordinal);

    /// <summary>What the plan is made of, before the steps that lead to its state. Each is a change of its own.</summary>
    /// <param name="slug">Its name in addresses.</param>
    /// <param name="target">An SDG target that it serves.</param>
    /// <param name="colleagues">Those who have said something, if there are comments; else null.</param>
    public static IEnumerable<(UserId By, ImmutableArray<Operation> Operations)> Content(string slug, string target, IEnumerable<Colleague>? colleagues)
    {
        yield return (UserId.Server, [.. Whole.Plan.Operations]);
        yield return (UserId.Server,
        [
            Write("title", WordOf(slug)),
            Write("summary", WordOf(slug)),
            new AddToSet(Whole.Dataset, "keywords", "roads"),
            new InsertNode(RemovedPart, "lesson", NodeId.Root, null, Node.NoFields),
            new RemoveNode(RemovedPart),
            new InsertNode(new NodeId(9_002), "sdgMapping", Whole.Commitment, Whole.LastMapping, Node.NoFields),
            new SetField(new NodeId(9_002), "target", Scalar.Of(target)),
            new SetField(new NodeId(9_002), "strength", Scalar.Of("secondary")),
            new EditText(new NodeId(9_002), "contribution", TextChangeSet.Of(0, (0, 0, "Helps."))),
        ]);
        yield return (Somebody, [new AddToSet(Whole.Dataset, "keywords", "money")]);
        if (colleagues is not null) yield return (Somebody, [.. Comments(colleagues)]);
    }

    /// <summary>The revision that <see cref="Somebody"/> made, to be taken back.</summary>
    public static long SomebodysRevision => 3;

    public void Dispose() => lease.Dispose();

    private static EditText Write(string field, string word) => new(NodeId.Root, field, TextChangeSet.Of(Whole.Plan.Document.Root.Text(field).Length, (0, 0, word + " ")));

    private static IEnumerable<Operation> Comments(IEnumerable<Colleague> colleagues)
    {
        foreach (var one in colleagues)
        {
            yield return Ask(one.Question, Severity.Question, one.Id);
            yield return Ask(one.Block, Severity.Blocking, one.Id);
        }

        yield return Ask(OthersQuestion, Severity.Question, Somebody);
        yield return Ask(OthersBlock, Severity.Blocking, Somebody);
        yield return Ask(OthersRequest, Severity.Should, Somebody);
    }

    private static StartThread Ask(ThreadId thread, Severity severity, UserId by) =>
        new(thread, Whole.Commitment, null, null, severity, "What is the baseline?") { Stamp = new Stamp(by, Then, 4) };
}
