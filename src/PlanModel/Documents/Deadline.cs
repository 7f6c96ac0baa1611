using PlanModel.Review;

namespace PlanModel.Documents;

/// <summary>By when a step of the review is to be done.</summary>
/// <param name="Day">The last day.</param>
/// <param name="Set">Who set it, when, and in which revision.</param>
public sealed record Deadline(DateOnly Day, Stamp Set);
