using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PlanEditor.Digests;
using PlanEditor.Hosting;
using PlanEditor.Identity;
using PlanEditor.Notices;
using PlanEditor.Storage;
using PlanEditor.Tests.Collaboration;
using PlanEditor.Tests.Storage;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Workflow;

namespace PlanEditor.Tests.Notices;

/// <summary>A plan's log with people, and a follower that reads it; it can be killed at any line that it writes.</summary>
internal sealed class NoticeBench(TestStore store, ManualTime time) : IAsyncDisposable
{
    private readonly TemporaryDirectory? _directory;
    private readonly Dictionary<string, UserId> _people = [];
    private long _revision;

    private NoticeBench(TestStore store, ManualTime time, TemporaryDirectory directory) : this(store, time) => _directory = directory;

    public TestStore Store => store;

    public ManualTime Time => time;

    public PlanId Plan { get; private set; }

    public SampleAccounts Samples { get; } = new(Options.Create(new SiteOptions()));

    public static async Task<NoticeBench> OpenAsync()
    {
        var directory = new TemporaryDirectory();
        var bench = new NoticeBench(await TestStore.OpenSqliteAsync(directory.File("plans.db")), new ManualTime(), directory);
        bench.Plan = await bench.Store.NewPlanAsync();
        foreach (var (name, role, country) in new[] { ("reviewer", Role.Reviewer, (string?)null), ("lead", Role.PlanLead, "AT"), ("focal", Role.FocalPoint, "AT"), ("peer", Role.Peer, null) })
            await bench.AddAsync(name, role, country);
        return bench;
    }

    public UserId Person(string name) => _people[name];

    public string NameOf(Guid user) => _people.First(person => person.Value.Value == user).Key;

    public NoticeStore Notices(IDbContextFactory<PlanDb>? databases = null) => new(databases ?? Store.Databases, time);

    /// <summary>As a server that was just started shows it.</summary>
    public NoticeBoard Board() =>
        new(Store.Databases, new PlanDigests(Store.Plans, Store.DigestStore, Store.Reader, Store.Log, NullLogger<PlanDigests>.Instance), new Actors(Store.Databases, Samples, time), time);

    public NoticeFollower Follower(IDbContextFactory<PlanDb>? databases = null, List<string>? said = null) =>
        new(Store.Plans, Store.Log, Store.Reader, Notices(databases), new Recipients(Store.Databases, Samples), Board(), time, said is null ? NullLogger<NoticeFollower>.Instance : new Said(said));

    public IDbContextFactory<PlanDb> KilledAt(int line) => new KilledFactory(Store.File, new Lines(line));

    /// <summary>Commits a change of somebody.</summary>
    public Task CommitAsync(string by, params Operation[] operations) => CommitToAsync(Plan, by, ++_revision, operations);

    /// <summary>Commits a change of somebody to a plan.</summary>
    public async Task CommitToAsync(PlanId plan, string by, long revision, params Operation[] operations)
    {
        var stamp = new Stamp(Person(by), time.GetUtcNow(), revision);
        var change = new CommittedChange(revision, new ChangeId(Guid.NewGuid()), stamp.By, new SessionId(Guid.NewGuid()), stamp.At, Change.Stamped([.. operations], stamp));
        await Store.Log.AppendAsync(plan, new LoggedChange(change, LoggedChange.HashOf(revision - 1, change.Operations)));
    }

    /// <summary>Who was told what, as "focal:Mentioned@2", in order.</summary>
    public async Task<string> ToldAsync()
    {
        await using var database = await Store.Databases.CreateDbContextAsync();
        var rows = await database.Set<NoticeRow>().AsNoTracking().OrderBy(row => row.Key).ToListAsync();
        return string.Join(' ', rows.Select(row => $"{NameOf(row.User)}:{row.Kind}@{row.Revision}").Order(StringComparer.Ordinal));
    }

    public async Task<IReadOnlyList<NoticeRow>> RowsAsync(string name)
    {
        await using var database = await Store.Databases.CreateDbContextAsync();
        return await database.Set<NoticeRow>().AsNoTracking().Where(row => row.User == Person(name).Value).OrderBy(row => row.Key).ToListAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        _directory?.Dispose();
    }

    private async Task AddAsync(string name, Role role, string? country)
    {
        var user = new AppUser { Id = Guid.NewGuid(), UserName = name, Email = $"{name}@example.org", DisplayName = name, Role = role, Country = country };
        await using var database = await Store.Databases.CreateDbContextAsync();
        database.Users.Add(user);
        await database.SaveChangesAsync();
        _people[name] = new UserId(user.Id);
    }

    /// <summary>Keeps what is said at the level of an error.</summary>
    private sealed class Said(List<string> said) : ILogger<NoticeFollower>
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= LogLevel.Error) said.Add(formatter(state, exception));
        }
    }

    private sealed class KilledFactory(SqliteFile file, Lines lines) : IDbContextFactory<PlanDb>
    {
        public PlanDb CreateDbContext() => new SqlitePlanDb(new DbContextOptionsBuilder<SqlitePlanDb>().UseSqlite(file.ConnectionString).AddInterceptors(new SqliteRules(file), new Commands(lines), new Transactions(lines)).Options);
    }

    /// <summary>Counts what the database is asked, and dies at one of them.</summary>
    private sealed class Lines(int last)
    {
        private int _count;

        public void Next()
        {
            if (_count++ == last) throw new KilledException();
        }
    }

    private sealed class Commands(Lines lines) : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<System.Data.Common.DbDataReader>> ReaderExecutingAsync(System.Data.Common.DbCommand command, CommandEventData eventData, InterceptionResult<System.Data.Common.DbDataReader> result, CancellationToken cancellationToken = default)
        {
            lines.Next();
            return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(System.Data.Common.DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            lines.Next();
            return base.NonQueryExecutingAsync(command, eventData, result, cancellationToken);
        }
    }

    private sealed class Transactions(Lines lines) : DbTransactionInterceptor
    {
        public override ValueTask<InterceptionResult> TransactionCommittingAsync(System.Data.Common.DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            lines.Next();
            return base.TransactionCommittingAsync(transaction, eventData, result, cancellationToken);
        }

        public override Task TransactionCommittedAsync(System.Data.Common.DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            lines.Next();
            return base.TransactionCommittedAsync(transaction, eventData, cancellationToken);
        }
    }
}

/// <summary>The server died just here.</summary>
internal sealed class KilledException : Exception;
