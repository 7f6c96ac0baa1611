using PlanModel.Documents;
using PlanModel.Review;

namespace PlanEditor.SimulationTests;

/// <summary>Compares documents to the last removed node, without writing them out.</summary>
internal static class Documents
{
    public static void MustBeEqual(Document expected, Document actual, string whose)
    {
        if (expected.Standing != actual.Standing) throw Differ(expected, actual, whose, "in where it stands");
        MustHoldTheSame(expected, actual, whose, withRanges: true);
    }

    /// <summary>
    /// Compares what documents hold after something was taken back and done again: two edits more, after which an approval is stale and a range of which nothing was left may stand beside where it
    /// stood.
    /// </summary>
    public static void MustHoldTheSame(Document expected, Document actual, string whose, bool withRanges = false)
    {
        if (ReferenceEquals(expected, actual)) return;
        if (expected.State != actual.State || expected.OpenToPeers != actual.OpenToPeers || expected.Count != actual.Count) throw Differ(expected, actual, whose, "as a whole");
        if (expected.Threads != actual.Threads && Written(expected.Threads, withRanges) != Written(actual.Threads, withRanges)) throw Differ(expected, actual, whose, "in its threads");
        foreach (var node in expected.All())
        {
            var other = actual.Find(node.Id);
            if (ReferenceEquals(node, other)) continue;
            if (other is null || !Same(node, other)) throw Differ(expected, actual, whose, $"in node {node.Id}");
        }
    }

    // Entries and steps are arrays, which compare by reference: each thread with what it holds.
    private static string Written(ThreadMap threads, bool withRanges) =>
        string.Join('\n', threads.Select(thread => $"{(withRanges ? thread : thread with { Anchor = thread.Anchor with { Range = null } })}: {string.Join(", ", thread.Entries)}; {string.Join(", ", thread.Steps)}"));

    private static bool Same(Node a, Node b)
    {
        if (a.Kind != b.Kind || a.Parent != b.Parent || a.Removed != b.Removed || a.Fields.Count != b.Fields.Count || !a.Children.AsSpan().SequenceEqual(b.Children.AsSpan())) return false;
        if (ReferenceEquals(a.Fields, b.Fields)) return true;
        foreach (var (key, value) in a.Fields)
        {
            var other = b.Value(key);
            if (!ReferenceEquals(value, other) && !(value is TextValue text ? other is TextValue theirs && text.Text.ContentEquals(theirs.Text) : value.Equals(other))) return false;
        }

        return true;
    }

    private static SimulationFailedException Differ(Document expected, Document actual, string whose, string where) =>
        new($"{whose} differs {where}:\n  {System.Text.Encoding.UTF8.GetString(DocumentJson.ToUtf8(expected))}\n  {System.Text.Encoding.UTF8.GetString(DocumentJson.ToUtf8(actual))}");
}
