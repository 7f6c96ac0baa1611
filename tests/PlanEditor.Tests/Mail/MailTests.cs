using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using PlanEditor.Collaboration;
using PlanEditor.Components.Notices;
using PlanEditor.Components.Plans;
using PlanEditor.Identity;
using PlanEditor.Mail;
using PlanEditor.Notices;
using PlanEditor.Storage;
using PlanEditor.Tests.Collaboration;
using PlanEditor.Tests.Hosting;
using PlanEditor.Tests.Identity;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Workflow;
using SmtpServer.Protocol;
using Xunit;

namespace PlanEditor.Tests.Mail;

/// <summary>The whole site with a mail server on this machine.</summary>
public sealed partial class MailTests : IAsyncLifetime
{
    private static readonly ThreadId Thread = new(70);

    private readonly LocalSmtp _smtp = LocalSmtp.Start();
    private readonly ManualTime _time = new();
    private Site _site = null!;
    private UserId _reviewer;
    private UserId _lead;
    private string _plan = "";

    public async ValueTask InitializeAsync()
    {
        _site = new Site(sample: false, null, _time, ("Mail:Host", "127.0.0.1"), ("Mail:Port", _smtp.Port.ToString(CultureInfo.InvariantCulture)), ("Mail:Security", "None"), ("Mail:From", "OgdPlans <plans@example.gov>"), ("Mail:Site", "https://plans.example.gov/"));
        _lead = await _site.AddAccountAsync("lead@example.org", "kettle violin ashtray", Role.PlanLead, "NP");
        _reviewer = await AddAsync("reviewer@example.org", Role.Reviewer, null, MailChoice.None);
        var start = await _site.Services.GetRequiredService<PlanStart>().StartAsync(
            _lead, new NewPlan("NP", "ne", "गोप्य शीर्षक") { PeriodStart = new DateOnly(2017, 7, 1), PeriodEnd = new DateOnly(2019, 6, 30) }, default);
        _plan = start.Slug!;
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        await _smtp.DisposeAsync();
    }

    [Fact]
    public async Task Who_is_named_is_mailed_at_once_in_the_own_language_and_with_no_words_of_the_plan()
    {
        await SayAsync(new StartThread(Thread, NodeId.Root, null, null, Severity.Could, $"{Mentions.Write(_lead)} where is the baseline?"));
        var mail = await _smtp.NextAsync();

        Assert.Equal("lead@example.org", ((MailboxAddress)mail.To.Single()).Address);
        Assert.Equal("नेपालको कार्ययोजना: Somebody else ले टिप्पणीमा तपाईंलाई उल्लेख गर्नुभयो", mail.Subject);
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
        Assert.Contains("where is the baseline?", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"ne\">", mail.HtmlBody, StringComparison.Ordinal);
        foreach (var part in new[] { mail.Subject, mail.TextBody, mail.HtmlBody }) Assert.DoesNotContain("गोप्य", part, StringComparison.Ordinal);
        var link = new Uri(NoticeLink().Match(mail.TextBody!).Value);
        var browser = _site.Open();
        Assert.StartsWith("/account/sign-in", (await browser.GetAsync(link.PathAndQuery)).Headers.Location!.PathAndQuery, StringComparison.Ordinal);
        await browser.SignInAsync("lead@example.org", "kettle violin ashtray");
        var page = (await browser.GetAsync(link.PathAndQuery)).Headers.Location!.OriginalString;
        Assert.Equal($"/plans/{_plan}?thread={Thread}&notice={link.Segments[^1]}", page);
        await browser.GetAsync(page);
        Assert.Equal(1, await UnreadAsync());
        await using var circuit = new BunitContext();
        circuit.Services.AddSingleton(_site.Services.GetRequiredService<NoticeBoard>());
        circuit.Services.AddSingleton(TimeProvider.System);
        circuit.Services.GetRequiredService<NavigationManager>().NavigateTo(page);
        circuit.Render<Bell>(bell => bell.AddCascadingValue(new Person(new Actor(_lead, Role.PlanLead, "NP"), "Lead")));
        await WaitAsync(async () => await UnreadAsync() == 0);

        Task<int> UnreadAsync() => _site.Services.GetRequiredService<NoticeBoard>().CountAsync(new Actor(_lead, Role.PlanLead, "NP"), default);
    }

