using OgdPlans.Tests;
using PlanModel.Documents;
using PlanModel.Text;
using Xunit;

namespace PlanModel.Tests.Documents;

public class NodeFieldsLaws
{
    [Fact]
    public void A_node_has_the_values_that_each_act_left_whoever_asks_for_them_and_when() => Laws.Hold(4_000, random =>
    {
        var node = new Node(NodeId.Root, TestSchema.Chapter, null, false, [], Node.NoFields);
        var oracle = new SortedDictionary<string, FieldValue>(StringComparer.Ordinal);
        var kept = new List<(Node Node, KeyValuePair<string, FieldValue>[] Fields)>();
        for (var step = 0; step < 200; step++)
        {
            var key = random.Next(12) == 0 ? "amount" : random.Next(20) == 0 ? "body" : "title";
            FieldValue? value = random.Next(15) == 0 ? null : key == "amount" ? Scalar.Of((decimal)step) : new TextValue(PlanText.Of(new string('x', 1 + random.Next(9))));
            node = node.With(key, value);
            if (value is null) oracle.Remove(key);
            else oracle[key] = value;
            if (random.Next(20) == 0) node = random.Next(2) == 0 ? node.WithRemoved(true) : node.WithChildren([]);
            Assert.Equal(oracle.GetValueOrDefault(key), node.Value(key));
            Assert.Equal(oracle.Values.Sum(one => one.Units), node.Units);
            if (random.Next(10) == 0) Assert.Equal(oracle.ToArray(), node.Fields.ToArray());
            if (random.Next(10) == 0) kept.Add((node, oracle.ToArray()));
        }

        foreach (var (before, fields) in kept)
        {
            Assert.Equal(fields, before.Fields.ToArray());
            Assert.Same(before.Fields, before.Fields);
            foreach (var (key, value) in fields) Assert.Same(value, before.Value(key));
        }
    });
}
