using System.Numerics;

namespace PlanModel.Documents;

/// <summary>
/// Nodes by id, immutable; what did not change is shared with the map before. A trie of up to 32 branches over the bits of the ids, five at a time from the lowest: ids are
/// random, so a plan's nodes lie two or three levels deep, and bad ids go no deeper than their 64 bits.
/// </summary>
internal sealed class NodeMap
{
    private const int BitsPerLevel = 5;

    private readonly Branch _root;

    private NodeMap(Branch root, int count, long units) => (_root, Count, Units) = (root, count, units);

    public static NodeMap Empty { get; } = new(new Branch(0, []), 0, 0);

    public int Count { get; }

    /// <summary>How much is written in all of them, in UTF-16 units.</summary>
    public long Units { get; }

    public Node? Find(NodeId id)
    {
        var branch = _root;
        for (var bits = id.Value; ; bits >>= BitsPerLevel)
        {
            var bit = BitOf(bits);
            if ((branch.Used & bit) == 0) return null;
            var slot = branch.Slots[branch.PlaceOf(bit)];
            if (slot is Node node) return node.Id == id ? node : null;
            branch = (Branch)slot;
        }
    }

    /// <summary>With a node in place of the one that has its id, if any.</summary>
    public NodeMap With(Node node)
    {
        var units = Units + node.Units - (Find(node.Id)?.Units ?? 0);
        var root = With(_root, node, 0, out var isNew);
        return new NodeMap(root, isNew ? Count + 1 : Count, units);
    }

    /// <summary>The nodes that are not the same in another map, as this one has them and as that one does. Costs what is different.</summary>
    public IEnumerable<(Node? Here, Node? There)> Differences(NodeMap other) => Ids(_root, other._root).Distinct().Select(id => (Here: Find(id), There: other.Find(id))).Where(pair => !ReferenceEquals(pair.Here, pair.There));

    private static IEnumerable<NodeId> Ids(object? one, object? other)
    {
        if (ReferenceEquals(one, other)) return [];
        if (one is not Branch a || other is not Branch b) return [.. All(one), .. All(other)];
        return Enumerable.Range(0, 1 << BitsPerLevel).Select(at => 1u << at).Where(bit => ((a.Used | b.Used) & bit) != 0).SelectMany(bit => Ids(a.Slot(bit), b.Slot(bit)));
    }

    private static IEnumerable<NodeId> All(object? slot) => slot switch { Node node => [node.Id], Branch branch => branch.Slots.SelectMany(All), _ => [] };

    private static Branch With(Branch branch, Node node, int shift, out bool isNew)
    {
        var bit = BitOf(node.Id.Value >> shift);
        var at = branch.PlaceOf(bit);
        if ((branch.Used & bit) == 0)
        {
            isNew = true;
            var grown = new object[branch.Slots.Length + 1];
            branch.Slots.AsSpan(0, at).CopyTo(grown);
            grown[at] = node;
            branch.Slots.AsSpan(at).CopyTo(grown.AsSpan(at + 1));
            return new Branch(branch.Used | bit, grown);
        }

        object slot;
        if (branch.Slots[at] is Node there)
        {
            isNew = there.Id != node.Id;
            slot = isNew ? Both(there, node, shift + BitsPerLevel) : node;
        }
        else
        {
            slot = With((Branch)branch.Slots[at], node, shift + BitsPerLevel, out isNew);
        }

        var slots = branch.Slots.AsSpan().ToArray();
        slots[at] = slot;
        return new Branch(branch.Used, slots);
    }

    private static Branch Both(Node a, Node b, int shift)
    {
        var (bitOfA, bitOfB) = (BitOf(a.Id.Value >> shift), BitOf(b.Id.Value >> shift));
        return bitOfA == bitOfB ? new Branch(bitOfA, [Both(a, b, shift + BitsPerLevel)])
            : new Branch(bitOfA | bitOfB, bitOfA < bitOfB ? [a, b] : [b, a]);
    }

    private static uint BitOf(ulong bits) => 1u << (int)(bits & ((1 << BitsPerLevel) - 1));

    /// <param name="used">A bit for each value of five bits that some id below has.</param>
    /// <param name="slots">For each of them a node, or a branch when there are several.</param>
    private sealed class Branch(uint used, object[] slots)
    {
        public readonly uint Used = used;
        public readonly object[] Slots = slots;

        public int PlaceOf(uint bit) => BitOperations.PopCount(Used & (bit - 1));

        public object? Slot(uint bit) => (Used & bit) == 0 ? null : Slots[PlaceOf(bit)];
    }
}