    [Fact]
    public async Task The_rest_comes_once_a_day_in_the_morning_of_the_country()
    {
        await SayAsync(new StartThread(Thread, NodeId.Root, null, null, Severity.Could, "Where?"));
        await SayAsync(new StartThread(new ThreadId(71), NodeId.Root, null, null, Severity.Praise, "Good."));
        await ToldAsync(2);
        await SendAsync();
        Assert.Empty(_smtp.Taken);
        // It is nine o'clock in Greenwich; seven in Kathmandu is a quarter past one.
        _time.Pass(TimeSpan.FromHours(16));
        await SendAsync();
        Assert.Empty(_smtp.Taken);
        _time.Pass(TimeSpan.FromMinutes(16));
        await SendAsync();
        var mail = await _smtp.NextAsync();
        Assert.Equal("OgdPlans: २ सूचना", mail.Subject);
        Assert.Single(_smtp.Taken);
    }

    [Fact]
    public async Task What_was_read_meanwhile_is_not_mailed()
    {
        await SayAsync(new StartThread(Thread, NodeId.Root, null, null, Severity.Could, "Where?"));
        await ToldAsync(1);
        await _site.Services.GetRequiredService<NoticeBoard>().ReadAsync(_lead, null, default);
        _time.Pass(TimeSpan.FromDays(1));
        await SendAsync();
        Assert.Empty(_smtp.Given);
    }

    [Fact]
    public async Task A_mail_that_was_not_taken_is_sent_again_as_the_same_mail()
    {
        _smtp.Refusals.Enqueue(new SmtpResponse(SmtpReplyCode.ServiceUnavailable, "later"));
        await SayAsync(new StartThread(Thread, NodeId.Root, null, null, Severity.Could, Mentions.Write(_lead)));
        await WaitAsync(() => Task.FromResult(_smtp.Given.Count == 1));
        await WaitAsync(async () => (await MailAsync())?.Tries == 1);
        Assert.Null((await MailAsync())!.SentAt);
        await SendAsync();
        Assert.Single(_smtp.Given);
        _time.Pass(TimeSpan.FromMinutes(2));
        await _smtp.NextAsync();
        await WaitAsync(async () => (await MailAsync())?.SentAt is not null);
        Assert.Single(_smtp.Given.Distinct());
        _time.Pass(TimeSpan.FromDays(2));
        await SendAsync();
        Assert.Single(_smtp.Taken);
    }

    [Fact]
    public async Task A_mail_that_is_refused_for_good_is_not_tried_again()
    {
        _smtp.Refusals.Enqueue(new SmtpResponse(SmtpReplyCode.MailboxUnavailable, "no such person"));
        await SayAsync(new StartThread(Thread, NodeId.Root, null, null, Severity.Could, Mentions.Write(_lead)));
        await WaitAsync(async () => await MailAsync() is { NextTry: null, SentAt: null });
        _time.Pass(TimeSpan.FromDays(3));
        await SendAsync();
        Assert.Single(_smtp.Given);
    }

    [Fact]
    public async Task A_mail_that_one_mailbox_does_not_take_now_keeps_no_other_from_its_own()
    {
        var focal = await AddAsync("focal@example.org", Role.FocalPoint, "NP", MailChoice.Quiet);
        _smtp.Refusals.Enqueue(new SmtpResponse((SmtpReplyCode)452, "mailbox full"));
        await SayAsync(new StartThread(Thread, NodeId.Root, null, null, Severity.Could, $"{Mentions.Write(_lead)} {Mentions.Write(focal)}"));
        var first = ((MailboxAddress)(await _smtp.NextAsync()).To.Single()).Address;
        Assert.Equal(2, _smtp.Given.Count);
        _time.Pass(TimeSpan.FromMinutes(2));
        await SendAsync();
        Assert.Equal(new[] { "focal@example.org", "lead@example.org" }, _smtp.Taken.Select(mail => ((MailboxAddress)mail.To.Single()).Address).Order(StringComparer.Ordinal));
        Assert.NotEqual(first, ((MailboxAddress)_smtp.Taken.Last().To.Single()).Address);
    }

    [Fact]
    public async Task An_address_that_is_none_keeps_no_other_from_its_mail()
    {
        var bad = await AddAsync("<focal@example.org>,", Role.FocalPoint, "NP", MailChoice.Quiet);
        await SayAsync(new StartThread(Thread, NodeId.Root, null, null, Severity.Could, $"{Mentions.Write(bad)} {Mentions.Write(_lead)}"));
        Assert.Equal("lead@example.org", ((MailboxAddress)(await _smtp.NextAsync()).To.Single()).Address);
        await WaitAsync(async () =>
        {
            await using var database = await _site.Services.GetRequiredService<IDbContextFactory<PlanDb>>().CreateDbContextAsync();
            return await database.Set<MailRow>().CountAsync(mail => mail.NextTry == null) == 2;
        });
        await SayAsync(new ReplyToThread(Thread, new EntryId(71), Mentions.Write(_lead)));
        await _smtp.NextAsync();
        Assert.Equal(2, _smtp.Taken.Count);
    }

