using System.Collections.Immutable;
using System.Text;
using OgdPlans.Tests;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Text;
using Xunit;

namespace PlanModel.Tests.Operations;

/// <summary>Not everybody keeps to what an honest client sends. Whatever is let in stays a plan that is read again, from its log and from its snapshot.</summary>
public class HostileLaws
{
    [Fact]
    public void Whatever_passes_the_check_is_read_again_from_the_log_and_from_a_snapshot() => Laws.Hold(3_000, random =>
    {
        var editor = new RandomEditor(random);
        var document = Seen.Grow(editor, 15);
        for (var step = 0; step < 30; step++)
        {
            var operation = random.Next(3) == 0 ? editor.Next(document) : new Hostile(random, editor, document).Suggest();
            // Half a pair comes over no line.
            var written = $"[{Written.Of(operation)}]";
            if (written.Contains("\\uFFFD", StringComparison.Ordinal) || operation.Check(document) is not null) continue;
            Assert.Equal(written, $"[{Written.Of(Assert.Single(OperationJson.ReadList(Encoding.UTF8.GetBytes(written))))}]");
            document = operation.Apply(document);
        }

        document.Check();
        var snapshot = DocumentJson.ToUtf8(document);
        Assert.Equal(snapshot, DocumentJson.ToUtf8(DocumentJson.Read(snapshot, TestSchema.Schema)));
        foreach (var proposal in document.Proposals)
            foreach (var part in AppliedProposal.Of(document, proposal).Parts) Assert.NotEmpty(part.Words);
    });

    private sealed class Hostile(Random random, RandomEditor editor, Document document)
    {
        private static readonly string[] Pieces = ["a", "", "\n", "\u0007", "\uffff", "😀", new('x', 61), new('x', 2_001), new('x', Limits.StringUnitsMax)];

        private readonly ImmutableArray<Node> _nodes = [.. document.All()];

        public Suggest Suggest()
        {
            var proposal = document.Proposals.Count > 0 && random.Next(3) > 0 ? Pick(document.Proposals.ToArray()).Id : new ProposalId(editor.NewNode().Value);
            ImmutableArray<Operation> parts = [.. Enumerable.Range(0, 1 + random.Next(3)).Select(_ => Part()).OfType<Operation>()];
            return new Suggest(proposal, parts, random.Next(2) == 0 ? [] : [.. parts.Select(ProposalPart.KeyOf)]);
        }

        private Operation? Part()
        {
            // What was removed is where checks are asked least.
            var gone = _nodes.Where(node => !document.IsVisible(node)).ToArray();
            var node = gone.Length > 0 && random.Next(2) == 0 ? Pick(gone) : Pick(_nodes);
            var added = document.Proposals.SelectMany(proposal => proposal.OpenParts).Select(part => part.Operation).OfType<InsertNode>().Select(insert => insert.Node).ToArray();
            var id = added.Length > 0 && random.Next(3) == 0 ? Pick(added) : node.Id;
            return random.Next(8) switch
            {
                0 or 1 => Edit(id),
                2 or 3 => new InsertNode(random.Next(2) == 0 ? editor.NewNode() : id, Pick(["chapter", "note", "preface", "book", "poem"]), Pick(_nodes).Id, random.Next(2) == 0 ? null : id, Fields()),
                4 => new SetField(id, Key(), Value()),
                5 => new AddToSet(id, Key(), random.Next(2) == 0 ? "red" : Pick(Pieces)),
                6 => new RemoveFromSet(id, Key(), Pick(Pieces)),
                _ => Pick<Operation>([new MoveNode(id, Pick(_nodes).Id, null), new RemoveNode(id), new RestoreNode(id)]),
            };
        }

        private EditText Edit(NodeId id)
        {
            var key = Key();
            var length = Math.Max(0, (document.Find(id)?.Text(key).Length ?? 0) + random.Next(-1, 2));
            var from = random.Next(length + 1);
            return new EditText(id, key, TextChangeSet.Of(length, (from, Math.Min(length, from + random.Next(3)), random.Next(9) == 0 ? "\ud83d" : Pick(Pieces))));
        }

        private ImmutableSortedDictionary<string, FieldValue> Fields()
        {
            var fields = Node.NoFields;
            for (var many = random.Next(3); many > 0; many--)
                fields = fields.SetItem(Key(), random.Next(4) == 0 ? new SetValue(SetValue.None.Union([Pick(Pieces), "red"])) : Value() is { } value ? value : Scalar.Of("new"));
            return fields;
        }

        private Scalar? Value() => random.Next(4) switch
        {
            0 => null,
            1 => Scalar.Of((decimal)random.Next(9)),
            2 => Scalar.Of(random.Next(2) == 0),
            _ => Scalar.Of(random.Next(2) == 0 ? Pick(_nodes).Id.ToString() : Pick(Pieces)),
        };

        private string Key() => random.Next(3) == 0 ? Pick(["body", "title", "castle"]) : Pick(TestSchema.Chapter.Fields.ToArray()).Key;

        private T Pick<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];
    }
}
