using PlanEditor.Audit;
using PlanEditor.Collaboration;
using PlanEditor.Components.Comments;
using PlanEditor.Components.Editor;
using PlanEditor.Components.Plans;
using PlanEditor.Components.Shared;
using PlanEditor.Export.Data;
using PlanEditor.Export.Pdf;
using PlanEditor.Export.Word;
using PlanEditor.Identity;
using PlanModel.Coverage;
using PlanModel.Publishing;
using PlanModel.Workflow;

namespace PlanEditor.Export;

/// <summary>What can be saved as a file, by those who may read it.</summary>
public static partial class ExportSetup
{
    private const string CsvType = "text/csv; charset=utf-8";
    private const string JsonType = "application/json";

    public static void AddExportFormats(this IServiceCollection services)
    {
        services.AddSingleton<ExportLimits>();
        services.AddSingleton<WordTemplate>();
        services.AddSingleton<PrintTemplate>();
        services.AddSingleton<PrintEmblem>();
        services.AddSingleton<FileTemplates>();
        services.AddSingleton<IPlanFormat, WordFormat>();
        services.AddSingleton<PrintBrowser>();
        services.AddHostedService(provider => provider.GetRequiredService<PrintBrowser>());
        services.AddSingleton<IPlanFormat, PdfFormat>();
        services.AddSingleton<IPlanFormat, AgreedFormat<WordFormat>>();
        services.AddSingleton<IPlanFormat, AgreedFormat<PdfFormat>>();
        services.AddSingleton<IPlanFormat, AgreedFormat<JsonFormat>>();
        services.AddSingleton<IPlanFormat, OutcomeFormat<WordFormat>>();
        services.AddSingleton<IPlanFormat, OutcomeFormat<PdfFormat>>();
        services.AddSingleton<IPlanFormat, OutcomeFormat<JsonFormat>>();
    }

    public static void MapExports(this WebApplication app)
    {
        foreach (var format in app.Services.GetServices<IPlanFormat>())
            if (format.WhyNot is { } why) LogUnusable(app.Logger, format.Label, why);
        MapCoverage(app, "coverage.csv", CsvType, tables => tables.ToCsv());
        MapCoverage(app, "coverage.xlsx", Xlsx.MediaType, tables => tables.ToWorkbook());
        MapPlan(app, "plan.json", (plan, state) => Results.File(PlanFile.Write(PublishedCopy.Of(state.Document)), JsonType, $"{plan.Slug}-{state.Revision}.json"));
        MapComments(app, "comments.csv", CsvType, Csv.Write);
        MapComments(app, "comments.xlsx", Xlsx.MediaType, rows => Xlsx.Write("Comments", rows));
    }

    /// <summary>What a plan covers, and what all do together.</summary>
    private static void MapCoverage(WebApplication app, string name, string type, Func<CoverageTables, byte[]> write)
    {
        MapPlan(app, name, (plan, state) => !plan.IsPlan ? Results.NotFound() : Results.File(write(CoverageTables.Of(state.Document, PlanCoverage.Of(state.Document, CompletenessOf.Get(state.Document)))), type, $"{plan.Slug}-{name}"));
        app.MapGet($"/{name}", (HttpContext context, PlanBoard boards, Actors actors, AuditLog audit) =>
            CountriesAsync(name, coverage => Results.File(write(CoverageTables.Of(coverage)), type, name), context, boards, actors, audit)).AddEndpointFilter(ExportLimits.FilterAsync);
    }

    /// <summary>The response matrix, with the names of people; all of it, or what the address asks for.</summary>
    private static void MapComments(WebApplication app, string name, string type, Func<IEnumerable<IReadOnlyList<string>>, byte[]> write) =>
        MapPlan(app, name, async (plan, state, context) =>
        {
            var names = await context.RequestServices.GetRequiredService<Actors>().FindNamesAsync(ResponseTable.People(state.Document), context.RequestAborted);
            var query = context.Request.Query;
            var (user, services) = (SignInSessions.UserOf(context.User), context.RequestServices);
            var today = CountryHabits.DayOf(services.GetRequiredService<TimeProvider>().GetUtcNow(), (await services.GetRequiredService<Actors>().FindAsync(user, context.RequestAborted))?.Country ?? plan.Country);
            var filter = CommentFilter.Of((string?)query["state"] ?? "all", query["severity"], query["part"], query["mine"]) with { Today = today };
            var answering = await services.GetRequiredService<Actors>().FindAnsweringAsync(PlanFacts.Of(plan.Country, state.Document), context.RequestAborted);
            return Results.File(write(ResponseTable.Of(state.Document, one => names[one], answering.Contains, filter, user)), type, $"{plan.Slug}-{name}");
        });

    private static void MapPlan(WebApplication app, string name, Func<PlanInfo, RoomState, IResult> write) =>
        MapPlan(app, name, (plan, state, _) => Task.FromResult(write(plan, state)));

    /// <summary>A file of one plan.</summary>
    private static void MapPlan(WebApplication app, string name, Func<PlanInfo, RoomState, HttpContext, Task<IResult>> write) =>
        app.MapGet($"/plans/{{slug}}/{name}", async Task<IResult> (string slug, HttpContext context, PlanRooms rooms, Actors actors, AuditLog audit) =>
        {
            if (await FindAsync(context, actors) is not { } person) return Results.NotFound();
            try
            {
                using var lease = await rooms.OpenAsync(slug, context.RequestAborted);
                if (lease is null) return Results.NotFound();
                if (OpenPlan.RefusalToSaveOf(lease.Room, person) is { } refusal)
                {
                    audit.Note(person.Actor.User, refusal, slug, "request", context);
                    return Results.NotFound();
                }

                return await audit.SaveAsync(person.Actor.User, name, context, lease.Room.Plan.Slug, () => write(lease.Room.Plan, lease.Room.Durable, context));
            }
            catch (RoomUnavailableException unavailable)
            {
                return Results.Text(unavailable.Refusal.Words, statusCode: StatusCodes.Status503ServiceUnavailable);
            }
        }).AddEndpointFilter(ExportLimits.FilterAsync);

    private static async Task<IResult> CountriesAsync(string name, Func<CountriesCoverage, IResult> write, HttpContext context, PlanBoard boards, Actors actors, AuditLog audit)
    {
        if (await FindAsync(context, actors) is not { } found) return Results.NotFound();
        // A draft that is read for a reason is in no file.
        var person = found with { Actor = found.Actor with { ReadsDraft = null } };
        using var board = await boards.OpenAsync(person.Actor, context.RequestAborted);
        if (board.Coverage is not { } coverage) return Results.NotFound();
        return await audit.SaveAsync(person.Actor.User, name, context, null, () => Task.FromResult(write(coverage)));
    }

    private static async ValueTask<Person?> FindAsync(HttpContext context, Actors actors) =>
        await actors.FindPersonAsync(SignInSessions.UserOf(context.User), context.RequestAborted) is { Actor.Suspended: false } person ? person : null;

    [LoggerMessage(Level = LogLevel.Warning, Message = "No {Format} files: {Why}")]
    private static partial void LogUnusable(ILogger logger, string format, string why);
}
