using System.Collections.Immutable;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace PlanEditor.Collaboration;

/// <summary>Committed changes in order, without gaps, as one message that is written once for all connections.</summary>
internal sealed class ChangedFrame(ImmutableArray<WrittenChange> changes)
{
    public const string Method = "changed";

    /// <summary>The message.</summary>
    public SerializedHubMessage Message { get; } = new(new InvocationMessage(Method, [MessageOf(changes)]));

    public ImmutableArray<WrittenChange> Changes => changes;

    /// <summary>How large the changes are together.</summary>
    public int SizeBytes { get; } = changes.Sum(change => change.Utf8.Length);

    public long First => changes[0].Change.Revision;

    public long Last => changes[^1].Change.Revision;

    public static ChangedMessage MessageOf(IReadOnlyList<WrittenChange> changes)
    {
        var written = ImmutableArray.CreateBuilder<RawJson>(changes.Count);
        for (var at = 0; at < changes.Count; at++) written.Add(new RawJson(changes[at].Utf8));
        return new ChangedMessage(written.MoveToImmutable());
    }
}
