using System.Diagnostics.CodeAnalysis;

namespace PlanModel.Text;

/// <summary>How trees of <see cref="TextNode"/> are built, cut and joined. Every result is a whole tree, that is, its top follows the looser rules for roots.</summary>
internal static class TextTree
{
    /// <summary>New leaves and branches are filled to three quarters, so that the next edits fit in.</summary>
    private const int LeafFill = TextLeaf.UnitsMax * 3 / 4;

    private const int BranchFill = TextBranch.ChildrenMax * 3 / 4;

    public static TextNode Build(string text)
    {
        if (text.Length <= TextLeaf.UnitsMax)
            return new TextLeaf(text);
        var nodes = new TextNode[DivideUp(text.Length, LeafFill)];
        for (var i = 0; i < nodes.Length; i++)
        {
            var (from, to) = Portion(text.Length, i, nodes.Length);
            nodes[i] = new TextLeaf(text[from..to]);
        }
        while (nodes.Length > TextBranch.ChildrenMax)
        {
            var branches = new TextNode[DivideUp(nodes.Length, BranchFill)];
            for (var i = 0; i < branches.Length; i++)
            {
                var (from, to) = Portion(nodes.Length, i, branches.Length);
                branches[i] = TextBranch.Of(nodes.AsSpan(from..to));
            }
            nodes = branches;
        }
        return TextBranch.Of(nodes);
    }

    public static TextNode Replace(TextNode root, int from, int to, string insert)
    {
        if (ReplaceInOneLeaf(root, from, to, insert, root) is { } replaced)
            return replaced;
        var head = from == 0 ? null : Head(root, from);
        var middle = insert.Length == 0 ? null : Build(insert);
        var tail = to == root.Length ? null : Tail(root, to);
        return Concat(Concat(head, middle), tail) ?? TextLeaf.Empty;
    }

    /// <summary>The common case: the edit lies in one leaf, and the leaf stays within its limits. Null when it is not so.</summary>
    private static TextNode? ReplaceInOneLeaf(TextNode node, int from, int to, string insert, TextNode root)
    {
        if (node is TextBranch branch)
        {
            var i = branch.ChildReaching(to);
            var start = branch.StartOf(i);
            return from >= start && ReplaceInOneLeaf(branch.Children[i], from - start, to - start, insert, root) is { } child
                ? branch.With(i, child)
                : null;
        }
        var length = (long)node.Length - (to - from) + insert.Length;
        if (length > TextLeaf.UnitsMax || (length < TextLeaf.UnitsMin && node != root))
            return null;
        var text = ((TextLeaf)node).Text.AsSpan();
        return new TextLeaf(string.Concat(text[..from], insert, text[to..]));
    }

    /// <summary>The first <paramref name="length"/> units, at least one.</summary>
    private static TextNode Head(TextNode node, int length)
    {
        if (length == node.Length)
            return node;
        if (node is not TextBranch branch)
            return new TextLeaf(((TextLeaf)node).Text[..length]);
        var i = branch.ChildReaching(length);
        var cut = Head(branch.Children[i], length - branch.StartOf(i));
        return i == 0 ? cut : Concat(Row(branch.Children[..i]), cut);
    }

    /// <summary>The units from <paramref name="from"/> on, at least one.</summary>
    private static TextNode Tail(TextNode node, int from)
    {
        if (from == 0)
            return node;
        if (node is not TextBranch branch)
            return new TextLeaf(((TextLeaf)node).Text[from..]);
        var i = branch.ChildReaching(from + 1);
        var cut = Tail(branch.Children[i], from - branch.StartOf(i));
        return i == branch.Children.Length - 1 ? cut : Concat(cut, Row(branch.Children[(i + 1)..]));
    }

    private static TextNode Row(ReadOnlySpan<TextNode> nodes) => nodes.Length == 1 ? nodes[0] : TextBranch.Of(nodes);

    [return: NotNullIfNotNull(nameof(a)), NotNullIfNotNull(nameof(b))]
    private static TextNode? Concat(TextNode? a, TextNode? b)
    {
        if (a is null || b is null)
            return a ?? b;
        var (first, second) = Join(a, b);
        return second is null ? first : TextBranch.Of([first, second]);
    }

    /// <summary>One or two nodes as high as the higher of the two trees, with the units of both.</summary>
    private static (TextNode First, TextNode? Second) Join(TextNode a, TextNode b)
    {
        if (a.Height > b.Height)
        {
            var children = ((TextBranch)a).Children;
            var (first, second) = Join(children[^1], b);
            return Rows([.. children[..^1], first, .. OneOrNone(second)]);
        }
        if (a.Height < b.Height)
        {
            var children = ((TextBranch)b).Children;
            var (first, second) = Join(a, children[0]);
            return Rows([first, .. OneOrNone(second), .. children[1..]]);
        }
        if (a is TextBranch left && b is TextBranch right)
        {
            return Math.Min(left.Children.Length, right.Children.Length) >= TextBranch.ChildrenMin
                ? (a, b)
                : Rows([.. left.Children, .. right.Children]);
        }
        return JoinLeaves((TextLeaf)a, (TextLeaf)b);
    }

    private static (TextNode, TextNode?) JoinLeaves(TextLeaf a, TextLeaf b)
    {
        if (a.Length + b.Length > TextLeaf.UnitsMax && Math.Min(a.Length, b.Length) >= TextLeaf.UnitsMin)
            return (a, b);
        var text = a.Text + b.Text;
        if (text.Length <= TextLeaf.UnitsMax)
            return (new TextLeaf(text), null);
        var half = text.Length / 2;
        return (new TextLeaf(text[..half]), new TextLeaf(text[half..]));
    }

    /// <summary>The nodes under one branch, or under two halves when they are too many.</summary>
    private static (TextNode, TextNode?) Rows(ReadOnlySpan<TextNode> nodes)
    {
        if (nodes.Length <= TextBranch.ChildrenMax)
            return (TextBranch.Of(nodes), null);
        var half = nodes.Length / 2;
        return (TextBranch.Of(nodes[..half]), TextBranch.Of(nodes[half..]));
    }

    private static ReadOnlySpan<TextNode> OneOrNone(TextNode? node) => node is null ? [] : new[] { node };

    /// <summary>The bounds of part <paramref name="i"/> when <paramref name="total"/> is divided evenly into <paramref name="count"/> parts.</summary>
    private static (int From, int To) Portion(int total, int i, int count) =>
        ((int)((long)total * i / count), (int)((long)total * (i + 1) / count));

    private static int DivideUp(int total, int size) => (int)(((long)total + size - 1) / size);
}
