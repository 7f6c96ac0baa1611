using System.Collections.Frozen;
using PlanEditor.Collaboration;
using PlanEditor.Components.Editor;
using PlanEditor.Identity;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Schema;
using PlanModel.Schema.Vocabularies;
using PlanModel.Workflow;

namespace PlanEditor.Export;

/// <summary>A form in which a plan leaves the editor as one file.</summary>
public interface IPlanFormat
{
    /// <summary>The end of the file's name and of its address, without a dot: "docx".</summary>
    string Extension { get; }

    /// <summary>What the file is: "application/pdf".</summary>
    string MediaType { get; }

    /// <summary>What people call it, on a button: "PDF".</summary>
    string Label => Extension.ToUpperInvariant();

    /// <summary>Why no file of this form can be made on this server, in words; null when it can.</summary>
    string? WhyNot => null;

    /// <summary>Whether it is a form of such a document. What only an action plan has is no form of a report.</summary>
    bool Fits(PlanInfo plan) => true;

    /// <summary>Whether people read it as a text, and so choose one or both of its languages, and the review.</summary>
    bool IsDocument => false;

    /// <summary>Whether the public gets it of a final plan.</summary>
    bool IsPublic => true;

    /// <summary>Writes the file. The same export gives the same bytes.</summary>
    /// <param name="export">What to write.</param>
    /// <param name="to">Where to.</param>
    /// <param name="progress">Told what part is done, 0 to 1.</param>
    /// <param name="cancellation">Ends it; what was written is of no use then.</param>
    /// <exception cref="ExportException">It cannot be made, in words.</exception>
    Task WriteAsync(PlanExport export, Stream to, IProgress<double> progress, CancellationToken cancellation);
}

/// <summary>Which of its two texts a field gives.</summary>
public enum ExportTexts
{
    /// <summary>The authoritative one.</summary>
    Source,

    /// <summary>The working translation; the source, marked as such, where there is none.</summary>
    Translation,

    /// <summary>The source and the translation below it.</summary>
    Both,
}

/// <summary>What a file is made from: one plan at one revision.</summary>
/// <param name="Plan">Whose.</param>
/// <param name="Document">The plan as it stood at the revision.</param>
/// <param name="Revision">The revision.</param>
/// <param name="Site">The site's public address, without a slash at its end.</param>
public sealed record PlanExport(PlanInfo Plan, Document Document, long Revision, Uri Site)
{
    /// <summary>Which texts.</summary>
    public ExportTexts Texts { get; init; }

    /// <summary>Whether the response matrix, the threads and the open suggestions are in it: never for the public.</summary>
    public bool WithReview { get; init; }

    /// <summary>The names of those who take part in the review; empty without it.</summary>
    public IReadOnlyDictionary<UserId, string> Names { get; init; } = new Dictionary<UserId, string>();

    /// <summary>Those who answer comments for the plan; nobody without the review.</summary>
    public IReadOnlySet<UserId> Answering { get; init; } = FrozenSet<UserId>.Empty;

    /// <summary>Which texts are in it and which of them is the authoritative one, where the plan has two; else null.</summary>
    public string? TextsWords => (Texts, ActionPlan.WorkingLanguageOf(Document)) switch
    {
        (ExportTexts.Translation, { } working) => $"Working translation into {Languages.EnglishName(working)}; the text in {SourceLanguage} is the authoritative one",
        (ExportTexts.Both, { } working) => $"{SourceLanguage}, the authoritative text, and its working translation into {Languages.EnglishName(working)}",
        _ => null,
    };

    /// <summary>The web address at which it is read: of a final that is public by everybody, that version's for ever.</summary>
    public string Address => $"{Site.AbsoluteUri.TrimEnd('/')}/{(IsPublic ? $"public/{Plan.Slug}/v{Document.Standing.Version}" : PlanAddress.Of(Plan.Slug))}";

    /// <summary>The address at which a chapter or part of it is read.</summary>
    /// <param name="part">One with a heading of its own.</param>
    public string AddressOf(NodeId part) => IsPublic ? $"{Address}#p-{part}" : $"{Site.AbsoluteUri.TrimEnd('/')}/{PlanAddress.Of(Plan.Slug, part)}";

    private bool IsPublic => Document.State == PlanState.Final && Document.Standing.UnpublishedOf(Document.Standing.Version) is null;

    private string SourceLanguage => Languages.EnglishName(TextLanguage.OfPlan(Document));

    /// <summary>When the revision was made, UTC: the date that the file carries.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The day on which the revision was made, in the plan's country.</summary>
    public DateOnly Day => CountryHabits.DayOf(At, Plan.Country);
}
