using PlanEditor.Collaboration;
using PlanEditor.Components.Coverage;
using PlanEditor.Components.Editor;
using PlanEditor.Components.Plans;
using PlanEditor.Components.Shared;
using PlanEditor.Identity;
using PlanModel.Coverage;
using PlanModel.Publishing;

namespace PlanEditor.Export;

/// <summary>What can be saved as a file, by those who may read it.</summary>
public static class ExportSetup
{
    private const string CsvType = "text/csv; charset=utf-8";
    private const string JsonType = "application/json";

    public static void MapExports(this WebApplication app)
    {
        MapPlan(app, "coverage.csv", (plan, state) => Results.File(CoverageCsv.Of(state.Document, PlanCoverage.Of(state.Document, CompletenessOf.Get(state.Document))), CsvType, $"{plan.Slug}-coverage.csv"));
        MapPlan(app, "plan.json", (plan, state) => Results.File(PlanFile.Write(state.Document), JsonType, $"{plan.Slug}-{state.Revision}.json"));
        app.MapGet("/coverage.csv", CountriesAsync);
    }

    /// <summary>A file of one plan.</summary>
    private static void MapPlan(WebApplication app, string name, Func<PlanInfo, RoomState, IResult> write) =>
        app.MapGet($"/plans/{{slug}}/{name}", async Task<IResult> (string slug, HttpContext context, PlanRooms rooms, Actors actors) =>
        {
            if (await FindAsync(context, actors) is not { } person) return Results.NotFound();
            try
            {
                using var lease = await rooms.OpenAsync(slug, context.RequestAborted);
                return lease is null || OpenPlan.Refuses(lease.Room, person) ? Results.NotFound() : write(lease.Room.Plan, lease.Room.Durable);
            }
            catch (RoomUnavailableException unavailable)
            {
                return Results.Text(unavailable.Refusal.Words, statusCode: StatusCodes.Status503ServiceUnavailable);
            }
        });

    private static async Task<IResult> CountriesAsync(HttpContext context, PlanBoard boards, CountriesReader reader, Actors actors)
    {
        if (await FindAsync(context, actors) is not { } person) return Results.NotFound();
        using var board = await boards.OpenAsync(person.Actor, context.RequestAborted);
        return await reader.ReadAsync(board.Plans, person, context.RequestAborted) is { } coverage ? Results.File(CoverageCsv.Of(coverage), CsvType, "coverage.csv") : Results.NotFound();
    }

    private static async ValueTask<Person?> FindAsync(HttpContext context, Actors actors) =>
        await actors.FindPersonAsync(SignInSessions.UserOf(context.User), context.RequestAborted) is { Actor.Suspended: false } person ? person : null;
}
