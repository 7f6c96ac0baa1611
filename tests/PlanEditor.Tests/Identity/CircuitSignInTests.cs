using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PlanEditor.Identity;
using PlanEditor.Storage;
using PlanEditor.Tests.Collaboration;
using PlanEditor.Tests.Hosting;
using Xunit;

namespace PlanEditor.Tests.Identity;

public sealed class CircuitSignInTests
{
    [Fact]
    public async Task A_page_hears_that_rights_changed_even_when_they_cannot_be_looked_up_at_that_moment()
    {
        var time = new ManualTime();
        using var site = new Site(sample: true, time: time);
        var user = SampleAccounts.Find("admin")!.Id;
        var claims = await site.Services.GetRequiredService<SignInSessions>().OpenAsync(user, default);
        await using var circuit = site.Scope();
        var signIn = (CircuitSignIn)circuit.ServiceProvider.GetRequiredService<AuthenticationStateProvider>();
        signIn.SetAuthenticationState(Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity(claims, "test")))));
        var heard = new TaskCompletionSource<Task<AuthenticationState>>(TaskCreationOptions.RunContinuationsAsynchronously);
        signIn.AuthenticationStateChanged += state => heard.TrySetResult(state);

        await DoAsync(site, "ALTER TABLE DraftGrants RENAME TO Away");
        site.Services.GetRequiredService<Actors>().Revoke(user);
        Assert.False(heard.Task.IsCompleted);
        await DoAsync(site, "ALTER TABLE Away RENAME TO DraftGrants");

        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!heard.Task.IsCompleted)
        {
            time.Pass(TimeSpan.FromSeconds(1));
            await Task.Delay(10, deadline.Token);
        }

        Assert.True((await await heard.Task).User.Identity!.IsAuthenticated);
    }

    private static async Task DoAsync(Site site, string sql)
    {
        await using var database = await site.Services.GetRequiredService<IDbContextFactory<PlanDb>>().CreateDbContextAsync();
        await database.Database.ExecuteSqlRawAsync(sql);
    }
}
