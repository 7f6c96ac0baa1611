using System.Diagnostics;
using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using OgdPlans.Tests;
using PlanEditor.Identity;
using PlanEditor.Tests.Hosting;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Rights;

/// <summary>How long somebody whose right or sign-in ends goes on, who writes on the hub without a break and has a page open. The times are in docs/faults.md.</summary>
public sealed class RevocationTests(RightsSite site, ITestOutputHelper output) : IClassFixture<RightsSite>
{
    private const string OldPassword = "seven purple teapots";

    private static readonly TimeSpan LastWriteMax = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ClosedMax = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenWrites = TimeSpan.FromMilliseconds(25);

    [Theory]
    [InlineData("role taken away", false, false)]
    [InlineData("another country", true, false)]
    [InlineData("suspended", true, true)]
    [InlineData("new password", true, true)]
    [InlineData("signed out", true, true)]
    public async Task Whoever_loses_a_right_writes_for_two_seconds_at_most_and_is_cut_off_within_five(string how, bool losesThePlan, bool losesTheSignIn)
    {
        var person = await site.JoinAsync(Role.FocalPoint, Colleague.Country);
        using var ground = await site.NewPlanAsync(PlanStage.All[0]);
        await using var line = await site.ConnectAsync(person);
        await line.OpenAsync(ground.Slug);
        using var page = await site.OpenPageAsync(person);
        var pageClosed = Task.Run(() => ReadAsync(page));
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var writing = WriteAsync(line, ground, written);
        await written.Task.WaitAsync(BareClient.Patience);

        await EndAsync(how, person);
        var ended = Stopwatch.GetTimestamp();
        var last = Stopwatch.GetElapsedTime(ended, await writing.WaitAsync(BareClient.Patience));
        Assert.True(last <= LastWriteMax, $"the last write was {last} later");
        TimeSpan? closed = null, left = null;
        if (losesThePlan)
        {
            await line.Closed;
            closed = Stopwatch.GetElapsedTime(ended);
            Assert.True(closed <= ClosedMax, $"the line was there for {closed}");
        }

        if (losesTheSignIn)
        {
            left = Stopwatch.GetElapsedTime(ended, await pageClosed.WaitAsync(BareClient.Patience));
            Assert.True(left <= ClosedMax, $"the page's line was there for {left}");
            using var thief = site.Browse(person);
            Assert.Equal(HttpStatusCode.Redirect, (await thief.GetAsync($"/plans/{ground.Slug}")).StatusCode);
        }
        else
        {
            Assert.False(pageClosed.IsCompleted);
        }

        output.WriteLine($"{how}: last write {Milliseconds(last)}, hub closed {Milliseconds(closed)}, page closed {Milliseconds(left)}");
    }

    private static string Milliseconds(TimeSpan? time) => time is { } known ? $"{Math.Max(0, known.TotalMilliseconds):N0} ms" : "–";

    private async Task EndAsync(string how, Colleague person)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<Accounts>();
        var administrator = site.Colleagues.Single(one => one.Column == "Administrator").Id;
        switch (how)
        {
            case "role taken away":
                Assert.Null(await accounts.ChangeAsync(administrator, person.Id, Role.Contributor, Colleague.Country, suspended: false, default));
                break;
            case "another country":
                Assert.Null(await accounts.ChangeAsync(administrator, person.Id, Role.FocalPoint, Colleague.Elsewhere, suspended: false, default));
                break;
            case "suspended":
                Assert.Null(await accounts.ChangeAsync(administrator, person.Id, Role.FocalPoint, Colleague.Country, suspended: true, default));
                break;
            case "new password":
                var users = scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>();
                var added = await users.AddPasswordAsync((await users.FindByIdAsync(person.Id.Value.ToString()))!, OldPassword);
                Assert.True(added.Succeeded, string.Join(' ', added.Errors.Select(error => error.Description)));
                using (var elsewhere = Browse(await site.SignInAsync(person.Id)))
                    await new Browser(elsewhere).SendAsync("/account/password", "password", ("Input.Old", OldPassword), ("Input.New", "seven grey elephants"));
                break;
            default:
                using (var here = Browse(person.Cookie!)) await new Browser(here).SignOutAsync();
                break;
        }
    }

    /// <summary>A browser that keeps the cookies of forms too.</summary>
    private HttpClient Browse(string cookie)
    {
        var cookies = new CookieContainer();
        cookies.SetCookies(site.Address, cookie);
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = site.Address };
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        return client;
    }

    /// <returns>When it was gone.</returns>
    private static async Task<long> ReadAsync(ClientWebSocket page)
    {
        try
        {
            while ((await page.ReceiveAsync(new byte[4_096], default)).MessageType != WebSocketMessageType.Close)
            {
                // A page that shows nothing has nothing to say.
            }
        }
        catch (WebSocketException)
        {
            // Cut, not closed.
        }

        return Stopwatch.GetTimestamp();
    }

    /// <summary>Writes until it is refused or the line is gone.</summary>
    /// <returns>When the last write was accepted.</returns>
    private static async Task<long> WriteAsync(BareClient line, Ground ground, TaskCompletionSource written)
    {
        var last = Stopwatch.GetTimestamp();
        using var pace = new PeriodicTimer(BetweenWrites);
        try
        {
            for (var count = 1; await pace.WaitForNextTickAsync(); count++)
            {
                var status = count % 2 == 0 ? "planned" : "underWay";
                var answer = await line.SubmitAsync(ground.Revision, (BareClient.NewId(), $$"""{"op":"setField","node":"{{Ground.Whole.Milestone}}","field":"status","value":"{{status}}"}"""));
                if (answer["refusal"] is not null) break;
                last = Stopwatch.GetTimestamp();
                if (count == 5) written.SetResult();
            }
        }
        catch (Exception gone) when (gone is IOException or WebSocketException or InvalidOperationException or ObjectDisposedException)
        {
            // The line is gone.
        }

        return last;
    }
}
