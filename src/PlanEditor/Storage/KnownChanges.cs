using Microsoft.Data.Sqlite;
using PlanModel;

namespace PlanEditor.Storage;

/// <summary>
/// Tells whether the log has a change, on a connection and with a command that are kept: rooms ask for every id that they see for the first time, and the answer
/// is almost always no.
/// </summary>
internal sealed class KnownChanges(SqliteFile file) : IDisposable
{
    private const string Sql = """
        SELECT 1 FROM Plans
        JOIN KnownIds ON KnownIds.Value = $author
        JOIN Changes ON Changes.Plan = Plans.Key AND Changes.Author = KnownIds.Key AND Changes.Change = $change
        WHERE Plans.Id = $plan
        """;

    private readonly Lock _gate = new();
    private SqliteConnection? _connection;
    private SqliteCommand? _find;

    public bool Has(PlanId plan, UserId author, ChangeId id)
    {
        lock (_gate)
        {
            try
            {
                _connection ??= file.Open();
                var find = _find ??= Prepare(_connection);
                find.Parameters[0].Value = SqlitePlanDb.ToBytes(author.Value);
                find.Parameters[1].Value = SqlitePlanDb.ToBytes(id.Value);
                find.Parameters[2].Value = SqlitePlanDb.ToBytes(plan.Value);
                return find.ExecuteScalar() is not null;
            }
            catch (SqliteException)
            {
                // Whatever is wrong with the connection, the next one may be well.
                Close();
                throw;
            }
        }
    }

    public void Dispose()
    {
        lock (_gate) Close();
    }

    private static SqliteCommand Prepare(SqliteConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText = Sql;
        foreach (var name in new[] { "$author", "$change", "$plan" }) command.Parameters.Add(new SqliteParameter { ParameterName = name });
        return command;
    }

    private void Close()
    {
        _find?.Dispose();
        _connection?.Dispose();
        (_find, _connection) = (null, null);
    }
}
