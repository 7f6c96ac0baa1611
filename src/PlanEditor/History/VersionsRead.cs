using System.Collections.Immutable;
using PlanModel.Changes;
using PlanModel.Operations;
using PlanModel.Workflow;

namespace PlanEditor.History;

/// <summary>The named versions of a plan's log up to a revision.</summary>
/// <param name="Revision">The revision.</param>
/// <param name="Versions">The newest first.</param>
internal sealed record VersionsRead(long Revision, ImmutableArray<NamedVersion> Versions)
{
    private PlanState _state;
    private int _version = 1;
    private int _round;

    public static VersionsRead None { get; } = new(0, []);

    /// <summary>The revision of the last step of the review; 0: there was none.</summary>
    public long LastStep { get; private init; }

    /// <summary>With the names that a change gave.</summary>
    public VersionsRead With(CommittedChange change)
    {
        var read = this;
        foreach (var operation in change.Operations)
            read = operation switch
            {
                NameVersion named => read with { Versions = read.Versions.Insert(0, new NamedVersion(change.Revision, named.Title, named.Note, change.Author, change.At)) },
                ChangeState step => read.After(step, change),
                _ => read,
            };
        return read;
    }

    private VersionsRead After(ChangeState step, CommittedChange change)
    {
        var after = this with { _state = step.To, LastStep = change.Revision };
        if (step.To == PlanState.InReview) after._round++;
        if (step.To == PlanState.Draft && _state == PlanState.Final) (after._version, after._round) = (_version + 1, 0);
        var title = step.To switch
        {
            PlanState.InReview => _version == 1 ? $"Submitted {after._round}" : $"Version {_version}, submitted {after._round}",
            PlanState.Final => $"Final, version {_version}",
            _ => null,
        };
        return title is null ? after : after with { Versions = Versions.Insert(0, new NamedVersion(change.Revision, title, step.Note, change.Author, change.At) { ByStep = true, Confirmed = step.Confirmed.Length }) };
    }
}
