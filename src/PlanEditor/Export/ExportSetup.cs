using PlanEditor.Audit;
using PlanEditor.Collaboration;
using PlanEditor.Components.Coverage;
using PlanEditor.Components.Editor;
using PlanEditor.Components.Plans;
using PlanEditor.Components.Shared;
using PlanEditor.Export.Word;
using PlanEditor.Identity;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Coverage;
using PlanModel.Publishing;

namespace PlanEditor.Export;

/// <summary>What can be saved as a file, by those who may read it.</summary>
public static partial class ExportSetup
{
    private const string CsvType = "text/csv; charset=utf-8";
    private const string JsonType = "application/json";
    private const string XlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void AddExportFormats(this IServiceCollection services)
    {
        services.AddSingleton<WordTemplate>();
        services.AddSingleton<IPlanFormat, WordFormat>();
    }

    public static void MapExports(this WebApplication app)
    {
        foreach (var format in app.Services.GetServices<IPlanFormat>()) MapFormat(app, format);
        MapPlan(app, "coverage.csv", (plan, state) => Results.File(CoverageCsv.Of(state.Document, PlanCoverage.Of(state.Document, CompletenessOf.Get(state.Document))), CsvType, $"{plan.Slug}-coverage.csv"));
        MapPlan(app, "plan.json", (plan, state) => Results.File(PlanFile.Write(state.Document), JsonType, $"{plan.Slug}-{state.Revision}.json"));
        MapComments(app, "comments.csv", CsvType, Csv.Write);
        MapComments(app, "comments.xlsx", XlsxType, rows => Xlsx.Write("Comments", rows));
        app.MapGet("/coverage.csv", CountriesAsync);
    }

    /// <summary>A plan in one of its forms; with the review in it for those who ask.</summary>
    private static void MapFormat(WebApplication app, IPlanFormat format)
    {
        if (format.WhyNot is { } why) LogUnusable(app.Logger, format.Label, why);
        MapPlan(app, $"plan.{format.Extension}", async (plan, state, context) =>
        {
            if (!Enum.TryParse<ExportTexts>(context.Request.Query["texts"].FirstOrDefault() ?? nameof(ExportTexts.Source), ignoreCase: true, out var texts) || !Enum.IsDefined(texts)) return Results.NotFound();
            var cancellation = context.RequestAborted;
            var withReview = string.Equals(context.Request.Query["review"], "true", StringComparison.OrdinalIgnoreCase);
            var export = new PlanExport(plan, state.Document, state.Revision, new Uri($"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}"))
            {
                Texts = texts,
                WithReview = withReview,
                Names = withReview ? await context.RequestServices.GetRequiredService<Actors>().FindNamesAsync(ResponseTable.People(state.Document).Concat(state.Document.Proposals.Select(proposal => proposal.Author)).ToHashSet(), cancellation) : new Dictionary<UserId, string>(),
                At = await context.RequestServices.GetRequiredService<ChangeLog>().ReadAsync(plan.Id, state.Revision - 1, 1, cancellation) is [var last, ..] ? last.Change.At : DateTimeOffset.UnixEpoch,
            };
            try
            {
                var file = new MemoryStream();
                await format.WriteAsync(export, file, new Progress<double>(), cancellation);
                file.Position = 0;
                return Results.File(file, format.MediaType, $"{plan.Slug}-{state.Revision}.{format.Extension}");
            }
            catch (ExportException problem)
            {
                return Results.Text(problem.Message, statusCode: StatusCodes.Status503ServiceUnavailable);
            }
        });
    }

    /// <summary>The response matrix, with the names of people.</summary>
    private static void MapComments(WebApplication app, string name, string type, Func<IEnumerable<IReadOnlyList<string>>, byte[]> write) =>
        MapPlan(app, name, async (plan, state, context) =>
        {
            var names = await context.RequestServices.GetRequiredService<Actors>().FindNamesAsync(ResponseTable.People(state.Document), context.RequestAborted);
            return Results.File(write(ResponseTable.Of(state.Document, user => names[user])), type, $"{plan.Slug}-{name}");
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
                if (OpenPlan.RefusalOf(lease.Room, person) is { } refusal)
                {
                    audit.Note(person.Actor.User, refusal, slug, "request", context);
                    return Results.NotFound();
                }

                await audit.WriteAsync(AuditKind.Exported, person.Actor.User, name, context, plan: lease.Room.Plan.Slug);
                return await write(lease.Room.Plan, lease.Room.Durable, context);
            }
            catch (RoomUnavailableException unavailable)
            {
                return Results.Text(unavailable.Refusal.Words, statusCode: StatusCodes.Status503ServiceUnavailable);
            }
        });

    private static async Task<IResult> CountriesAsync(HttpContext context, PlanBoard boards, CountriesReader reader, Actors actors, AuditLog audit)
    {
        if (await FindAsync(context, actors) is not { } person) return Results.NotFound();
        using var board = await boards.OpenAsync(person.Actor, context.RequestAborted);
        if (await reader.ReadAsync(board.Plans, person, context.RequestAborted) is not { } coverage) return Results.NotFound();
        await audit.WriteAsync(AuditKind.Exported, person.Actor.User, "coverage.csv", context);
        return Results.File(CoverageCsv.Of(coverage), CsvType, "coverage.csv");
    }

    private static async ValueTask<Person?> FindAsync(HttpContext context, Actors actors) =>
        await actors.FindPersonAsync(SignInSessions.UserOf(context.User), context.RequestAborted) is { Actor.Suspended: false } person ? person : null;

    [LoggerMessage(Level = LogLevel.Error, Message = "No {Format} files: {Why}")]
    private static partial void LogUnusable(ILogger logger, string format, string why);
}
