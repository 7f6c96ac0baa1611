using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace PlanEditor.Storage;

/// <summary>What <c>dotnet ef</c> makes migrations from.</summary>
internal sealed class SqlitePlanDbDesign : IDesignTimeDbContextFactory<SqlitePlanDb>
{
    public SqlitePlanDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<SqlitePlanDb>().UseSqlite().Options);
}