    [Fact]
    public async Task Nobody_gets_more_than_ten_mails_in_an_hour_and_the_rest_comes_in_the_morning()
    {
        await SayAsync(new StartThread(Thread, NodeId.Root, null, null, Severity.Could, Mentions.Write(_lead)));
        await _smtp.NextAsync();
        for (var more = 1; more < MailStore.AtOnceMax; more++)
        {
            await SayAsync(new ReplyToThread(Thread, new EntryId((ulong)(100 + more)), Mentions.Write(_lead)));
            await _smtp.NextAsync();
        }

        for (var more = 0; more < 3; more++) await SayAsync(new ReplyToThread(Thread, new EntryId((ulong)(200 + more)), Mentions.Write(_lead)));
        await ToldAsync(MailStore.AtOnceMax + 3);
        await SendAsync();
        _time.Pass(TimeSpan.FromMinutes(59));
        await SendAsync();
        Assert.Equal(MailStore.AtOnceMax, _smtp.Taken.Count);
        _time.Pass(TimeSpan.FromHours(16));
        await SendAsync();
        Assert.Equal("OgdPlans: ३ सूचना", (await _smtp.NextAsync()).Subject);
        Assert.Equal(MailStore.AtOnceMax + 1, _smtp.Taken.Count);
    }

    [Fact]
    public async Task One_press_in_the_mail_program_ends_the_mails_without_signing_in()
    {
        await SayAsync(new StartThread(Thread, NodeId.Root, null, null, Severity.Could, Mentions.Write(_lead)));
        var mail = await _smtp.NextAsync();
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers["List-Unsubscribe-Post"]);
        var stop = new Uri(mail.Headers[HeaderId.ListUnsubscribe]!.Trim('<', '>'));
        Assert.Equal("plans.example.gov", stop.Host);

