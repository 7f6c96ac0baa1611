using PlanEditor.Audit;
using PlanEditor.Collaboration;
using PlanEditor.Identity;
using PlanModel;

namespace PlanEditor.Export.Jobs;

/// <summary>Files that take a while: made behind the pages, fetched when they are ready.</summary>
public static class ExportJobsSetup
{
    /// <summary>When it is worth asking again whether fewer files wait.</summary>
    private static readonly TimeSpan QueueWait = TimeSpan.FromSeconds(30);

    public static void AddExportJobs(this IServiceCollection services)
    {
        services.AddSingleton<ExportSource>();
        services.AddSingleton<ExportJobs>();
        services.AddHostedService(provider => provider.GetRequiredService<ExportJobs>());
    }

    public static void MapExportJobs(this WebApplication app)
    {
        // What people read has an address of its own, to be linked to.
        foreach (var format in app.Services.GetRequiredService<ExportJobs>().Formats.Where(format => format.IsDocument))
        {
            app.MapGet($"/plans/{{slug}}/plan.{format.Extension}", (string slug, string? texts, bool? review, HttpContext context, ExportJobs jobs, ExportSource source, AuditLog audit) =>
                MakeAsync(slug, format.Extension, texts, review, context, jobs, source, audit)).AddEndpointFilter(ExportLimits.FilterAsync);
        }

        app.MapGet("/exports/{id:guid}", async (Guid id, HttpContext context, ExportJobs jobs, ExportSource source, AuditLog audit) =>
        {
            var user = SignInSessions.UserOf(context.User);
            if (jobs.Find(user, id) is not { State: ExportState.Done } job) return Results.NotFound();
            // Whoever lost the right to read the plan lost the file too.
            return await RefuseAsync(user, job.Request, source, context) ?? await SendAsync(job, context, jobs, audit);
        }).AddEndpointFilter(ExportLimits.FilterAsync);
    }

    /// <summary>A plan in one of its forms, made in turn with the files that others wait for.</summary>
    private static async Task<IResult> MakeAsync(string slug, string extension, string? texts, bool? review, HttpContext context, ExportJobs jobs, ExportSource source, AuditLog audit)
    {
        if (!Enum.TryParse<ExportTexts>(texts ?? nameof(ExportTexts.Source), ignoreCase: true, out var which) || !Enum.IsDefined(which)) return Results.NotFound();
        var user = SignInSessions.UserOf(context.User);
        var request = new ExportRequest(slug, extension, which, review ?? false);
        if (await RefuseAsync(user, request, source, context) is { } refused) return refused;
        var start = jobs.Start(user, request);
        if (start.TooMany) return ExportLimits.Refuse(context, start.Problem!, QueueWait);
        if (start.Job is not { } started) return Results.Text(start.Problem, statusCode: StatusCodes.Status503ServiceUnavailable);
        try
        {
            var job = await jobs.EndAsync(user, started.Id, context.RequestAborted);
            return job is { State: ExportState.Done }
                ? await SendAsync(job, context, jobs, audit)
                : Results.Text(job?.Problem ?? "The file was taken back.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
        finally
        {
            // What was sent, or is not waited for any more, needs not be kept.
            jobs.Cancel(user, started.Id);
        }
    }

    private static async Task<IResult?> RefuseAsync(UserId user, ExportRequest request, ExportSource source, HttpContext context)
    {
        try
        {
            return await source.ReadAsync(user, request, context.RequestAborted) is null ? Results.NotFound() : null;
        }
        catch (RoomUnavailableException unavailable)
        {
            return Results.Text(unavailable.Refusal.Words, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static Task<IResult> SendAsync(ExportJob job, HttpContext context, ExportJobs jobs, AuditLog audit) =>
        audit.SaveAsync(job.User, $"plan.{job.Request.Extension}", context, job.Request.Plan, () => Task.FromResult(jobs.Open(job) is { } file ? Results.File(file, job.MediaType, job.FileName) : Results.NotFound()));
}
