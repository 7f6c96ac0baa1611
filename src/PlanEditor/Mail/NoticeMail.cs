using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Text;
using PlanEditor.Notices;

namespace PlanEditor.Mail;

/// <summary>Writes the mail that tells somebody of notices: plain text and simple HTML, in that person's language, with nothing of the plan but how a comment begins.</summary>
public sealed class NoticeMail(IOptions<MailOptions> options, StopLinks stop)
{
    public MimeMessage Write(MailRow mail, Recipient to, ImmutableArray<PlanNotices> plans)
    {
        var words = MailWords.Of(to.Language);
        var from = MailboxAddress.Parse(options.Value.From);
        var site = options.Value.Site.TrimEnd('/');
        var links = new Links($"{site}/notices/", $"{site}/notices#choices", $"{site}/mail/stop/{stop.CodeOf(to.Actor.User)}");
        var message = new MimeMessage
        {
            // The same each time, so that a mail that is sent again is known to be the same.
            MessageId = string.Create(CultureInfo.InvariantCulture, $"notices.{mail.Key}.{mail.MadeAt.ToUnixTimeMilliseconds()}@{from.Domain}"),
            Date = mail.MadeAt,
            Subject = OneLine(SubjectOf(words, plans)),
        };
        message.From.Add(from);
        message.To.Add(new MailboxAddress(OneLine(to.Name), to.Email!));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        message.Headers.Add(HeaderId.ContentLanguage, words.Language);
        message.Headers.Add(HeaderId.ListUnsubscribe, $"<{links.Stop}>");
        message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        message.Body = new MultipartAlternative(
            new TextPart(TextFormat.Plain) { Text = Plain(words, plans, links) },
            new TextPart(TextFormat.Html) { Text = Html(words, plans, links) });
        return message;
    }

    private static string SubjectOf(MailWords words, ImmutableArray<PlanNotices> plans) => plans is [{ Notices: [var one] } plan]
        ? $"{NameOf(words, plan)}: {words.Say(one)}"
        : words.Several(plans.Sum(plan => plan.Notices.Length));

    // The report and the board of questions belong to no country.
    private static string NameOf(MailWords words, PlanNotices plan) => plan.Plan.IsPlan ? words.PlanOf(plan.Plan.Country) : OneLine(plan.Overview.Title);

    private static string Plain(MailWords words, ImmutableArray<PlanNotices> plans, Links links)
    {
        var text = new StringBuilder();
        foreach (var plan in plans)
        {
            text.AppendLine(NameOf(words, plan)).AppendLine();
            foreach (var notice in plan.Notices)
            {
                text.AppendLine(OneLine(words.Say(notice)));
                if (notice.Said.Length > 0) text.Append("    ").AppendLine(OneLine(notice.Said));
                text.Append(links.Notice).Append(notice.Key.ToString(CultureInfo.InvariantCulture)).AppendLine().AppendLine();
            }
        }

        return text.Append("-- ").AppendLine().AppendLine(words.Why).Append(words.Choose).Append(": ").AppendLine(links.Choices).Append(words.Stop).Append(": ").AppendLine(links.Stop).ToString();
    }

    private static string Html(MailWords words, ImmutableArray<PlanNotices> plans, Links links)
    {
        var html = new StringBuilder($"<!DOCTYPE html><html lang=\"{words.Language}\"><head><meta charset=\"utf-8\"></head><body style=\"font-family:sans-serif;line-height:1.5\">");
        foreach (var plan in plans)
        {
            html.Append("<h2 style=\"font-size:1.1em\">").Append(Escape(NameOf(words, plan))).Append("</h2>");
            foreach (var notice in plan.Notices)
            {
                html.Append(CultureInfo.InvariantCulture, $"<p><a href=\"{Escape(links.Notice)}{notice.Key}\">").Append(Escape(words.Say(notice))).Append("</a>");
                if (notice.Said.Length > 0) html.Append("<br>").Append(Escape(notice.Said));
                html.Append("</p>");
            }
        }

        return html.Append("<hr><p style=\"font-size:.9em\">").Append(Escape(words.Why))
            .Append(" <a href=\"").Append(Escape(links.Choices)).Append("\">").Append(Escape(words.Choose)).Append("</a>. <a href=\"").Append(Escape(links.Stop)).Append("\">").Append(Escape(words.Stop)).Append("</a>.</p></body></html>")
            .ToString();
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(OneLine(text));

    /// <summary>Names come from people: nothing in them ends a line or a header.</summary>
    private static string OneLine(string text) => string.Concat(text.Select(unit => char.IsControl(unit) || unit is '\u2028' or '\u2029' ? ' ' : unit));

    private sealed record Links(string Notice, string Choices, string Stop);
}
