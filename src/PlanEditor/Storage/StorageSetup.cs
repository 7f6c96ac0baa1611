using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PlanEditor.Finals;
using PlanEditor.Hosting;
using PlanModel.Schema;

namespace PlanEditor.Storage;

/// <summary>The database, the log and what is read from it.</summary>
public static class StorageSetup
{
    public const string FileName = "plans.db";

    public static void AddStorage(this IServiceCollection services)
    {
        services.AddSingleton(provider => new SqliteFile(Path.Combine(provider.GetRequiredService<DataDirectory>().Path, FileName)));
        services.AddSettings<FinalOptions>(FinalOptions.Section).ValidateDataAnnotations();
        services.AddSingleton(provider => new PlanSchemas(DocumentSchemas.All.Select(schema => schema.On(provider.GetRequiredService<IOptions<FinalOptions>>().Value.Terms))));
        services.AddStores();
        services.AddHostedService<SnapshotAudit>();
    }

    /// <summary>Opens the database.</summary>
    /// <exception cref="StorageStartException">That cannot be.</exception>
    public static Task PrepareStorageAsync(this WebApplication app) => app.Services.GetRequiredService<StorageStartup>().PrepareAsync(app.Lifetime.ApplicationStopping);

    /// <summary>
    /// With <c>--backup FILE</c> copies the database, whether or not a server runs on it; with <c>--restore FILE</c> puts a copy in its place.
    /// </summary>
    /// <returns>The exit code; null when neither was asked for.</returns>
    public static async Task<int?> CopyStorageIfAskedAsync(this WebApplication app)
    {
        var (backup, restore) = (app.Configuration["backup"], app.Configuration["restore"]);
        if (backup is null && restore is null) return null;
        try
        {
            var copies = app.Services.GetRequiredService<Backup>();
            if (backup is not null)
            {
                await copies.WriteAsync(Path.GetFullPath(backup), app.Lifetime.ApplicationStopping);
                Console.WriteLine($"The database was copied to {Path.GetFullPath(backup)}.");
            }
            else
            {
                var replaced = await copies.RestoreAsync(Path.GetFullPath(restore!), app.Lifetime.ApplicationStopping);
                Console.WriteLine(replaced is null ? "The database was restored." : $"The database was restored; the one before it is {replaced}.");
            }

            return 0;
        }
        catch (Exception problem) when (problem is StorageStartException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return 1;
        }
    }

    /// <summary>Everything that works on the <see cref="SqliteFile"/>.</summary>
    internal static void AddStores(this IServiceCollection services)
    {
        services.AddSingleton<StorageStartup>();
        services.AddDbContextFactory<SqlitePlanDb>((provider, options) =>
        {
            var file = provider.GetRequiredService<SqliteFile>();
            options.UseSqlite(file.ConnectionString).AddInterceptors(new SqliteRules(file));
        });
        services.AddSingleton<IDbContextFactory<PlanDb>, PlanDbFactory>();
        services.AddSingleton<ChangeLog>();
        services.AddSingleton<Snapshots>();
        services.AddSingleton<Plans>();
        services.AddSingleton<PlanReader>();
        services.AddSingleton<Backup>();
    }

    // Factories are not covariant.
    private sealed class PlanDbFactory(IDbContextFactory<SqlitePlanDb> databases) : IDbContextFactory<PlanDb>
    {
        public PlanDb CreateDbContext() => databases.CreateDbContext();
    }
}
