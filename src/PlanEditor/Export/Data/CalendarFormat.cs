using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using PlanEditor.Collaboration;
using PlanEditor.Markdown;
using PlanModel.Documents;
using PlanModel.Schema;

namespace PlanEditor.Export.Data;

/// <summary>The milestones of a plan as a calendar (RFC 5545): a whole day for each, on which it is due. A milestone keeps its UID from version to version, so that a program moves it.</summary>
public sealed class CalendarFormat : IPlanFormat
{
    public string Extension => "ics";

    public string MediaType => "text/calendar";

    public string Label => "Calendar";

    public bool Fits(PlanInfo plan) => plan.IsPlan;

    public async Task WriteAsync(PlanExport export, Stream to, IProgress<double> progress, CancellationToken cancellation)
    {
        var document = export.Document;
        var calendar = new Calendar { ProductId = "-//OgdPlans//Milestones//EN", Method = "PUBLISH" };
        calendar.AddProperty("X-WR-CALNAME", document.Title(document.Root));
        foreach (var commitment in document.Children(document.Root, ActionPlan.Commitment.Kind))
            foreach (var milestone in document.Children(commitment, ActionPlan.Milestone.Kind))
                if (ActionPlan.Milestone.DueDate.Read(milestone) is { } due) calendar.Events.Add(EventOf(export, commitment, milestone, due));
        await to.WriteAsync(Encoding.UTF8.GetBytes(new CalendarSerializer().SerializeToString(calendar) ?? ""), cancellation);
    }

    private static CalendarEvent EventOf(PlanExport export, Node commitment, Node milestone, DateOnly due)
    {
        var document = export.Document;
        return new CalendarEvent
        {
            Uid = $"{milestone.Id}.{export.Plan.Slug}@{export.Site.Host}",
            // A program that has the milestone takes another day only with a higher number.
            Sequence = checked((int)export.Revision),
            DtStamp = new CalDateTime(export.At.UtcDateTime, "UTC"),
            Start = new CalDateTime(due),
            End = new CalDateTime(due.AddDays(1)),
            Summary = $"{document.Number(milestone)} {document.Title(milestone)}",
            Description = string.Join('\n', Lines(document, commitment, milestone)),
            Url = new Uri(export.AddressOf(commitment.Id)),
            Status = ActionPlan.Milestone.Status.Read(milestone) == ActionPlan.Milestone.Cancelled ? EventStatus.Cancelled : EventStatus.Confirmed,
            Transparency = TransparencyType.Transparent,
        };
    }

    private static IEnumerable<string> Lines(Document document, Node commitment, Node milestone)
    {
        if (!ActionPlan.Milestone.Deliverable.IsEmpty(milestone)) yield return MarkdownHtml.Plain(ActionPlan.Milestone.Deliverable.ReadString(milestone));
        yield return $"{document.Number(commitment)} {document.Title(commitment)}";
        foreach (var responsible in ShownItem.Of(document, milestone, ActionPlan.Milestone.Responsible).Where(one => !one.Gone)) yield return $"{ActionPlan.Milestone.Responsible.Label}: {responsible.Label}";
    }
}
