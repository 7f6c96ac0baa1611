using System.Collections.Immutable;

namespace PlanModel.History;

/// <summary>What one person did without a longer break. Others' sittings may lie across it.</summary>
/// <param name="Author">Who.</param>
/// <param name="First">The revision of its first change.</param>
/// <param name="Last">The revision of its last change; of this author, all changes between are in it.</param>
/// <param name="From">When it began.</param>
/// <param name="To">When it ended.</param>
/// <param name="Changes">How many changes it is.</param>
/// <param name="Kinds">What was done.</param>
/// <param name="Lines">What was done, in words, in the order of its beginning.</param>
public sealed record Sitting(UserId Author, long First, long Last, DateTimeOffset From, DateTimeOffset To, int Changes, ActKinds Kinds, ImmutableArray<SittingLine> Lines);
