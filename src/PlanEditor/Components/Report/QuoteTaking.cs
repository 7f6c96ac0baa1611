using PlanModel.Documents;
using PlanModel.History;
using PlanModel.Operations;
using PlanModel.Schema;

namespace PlanEditor.Components.Report;

/// <summary>What makes a quote have the words of a plan as they are now.</summary>
public static class QuoteTaking
{
    /// <summary>The operations, made for the quote as it is.</summary>
    /// <param name="quote">The quote.</param>
    /// <param name="source">The plan.</param>
    /// <param name="place">The text in it.</param>
    /// <param name="now">The words.</param>
    /// <param name="agreed">Whether the country of a draft agreed that all who read the report read them.</param>
    public static IEnumerable<Operation> Take(Node quote, QuotedPlan source, PlanPlace place, string now, bool agreed)
    {
        var cleared = agreed || source.IsFinal;
        if (AnalyticalReport.Quote.Cleared.Read(quote) != cleared) yield return new SetField(quote.Id, AnalyticalReport.Quote.Cleared.Key, Scalar.Of(cleared));
        yield return new SetField(quote.Id, AnalyticalReport.Quote.Source.Key, Scalar.Of((place with { Revision = source.Revision }).ToString()));
        var node = source.Document[place.Node];
        foreach (var (field, text) in new[] { (AnalyticalReport.Quote.From, Line(source.NameOf(node, node.Kind.Find(place.Field!)!))), (AnalyticalReport.Quote.Words, now) })
            if (field.ReadString(quote) != text) yield return new EditText(quote.Id, field.Key, TextComparison.Edit(field.ReadString(quote), text));
    }

    private static string Line(string name) => name.Length <= TextField.LineUnitsMax ? name : $"{name[..(char.IsHighSurrogate(name[TextField.LineUnitsMax - 2]) ? TextField.LineUnitsMax - 2 : TextField.LineUnitsMax - 1)]}…";
}
