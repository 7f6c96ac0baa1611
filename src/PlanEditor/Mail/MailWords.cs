using System.Collections.Frozen;
using System.Globalization;
using PlanEditor.Notices;
using PlanModel.Notices;
using PlanModel.Publishing;

namespace PlanEditor.Mail;

/// <summary>What a notice says, in a language that plans are written in: in mails in that of the person, on screens in English.</summary>
/// <param name="Language">Its code.</param>
/// <param name="Plan">What a country's plan is called; {0}: the country.</param>
/// <param name="Many">The subject of several notices; {0}: how many.</param>
/// <param name="Why">Why one gets the mail.</param>
/// <param name="Choose">The link to what one can choose.</param>
/// <param name="Stop">The link that ends the mails.</param>
/// <param name="AssignedBy">That one is asked to see to a comment by a day; {0}: who, {1}: the day.</param>
/// <param name="Countries">What the countries of the workshop are called, by code; further ones have their English name.</param>
/// <param name="Kinds">What each kind says; {0}: who, {1}: the day.</param>
public sealed partial record MailWords(
    string Language, string Plan, string Many, string Why, string Choose, string Stop, string AssignedBy, FrozenDictionary<string, string> Countries, FrozenDictionary<NoticeKind, string> Kinds)
{
    private DocumentDigits Digits => DocumentDigits.OfLanguage(Language);

    /// <summary>The words of a language, or the English ones.</summary>
    public static MailWords Of(string language) => All.GetValueOrDefault(language, All["en"]);

    /// <summary>"Action plan of Nepal".</summary>
    public string PlanOf(string country) => string.Format(CultureInfo.InvariantCulture, Plan, Countries.GetValueOrDefault(country) ?? PlanModel.Schema.Vocabularies.Countries.Find(country)?.Name ?? country);

    /// <summary>"OgdPlans: 3 notices".</summary>
    public string Several(int count) => string.Format(CultureInfo.InvariantCulture, Many, Digits.Number(count.ToString(CultureInfo.InvariantCulture)));

    /// <summary>"Reviewer, DPADM named you (C2.M3)".</summary>
    public string Say(ShownNotice notice)
    {
        var day = notice.Day is { } due ? Digits.Day(due) : "";
        var words = notice is { Kind: NoticeKind.Assigned, Day: not null } ? AssignedBy : notice.OfReport && OfReport[Language].TryGetValue(notice.Kind, out var ofReport) ? ofReport : Kinds[notice.Kind];
        var said = string.Format(CultureInfo.InvariantCulture, words, notice.Name, day);
        return notice.Place.Length > 0 ? $"{said} ({notice.Place})" : said;
    }
}
