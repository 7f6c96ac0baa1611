using System.Collections.Immutable;
using PlanEditor.Components.Comments;
using PlanEditor.Components.Shared;
using PlanEditor.Components.Suggestions;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Schema;
using PlanModel.Sdg;

namespace PlanEditor.Components.Editor;

/// <summary>All that the page of a node shows but the texts themselves, which live in their islands.</summary>
/// <param name="Id">The node.</param>
/// <param name="Kind">Its kind.</param>
public sealed record NodeView(NodeId Id, NodeKind Kind)
{
    public string Number { get; private init; } = "";

    public string Title { get; private init; } = "";

    /// <summary>The language of the title; null: that of the screens.</summary>
    public string? TitleLanguage { get; private init; }

    /// <summary>The way from the group of the outline to the node, without the node.</summary>
    public ImmutableArray<Crumb> Crumbs { get; private init; } = [];

    /// <summary>The fields that hold no Markdown, without the one that names the node.</summary>
    public ImmutableArray<FactView> Facts { get; private init; } = [];

    /// <summary>The fields that hold Markdown.</summary>
    public ImmutableArray<FactView> Texts { get; private init; } = [];

    /// <summary>What stands under it, a list for each kind.</summary>
    public ImmutableArray<PartsView> Parts { get; private init; } = [];

    /// <summary>The fields of other nodes that name it, each with its address.</summary>
    public ImmutableArray<Crumb> UsedIn { get; private init; } = [];

    /// <summary>Of a dataset: the SDG targets that it serves, each with the commitment through which it does.</summary>
    public ImmutableArray<Crumb> Serves { get; private init; } = [];

    /// <summary>The removed node that hides it: itself or one above; null while it is seen.</summary>
    public NodeId? RemovedBy { get; private init; }

    /// <summary>What final asks of the title while it is empty.</summary>
    public Need TitleMissing { get; private init; }

    /// <summary>Whether the title changed after its translation was written.</summary>
    public bool TitleStale { get; private init; }

    /// <summary>Which threads hang on the title.</summary>
    public string TitleThreads { get; private init; } = "";

    /// <summary>What is suggested for the title and its language, and for the part as a whole.</summary>
    public string Suggested { get; private init; } = "";

    /// <summary>How many comments on the part as a whole ask for something.</summary>
    public int Comments { get; private init; }

    /// <summary>What is new of the part itself since somebody looked; null: nothing.</summary>
    public NewMark? New { get; private init; }

    /// <summary>What is new of its name; null: nothing.</summary>
    public NewMark? NewTitle { get; private init; }

    /// <summary>The language that the name is marked as being in; null: that of the plan.</summary>
    public string? TitleMarked { get; private init; }

    /// <summary>The official text of the SDG target that the part is about; null for others.</summary>
    public OfficialWords? Official { get; private init; }

    /// <summary>The language of the plan.</summary>
    public string Language { get; private init; } = "en";

    /// <summary>The language in which the plan is kept beside its own; null when there is none.</summary>
    public string? Working { get; private init; }

    /// <summary>Whether a text of this page may stand in two languages.</summary>
    public bool HasTranslations => Kind.Fields.OfType<TextField>().Any(text => text.Translation is not null);

