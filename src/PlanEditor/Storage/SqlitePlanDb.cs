using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace PlanEditor.Storage;

/// <summary>The database in one SQLite file.</summary>
public sealed class SqlitePlanDb(DbContextOptions<SqlitePlanDb> options) : PlanDb(options)
{
    private const int Busy = 5;
    private const int Full = 13;
    private const int TooBig = 18;
    private const int Constraint = 19;
    private const int DuplicatePrimaryKey = 1555;
    private const int DuplicateUnique = 2067;

    /// <inheritdoc cref="ProblemOf(Exception)"/>
    public static StoreProblem Tell(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is not SqliteException sqlite) continue;
            return sqlite switch
            {
                { SqliteExtendedErrorCode: DuplicateUnique or DuplicatePrimaryKey } => StoreProblem.Duplicate,
                { SqliteErrorCode: TooBig or Constraint } => StoreProblem.Refused,
                { SqliteErrorCode: Full } => StoreProblem.Full,
                { SqliteErrorCode: Busy } => StoreProblem.Busy,
                _ => StoreProblem.Other,
            };
        }

        return StoreProblem.Other;
    }

    public override StoreProblem ProblemOf(Exception exception) => Tell(exception);

    public override DateTimeOffset ReadInstant(DbDataReader reader, int column) => DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(column));

    // SQLite has neither ids nor instants: 16 bytes and a number are the smallest forms that compare and sort.
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Guid>().HaveConversion<IdBytes>();
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
    }

    /// <summary>The stored form of an id, most significant byte first.</summary>
    public static byte[] ToBytes(Guid id) => id.ToByteArray(bigEndian: true);

    private sealed class IdBytes() : ValueConverter<Guid, byte[]>(id => ToBytes(id), bytes => new Guid(bytes, true));

    private sealed class UnixMilliseconds() : ValueConverter<DateTimeOffset, long>(
        instant => instant.ToUnixTimeMilliseconds(),
        milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
}
