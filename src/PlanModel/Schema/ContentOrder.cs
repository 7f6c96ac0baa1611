using System.Globalization;
using PlanModel.Documents;

namespace PlanModel.Schema;

/// <summary>How names of a plan are sorted: as its readers expect it, in the language in which it is written, without regard to case, and C2 before C10.</summary>
public static class ContentOrder
{
    /// <summary>The order of a plan's own language.</summary>
    public static StringComparer Of(Document document) => Of(ActionPlan.Plan.Language.Read(document.Root));

    /// <summary>The order of a language.</summary>
    /// <param name="language">A code of the plans' languages; null or another: an order that fits most.</param>
    public static StringComparer Of(string? language) => StringComparer.Create(CultureInfo.GetCultureInfo(language ?? ""), CompareOptions.IgnoreCase | CompareOptions.NumericOrdering);

    /// <summary>Parts of one kind as lists show them: those of a register by name, all others as they stand.</summary>
    public static IEnumerable<Node> Listed(Document document, IEnumerable<Node> parts)
    {
        var all = parts.ToArray();
        return all is [{ Kind.Alphabetical: true }, ..] ? all.OrderBy(document.Title, Of(document)) : all;
    }
}
