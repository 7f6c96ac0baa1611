using System.Collections.Immutable;
using PlanEditor.Identity;
using PlanModel.Operations;

namespace PlanEditor.Samples;

/// <summary>Something somebody does to a sample plan.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who.</param>
/// <param name="What">For the message when it cannot be done.</param>
/// <param name="Make">The operations for the plan as it then is; none when nothing changes.</param>
internal sealed record SampleAct(DateTimeOffset At, SampleAccount By, string What, Func<SamplePlan, ImmutableArray<Operation>> Make);
