using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PlanEditor.Digests;
using PlanEditor.Identity;
using PlanEditor.Notices;
using PlanModel;
using PlanModel.Notices;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Notices;

public sealed class NoticeFollowerTests : IAsyncLifetime
{
    private static readonly ThreadId Thread = new(70);
    private static readonly DateTimeOffset NewYear = new(2018, 1, 1, 9, 0, 0, TimeSpan.Zero);
    private NoticeBench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await NoticeBench.OpenAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Wherever_it_is_killed_everybody_is_told_exactly_once()
    {
        await _bench.CommitAsync("reviewer", Start("Where?"));
        await FollowAsync();
        var told = await _bench.ToldAsync();
        var killed = 0;
        for (var line = 0; ; line++)
        {
            var revision = line + 2;
            await _bench.CommitAsync("reviewer", new ReplyToThread(Thread, new EntryId((ulong)revision + 100), $"{Mentions.Write(_bench.Person("focal"))} and again"));
            told = string.Join(' ', $"{told} focal:Mentioned@{revision}".Split(' ').Order(StringComparer.Ordinal));
            var survived = true;
            try
            {
                await _bench.Follower(_bench.KilledAt(line)).FollowAsync(_bench.Plan, CancellationToken.None);
            }
            catch (Exception problem) when (problem is KilledException || problem.InnerException is KilledException)
            {
                survived = false;
                killed++;
            }

            await FollowAsync();
            Assert.Equal(told, await _bench.ToldAsync());
            if (survived) break;
        }

        Assert.InRange(killed, 6, 40);
    }

    [Fact]
    public async Task It_goes_on_where_it_was_and_passes_over_what_tells_nothing()
    {
        for (var change = 0; change < 20; change++) await _bench.CommitAsync("focal", new InsertNode(new NodeId((ulong)change + 500), "chapter", NodeId.Root, null, PlanModel.Documents.Node.NoFields));
        await _bench.CommitAsync("reviewer", Start("Where?"));
        await FollowAsync();
        await FollowAsync();
        Assert.Equal("focal:Commented@21 lead:Commented@21", await _bench.ToldAsync());
        await _bench.CommitAsync("focal", new MarkThread(Thread, CommentState.Addressed));
        await FollowAsync();
        Assert.Equal("focal:Commented@21 lead:Commented@21 reviewer:Addressed@22", await _bench.ToldAsync());
        Assert.Empty(await _bench.Notices().BehindAsync(CancellationToken.None));
    }

    [Fact]
    public async Task What_was_said_goes_with_its_words()
    {
        await _bench.CommitAsync("reviewer", Start("Which register?\n\nThe *old* one"));
        await FollowAsync();
        Assert.Equal("Which register? The *old* one", Assert.Single(await _bench.RowsAsync("focal")).Said);
        await _bench.CommitAsync("reviewer", new EditEntry(Thread, new EntryId(70), ""));
        await FollowAsync();
        Assert.Equal("", Assert.Single(await _bench.RowsAsync("focal")).Said);
    }

    [Fact]
    public async Task Who_wants_less_is_told_less()
    {
        var board = _bench.Board();
        await _bench.CommitAsync("lead", new OpenToPeers(true));
        await board.ChooseAsync(_bench.Person("focal"), _bench.Plan, null, Attention.Personal, CancellationToken.None);
        await board.ChooseAsync(_bench.Person("lead"), _bench.Plan, null, Attention.None, CancellationToken.None);
        await _bench.CommitAsync("reviewer", Start($"{Named("lead")}, where?"));
        await FollowAsync();
        Assert.Equal("", await _bench.ToldAsync());
        await board.ChooseAsync(_bench.Person("lead"), _bench.Plan, Thread, Attention.All, CancellationToken.None);
        await _bench.CommitAsync("reviewer", new ReplyToThread(Thread, new EntryId(71), $"{Named("focal")} {Named("lead")}"));
        await FollowAsync();
        Assert.Equal("focal:Mentioned@3 lead:Mentioned@3", await _bench.ToldAsync());
        Assert.Equal(Attention.Personal, await board.AttentionAsync(_bench.Person("focal"), _bench.Plan, Thread, CancellationToken.None));
    }

