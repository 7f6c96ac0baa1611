namespace PlanEditor.Export.Pdf;

/// <summary>How a page gets the numbers of its own pages once it is printed and it is known on which of them each place stands that its contents (<see cref="Chromium.Contents"/>) lead to.</summary>
/// <param name="Of">Makes the contents of the page of each place, by its name.</param>
/// <param name="Front">Makes of that, and of how many pages there are, a page of what stands before the first of these places and nothing else; null: it would not look the same without what follows.</param>
public sealed record PrintContents(Func<IReadOnlyDictionary<string, int>, Task<string>> Of, Func<IReadOnlyDictionary<string, int>, int, Task<string>>? Front);
