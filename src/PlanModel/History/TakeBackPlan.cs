using System.Collections.Immutable;
using PlanModel.Operations;

namespace PlanModel.History;

/// <summary>What taking something back comes to.</summary>
/// <param name="Operations">What to do, made for the newest document; empty when nothing can be done.</param>
/// <param name="Does">The same in words, one for each part of it.</param>
/// <param name="Left">What stays, and why.</param>
/// <param name="Also">What else it touches, in words.</param>
public sealed record TakeBackPlan(ImmutableArray<Operation> Operations, ImmutableArray<string> Does, ImmutableArray<NotTakenBack> Left, ImmutableArray<string> Also);

/// <summary>Something that stays as it is.</summary>
/// <param name="Words">What and why.</param>
/// <param name="By">Who changed it since, if that is why.</param>
/// <param name="At">When.</param>
public sealed record NotTakenBack(string Words, UserId? By, DateTimeOffset? At);
