using System.Globalization;
using PlanEditor.Collaboration;
using PlanEditor.Export;
using PlanEditor.Export.Jobs;

namespace PlanEditor.Components.Export;

/// <summary>How screens speak of files.</summary>
public static class ExportWords
{
    /// <summary>What a form of file is good for.</summary>
    /// <param name="format">The form.</param>
    /// <param name="plan">Of which document.</param>
    public static string About(IPlanFormat format, PlanInfo plan) => format.Extension switch
    {
        "docx" => "To work on and to sign; with the review, comments are Word comments and suggestions tracked changes",
        "pdf" when plan.IsReport => "To print and to hand on: page numbers and contents",
        "pdf" => "To print and to hand on: page numbers, contents, timeline and coverage",
        "json" => "For programs: every part and value, to read in again",
        "xlsx" => $"Every table of the {(plan.IsReport ? "report" : "plan")}, a sheet each",
        "csv.zip" => $"Every table of the {(plan.IsReport ? "report" : "plan")} as CSV",
        "dcat.jsonld" => "The plan’s datasets as a catalogue (DCAT) for data portals",
        "ics" => "Milestones for a calendar",
        { } agreed when agreed.StartsWith(ConclusionsFormat.Agreed, StringComparison.Ordinal) => "The conclusions and recommendations that were agreed, on their own",
        { } outcome when outcome.StartsWith(ConclusionsFormat.Outcome, StringComparison.Ordinal) => "Those of them that go into the outcome document",
        _ => "",
    };

    public static string Of(ExportState state) => state switch
    {
        ExportState.Waiting => "Waits for its turn",
        ExportState.Running => "Being made",
        ExportState.Done => "Ready",
        ExportState.Failed => "Not made",
        _ => "Cancelled",
    };

    /// <summary>What was asked for: "PDF, translation, with the review".</summary>
    public static string Of(ExportRequest request, string label) =>
        label + request.Texts switch { ExportTexts.Translation => ", translation", ExportTexts.Both => ", both languages", _ => "" } + (request.WithReview ? ", with the review" : "");

    /// <summary>"320 kB", "1.4 MB".</summary>
    public static string Size(long bytes) => bytes < 1_000_000
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, bytes / 1000)} kB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.#} MB");
}
