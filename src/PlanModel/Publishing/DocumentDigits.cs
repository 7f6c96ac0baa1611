using System.Collections.Immutable;
using System.Globalization;
using PlanModel.Documents;
using PlanModel.Schema;

namespace PlanModel.Publishing;

/// <summary>
/// How a plan that is read writes its days and numbers: "31 Jul 2018" and "48,00,000", in Spanish "31 jul 2018", or, where its writers prefer the digits of its language, "৩১ জুলাই ২০১৮" and "৪৮,০০,০০০".
/// Forms, sums, files for programs and what is stored keep 0 to 9.
/// </summary>
public sealed class DocumentDigits
{
    private static readonly ImmutableArray<string> SpanishMonths = ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"];

    private static readonly DocumentDigits Plain = new(null, '0', []);
    private static readonly DocumentDigits Spanish = new("es", '0', SpanishMonths);
    private static readonly DocumentDigits OfUruguay = new("es", '0', SpanishMonths.SetItem(8, "set"));

    private readonly char _zero;
    private readonly ImmutableArray<string> _months;

    private DocumentDigits(string? language, char zero, ImmutableArray<string> months) => (Language, _zero, _months) = (language, zero, months);

    /// <summary>The language whose digits and months they are; null where they are those of the screens.</summary>
    public string? Language { get; }

    /// <summary>The months in Bengali.</summary>
    public static ImmutableArray<string> BengaliMonths { get; } = ["জানুয়ারি", "ফেব্রুয়ারি", "মার্চ", "এপ্রিল", "মে", "জুন", "জুলাই", "আগস্ট", "সেপ্টেম্বর", "অক্টোবর", "নভেম্বর", "ডিসেম্বর"];

    /// <summary>The months in Nepali.</summary>
    public static ImmutableArray<string> NepaliMonths { get; } = ["जनवरी", "फेब्रुअरी", "मार्च", "अप्रिल", "मे", "जुन", "जुलाई", "अगस्ट", "सेप्टेम्बर", "अक्टोबर", "नोभेम्बर", "डिसेम्बर"];

    private static readonly DocumentDigits Bengali = new("bn", '০', BengaliMonths);
    private static readonly DocumentDigits Nepali = new("ne", '०', NepaliMonths);

    /// <summary>Those of a language where nobody chose: in Bengali and Nepali its own digits.</summary>
    public static DocumentDigits OfLanguage(string language) => language switch
    {
        "es" => Spanish,
        "bn" => Bengali,
        "ne" => Nepali,
        _ => Plain,
    };

    /// <summary>Those of a document, by its language, its country and the choice of its writers.</summary>
    public static DocumentDigits Of(Document document) => (TextLanguage.OfPlan(document), ActionPlan.Plan.NativeDigits.Read(document.Root)) switch
    {
        ("es", _) => ActionPlan.Plan.Country.Read(document.Root) == "UY" ? OfUruguay : Spanish,
        ("bn", true) => Bengali,
        ("ne", true) => Nepali,
        _ => Plain,
    };

    /// <summary>A day.</summary>
    public string Day(DateOnly day) =>
        Language is null ? DateField.Words(day) : Number(string.Create(CultureInfo.InvariantCulture, $"{day.Day} {_months[day.Month - 1]} {day.Year}"));

    /// <summary>Words with numbers in them, written with 0 to 9.</summary>
    public string Number(string words) =>
        _zero == '0' ? words : string.Concat(words.Select(unit => char.IsAsciiDigit(unit) ? (char)(_zero + (unit - '0')) : unit));

    /// <summary>An item of a field as it is read.</summary>
    public string Words(Node node, Field field, ShownItem item) => field switch
    {
        _ when Language is null || item.Written => item.Label,
        DateField date when date.Read(node) is { } day => Day(day),
        NumberField => Number(item.Label),
        _ => item.Label,
    };
}