    [Fact]
    public async Task Who_wants_nothing_of_a_plan_is_not_reminded_of_its_deadline()
    {
        var people = await new Recipients(_bench.Store.Databases, _bench.Samples).ListAsync(CancellationToken.None);
        await _bench.Board().ChooseAsync(_bench.Person("reviewer"), _bench.Plan, null, Attention.None, CancellationToken.None);
        foreach (var name in new[] { "reviewer", "lead" })
            await _bench.Notices().KeepAsync(_bench.Plan, [new Notice(_bench.Person(name), NoticeKind.DueSoon, UserId.Server, NewYear, 2)], people, CancellationToken.None);
        Assert.Equal("lead:DueSoon@2", await _bench.ToldAsync());
    }

    [Fact]
    public async Task What_is_read_of_days_ago_is_told_and_not_mailed()
    {
        await _bench.CommitAsync("reviewer", Start(Named("focal")));
        _bench.Time.Pass(TimeSpan.FromDays(3));
        await _bench.CommitAsync("reviewer", new ReplyToThread(Thread, new EntryId(71), Named("focal")));
        await FollowAsync();
        Assert.Equal([false, true], (await _bench.RowsAsync("focal")).Select(row => row.MailAt is not null));
    }

    [Fact]
    public async Task What_somebody_may_no_longer_read_is_not_shown()
    {
        var peer = new Actor(_bench.Person("peer"), Role.Peer, null);
        await _bench.CommitAsync("lead", new OpenToPeers(true));
        await _bench.CommitAsync("reviewer", Start(Named("peer")));
        await FollowAsync();
        Assert.Equal(1, await _bench.Board().CountAsync(peer, CancellationToken.None));
        var key = Assert.Single(await _bench.RowsAsync("peer")).Key;
        var notice = await _bench.Board().FindAsync(peer, key, CancellationToken.None);
        Assert.Equal(($"plans/atlantis?thread={Thread}", "@peer", "reviewer"), (notice!.Address, notice.Said, notice.Name));
        Assert.Null(await _bench.Board().FindAsync(new Actor(_bench.Person("focal"), Role.FocalPoint, "AT"), key, CancellationToken.None));

        await _bench.CommitAsync("lead", new OpenToPeers(false));
        var board = _bench.Board();
        Assert.Equal(0, await board.CountAsync(peer, CancellationToken.None));
        Assert.Empty(await board.ListAsync(peer, 10, CancellationToken.None));
        Assert.Null(await board.FindAsync(peer, key, CancellationToken.None));
    }

    [Fact]
    public async Task Reading_one_reads_what_was_said_in_its_thread()
    {
        var focal = new Actor(_bench.Person("focal"), Role.FocalPoint, "AT");
        await _bench.CommitAsync("reviewer", Start(Named("focal")));
        await _bench.CommitAsync("reviewer", new ReplyToThread(Thread, new EntryId(71), Named("focal")));
        await _bench.CommitAsync("reviewer", new StartThread(new ThreadId(80), NodeId.Root, null, null, Severity.Praise, "Well done"));
        await FollowAsync();
        var board = _bench.Board();
        var heard = 0;
        using (board.Subscribe(focal.User, () => heard++))
        {
            Assert.Equal(3, await board.CountAsync(focal, CancellationToken.None));
            var shown = (await board.ListAsync(focal, 10, CancellationToken.None)).Single().Notices;
            await board.ReadAsync(focal.User, shown.First(notice => notice.Thread == Thread), CancellationToken.None);
            Assert.Equal((1, 1), (await board.CountAsync(focal, CancellationToken.None), heard));
            await board.ReadAsync(focal.User, null, CancellationToken.None);
            Assert.Equal((0, 2), (await board.CountAsync(focal, CancellationToken.None), heard));
        }
    }

