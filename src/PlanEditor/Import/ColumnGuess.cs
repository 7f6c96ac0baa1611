using System.Collections.Immutable;
using PlanModel.Search;

namespace PlanEditor.Import;

/// <summary>
/// Guesses from the headers of a sheet where its columns go: by label or key, however it is written, by a header that begins with a label, and by the words that
/// usually stand there in the languages of plans.
/// </summary>
public static class ColumnGuess
{
    // Spanish, Bengali, Nepali.
    private static readonly Dictionary<string, string[]> Usual = new(StringComparer.Ordinal)
    {
        ["commitment"] = ["compromiso", "প্রতিশ্রুতি", "অঙ্গীকার", "प्रतिबद्धता"],
        ["milestone"] = ["hito", "paso", "actividad", "মাইলফলক", "ধাপ", "चरण", "कदम"],
        ["dataset"] = ["conjunto de datos", "ডেটাসেট", "উপাত্ত", "डेटासेट", "तथ्याङ्क"],
        ["organisation"] = ["organización", "organismo", "institución", "entidad", "সংস্থা", "প্রতিষ্ঠান", "संस्था", "निकाय"],
        ["title"] = ["título", "nombre", "শিরোনাম", "নাম", "शीर्षक", "नाम"],
        ["name"] = ["nombre", "título", "নাম", "नाम"],
        ["description"] = ["descripción", "বিবরণ", "বর্ণনা", "विवरण"],
        ["problem"] = ["problema", "problema público", "সমস্যা", "समस्या"],
        ["solution"] = ["solución", "সমাধান", "समाधान"],
        ["expectedResults"] = ["resultados", "resultados esperados", "প্রত্যাশিত ফলাফল", "अपेक्षित नतिजा"],
        ["startDate"] = ["inicio", "comienzo", "desde", "fecha de inicio", "শুরু", "শুরুর তারিখ", "सुरु", "सुरु मिति"],
        ["endDate"] = ["fin", "término", "hasta", "fecha de fin", "fecha de término", "শেষ", "শেষ তারিখ", "अन्त्य", "अन्तिम मिति"],
        ["dueDate"] = ["vence", "vencimiento", "fecha de vencimiento", "fecha límite", "plazo", "fin", "término", "hasta", "fecha de fin", "fecha de término", "শেষ", "শেষ তারিখ", "সময়সীমা", "अन्त्य", "अन्तिम मिति", "म्याद"],
        ["leadOrganisation"] = ["responsable", "organismo responsable", "líder", "মূল সংস্থা", "जिम्मेवार निकाय"],
        ["responsible"] = ["responsable", "organismo responsable", "দায়িত্বপ্রাপ্ত", "দায়িত্বপ্রাপ্ত সংস্থা", "जिम्मेवार", "जिम्मेवार निकाय"],
        ["deliverable"] = ["entregable", "producto"],
        ["status"] = ["estado", "অবস্থা", "अवस्था", "स्थिति"],
        ["publisher"] = ["publicador", "organismo que publica", "প্রকাশক", "प्रकाशक"],
        ["frequency"] = ["frecuencia", "periodicidad", "आवृत्ति"],
        ["licence"] = ["licencia", "লাইসেন্স", "लाइसेन्स"],
        ["acronym"] = ["sigla", "siglas", "acrónimo", "সংক্ষিপ্ত নাম", "छोटो नाम"],
        ["kind"] = ["tipo", "ধরন", "प्रकार"],
        ["level"] = ["nivel", "স্তর", "तह"],
    };

    /// <summary>For each column where it goes; null: nowhere.</summary>
    public static ImmutableArray<ImportTarget?> Of(ImportKind kind, ImmutableArray<string> headers)
    {
        var columns = new ImportTarget?[headers.Length];
        var words = headers.Select(Plain).ToArray();
        Take(NamesOf, (header, name) => header == name);
        Take(NamesOf, (header, name) => name.Length > 2 && header.StartsWith(name, StringComparison.Ordinal));
        Take(UsualOf, (header, name) => header == name);
        return [.. columns];

        void Take(Func<ImportKind, ImportTarget, IEnumerable<string>> names, Func<string, string, bool> fits)
        {
            foreach (var target in kind.Targets)
            {
                if (columns.Contains(target)) continue;
                var at = Array.FindIndex(words, header => header.Length > 0 && names(kind, target).Any(name => fits(header, Plain(name))));
                if (at >= 0 && columns[at] is null) columns[at] = target;
            }
        }
    }

    /// <summary>A word by which a column is known in a language of plans, as a help beside its English label; null: none, or the language is English.</summary>
    public static string? WordIn(ImportKind kind, ImportTarget target, string? language) =>
        (target.Field == kind.Title ? [.. Usual.GetValueOrDefault(kind.Kind.Key, []), .. UsualOf(kind, target)] : UsualOf(kind, target)).FirstOrDefault(word => IsIn(word, language));

    private static bool IsIn(string word, string? language) => language switch
    {
        "bn" => word.Any(letter => letter is >= '\u0980' and <= '\u09FF'),
        "ne" => word.Any(letter => letter is >= '\u0900' and <= '\u097F'),
        "es" => word.All(letter => letter < '\u0250'),
        _ => false,
    };

    // A column of titles is often headed by what the rows are.
    private static IEnumerable<string> NamesOf(ImportKind kind, ImportTarget target) =>
        target.Field == kind.Title ? [target.Label, target.Key, kind.Kind.Label, "name", "title"] : [target.Label, target.Key];

    private static IEnumerable<string> UsualOf(ImportKind kind, ImportTarget target) =>
        [.. Usual.GetValueOrDefault(target.Key, []), .. target.Field == kind.Title ? Usual.GetValueOrDefault(kind.Kind.Key, []) : []];

    private static string Plain(string words) => string.Concat(SearchText.Fold(words).Where(char.IsLetterOrDigit));
}
