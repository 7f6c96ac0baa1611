using PlanEditor.Collaboration;
using PlanEditor.Components.Coverage;
using PlanEditor.Components.Editor;
using PlanEditor.Components.Plans;
using PlanEditor.Components.Shared;
using PlanEditor.Identity;
using PlanModel.Coverage;

namespace PlanEditor.Export;

/// <summary>What can be saved as a file, by those who may read it.</summary>
public static class ExportSetup
{
    private const string CsvType = "text/csv; charset=utf-8";

    public static void MapExports(this WebApplication app)
    {
        app.MapGet("/plans/{slug}/coverage.csv", PlanAsync);
        app.MapGet("/coverage.csv", CountriesAsync);
    }

    private static async Task<IResult> PlanAsync(string slug, HttpContext context, PlanRooms rooms, Actors actors)
    {
        if (await FindAsync(context, actors) is not { } person) return Results.NotFound();
        try
        {
            using var lease = await rooms.OpenAsync(slug, context.RequestAborted);
            if (lease is null || OpenPlan.Refuses(lease.Room, person)) return Results.NotFound();
            var document = lease.Room.Durable.Document;
            return Results.File(CoverageCsv.Of(document, PlanCoverage.Of(document, CompletenessOf.Get(document))), CsvType, $"{lease.Room.Plan.Slug}-coverage.csv");
        }
        catch (RoomUnavailableException unavailable)
        {
            return Results.Text(unavailable.Refusal.Words, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static async Task<IResult> CountriesAsync(HttpContext context, PlanBoard boards, CountriesReader reader, Actors actors)
    {
        if (await FindAsync(context, actors) is not { } person) return Results.NotFound();
        using var board = await boards.OpenAsync(person.Actor, context.RequestAborted);
        return await reader.ReadAsync(board.Plans, person, context.RequestAborted) is { } coverage ? Results.File(CoverageCsv.Of(coverage), CsvType, "coverage.csv") : Results.NotFound();
    }

    private static async ValueTask<Person?> FindAsync(HttpContext context, Actors actors) =>
        await actors.FindPersonAsync(SignInSessions.UserOf(context.User), context.RequestAborted) is { Actor.Suspended: false } person ? person : null;
}