    [Fact]
    public async Task Steps_of_the_plan_are_written_down_for_administrators_once()
    {
        await _bench.CommitAsync("lead", new OpenToPeers(true));
        await _bench.CommitAsync("lead", new ChangeState(PlanState.InReview, "our secret plan"));
        await FollowAsync();
        await FollowAsync();
        await using var database = await _bench.Store.Databases.CreateDbContextAsync();
        var entries = database.Set<PlanEditor.Audit.AuditEntry>().OrderBy(entry => entry.Key).Select(entry => entry.Detail).ToList();
        Assert.Equal(["Opened to peers (revision 1)", "To “In review” (revision 2)"], entries);
    }

    [Fact]
    public async Task A_deadline_reminds_once_for_each_of_its_days()
    {
        await _bench.CommitAsync("lead", new ChangeState(PlanState.InReview, ""));
        var deadline = new PlanModel.Documents.Deadline(new DateOnly(2018, 1, 31), Stamp.None with { Revision = 2 });
        var plan = new PlanFacts("AT", PlanState.InReview, false);
        var people = await new Recipients(_bench.Store.Databases, _bench.Samples).ListAsync(CancellationToken.None);
        foreach (var day in new[] { 27, 28, 28, 29, 30, 31, 32, 32, 33 })
        {
            var reminders = DeadlineNotices.Of(deadline, plan, NewYear.AddDays(day - 1), CountryHabits.DayOf, [.. people.Select(person => person.Actor)]);
            await _bench.Notices().KeepAsync(_bench.Plan, reminders, people, CancellationToken.None);
        }

        Assert.Equal("reviewer:DueNext@2 reviewer:DueSoon@2 reviewer:Overdue@2", await _bench.ToldAsync());
    }

    [Fact]
    public async Task Nobody_is_reminded_twice_on_one_day_whatever_the_deadline_becomes()
    {
        var people = await new Recipients(_bench.Store.Databases, _bench.Samples).ListAsync(CancellationToken.None);
        foreach (var (revision, kind, hours) in new[] { (2L, NoticeKind.DueSoon, 1), (3L, NoticeKind.DueNext, 9), (3L, NoticeKind.DueNext, 23), (3L, NoticeKind.DueNext, 24) })
            await _bench.Notices().KeepAsync(_bench.Plan, [new Notice(_bench.Person("reviewer"), kind, UserId.Server, NewYear.AddHours(hours - 9), revision)], people, CancellationToken.None);
        Assert.Equal([NewYear.AddHours(-8), NewYear.AddHours(15)], (await _bench.RowsAsync("reviewer")).Select(row => row.At));
    }

    [Fact]
    public async Task Who_is_to_see_to_a_comment_by_a_day_is_told_the_day_and_reminded_once_when_it_has_come()
    {
        var day = DateOnly.FromDateTime(_bench.Time.GetUtcNow().UtcDateTime).AddDays(2);
        await _bench.CommitAsync("reviewer", Start("Where?"));
        await AssignAsync(day);
        Assert.Equal(day, (await _bench.RowsAsync("focal"))[^1].Day);
        await RemindAsync(days: 4);
        Assert.Equal("focal:Assigned@2 focal:CommentDue@2 focal:Commented@1 lead:Commented@1", await _bench.ToldAsync());
        var reminder = (await _bench.RowsAsync("focal"))[^1];
        Assert.Equal((day, day), (reminder.Day, DateOnly.FromDateTime(reminder.At.UtcDateTime)));

        // Another day reminds again; who is asked today to see to it today has heard of it.
        await AssignAsync(day.AddDays(2));
        await RemindAsync(days: 1);
        Assert.DoesNotContain("CommentDue@3", await _bench.ToldAsync(), StringComparison.Ordinal);
        await RemindAsync(days: 2);
        Assert.Contains("focal:Assigned@3 focal:CommentDue@2 focal:CommentDue@3", await _bench.ToldAsync(), StringComparison.Ordinal);

        await AssignAsync(day.AddDays(6));
        await _bench.CommitAsync("focal", new MarkThread(Thread, CommentState.Addressed));
        await RemindAsync(days: 3);
        Assert.Equal(2, (await _bench.RowsAsync("focal")).Count(row => row.Kind == NoticeKind.CommentDue));

        async Task AssignAsync(DateOnly due)
        {
            await _bench.CommitAsync("reviewer", new AssignThread(Thread, _bench.Person("focal"), due));
            await FollowAsync();
        }

        async Task RemindAsync(int days)
        {
            var store = _bench.Store;
            var digests = new PlanDigests(store.Plans, store.DigestStore, store.Reader, store.Log, NullLogger<PlanDigests>.Instance);
            using var reminders = new DeadlineReminders(digests, _bench.Notices(), new Recipients(store.Databases, _bench.Samples), _bench.Board(), _bench.Time, NullLogger<DeadlineReminders>.Instance);
            for (; days > 0; days--)
            {
                for (var hour = 0; hour < 2; hour++) await reminders.WorkAsync(CancellationToken.None);
                _bench.Time.Pass(TimeSpan.FromDays(1));
            }
        }
    }

