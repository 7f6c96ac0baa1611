using PlanEditor.Collaboration;
using PlanEditor.Components.Editor;
using PlanModel.Documents;
using PlanModel.Schema;
using PlanModel.Schema.Vocabularies;
using PlanModel.Workflow;

namespace PlanEditor.Components.Report;

/// <summary>A plan from which something is quoted, as it is now.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Revision">Its revision.</param>
/// <param name="Document">Its document.</param>
public sealed record QuotedPlan(PlanInfo Plan, long Revision, Document Document)
{
    /// <summary>Whether everybody may read it.</summary>
    public bool IsFinal => Document.State == PlanState.Final;

    /// <summary>What its name may say in the report: a draft that is not open to peers keeps its words to itself.</summary>
    public string ShortNameOf(Node node) =>
        IsFinal || Document.OpenToPeers ? NameOf(node) : node.Parent is null ? Country : $"{Country}, {(Document.Number(node) is { Length: > 0 } number ? number : node.Kind.Noun)}";

    /// <summary>Who reads it while it is a draft, for who wants to quote it.</summary>
    public string DraftWords => Document.OpenToPeers ? $"{Country}’s plan is a draft that is open to peers, but not public." : $"{Country}’s plan is a draft that only its country and the reviewers read.";

    /// <summary>What a part of it is called outside it: "Nepal, C2 Budgets of all municipalities".</summary>
    public string NameOf(Node node) =>
        node.Parent is null ? Country : Document.Number(node) is { Length: > 0 } number ? $"{Country}, {number} {Document.Title(node)}" : $"{Country}, {Document.Title(node)}";

    /// <summary>What a text of it is called outside it: "Nepal, C2, The public problem".</summary>
    public string NameOf(Node node, Field field) =>
        field is TextField { Source: { } source } ? $"{NameOf(node, source)}, {(ActionPlan.WorkingLanguageOf(Document) is { } working ? $"in {Languages.EnglishName(working)}" : "translated")}"
        : node.Kind.Fields.Length == 1 ? NameOf(node)
        : $"{(node.Parent is not null && Document.Number(node) is { Length: > 0 } number ? $"{Country}, {number}" : NameOf(node).TrimEnd('.', '।'))}, {field.Label}";

    /// <summary>The texts that can be quoted: all that readers would see and that is not empty, each before its translation. What names a person is not quoted.</summary>
    public IEnumerable<(Node Node, TextField Field)> Texts =>
        from node in Document.Visible(Document.Root)
        from text in node.Kind.Fields.OfType<TextField>()
        where !text.Personal && text.Published(Document, node)
        from one in text.Translation is { } translation && ActionPlan.WorkingLanguageOf(Document) is not null ? [text, translation] : new[] { text }
        where !one.IsEmpty(node)
        select (node, one);

    /// <summary>Where a text stands.</summary>
    public string AddressOf(PlanPlace place) => PlanAddress.Of(Plan.Slug, place.Node, place.Field!);

    /// <summary>The text at a place as it is now; null when the part was removed.</summary>
    public string? TextAt(PlanPlace place) =>
        Document.Find(place.Node) is { } node && Document.IsVisible(node) && node.Kind.Find(place.Field!) is TextField field ? field.ReadString(node) : null;

    /// <summary>The language of the text at a place.</summary>
    public string LanguageOf(PlanPlace place) => Document.Find(place.Node) is { } node && node.Kind.Find(place.Field!) is TextField field ? TextLanguage.Of(Document, node, field) : TextLanguage.OfPlan(Document);

    private string Country => Countries.OfPlans.Label(Plan.Country);
}
