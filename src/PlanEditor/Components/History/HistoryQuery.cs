using System.Globalization;
using PlanEditor.Components.Editor;
using PlanEditor.History;
using PlanModel;
using PlanModel.History;

namespace PlanEditor.Components.History;

/// <summary>What somebody looks at in a plan's history, as the address says it.</summary>
public sealed record HistoryQuery
{
    public NodeId? Part { get; init; }

    public string? Field { get; init; }

    public UserId? By { get; init; }

    public ActKinds Kinds { get; init; } = ActKinds.All;

    /// <summary>A revision of the sitting to show.</summary>
    public long? Sitting { get; init; }

    /// <summary>The older revision of two to compare.</summary>
    public long? From { get; init; }

    /// <summary>The newer one; null: the plan as it is now.</summary>
    public long? To { get; init; }

    /// <summary>The revision to read the plan at.</summary>
    public long? At { get; init; }

    /// <summary>Whether two revisions stand side by side.</summary>
    public bool Sides { get; init; }

    /// <summary>Whether to show who wrote the text.</summary>
    public bool Authors { get; init; }

    public HistoryFilter Filter => new(By, Part, Field, Kinds);

    /// <summary>Whether something beside the list is chosen.</summary>
    public bool IsOpen => Sitting is not null || From is not null || At is not null || Authors;

    /// <summary>Whether another shows the same kind of thing beside the list.</summary>
    public bool IsLike(HistoryQuery other) => (From is null, At is null, Authors) == (other.From is null, other.At is null, other.Authors);

    /// <summary>The same list with nothing chosen.</summary>
    public HistoryQuery Closed => this with { Sitting = null, From = null, To = null, At = null, Authors = false };

    public static HistoryQuery Of(string? part, string? field, string? by, string? kind, string? sitting, string? from, string? to, string? at, string? view) => new()
    {
        Part = NodeId.TryParse(part ?? "", out var node) ? node : null,
        Field = part is null ? null : field,
        By = IdText.TryReadGuid(by, out var user) ? new UserId(user) : null,
        Kinds = Enum.TryParse<ActKinds>(kind, ignoreCase: true, out var kinds) && kinds != ActKinds.None ? kinds & ActKinds.All : ActKinds.All,
        Sitting = Revision(sitting),
        From = Revision(from),
        To = Revision(to),
        At = Revision(at),
        Sides = view == "sides",
        Authors = view == "authors" && part is not null && field is not null,
    };

    public string Address(string slug)
    {
        var parts = new List<string>();
        Add("part", Part?.ToString());
        Add("field", Field);
        Add("by", By?.ToString());
        Add("kind", Kinds == ActKinds.All ? null : Kinds.ToString().ToLowerInvariant());
        Add("sitting", Number(Sitting));
        Add("from", Number(From));
        Add("to", Number(To));
        Add("at", Number(At));
        Add("view", Authors ? "authors" : Sides ? "sides" : null);
        var address = PlanAddress.OfTab(slug, PlanTab.History);
        return parts.Count == 0 ? address : $"{address}?{string.Join('&', parts)}";

        void Add(string name, string? value)
        {
            if (value is not null) parts.Add($"{name}={Uri.EscapeDataString(value)}");
        }
    }

    private static long? Revision(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : null;

    private static string? Number(long? revision) => revision?.ToString(CultureInfo.InvariantCulture);
}
