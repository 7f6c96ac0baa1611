using PlanEditor.Collaboration;
using PlanEditor.Components.Editor;
using PlanEditor.Identity;
using PlanModel.Publishing;

namespace PlanEditor.Export;

/// <summary>Sends a plan as a JSON file to those who may read it.</summary>
public static class PlanFileExport
{
    public static void MapExport(this WebApplication app) => app.MapGet("/plans/{slug}/plan.json", SendAsync);

    private static async Task<IResult> SendAsync(string slug, HttpContext context, PlanRooms rooms, Actors actors)
    {
        try
        {
            using var lease = await rooms.OpenAsync(slug, context.RequestAborted);
            if (lease is null || await actors.FindPersonAsync(SignInSessions.UserOf(context.User), context.RequestAborted) is not { } person || OpenPlan.Refuses(lease.Room, person)) return Results.NotFound();
            var state = lease.Room.Durable;
            return Results.File(PlanFile.Write(state.Document), "application/json", $"{lease.Room.Plan.Slug}-{state.Revision}.json");
        }
        catch (RoomUnavailableException)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }
}
