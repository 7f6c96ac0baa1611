using System.Collections.Immutable;
using PlanModel.Schema;

namespace PlanEditor.Import;

/// <summary>A kind of part that comes as rows.</summary>
public sealed class ImportKind
{
    private ImportKind(NodeKind kind, NodeKind? parent)
    {
        (Kind, Parent, Title) = (kind, parent, kind.NameField!);
        Targets =
        [
            .. parent is null ? Array.Empty<ImportTarget>() : [new ImportTarget(parent.Key, parent.Label, null)],
            .. kind.Fields.Where(field => !field.Fixed).Select(field => new ImportTarget(field.Key, field.Label, field)),
        ];
    }

    /// <summary>All of them.</summary>
    public static ImmutableArray<ImportKind> All { get; } =
    [
        new(ActionPlan.Commitment.Kind, null),
        new(ActionPlan.Milestone.Kind, ActionPlan.Commitment.Kind),
        new(ActionPlan.Dataset.Kind, null),
        new(ActionPlan.Organisation.Kind, null),
    ];

    public NodeKind Kind { get; }

    /// <summary>The kind that the rows go under; null: the plan itself.</summary>
    public NodeKind? Parent { get; }

    /// <summary>The field that names a part: no row goes without it.</summary>
    public TextField Title { get; }

    /// <summary>Where a column can go.</summary>
    public ImmutableArray<ImportTarget> Targets { get; }

    /// <summary>The names by which people know a row, each with its field.</summary>
    /// <param name="text">What the row says in a text; null: nothing.</param>
    public IEnumerable<(TextField Field, string Text)> NamesOf(Func<TextField, string?> text) =>
        Kind.AlsoNamed.Prepend(Title).Select(field => (Field: field, Text: text(field) ?? "")).Where(name => name.Text.Length > 0);

    /// <summary>The kind with a key, or null.</summary>
    public static ImportKind? Find(string key) => All.FirstOrDefault(kind => kind.Kind.Key == key);
}

/// <summary>Where a column goes.</summary>
/// <param name="Key">The key of a field, or of the kind that the rows go under.</param>
/// <param name="Label">What people read.</param>
/// <param name="Field">The field; null: the column names the part that the row goes under.</param>
public sealed record ImportTarget(string Key, string Label, Field? Field);
