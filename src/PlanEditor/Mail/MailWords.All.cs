using System.Collections.Frozen;
using PlanModel.Notices;

namespace PlanEditor.Mail;

public sealed partial record MailWords
{
    /// <summary>All languages.</summary>
    public static FrozenDictionary<string, MailWords> All { get; } = new[] { English(), Spanish(), Bengali(), Nepali() }.ToFrozenDictionary(words => words.Language);

    private static MailWords English() => new(
        "en",
        "Action plan of {0}",
        "OgdPlans: {0} notices",
        "You get this because you have an account in OgdPlans.",
        "Choose what you are mailed",
        "No more mails",
        CountriesOf("Bangladesh", "Nepal", "Panama", "Uruguay"),
        KindsOf(
            mentioned: "{0} named you in a comment",
            assigned: "{0} asks you to see to a comment",
            answered: "{0} answered a comment",
            addressed: "{0} addressed a comment",
            confirmed: "{0} confirmed a comment as resolved",
            commentReopened: "{0} reopened a comment",
            commented: "{0} commented on the plan",
            suggested: "{0} suggests a change",
            suggestionAccepted: "{0} accepted what you suggested",
            suggestionDeclined: "{0} declined what you suggested",
            suggestionReopened: "{0} took the answer to your suggestion back",
            submitted: "{0} submitted the plan for review",
            changesRequested: "{0} asks for changes",
            approved: "{0} approved the plan",
            markedFinal: "{0} marked the plan final",
            planReopened: "{0} reopened the plan as its next version",
            erratumNoted: "{0} noted an erratum on the final plan",
            unpublished: "{0} took the final plan off the public pages",
            publishedAgain: "{0} put the final plan back on the public pages",
            deadlineSet: "{0} set the deadline to {1}",
            dueSoon: "The deadline is near: {1}",
            dueNext: "The deadline is {1}",
            overdue: "The deadline is over: it was {1}"));

    private static MailWords Spanish() => new(
        "es",
        "Plan de acción de {0}",
        "OgdPlans: {0} avisos",
        "Recibe este mensaje porque tiene una cuenta en OgdPlans.",
        "Elegir qué avisos recibir por correo",
        "No recibir más correos",
        CountriesOf("Bangladesh", "Nepal", "Panamá", "Uruguay"),
        KindsOf(
            mentioned: "{0} le ha mencionado en un comentario",
            assigned: "{0} le ha asignado un comentario",
            answered: "{0} ha respondido a un comentario",
            addressed: "{0} ha atendido un comentario",
            confirmed: "{0} ha confirmado que un comentario está resuelto",
            commentReopened: "{0} ha reabierto un comentario",
            commented: "{0} ha comentado el plan",
            suggested: "{0} sugiere un cambio",
            suggestionAccepted: "{0} ha aceptado su sugerencia",
            suggestionDeclined: "{0} ha rechazado su sugerencia",
            suggestionReopened: "{0} ha retirado la respuesta a su sugerencia",
            submitted: "{0} ha presentado el plan a revisión",
            changesRequested: "{0} solicita cambios",
            approved: "{0} ha aprobado el plan",
            markedFinal: "{0} ha marcado el plan como final",
            planReopened: "{0} ha reabierto el plan como nueva versión",
            erratumNoted: "{0} ha anotado una errata en el plan final",
            unpublished: "{0} ha retirado el plan final de las páginas públicas",
            publishedAgain: "{0} ha vuelto a publicar el plan final",
            deadlineSet: "{0} ha fijado el plazo: {1}",
            dueSoon: "El plazo se acerca: {1}",
            dueNext: "El plazo termina el {1}",
            overdue: "El plazo ha vencido: era el {1}"));

    private static MailWords Bengali() => new(
        "bn",
        "{0}-এর কর্মপরিকল্পনা",
        "OgdPlans: {0}টি বিজ্ঞপ্তি",
        "OgdPlans-এ আপনার অ্যাকাউন্ট আছে বলে এই ইমেইল পাচ্ছেন।",
        "কোন বিজ্ঞপ্তি ইমেইলে চান তা বেছে নিন",
        "আর ইমেইল চাই না",
        CountriesOf("বাংলাদেশ", "নেপাল", "পানামা", "উরুগুয়ে"),
        KindsOf(
            mentioned: "{0} একটি মন্তব্যে আপনাকে উল্লেখ করেছেন",
            assigned: "{0} আপনাকে একটি মন্তব্য দেখার দায়িত্ব দিয়েছেন",
            answered: "{0} একটি মন্তব্যের উত্তর দিয়েছেন",
            addressed: "{0} একটি মন্তব্য অনুযায়ী ব্যবস্থা নিয়েছেন",
            confirmed: "{0} নিশ্চিত করেছেন যে একটি মন্তব্যের সমাধান হয়েছে",
            commentReopened: "{0} একটি মন্তব্য আবার খুলেছেন",
            commented: "{0} পরিকল্পনায় মন্তব্য করেছেন",
            suggested: "{0} একটি পরিবর্তনের প্রস্তাব দিয়েছেন",
            suggestionAccepted: "{0} আপনার প্রস্তাব গ্রহণ করেছেন",
            suggestionDeclined: "{0} আপনার প্রস্তাব গ্রহণ করেননি",
            suggestionReopened: "{0} আপনার প্রস্তাবের উত্তর ফিরিয়ে নিয়েছেন",
            submitted: "{0} পরিকল্পনাটি পর্যালোচনার জন্য জমা দিয়েছেন",
            changesRequested: "{0} পরিবর্তন চেয়েছেন",
            approved: "{0} পরিকল্পনাটি অনুমোদন করেছেন",
            markedFinal: "{0} পরিকল্পনাটি চূড়ান্ত করেছেন",
            planReopened: "{0} পরবর্তী সংস্করণ হিসেবে পরিকল্পনাটি আবার খুলেছেন",
            erratumNoted: "{0} চূড়ান্ত পরিকল্পনায় একটি ভুল সংশোধন লিখেছেন",
            unpublished: "{0} চূড়ান্ত পরিকল্পনাটি সর্বজনীন পাতা থেকে সরিয়েছেন",
            publishedAgain: "{0} চূড়ান্ত পরিকল্পনাটি সর্বজনীন পাতায় ফিরিয়ে এনেছেন",
            deadlineSet: "{0} সময়সীমা নির্ধারণ করেছেন: {1}",
            dueSoon: "সময়সীমা কাছে এসেছে: {1}",
            dueNext: "সময়সীমা শেষ হবে: {1}",
            overdue: "সময়সীমা পেরিয়ে গেছে: {1}"));

