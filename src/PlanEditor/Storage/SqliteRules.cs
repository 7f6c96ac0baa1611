using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace PlanEditor.Storage;

/// <summary>Makes each connection that Entity Framework opens keep the rules of the file. A pooled one is asked again each time it is taken.</summary>
internal sealed class SqliteRules(SqliteFile file) : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => file.KeepRules((SqliteConnection)connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        file.KeepRules((SqliteConnection)connection);
        return Task.CompletedTask;
    }
}
