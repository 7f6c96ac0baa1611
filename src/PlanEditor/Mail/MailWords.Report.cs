using System.Collections.Frozen;
using PlanModel.Notices;

namespace PlanEditor.Mail;

public sealed partial record MailWords
{
    /// <summary>What is said otherwise of the workshop's report than of a plan, by language.</summary>
    private static FrozenDictionary<string, FrozenDictionary<NoticeKind, string>> OfReport { get; } = new Dictionary<string, FrozenDictionary<NoticeKind, string>>
    {
        ["en"] = ReportKindsOf(
            commented: "{0} commented on the report",
            circulated: "{0} circulated the report. Comments are asked for until {1}",
            withdrawn: "{0} took the report back to drafting",
            closed: "{0} closed the circulation of the report",
            published: "{0} published the report",
            reopened: "{0} reopened the report as its next version",
            erratumNoted: "{0} noted an erratum on the published report",
            unpublished: "{0} took the report off the public pages",
            publishedAgain: "{0} put the report back on the public pages"),
        ["es"] = ReportKindsOf(
            commented: "{0} ha comentado el informe",
            circulated: "{0} ha distribuido el informe. Se admiten comentarios hasta el {1}",
            withdrawn: "{0} ha devuelto el informe a la fase de redacción",
            closed: "{0} ha cerrado el plazo de comentarios al informe",
            published: "{0} ha publicado el informe",
            reopened: "{0} ha reabierto el informe como nueva versión",
            erratumNoted: "{0} ha anotado una errata en el informe publicado",
            unpublished: "{0} ha retirado el informe de las páginas públicas",
            publishedAgain: "{0} ha vuelto a publicar el informe"),
        ["bn"] = ReportKindsOf(
            commented: "{0} প্রতিবেদনে মন্তব্য করেছেন",
            circulated: "{0} প্রতিবেদনটি মন্তব্যের জন্য বিতরণ করেছেন। মন্তব্যের শেষ দিন: {1}",
            withdrawn: "{0} প্রতিবেদনটি খসড়ায় ফিরিয়ে নিয়েছেন",
            closed: "{0} প্রতিবেদনে মন্তব্য নেওয়া বন্ধ করেছেন",
            published: "{0} প্রতিবেদনটি প্রকাশ করেছেন",
            reopened: "{0} পরবর্তী সংস্করণ হিসেবে প্রতিবেদনটি আবার খুলেছেন",
            erratumNoted: "{0} প্রকাশিত প্রতিবেদনে একটি ভুল সংশোধন লিখেছেন",
            unpublished: "{0} প্রতিবেদনটি সর্বজনীন পাতা থেকে সরিয়েছেন",
            publishedAgain: "{0} প্রতিবেদনটি সর্বজনীন পাতায় ফিরিয়ে এনেছেন"),
        ["ne"] = ReportKindsOf(
            commented: "{0} ले प्रतिवेदनमा टिप्पणी गर्नुभयो",
            circulated: "{0} ले प्रतिवेदन टिप्पणीका लागि पठाउनुभयो। टिप्पणीको अन्तिम दिन: {1}",
            withdrawn: "{0} ले प्रतिवेदन मस्यौदामा फिर्ता लिनुभयो",
            closed: "{0} ले प्रतिवेदनमा टिप्पणी लिन बन्द गर्नुभयो",
            published: "{0} ले प्रतिवेदन प्रकाशित गर्नुभयो",
            reopened: "{0} ले प्रतिवेदन अर्को संस्करणका रूपमा फेरि खोल्नुभयो",
            erratumNoted: "{0} ले प्रकाशित प्रतिवेदनमा शुद्धिपत्र टिप्नुभयो",
            unpublished: "{0} ले प्रतिवेदन सार्वजनिक पृष्ठबाट हटाउनुभयो",
            publishedAgain: "{0} ले प्रतिवेदन सार्वजनिक पृष्ठमा फेरि राख्नुभयो"),
    }.ToFrozenDictionary();

    private static FrozenDictionary<NoticeKind, string> ReportKindsOf(
        string commented, string circulated, string withdrawn, string closed, string published, string reopened, string erratumNoted, string unpublished, string publishedAgain) =>
        new Dictionary<NoticeKind, string>
        {
            [NoticeKind.Commented] = commented,
            [NoticeKind.Submitted] = circulated,
            [NoticeKind.Withdrawn] = withdrawn,
            [NoticeKind.ChangesRequested] = closed,
            [NoticeKind.MarkedFinal] = published,
            [NoticeKind.PlanReopened] = reopened,
            [NoticeKind.ErratumNoted] = erratumNoted,
            [NoticeKind.Unpublished] = unpublished,
            [NoticeKind.PublishedAgain] = publishedAgain,
        }.ToFrozenDictionary();
}
