using System.Collections.Immutable;
using PlanEditor.Collaboration;
using PlanModel.Overview;

namespace PlanEditor.Notices;

/// <summary>What somebody is told of a plan.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Overview">How it stands.</param>
/// <param name="Notices">The newest first.</param>
public sealed record PlanNotices(PlanInfo Plan, PlanOverview Overview, ImmutableArray<ShownNotice> Notices);
