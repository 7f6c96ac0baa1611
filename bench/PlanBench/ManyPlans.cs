using System.Collections.Immutable;
using PlanEditor.Samples;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;

namespace PlanBench;

/// <summary>A data directory with many plans in the languages of the samples: each is a sample with its commitments copied until there are as many as asked for.</summary>
internal static class ManyPlans
{
    public static async Task MakeAsync(BenchStore store, int plans, int commitments)
    {
        var samples = SampleFile.ReadAll().Select(file => (File: file, History: SampleHistory.Of(file, ActionPlan.Schema))).ToArray();
        for (var at = 0; at < plans; at++)
        {
            var (file, history) = samples[at % samples.Length];
            var document = history.Document;
            var changes = history.Changes.ToList();
            var random = new Random(at);
            var last = changes[^1];
            foreach (var operations in Copies(document, commitments, random))
            {
                document = Change.Apply(document, operations);
                // Yesterday, so that there is activity to show.
                changes.Add(new CommittedChange(changes.Count + 1, new ChangeId(Guid.CreateVersion7()), last.Author, last.Session, TimeProvider.System.GetUtcNow().AddDays(-1 - random.Next(10)), operations));
            }

            var plan = await store.CreatePlanAsync($"bench-{at:000}", ActionPlan.Schema, file.Country);
            await store.Log.AppendAllAsync(plan, [.. changes.Select(BenchStore.Logged)], CancellationToken.None);
            await store.Snapshots.SaveAsync(plan, changes.Count, document, CancellationToken.None);
        }
    }

    private static IEnumerable<ImmutableArray<Operation>> Copies(Document document, int commitments, Random random)
    {
        var originals = document.Children(document.Root, ActionPlan.Commitment.Kind).ToArray();
        var after = document.Root.Children[^1];
        for (var at = originals.Length; at < commitments; at++)
        {
            var operations = ImmutableArray.CreateBuilder<Operation>();
            after = Copy(document, originals[at % originals.Length], NodeId.Root, after, random, operations);
            yield return operations.ToImmutable();
        }
    }

    private static NodeId Copy(Document document, Node node, NodeId parent, NodeId? after, Random random, ImmutableArray<Operation>.Builder operations)
    {
        var id = new NodeId((ulong)random.NextInt64(2, long.MaxValue));
        operations.Add(new InsertNode(id, node.Kind.Key, parent, after, node.Fields.ToImmutableSortedDictionary(field => field.Key, field => Written(field.Value), StringComparer.Ordinal)));
        NodeId? last = null;
        foreach (var child in document.Children(node)) last = Copy(document, child, id, last, random, operations);
        return id;
    }

    private static FieldValue Written(FieldValue value) => value is TextValue text ? Scalar.Of(text.Text.ToString()) : value;
}