    [Fact]
    public async Task A_suggestion_is_told_with_its_reason_and_leads_to_it()
    {
        var proposal = new ProposalId(90);
        var suggested = new InsertNode(new NodeId(500), "chapter", NodeId.Root, null, PlanModel.Documents.Node.NoFields);
        await _bench.CommitAsync("reviewer", new Suggest(proposal, [suggested], []));
        await _bench.CommitAsync("reviewer", new SendProposal(proposal, "The law asks for it."));
        await _bench.CommitAsync("focal", new DecideProposal(proposal, [ProposalPart.KeyOf(suggested)], false, "Next year."));
        await FollowAsync();
        Assert.Equal("focal:Suggested@2 lead:Suggested@2 reviewer:SuggestionDeclined@3", await _bench.ToldAsync());
        Assert.Equal(("The law asks for it.", "Next year."), (Assert.Single(await _bench.RowsAsync("focal")).Said, Assert.Single(await _bench.RowsAsync("reviewer")).Said));
        var focal = new Actor(_bench.Person("focal"), Role.FocalPoint, "AT");
        var shown = (await _bench.Board().ListAsync(focal, 10, CancellationToken.None)).Single().Notices.Single();
        Assert.Equal($"plans/atlantis/suggestions?proposal={proposal}", shown.Address);
        // Seven in the morning, and not at once.
        Assert.Equal(7, Assert.Single(await _bench.RowsAsync("focal")).MailAt!.Value.Hour);
    }

    [Fact]
    public async Task A_step_of_the_review_is_told_with_what_was_said_and_a_comment_without_its_marks()
    {
        await _bench.CommitAsync("lead", new ChangeState(PlanState.InReview, "Please look at the budget first."));
        await _bench.CommitAsync("reviewer", Start($"Name **one** day, {Named("focal")}:\n\n- [here](https://example.org/) or *there*"));
        await _bench.CommitAsync("reviewer", new ChangeState(PlanState.ChangesRequested, "The **days** of 2 * 3 parts."));
        await FollowAsync();
        Assert.Equal("Please look at the budget first.", Assert.Single(await _bench.RowsAsync("reviewer")).Said);
        var focal = (await _bench.Board().ListAsync(new Actor(_bench.Person("focal"), Role.FocalPoint, "AT"), 10, CancellationToken.None)).Single().Notices;
        Assert.Equal("Name one day, @focal: - here or there", focal.Single(notice => notice.Kind == NoticeKind.Mentioned).Said);
        Assert.Equal("The **days** of 2 * 3 parts.", focal.Single(notice => notice.Kind == NoticeKind.ChangesRequested).Said);
    }

