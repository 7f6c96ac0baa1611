using System.Collections.Immutable;
using PlanEditor.Components.Editor.Fields;

namespace PlanEditor.Import;

/// <summary>Guesses from the headers of a sheet where its columns go: by label or key, however it is written, and by a header that begins with a label.</summary>
public static class ColumnGuess
{
    /// <summary>For each column where it goes; null: nowhere.</summary>
    public static ImmutableArray<ImportTarget?> Of(ImportKind kind, ImmutableArray<string> headers)
    {
        var columns = new ImportTarget?[headers.Length];
        var words = headers.Select(Plain).ToArray();
        Take((header, name) => header == name);
        Take((header, name) => name.Length > 2 && header.StartsWith(name, StringComparison.Ordinal));
        return [.. columns];

        void Take(Func<string, string, bool> fits)
        {
            foreach (var target in kind.Targets)
            {
                if (columns.Contains(target)) continue;
                var at = Array.FindIndex(words, header => header.Length > 0 && NamesOf(kind, target).Any(name => fits(header, Plain(name))));
                if (at >= 0 && columns[at] is null) columns[at] = target;
            }
        }
    }

    // A column of titles is often headed by what the rows are.
    private static IEnumerable<string> NamesOf(ImportKind kind, ImportTarget target) =>
        target.Field == kind.Title ? [target.Label, target.Key, kind.Kind.Label, "name", "title"] : [target.Label, target.Key];

    private static string Plain(string words) => string.Concat(NativeDigits.ToAscii(words).Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
