using System.Collections.Frozen;
using System.Collections.Immutable;

namespace PlanModel.Schema;

/// <summary>The fields by which people know a part in a list or table. Where none are named here: the first that final asks for.</summary>
public static class MainFields
{
    private const int ColumnsMax = 3;

    private static readonly FrozenDictionary<string, string[]> ByKind = new Dictionary<string, string[]>
    {
        ["commitment"] = ["leadOrganisation", "startDate", "endDate"],
        ["milestone"] = ["dueDate", "responsible", "status"],
        ["dataset"] = ["publisher", "licence", "targetStars", "plannedRelease"],
        ["indicator"] = ["baselineValue", "targetValue", "targetDate"],
        ["organisation"] = ["acronym", "kind", "level"],
        ["risk"] = ["likelihood", "impact", "score"],
        ["readinessRating"] = ["rating", "year"],
        ["resource"] = ["kind", "amount", "certainty"],
        ["vulnerableGroup"] = ["channels", "commitments"],
        ["consultationEvent"] = ["date", "method", "participants"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The fields of a kind, in the order of the columns.</summary>
    public static ImmutableArray<Field> Of(NodeKind kind) => ByKind.TryGetValue(kind.Key, out var keys)
        ? [.. keys.Select(kind.Find).OfType<Field>()]
        : [.. kind.Fields.Skip(1).Where(field => field is not TextField && field.Need == Need.Required).Take(ColumnsMax)];
}
