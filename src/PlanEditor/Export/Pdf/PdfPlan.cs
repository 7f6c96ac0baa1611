using System.Collections.Immutable;
using PlanEditor.Components.Shared;
using PlanModel;
using PlanModel.Coverage;
using PlanModel.Documents;
using PlanModel.Publishing;
using PlanModel.Schema;
using PlanModel.Timeline;
using PlanModel.Workflow;

namespace PlanEditor.Export.Pdf;

/// <summary>All that is printed of a plan, derived once.</summary>
public sealed class PdfPlan
{
    public const string TimelineId = "annex-timeline";
    public const string CoverageId = "annex-coverage";
    public const string ReviewId = "annex-review";

    private const int CommitmentsMost = 40;

    private readonly HashSet<NodeId> _commitments;

    public PdfPlan(PlanExport export)
    {
        Export = export;
        var document = export.Texts == ExportTexts.Translation ? TranslatedDocument.Of(export.Document) : export.Document;
        var found = CompletenessOf.Get(document);
        Copy = ReadingCopy.Of(export.Document, Enum.Parse<ReadingTexts>(export.Texts.ToString()));
        Language = TextLanguage.OfPlan(document);
        Digits = DocumentDigits.Of(document);
        _commitments = [.. document.Children(document.Root, ActionPlan.Commitment.Kind).Select(node => node.Id)];
        Timeline = PlanTimeline.Of(document, found, export.Day);
        Coverage = PlanCoverage.Of(document, found);
        Annexes = [.. AnnexesOf(document).Select((annex, at) => new PdfAnnex((char)('A' + at), annex.Title, annex.Id))];
    }

    public PlanExport Export { get; }

    public ReadingCopy Copy { get; }

    /// <summary>The language of most words.</summary>
    public string Language { get; }

    /// <summary>How days and numbers are written.</summary>
    public DocumentDigits Digits { get; }

    public PlanTimeline Timeline { get; }

    public PlanCoverage Coverage { get; }

    /// <summary>What stands behind the chapters.</summary>
    public ImmutableArray<PdfAnnex> Annexes { get; }

    /// <summary>Whether it has so many commitments that nobody turns the pages. Then they do not tell how many there are, for which all is laid out twice.</summary>
    public bool IsLong => _commitments.Count > CommitmentsMost;

    /// <summary>Whether a section begins a page: commitments do, unless it is long.</summary>
    public bool BeginsPage(ReadingSection section) => !IsLong && _commitments.Contains(section.Node);

    /// <summary>Title and country, as windows and running heads have it.</summary>
    public string Title => Copy.Cover.Country.Length > 0 ? $"{Copy.Cover.Title.Text}, {Copy.Cover.Country}" : Copy.Cover.Title.Text;

    /// <summary>"Draft, revision 12"; "Final, version 1".</summary>
    public string Standing =>
        Export.Document.State == PlanState.Final ? $"{Copy.Cover.StateName}, version {Export.Document.Standing.Version}" : $"Draft, revision {Export.Revision}";

    private IEnumerable<(string Title, string Id)> AnnexesOf(Document document)
    {
        if (Timeline.Rows.Any(row => row.To is not null)) yield return ("Timeline", TimelineId);
        if (Timeline.Rows.Length > 0) yield return ("What the plan covers", CoverageId);
        if (Export.WithReview && (document.Threads.Count > 0 || document.Proposals.Forgotten > 0 || document.Proposals.Any(proposal => proposal.Sent is not null))) yield return ("Comments and answers", ReviewId);
    }
}

/// <summary>A part behind the chapters.</summary>
/// <param name="Letter">"A".</param>
/// <param name="Title">Its heading, in English.</param>
/// <param name="Id">The id of its element.</param>
public sealed record PdfAnnex(char Letter, string Title, string Id);
