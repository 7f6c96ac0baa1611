using Microsoft.EntityFrameworkCore;
using PlanEditor.Hosting;

namespace PlanEditor.Storage;

/// <summary>The database.</summary>
public static class StorageSetup
{
    public static void AddStorage(this IServiceCollection services)
    {
        services.AddDbContextFactory<SqlitePlanDb>((provider, options) => options.UseSqlite($"Data Source={provider.GetRequiredService<DataDirectory>().File("plans.db")}"));
        services.AddSingleton<IDbContextFactory<PlanDb>, PlanDbFactory>();
    }

    public static async Task PrepareStorageAsync(this WebApplication app)
    {
        await using var database = await app.Services.GetRequiredService<IDbContextFactory<PlanDb>>().CreateDbContextAsync();
        await database.Database.EnsureCreatedAsync();
    }

    private sealed class PlanDbFactory(IDbContextFactory<SqlitePlanDb> databases) : IDbContextFactory<PlanDb>
    {
        public PlanDb CreateDbContext() => databases.CreateDbContext();
    }
}
