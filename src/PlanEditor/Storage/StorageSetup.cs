using Microsoft.EntityFrameworkCore;
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
        services.AddSingleton(new PlanSchemas(ActionPlan.Schema));
        services.AddStores();
    }

    /// <summary>Opens the database. When that cannot be, says why on the error output.</summary>
    /// <returns>Whether the server can start.</returns>
    public static async Task<bool> PrepareStorageAsync(this WebApplication app)
    {
        try
        {
            await app.Services.GetRequiredService<StorageStartup>().PrepareAsync(app.Lifetime.ApplicationStopping);
            return true;
        }
        catch (StorageStartException problem)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return false;
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
    }

    // Factories are not covariant.
    private sealed class PlanDbFactory(IDbContextFactory<SqlitePlanDb> databases) : IDbContextFactory<PlanDb>
    {
        public PlanDb CreateDbContext() => databases.CreateDbContext();
    }
}
