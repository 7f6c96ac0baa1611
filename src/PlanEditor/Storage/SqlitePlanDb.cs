using Microsoft.EntityFrameworkCore;

namespace PlanEditor.Storage;

/// <summary>The database in one SQLite file.</summary>
public sealed class SqlitePlanDb(DbContextOptions<SqlitePlanDb> options) : PlanDb(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<Microsoft.EntityFrameworkCore.Storage.ValueConversion.DateTimeOffsetToBinaryConverter>();
}
