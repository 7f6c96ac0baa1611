using System.Collections.Immutable;

namespace PlanModel.Schema;

/// <summary>The schemas that documents can be of. Each document's row carries the name of its own; this is where a name becomes a schema.</summary>
public static class DocumentSchemas
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<PlanSchema> All { get; } = [ActionPlan.Schema, AnalyticalReport.Schema, QuestionBoard.Schema];

    /// <summary>All that a file can be of: these, and what is saved of a report on its own.</summary>
    public static ImmutableArray<PlanSchema> OfFiles { get; } = [.. All, AnalyticalReport.AgreedSchema, AnalyticalReport.OutcomeSchema];

    /// <summary>The schema with a name; null: this program does not know it.</summary>
    public static PlanSchema? Find(string name) => All.FirstOrDefault(schema => schema.Name == name);
}
