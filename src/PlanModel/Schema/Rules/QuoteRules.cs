namespace PlanModel.Schema.Rules;

/// <summary>QUOTE: no words of a draft reach others than its own readers before the country agreed.</summary>
internal static class QuoteRules
{
    public static void Check(PlanCheck check)
    {
        foreach (var quote in check.Of(AnalyticalReport.Quote.Kind))
            if (!AnalyticalReport.Quote.Cleared.Read(quote) && (AnalyticalReport.Quote.Source.Read(quote) is not null || !AnalyticalReport.Quote.Words.IsEmpty(quote)))
                check.Block(
                    "QUOTE.cleared", quote, AnalyticalReport.Quote.Cleared,
                    $"{check.Name(quote)}: these are words of a draft. Ask the country whether all may read them and then mark them as free to be read, or quote its final plan.");
    }
}
