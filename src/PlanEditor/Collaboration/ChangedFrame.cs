using System.Collections.Immutable;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace PlanEditor.Collaboration;

/// <summary>Committed changes in order, without gaps, as one message that is written once for all connections.</summary>
internal sealed class ChangedFrame(ImmutableArray<WrittenChange> changes)
{
    public const string Method = "changed";

    // A stuck line holds one for as long as it is stuck, and that shall stay small.
    private const int SizeBytesMax = 128 * 1024;

    /// <summary>The message.</summary>
    public SerializedHubMessage Message { get; } = new(new InvocationMessage(Method, [MessageOf(changes)]));

    public ImmutableArray<WrittenChange> Changes => changes;

    /// <summary>How large the changes are together.</summary>
    public int SizeBytes { get; } = changes.Sum(change => change.Utf8.Length);

    public long First => changes[0].Change.Revision;

    public long Last => changes[^1].Change.Revision;

    /// <summary>How many changes from one on go into one message, at least one.</summary>
    public static int CountOfOne(IReadOnlyList<WrittenChange> changes, int from)
    {
        var count = 0;
        for (var size = 0L; from + count < changes.Count && (count == 0 || size + changes[from + count].Utf8.Length <= SizeBytesMax); count++) size += changes[from + count].Utf8.Length;
        return count;
    }

    public static ChangedMessage MessageOf(IReadOnlyList<WrittenChange> changes)
    {
        var written = ImmutableArray.CreateBuilder<RawJson>(changes.Count);
        for (var at = 0; at < changes.Count; at++) written.Add(new RawJson(changes[at].Utf8));
        return new ChangedMessage(written.MoveToImmutable());
    }
}
