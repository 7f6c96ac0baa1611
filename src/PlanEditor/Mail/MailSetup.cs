using Microsoft.AspNetCore.Mvc;
using PlanEditor.Hosting;

namespace PlanEditor.Mail;

/// <summary>What is told by mail.</summary>
public static class MailSetup
{
    public static void AddMail(this IServiceCollection services)
    {
        services.AddSettings<MailOptions>(MailOptions.Section)
            .Validate(mail => !mail.IsOn || Uri.CheckHostName(mail.Host) != UriHostNameType.Unknown, $"{MailOptions.Section}: Host is the name or the address of a server, without a port, which is {MailOptions.Section}:{nameof(MailOptions.Port)}")
            .Validate(mail => !mail.IsOn || mail.Port is > 0 and <= 65_535, $"{MailOptions.Section}: Port is between 1 and 65535")
            .Validate(mail => !mail.IsOn || mail.User.Length == 0 == (mail.Password.Length == 0), $"{MailOptions.Section}: User and Password are given together, or neither")
            .Validate(mail => mail.IsReadable(), $"{MailOptions.Section}: a Host needs From (an address), Site (https://…) and, with a User, Security other than None");
        services.AddSingleton<StopLinks>();
        services.AddSingleton<MailStore>();
        services.AddSingleton<NoticeMail>();
        services.AddSingleton<MailSender>();
        services.AddHostedService(provider => provider.GetRequiredService<MailSender>());
    }

    /// <summary>The way out of the mails, without signing in: by the mail program's own button (RFC 8058), or by a page that asks.</summary>
    public static void MapMail(this WebApplication app)
    {
        app.MapGet("/mail/stop/{code}", (string code) => Results.LocalRedirect($"/account/mail/{Uri.EscapeDataString(code)}")).AllowAnonymous();
        app.MapPost("/mail/stop/{code}", async Task<IResult> (string code, [FromForm(Name = "List-Unsubscribe")] string? oneClick, StopLinks links, MailStore store, HttpContext context) =>
        {
            if (links.Find(code) is not { } user) return Results.NotFound();
            await store.StopAsync(user, context.RequestAborted);
            return oneClick is null ? Results.LocalRedirect($"/account/mail/{Uri.EscapeDataString(code)}?done=1") : Results.Text("Done.");
        }).AllowAnonymous().DisableAntiforgery();
    }
}
