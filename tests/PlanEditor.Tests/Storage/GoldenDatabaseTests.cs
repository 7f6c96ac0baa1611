using System.IO.Compression;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OgdPlans.Tests;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Schema;
using Xunit;

namespace PlanEditor.Tests.Storage;

/// <summary>
/// A log as a server wrote it once, in a database of each shape that there ever was: brought up to date, it holds the documents that it held then. The rows are written as they were, by no code of today.
/// </summary>
public sealed class GoldenDatabaseTests : IDisposable
{
    private static readonly PlanId Plan = new(new Guid("6f1d2c3b-4a59-4867-8a7b-0c1d2e3f4a5b"));
    private static readonly Guid Maria = new("0a1b2c3d-4e5f-4061-8273-8495a6b7c8d9");

    private readonly TemporaryDirectory _directory = new();

    private string Database => _directory.File("plans.db");

    public static TheoryData<string> Shapes()
    {
        using var database = Open("shapes.db");
        return new TheoryData<string>(database.Database.GetMigrations());
    }

    public void Dispose() => _directory.Dispose();

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Each_document_is_what_it_was_after_the_upgrade(string shape)
    {
        await using (var old = Open(Database)) await old.GetService<IMigrator>().MigrateAsync(shape);
        var golden = Write(shape);

        await using var store = await TestStore.OpenSqliteAsync(Database, new PlanSchemas(DocumentSchemas.All));
        Assert.Equal(golden.Changes, (await store.ReadAsync(Plan)).Count);
        foreach (var (revision, hash) in golden.Documents) Assert.Equal(hash, DocumentJson.Hash(await store.Reader.AtAsync(Plan, revision, default)));
        await using var database = await store.Databases.CreateDbContextAsync();
        var user = await database.Users.SingleAsync();
        Assert.Equal((Maria, "Maria", "NP"), (user.Id, user.DisplayName, user.Country));
        Assert.Equal("maria@example.org", (await database.Invitations.SingleAsync()).Email);
        Assert.Equal(Maria, (await database.SignInSessions.SingleAsync()).User);
    }

    private static SqlitePlanDb Open(string path) => new(new DbContextOptionsBuilder<SqlitePlanDb>().UseSqlite($"Data Source={path};Pooling=False").Options);

    /// <summary>Puts the rows in, as the first version wrote them and as those after it still did.</summary>
    private Golden Write(string shape)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var transaction = connection.BeginTransaction();
        Do("""
            INSERT INTO AspNetUsers (Id, DisplayName, Role, Country, Suspended, UserName, NormalizedUserName, Email, NormalizedEmail, EmailConfirmed, PhoneNumberConfirmed, TwoFactorEnabled, LockoutEnabled, AccessFailedCount)
            VALUES ($a, 'Maria', 'PlanLead', 'NP', 0, 'maria@example.org', 'MARIA@EXAMPLE.ORG', 'maria@example.org', 'MARIA@EXAMPLE.ORG', 1, 0, 0, 1, 0)
            """, Bytes(Maria));
        Do("INSERT INTO Invitations (Id, CodeHash, Email, Role, Country, MadeAt, ExpiresAt, UsedAt) VALUES ($a, zeroblob(32), 'maria@example.org', 'PlanLead', 'NP', 1498899600000, 1499504400000, 1498986000000)", Bytes(Maria));
        Do("INSERT INTO SignInSessions (Id, User, SignedInAt, SeenAt) VALUES ($a, $a, 1498899600000, 1498899600000)", Bytes(Maria));
        Do("INSERT INTO Plans (Key, Id, Slug, Schema, Country, CreatedAt) VALUES (1, $a, 'nepal', 'actionPlan', 'NP', 1498899600000)", Bytes(Plan.Value));

        using var file = new StreamReader(new GZipStream(File.OpenRead(Repository.Path("tests", "Vectors", "storage", "log.v2.jsonl.gz")), CompressionMode.Decompress));
        using var head = JsonDocument.Parse(file.ReadLine()!);
        foreach (var (at, id) in head.RootElement.GetProperty("ids").EnumerateArray().Index()) Do("INSERT INTO KnownIds (Key, Value) VALUES ($a, $b)", at + 1, Hex(id));
        var changes = 0;
        while (file.ReadLine() is { } line)
        {
            using var row = JsonDocument.Parse(line);
            JsonElement Of(string name) => row.RootElement.GetProperty(name);
            Do(
                "INSERT INTO Changes (Plan, Revision, Change, Author, Session, At, Hash, Engine, Operations) VALUES (1, $a, $b, $c, $d, $e, $f, $g, $h)",
                Of("revision").GetInt64(), Hex(Of("change")), Of("author").GetInt32(), Of("session").GetInt32(), Of("at").GetInt64(), Hex(Of("hash")), Of("engine").GetInt32(), Hex(Of("operations")));
            changes++;
        }

        if (string.CompareOrdinal(shape, "20261126192501_LastLooks") >= 0) Do("INSERT INTO Seen (Plan, User, Revision, Parts, At) VALUES (1, $a, 100, '{}', 1498899600000)", Bytes(Maria));
        if (string.CompareOrdinal(shape, "20261126192752_Notices") >= 0)
        {
            Do("INSERT INTO AuditEntries (At, Kind, User, Detail) VALUES (1498899600000, 'SignedIn', $a, '')", Bytes(Maria));
            Do("INSERT INTO NoticeCursors (Plan, Revision) VALUES (1, 409)");
        }

        transaction.Commit();
        return new Golden(changes, [.. head.RootElement.GetProperty("documents").EnumerateObject().Select(one => (long.Parse(one.Name, System.Globalization.CultureInfo.InvariantCulture), one.Value.GetString()!))]);

        void Do(string sql, params object[] values)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            for (var at = 0; at < values.Length; at++) command.Parameters.AddWithValue("$" + (char)('a' + at), values[at]);
            command.ExecuteNonQuery();
        }
    }

    private static byte[] Hex(JsonElement text) => Convert.FromHexString(text.GetString()!);

    private static byte[] Bytes(Guid id) => id.ToByteArray(bigEndian: true);

    private sealed record Golden(int Changes, (long Revision, string Hash)[] Documents);
}
