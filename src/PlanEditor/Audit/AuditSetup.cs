using Microsoft.Extensions.DependencyInjection.Extensions;
using PlanEditor.Export;
using PlanEditor.Hosting;
using PlanEditor.Identity;

namespace PlanEditor.Audit;

/// <summary>What administrators can look up.</summary>
public static class AuditSetup
{
    public static void AddAudit(this IServiceCollection services)
    {
        services.AddSettings<AuditOptions>(AuditOptions.Section).ValidateDataAnnotations();
        services.TryAddSingleton<CircuitConnections>();
        services.AddSingleton<AuditLog>();
        services.AddHostedService(provider => provider.GetRequiredService<AuditLog>());
        services.AddHostedService<AuditSweep>();
        services.AddSingleton<AuditReader>();
    }

    public static void MapAudit(this WebApplication app) =>
        app.MapGet("/audit.csv", async Task<IResult> (string? kind, string? person, string? day, HttpContext context, AuditReader reader, AuditLog audit) =>
        {
            var user = SignInSessions.UserOf(context.User);
            if (await reader.TableAsync(user, AuditFilter.Of(kind, person, day), context.RequestAborted) is not { } rows) return Results.NotFound();
            return await audit.SaveAsync(user, "audit.csv", context, null, () => Task.FromResult(Results.File(Csv.Write(rows), "text/csv; charset=utf-8", "audit.csv")));
        }).AddEndpointFilter(ExportLimits.FilterAsync);
}
