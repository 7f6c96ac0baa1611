using PlanModel.Documents;
using PlanModel.Schema;

namespace PlanEditor.Components.Editor.Fields;

/// <summary>Where a calendar opens for a day that nobody has set: at another day of the same node, or of the nearest node above.</summary>
public static class DatesNearby
{
    public static DateOnly? Of(Document document, Node node, DateField field)
    {
        foreach (var at in document.Above(node).Prepend(node))
        {
            foreach (var other in at.Kind.Fields.OfType<DateField>())
                if (other != field && other.Read(at) is { } day) return day;
        }

        return null;
    }
}