    public static NodeView Of(Document document, Node node, PlanMarks marks, string slug, NewMarks? news = null)
    {
        var title = node.Kind.NameField;
        var fields = node.Kind.Fields.Where(field => field != title && !IsUnset(node, field)).Select(field => FactView.Of(document, node, field, marks, news)).ToArray();
        return new NodeView(node.Id, node.Kind)
        {
            Number = document.IsVisible(node) ? document.Number(node) : "",
            Title = document.Title(node),
            TitleLanguage = TextLanguage.OfTitle(document, node),
            Crumbs = [.. Crumb.To(document, node, slug)],
            Facts = [.. fields.Where(fact => fact.Field is not TextField { Markdown: true })],
            Texts = [.. fields.Where(fact => fact.Field is TextField { Markdown: true })],
            Parts = node.Parent is null ? [] : [.. node.Kind.Children.Select(rule => PartsView.Of(document, node, document.Schema.Find(rule.Kind)!, marks, slug))],
            UsedIn = [.. Uses.Of(document, node.Id).Select(use => new Crumb(Worded.OfName(document, use.Node).And($": {use.Field.Label}"), PlanAddress.Of(slug, use.Node.Id, use.Field.Key)))],
            Serves = node.Kind == ActionPlan.Dataset.Kind ? [.. SdgTargetsOfDatasets.Through(document, node.Id).Select(one => new Crumb(Worded.OfName(document, one.Mapping).And($", {document.Number(one.Commitment)}"), PlanAddress.Of(slug, one.Mapping.Id)))] : [],
            RemovedBy = document.Above(node).Prepend(node).LastOrDefault(one => one.Removed)?.Id,
            TitleMissing = title is null ? Need.Optional : marks.Found.Missing(node, title),
            TitleStale = title is not null && NodeKind.StaleTranslations.Read(node).Contains(title.Key),
            TitleThreads = title is null ? "" : TextThreads.ShapeOf(document, node.Id, title),
            Suggested = string.Concat(new[] { null, title?.Key, title is null ? null : NodeKind.BesideOf(title)?.Key }.Distinct().Select(key => SuggestedHere.ShapeOf(document, node.Id, key))),
            Comments = ThreadsOf.PendingAt(document, node.Id, null).Count(),
            New = news?.Of(node.Id),
            TitleMarked = title is null ? null : TextLanguage.Marked(node, title),
            NewTitle = title is null ? null : news?.Of(node.Id, title),
            Official = node.Kind == ActionPlan.SdgMapping.Kind ? OfficialWords.Of(document, ActionPlan.SdgMapping.Target.Read(node)) : null,
            Language = ActionPlan.Plan.Language.Read(document.Root) ?? "en",
            Working = ActionPlan.WorkingLanguageOf(document),
        };
    }

    /// <summary>The same, with what is as it was before as the same objects: the components that show it, and what was drawn last, hold it too.</summary>
    /// <param name="before">What was shown until now, of this node or another; null: nothing.</param>
    public NodeView KeptFrom(NodeView? before) => before is null || before.Id != Id ? this : before.Equals(this) ? before : this with
    {
        Facts = Kept(Facts, before.Facts),
        Texts = Kept(Texts, before.Texts),
        Parts = Kept(Parts, before.Parts),
    };

    private static ImmutableArray<T> Kept<T>(ImmutableArray<T> now, ImmutableArray<T> before) where T : class => [.. now.Select(one => before.FirstOrDefault(one.Equals) ?? one)];

    // What was said once, at the start, and was not said then, never will be; what is computed comes with what it follows from.
    private static bool IsUnset(Node node, Field field) => (field.Fixed || field is ComputedField) && field.IsEmpty(node);

    public bool Equals(NodeView? other) =>
        other is not null && Id == other.Id && Number == other.Number && Title == other.Title && TitleLanguage == other.TitleLanguage && RemovedBy == other.RemovedBy && TitleMissing == other.TitleMissing
        && TitleStale == other.TitleStale && TitleMarked == other.TitleMarked && TitleThreads == other.TitleThreads && Suggested == other.Suggested && Comments == other.Comments && New == other.New && NewTitle == other.NewTitle && Official == other.Official && Language == other.Language && Working == other.Working
        && Crumbs.SequenceEqual(other.Crumbs) && UsedIn.SequenceEqual(other.UsedIn) && Serves.SequenceEqual(other.Serves) && Facts.SequenceEqual(other.Facts) && Texts.SequenceEqual(other.Texts) && Parts.SequenceEqual(other.Parts);

    public override int GetHashCode() => HashCode.Combine(Id, Number, Title);
}
