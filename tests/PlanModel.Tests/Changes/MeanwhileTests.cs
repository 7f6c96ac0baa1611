using OgdPlans.Tests;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using Xunit;

namespace PlanModel.Tests.Changes;

public class MeanwhileTests
{
    private const ulong Deep = 10;

    [Fact]
    public void Many_verdicts_after_many_changes_cost_what_they_are_and_not_the_one_times_the_other()
    {
        var judged = new NodeId(5);
        var document = Chapter(judged, NodeId.Root).Apply(Document.Empty(TestSchema.Schema));
        var since = new Meanwhile();
        for (ulong at = 0; at < 4_000; at++)
        {
            var chapter = Chapter(new NodeId(1_000 + at), at % Deep == 0 ? NodeId.Root : new NodeId(999 + at));
            document = chapter.Apply(document);
            since.Add(new CommittedChange((long)at, default, default, default, default, [chapter]));
        }

        Assert.False(since.IsIn(document, judged));
        // What was gathered for the first is not gathered again.
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        for (var at = 0; at < Limits.OperationsMax; at++) since.IsIn(document, judged);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, Limits.OperationsMax);
        Assert.True(since.IsIn(document, new NodeId(1_000)));
        Assert.True(since.IsIn(document, NodeId.Root));

        var edit = new SetField(judged, "amount", Scalar.Of(3m));
        since.Add(new CommittedChange(4_000, default, default, default, default, [edit]));
        Assert.True(since.IsIn(edit.Apply(document), judged));
    }

    private static InsertNode Chapter(NodeId id, NodeId parent) => new(id, TestSchema.Chapter.Key, parent, null, Node.NoFields);
}
