using OgdPlans.Tests;
using PlanModel.Documents;
using Xunit;

namespace PlanModel.Tests.Documents;

public class NodeMapLaws
{
    [Fact]
    public void It_holds_what_a_dictionary_holds_and_no_map_before_it_changes() => Laws.Hold(300, random =>
    {
        var map = NodeMap.Empty;
        var expected = new Dictionary<NodeId, Node>();
        var versions = new List<(NodeMap Map, Dictionary<NodeId, Node> Expected)>();
        // Ids as they are made at random, one after another, and so that they differ in their highest bits only.
        var shift = random.Next(3) switch { 0 => 0, 1 => 59, _ => 3 };
        for (var step = random.Next(200); step > 0; step--)
        {
            var id = new NodeId(((ulong)random.Next(1, 120) << shift) | (random.Next(2) == 0 ? 0 : (ulong)random.NextInt64()));
            var node = new Node(id, TestSchema.Note, null, false, [], Node.NoFields);
            map = map.With(node);
            expected[id] = node;
            if (random.Next(10) == 0) versions.Add((map, new(expected)));
        }

        versions.Add((map, expected));
        foreach (var (kept, had) in versions)
        {
            Assert.Equal(had.Count, kept.Count);
            foreach (var (id, node) in had) Assert.Same(node, kept.Find(id));
            for (ulong near = 0; near < 130; near++)
                if (!had.ContainsKey(new NodeId(near << shift))) Assert.Null(kept.Find(new NodeId(near << shift)));
        }
    });
}
