namespace PlanEditor.Export.Pdf;

/// <summary>How the contents of a page (<see cref="Chromium.Contents"/>) are made anew once it is printed and it is known on which page each place stands that they lead to.</summary>
/// <param name="Of">Makes them of the page of each place, by its name, and of how many pages there are where they shall be printed without what stands behind them; null: it stays.</param>
/// <param name="Alone">Whether they look the same without what stands behind them.</param>
public sealed record PrintContents(Func<IReadOnlyDictionary<string, int>, int?, Task<string>> Of, bool Alone);