    [Fact]
    public async Task What_was_read_long_ago_goes_and_what_nobody_read_stays()
    {
        await _bench.CommitAsync("reviewer", Start("Where?"));
        await FollowAsync();
        await _bench.Board().ReadAsync(_bench.Person("focal"), null, CancellationToken.None);
        await using (var database = await _bench.Store.Databases.CreateDbContextAsync())
        {
            foreach (var next in new DateTimeOffset?[] { null, _bench.Time.GetUtcNow() })
                database.Add(new PlanEditor.Mail.MailRow { User = _bench.Person("focal").Value, MadeAt = _bench.Time.GetUtcNow(), NextTry = next });
            await database.SaveChangesAsync();
        }

        Assert.Equal((2, 2), await CountAsync());
        _bench.Time.Pass(TimeSpan.FromDays(179));
        await SweepAsync();
        Assert.Equal((2, 2), await CountAsync());
        _bench.Time.Pass(TimeSpan.FromDays(2));
        await SweepAsync();
        Assert.Equal((1, 1), await CountAsync());
        Assert.Equal("lead:Commented@1", await _bench.ToldAsync());

        Task SweepAsync() => new NoticeSweep(_bench.Store.Databases, Options.Create(new NoticeOptions()), _bench.Time, NullLogger<NoticeSweep>.Instance).WorkAsync(CancellationToken.None);

        async Task<(int Notices, int Mails)> CountAsync()
        {
            await using var database = await _bench.Store.Databases.CreateDbContextAsync();
            return (await database.Set<NoticeRow>().CountAsync(), await database.Set<PlanEditor.Mail.MailRow>().CountAsync());
        }
    }

    [Theory]
    [InlineData("SELECT * FROM Notices WHERE Plan = 1 AND Thread = 2 AND Entry = 3", "IX_Notices_Plan_Thread_Entry")]
    [InlineData("SELECT * FROM Notices WHERE MailAt IS NOT NULL AND MailAt <= 1 AND Mail IS NULL AND ReadAt IS NULL", "IX_Notices_MailAt")]
    [InlineData("SELECT * FROM Notices WHERE Mail = 1 AND ReadAt IS NULL", "IX_Notices_Mail")]
    [InlineData("SELECT * FROM Notices WHERE User = x'00' AND ReadAt IS NULL", "IX_Notices_User_ReadAt")]
    [InlineData("SELECT count(*) FROM Mails WHERE User = x'00' AND MadeAt > 1", "IX_Mails_User_MadeAt")]
    [InlineData("SELECT * FROM Mails WHERE NextTry IS NOT NULL AND NextTry <= 1", "IX_Mails_NextTry")]
    public async Task What_is_asked_often_is_found_by_an_index(string query, string index)
    {
        await using var database = await _bench.Store.Databases.CreateDbContextAsync();
        await database.Database.OpenConnectionAsync();
        await using var command = database.Database.GetDbConnection().CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + query;
        var steps = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) steps.Add(reader.GetString(3));
        Assert.Contains(steps, step => step.Contains($" {index} ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_log_that_cannot_be_read_is_said_once_and_the_other_plans_go_on()
    {
        var other = await _bench.Store.NewPlanAsync("lyonesse");
        await _bench.CommitAsync("reviewer", Start("Where?"));
        await using (var database = await _bench.Store.Databases.CreateDbContextAsync())
        {
            await database.Database.ExecuteSqlRawAsync("DROP TRIGGER Changes_are_not_altered");
            await database.Database.ExecuteSqlRawAsync("UPDATE Changes SET Operations = x'00'");
        }

        var said = new List<string>();
        var follower = _bench.Follower(said: said);
        for (var tries = 0; tries < 3; tries++) Assert.True(await follower.TryFollowAsync(_bench.Plan, CancellationToken.None));
        Assert.StartsWith($"The log of plan {_bench.Plan} cannot be read after revision 0", Assert.Single(said), StringComparison.Ordinal);
        await _bench.CommitToAsync(other, "reviewer", 1, Start("Here?"));
        Assert.True(await follower.TryFollowAsync(other, CancellationToken.None));
        Assert.Equal("focal:Commented@1 lead:Commented@1", await _bench.ToldAsync());
        Assert.Single(said);
    }

    private string Named(string name) => Mentions.Write(_bench.Person(name));

    private static StartThread Start(string text) => new(Thread, NodeId.Root, null, null, Severity.Could, text);

    private Task FollowAsync() => _bench.Follower().FollowAsync(_bench.Plan, CancellationToken.None);
}
