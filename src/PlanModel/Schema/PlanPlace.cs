using System.Globalization;

namespace PlanModel.Schema;

/// <summary>A part of another document, or a text in one at a revision, as it is stored: <c>plan/node</c> or <c>plan/node/field@revision</c>.</summary>
/// <param name="Plan">The document.</param>
/// <param name="Node">The part.</param>
/// <param name="Field">The key of the text; null: the part as a whole.</param>
/// <param name="Revision">The revision at which it was read; 0 for a part as a whole.</param>
public sealed record PlanPlace(PlanId Plan, NodeId Node, string? Field = null, long Revision = 0)
{
    private const int FieldUnitsMax = 100;

    /// <summary>Reads the stored form; false for anything else.</summary>
    public static bool TryParse(string? text, out PlanPlace place)
    {
        place = new PlanPlace(default, default);
        var parts = text?.Split('/') ?? [];
        if (parts.Length is not (2 or 3) || !IdText.TryReadGuid(parts[0], out var plan) || !NodeId.TryParse(parts[1], out var node)) return false;
        place = new PlanPlace(new PlanId(plan), node);
        if (parts.Length == 3)
        {
            if (parts[2].Split('@') is not [{ Length: > 0 and <= FieldUnitsMax } field, var at] || !field.All(char.IsAsciiLetterOrDigit) || !long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var revision) || revision == 0) return false;
            place = place with { Field = field, Revision = revision };
        }

        // What reads as the same is stored as the same.
        return place.ToString() == text;
    }

    /// <summary>The stored form.</summary>
    public override string ToString() => Field is null ? $"{Plan}/{Node}" : string.Create(CultureInfo.InvariantCulture, $"{Plan}/{Node}/{Field}@{Revision}");
}
