using System.Net;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PlanEditor.Identity;
using PlanEditor.Storage;
using PlanEditor.Tests.Collaboration;
using PlanEditor.Tests.Hosting;
using Xunit;

namespace PlanEditor.Tests.Identity;

public sealed class SignInSessionsTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly Site _site;

    public SignInSessionsTests() => _site = new Site(sample: true, time: _time);

    private SignInSessions Sessions => _site.Services.GetRequiredService<SignInSessions>();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task Where_nothing_can_be_written_who_is_signed_in_goes_on_reading_and_nobody_else_gets_in()
    {
        const string Password = "seven grey elephants";
        using var site = new Site(sample: false, time: _time);
        await site.AddAdministratorAsync("chief@example.org", Password);
        var browser = site.Open();
        await browser.SignInAsync("chief@example.org", Password);
        await using (var database = await site.Services.GetRequiredService<IDbContextFactory<PlanDb>>().CreateDbContextAsync())
        {
            await database.Database.ExecuteSqlRawAsync("CREATE TRIGGER FullToUpdates BEFORE UPDATE ON SignInSessions BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END");
            await database.Database.ExecuteSqlRawAsync("CREATE TRIGGER FullToInserts BEFORE INSERT ON SignInSessions BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END");
        }

        // Longer than what was noted of its use holds.
        _time.Pass(TimeSpan.FromMinutes(30));
        Assert.True(await browser.IsSignedInAsync());

        using var refused = await site.Open().SignInAsync("chief@example.org", Password);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Contains("the server cannot write", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sign_in_that_is_only_watched_idles_out()
    {
        var signIn = await OpenAsync();
        Assert.Equal(SignInSessions.Idle, await LastsAsync(signIn, isUsed: false));
    }

    [Fact]
    public async Task A_sign_in_that_is_used_lasts_a_week_though_it_is_watched_too()
    {
        var signIn = await OpenAsync();
        Assert.Equal(SignInSessions.Longest, await LastsAsync(signIn, isUsed: true));
    }

    [Theory]
    [InlineData("/health", true)]
    [InlineData("/_blazor/x", false)]
    [InlineData("/hubs/x", false)]
    public async Task A_request_uses_it_and_a_line_that_comes_back_by_itself_does_not(string path, bool uses)
    {
        var browser = _site.Open();
        await browser.BecomeAsync("lead.np");
        for (var hour = 0; hour < 13; hour++)
        {
            _time.Pass(TimeSpan.FromHours(1));
            await browser.GetAsync(path);
        }

        Assert.Equal(uses, await IsOpenAsync());

        async Task<bool> IsOpenAsync()
        {
            await using var scope = _site.Scope();
            return (await scope.ServiceProvider.GetRequiredService<PlanDb>().SignInSessions.SingleAsync()).SeenAt + SignInSessions.Idle > _time.GetUtcNow();
        }
    }

    [Fact]
    public async Task What_was_read_before_a_sign_in_ended_is_not_believed_after_it()
    {
        for (var round = 0; round < 50; round++)
        {
            var signIn = await OpenAsync();
            var asking = Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () => await Sessions.IsOpenAsync(signIn, isUsed: false, default))));
            await Sessions.EndAsync(signIn, default);
            await asking;
            Assert.False(await Sessions.IsOpenAsync(signIn, isUsed: false, default));
        }
    }

    private async Task<ClaimsPrincipal> OpenAsync() => new(new ClaimsIdentity(await Sessions.OpenAsync(SampleAccounts.Find("lead.np")!.Id, default), "test"));

    /// <summary>How long it lasts, watched each half hour and used each hour.</summary>
    private async Task<TimeSpan> LastsAsync(ClaimsPrincipal signIn, bool isUsed)
    {
        for (var half = 1; half < 1_000; half++)
        {
            _time.Pass(TimeSpan.FromMinutes(30));
            // A line has just looked.
            var isOpen = await Sessions.IsOpenAsync(signIn, isUsed: false, default);
            if (isOpen && isUsed && half % 2 == 0) isOpen = await Sessions.IsOpenAsync(signIn, isUsed: true, default);
            if (!isOpen) return TimeSpan.FromMinutes(30) * half;
        }

        return Timeout.InfiniteTimeSpan;
    }
}