        using var press = new FormUrlEncodedContent([KeyValuePair.Create("List-Unsubscribe", "One-Click")]);
        Assert.Equal(HttpStatusCode.OK, (await _site.CreateDefaultClient().PostAsync(stop.PathAndQuery, press)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _site.CreateDefaultClient().PostAsync("/mail/stop/AAAA", press)).StatusCode);
        await SayAsync(new ReplyToThread(Thread, new EntryId(71), Mentions.Write(_lead)));
        await ToldAsync(2);
        _time.Pass(TimeSpan.FromDays(2));
        await SendAsync();
        Assert.Single(_smtp.Given);
        var page = await _site.Open().ReadAsync((await _site.Open().GetAsync(stop.PathAndQuery)).Headers.Location!.OriginalString);
        Assert.Contains("End the mails?", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_read_the_plan_any_more_gets_no_mail_of_it()
    {
        await SayAsync(new StartThread(Thread, NodeId.Root, null, null, Severity.Could, "Where?"));
        await ToldAsync(1);
        await using (var database = await _site.Services.GetRequiredService<IDbContextFactory<PlanDb>>().CreateDbContextAsync())
            await database.Users.Where(user => user.Id == _lead.Value).ExecuteUpdateAsync(set => set.SetProperty(user => user.Country, "UY"));
        _site.Services.GetRequiredService<Actors>().Revoke(_lead);
        _time.Pass(TimeSpan.FromDays(1));
        await SendAsync();
        Assert.Empty(_smtp.Given);
    }

    [Fact]
    public async Task Names_cannot_add_headers_or_marks()
    {
        await using (var database = await _site.Services.GetRequiredService<IDbContextFactory<PlanDb>>().CreateDbContextAsync())
            await database.Users.Where(user => user.Id == _reviewer.Value).ExecuteUpdateAsync(set => set.SetProperty(user => user.DisplayName, "Eve\r\nBcc: all@example.org\r\n\r\n<script>alert(1)</script>"));
        await SayAsync(new StartThread(Thread, NodeId.Root, null, null, Severity.Could, $"{Mentions.Write(_lead)} <img src=x onerror=alert(1)>"));
        var mail = await _smtp.NextAsync();
        Assert.Empty(mail.Bcc);
        Assert.Single(mail.To);
        Assert.DoesNotContain('\n', mail.Subject!);
        Assert.DoesNotContain("<script", mail.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", mail.HtmlBody, StringComparison.Ordinal);
    }

    [Fact]
    public void All_languages_say_everything()
    {
        foreach (var words in MailWords.All.Values)
        {
            Assert.Equal(Enum.GetValues<PlanModel.Notices.NoticeKind>().Length, words.Kinds.Count);
            Assert.All(words.Kinds.Where(kind => kind.Key < PlanModel.Notices.NoticeKind.DueSoon), kind => Assert.Contains("{0}", kind.Value, StringComparison.Ordinal));
            Assert.All(words.Kinds.Where(kind => kind.Key >= PlanModel.Notices.NoticeKind.DeadlineSet), kind => Assert.Contains("{1}", kind.Value, StringComparison.Ordinal));
            Assert.Contains("{0}", words.AssignedBy, StringComparison.Ordinal);
            Assert.Contains("{1}", words.AssignedBy, StringComparison.Ordinal);
            Assert.Equal(4, words.Countries.Count);
        }

        Assert.Equal(["bn", "en", "es", "ne"], MailWords.All.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("en", "Lead set the deadline to 5 Sep 2018", "OgdPlans: 12 notices")]
    [InlineData("es", "Lead ha fijado el plazo: 5 sep 2018", "OgdPlans: 12 avisos")]
    [InlineData("bn", "Lead সময়সীমা নির্ধারণ করেছেন: ৫ সেপ্টেম্বর ২০১৮", "OgdPlans: ১২টি বিজ্ঞপ্তি")]
    [InlineData("ne", "Lead ले म्याद तोक्नुभयो: ५ सेप्टेम्बर २०१८", "OgdPlans: १२ सूचना")]
    public void Days_and_numbers_are_written_as_the_language_writes_them(string language, string deadline, string several)
    {
        var row = new NoticeRow { User = _lead.Value, Plan = 1, Revision = 1, Kind = PlanModel.Notices.NoticeKind.DeadlineSet, Thread = 0, Entry = 0, Node = 0, Place = "", By = _lead.Value, At = _time.GetUtcNow(), Day = new DateOnly(2018, 9, 5), Said = "" };
        var notice = ShownNotice.Of(row).Named(new Dictionary<UserId, string> { [_lead] = "Lead" }.ToFrozenDictionary(), new PlanInfo(new PlanId(Guid.NewGuid()), "np", "NP", "actionPlan"));
        Assert.Equal((deadline, several), (MailWords.Of(language).Say(notice), MailWords.Of(language).Several(12)));
    }

    [Fact]
    public void A_country_that_mails_have_no_word_for_has_its_name()
    {
        var words = MailWords.Of("es") with { Countries = FrozenDictionary<string, string>.Empty };
        Assert.Equal(("Plan de acción de Nepal", "Plan de acción de ZZ"), (words.PlanOf("NP"), words.PlanOf("ZZ")));
    }

    private async Task<UserId> AddAsync(string email, Role role, string? country, MailChoice mail)
    {
        await using var database = await _site.Services.GetRequiredService<IDbContextFactory<PlanDb>>().CreateDbContextAsync();
        var user = new AppUser { Id = Guid.NewGuid(), UserName = email, Email = email, DisplayName = "Somebody else", Role = role, Country = country, Mail = mail };
        database.Users.Add(user);
        await database.SaveChangesAsync();
        return new UserId(user.Id);
    }

    private async Task SayAsync(Operation operation)
    {
        using var lease = await _site.Services.GetRequiredService<PlanRooms>().OpenAsync(_plan, default);
        var room = lease!.Room;
        var answer = await room.SubmitAsync(new Submission(_reviewer, new SessionId(Guid.NewGuid()), room.Durable.Revision, [new Change(new ChangeId(Guid.NewGuid()), [operation])]), default);
        Assert.Null(answer.Refusal);
    }

    private Task SendAsync() => _site.Services.GetRequiredService<MailSender>().SendDueAsync(CancellationToken.None);

    private Task ToldAsync(int count) => WaitAsync(async () =>
    {
        await using var database = await _site.Services.GetRequiredService<IDbContextFactory<PlanDb>>().CreateDbContextAsync();
        return await database.Set<NoticeRow>().CountAsync(row => row.User == _lead.Value) == count;
    });

    private async Task<MailRow?> MailAsync()
    {
        await using var database = await _site.Services.GetRequiredService<IDbContextFactory<PlanDb>>().CreateDbContextAsync();
        return await database.Set<MailRow>().AsNoTracking().SingleOrDefaultAsync();
    }

    private static async Task WaitAsync(Func<Task<bool>> holds)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await holds()) await Task.Delay(20, deadline.Token);
    }

    [GeneratedRegex("https://plans.example.gov/notices/[0-9]+")]
    private static partial Regex NoticeLink();
}
