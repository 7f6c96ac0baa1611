using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using PlanEditor.Collaboration;
using PlanEditor.Hosting;
using PlanEditor.Identity;

namespace PlanEditor.Notices;

/// <summary>Who is told of what.</summary>
public static class NoticesSetup
{
    public static void AddNotices(this IServiceCollection services)
    {
        services.AddSettings<NoticeOptions>(NoticeOptions.Section).ValidateDataAnnotations();
        services.AddSingleton<Recipients>();
        services.AddSingleton<NoticeStore>();
        services.AddSingleton<NoticeBoard>();
        services.AddSingleton<NoticeFollower>();
        services.AddSingleton<IFollowRooms>(provider => provider.GetRequiredService<NoticeFollower>());
        services.AddHostedService(provider => provider.GetRequiredService<NoticeFollower>());
        services.AddHostedService<DeadlineReminders>();
        services.AddHostedService<NoticeSweep>();
    }

    /// <summary>With this in its address a page that opens marks a notice as read.</summary>
    public const string ReadQuery = "notice";

    /// <summary>The way from a mail to what it tells of.</summary>
    public static void MapNotices(this WebApplication app) =>
        app.MapGet("/notices/{key:long}", async Task<IResult> (long key, HttpContext context, NoticeBoard board, Actors actors) =>
        {
            var person = await actors.FindAsync(SignInSessions.UserOf(context.User), context.RequestAborted);
            if (person is not { Suspended: false } || await board.FindAsync(person, key, context.RequestAborted) is not { } notice) return Results.NotFound();
            // Mail programs follow links before anybody reads them: only the page that opens marks it as read.
            return Results.LocalRedirect(QueryHelpers.AddQueryString("/" + notice.Address, ReadQuery, key.ToString(CultureInfo.InvariantCulture)));
        });
}