    private static MailWords Nepali() => new(
        "ne",
        "{0}को कार्ययोजना",
        "OgdPlans: {0} सूचना",
        "OgdPlans मा तपाईंको खाता भएकाले यो इमेल आएको हो।",
        "कुन सूचना इमेलमा चाहिन्छ छान्नुहोस्",
        "अब इमेल नपठाउनुहोस्",
        CountriesOf("बङ्गलादेश", "नेपाल", "पानामा", "उरुग्वे"),
        KindsOf(
            mentioned: "{0} ले टिप्पणीमा तपाईंलाई उल्लेख गर्नुभयो",
            assigned: "{0} ले तपाईंलाई एउटा टिप्पणी हेर्न जिम्मा दिनुभयो",
            answered: "{0} ले टिप्पणीको जवाफ दिनुभयो",
            addressed: "{0} ले टिप्पणीअनुसार काम गर्नुभयो",
            confirmed: "{0} ले टिप्पणी समाधान भएको पुष्टि गर्नुभयो",
            commentReopened: "{0} ले टिप्पणी फेरि खोल्नुभयो",
            commented: "{0} ले योजनामा टिप्पणी गर्नुभयो",
            suggested: "{0} ले परिवर्तनको सुझाव दिनुभयो",
            suggestionAccepted: "{0} ले तपाईंको सुझाव स्वीकार गर्नुभयो",
            suggestionDeclined: "{0} ले तपाईंको सुझाव अस्वीकार गर्नुभयो",
            suggestionReopened: "{0} ले तपाईंको सुझावको जवाफ फिर्ता लिनुभयो",
            submitted: "{0} ले योजना समीक्षाका लागि पेस गर्नुभयो",
            changesRequested: "{0} ले परिवर्तन माग्नुभयो",
            approved: "{0} ले योजना अनुमोदन गर्नुभयो",
            markedFinal: "{0} ले योजना अन्तिम भनी चिन्ह लगाउनुभयो",
            planReopened: "{0} ले योजना अर्को संस्करणका रूपमा फेरि खोल्नुभयो",
            erratumNoted: "{0} ले अन्तिम योजनामा शुद्धिपत्र टिप्नुभयो",
            unpublished: "{0} ले अन्तिम योजना सार्वजनिक पृष्ठबाट हटाउनुभयो",
            publishedAgain: "{0} ले अन्तिम योजना सार्वजनिक पृष्ठमा फेरि राख्नुभयो",
            deadlineSet: "{0} ले म्याद तोक्नुभयो: {1}",
            dueSoon: "म्याद नजिकिँदै छ: {1}",
            dueNext: "म्याद सकिने दिन: {1}",
            overdue: "म्याद सकियो: {1}"));

    private static FrozenDictionary<string, string> CountriesOf(string bangladesh, string nepal, string panama, string uruguay) =>
        new Dictionary<string, string> { ["BD"] = bangladesh, ["NP"] = nepal, ["PA"] = panama, ["UY"] = uruguay }.ToFrozenDictionary();

    private static FrozenDictionary<NoticeKind, string> KindsOf(
        string mentioned, string assigned, string answered, string addressed, string confirmed, string commentReopened, string commented,
        string suggested, string suggestionAccepted, string suggestionDeclined, string suggestionReopened, string submitted,
        string changesRequested, string approved, string markedFinal, string planReopened,
        string erratumNoted, string unpublished, string publishedAgain, string deadlineSet, string dueSoon, string dueNext, string overdue) =>
        new Dictionary<NoticeKind, string>
        {
            [NoticeKind.Mentioned] = mentioned,
            [NoticeKind.Assigned] = assigned,
            [NoticeKind.Answered] = answered,
            [NoticeKind.Addressed] = addressed,
            [NoticeKind.Confirmed] = confirmed,
            [NoticeKind.CommentReopened] = commentReopened,
            [NoticeKind.Commented] = commented,
            [NoticeKind.Suggested] = suggested,
            [NoticeKind.SuggestionAccepted] = suggestionAccepted,
            [NoticeKind.SuggestionDeclined] = suggestionDeclined,
            [NoticeKind.SuggestionReopened] = suggestionReopened,
            [NoticeKind.Submitted] = submitted,
            [NoticeKind.ChangesRequested] = changesRequested,
            [NoticeKind.Approved] = approved,
            [NoticeKind.MarkedFinal] = markedFinal,
            [NoticeKind.PlanReopened] = planReopened,
            [NoticeKind.ErratumNoted] = erratumNoted,
            [NoticeKind.Unpublished] = unpublished,
            [NoticeKind.PublishedAgain] = publishedAgain,
            [NoticeKind.DeadlineSet] = deadlineSet,
            [NoticeKind.DueSoon] = dueSoon,
            [NoticeKind.DueNext] = dueNext,
            [NoticeKind.Overdue] = overdue,
        }.ToFrozenDictionary();
}
