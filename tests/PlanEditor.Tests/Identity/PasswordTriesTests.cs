using System.Collections.Concurrent;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PlanEditor.Identity;
using PlanEditor.Tests.Hosting;
using Xunit;

namespace PlanEditor.Tests.Identity;

/// <summary>Tries at a password at the same time are counted as those that come one after the other.</summary>
public sealed class PasswordTriesTests
{
    private const string Email = "lead@example.org";
    private const string Password = "kettle violin ashtray";
    private const int AtOnce = 16;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Signing_in_at_the_same_time_has_five_tries()
    {
        var hasher = new HeldHasher();
        using var site = NewSite(hasher);
        await site.AddAccountAsync(Email, Password);
        await TryAtOnceAsync(site, hasher, site.Open(), "/account/sign-in", "sign-in", at => [("Input.Email", at % 2 == 0 ? Email : Email.ToUpperInvariant()), ("Input.Password", $"wrong {at}")]);
        Assert.Equal(5, hasher.Compared.Count);

        var browser = site.Open();
        await browser.SignInAsync(Email, Password);
        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task Who_changes_the_password_has_five_tries_at_the_present_one()
    {
        var hasher = new HeldHasher();
        hasher.Gate.Set();
        using var site = NewSite(hasher);
        await site.AddAccountAsync(Email, Password);
        var browser = site.Open();
        await browser.SignInAsync(Email, Password);
        hasher.Compared.Clear();
        hasher.Gate.Reset();
        await TryAtOnceAsync(site, hasher, browser, "/account/password", "password", at => [("Input.Old", $"wrong {at}"), ("Input.New", "seven grey elephants")]);
        Assert.Equal(5, hasher.Compared.Count);
    }

    [Fact]
    public async Task A_turn_is_given_back_and_no_more_wait_than_may()
    {
        var tries = new PasswordTries();
        var first = await tries.TakeAsync("A", default);
        using (var other = await tries.TakeAsync("B", default)) Assert.NotNull(other);
        using var gone = new CancellationTokenSource();
        var waits = Enumerable.Range(0, 10).Select(at => tries.TakeAsync("A", at == 0 ? gone.Token : default)).ToList();
        Assert.Null(await tries.TakeAsync("A", default));
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waits[0]);
        Assert.Equal(9, tries.Waiting);
        foreach (var wait in waits.Skip(1))
        {
            Assert.False(wait.IsCompleted);
            first!.Dispose();
            first = await wait.WaitAsync(Patience);
        }

        first!.Dispose();
        Assert.Equal(0, tries.Waiting);
        using var again = await tries.TakeAsync("A", default);
        Assert.NotNull(again);
    }

    [Fact]
    public void No_minute_has_more_tries_than_a_minute_may_have()
    {
        var tries = IdentitySetup.Tries;
        Assert.Equal(IdentitySetup.TriesPerMinute, tries.PermitLimit);
        // What is taken at the end of a stretch is free again when the window has gone by since the stretch began.
        Assert.True(tries.Window - (tries.Window / tries.SegmentsPerWindow) >= TimeSpan.FromMinutes(1));
    }

    private static Site NewSite(HeldHasher hasher) => new(sample: false) { Alter = services => services.Replace(ServiceDescriptor.Singleton<IPasswordHasher<AppUser>>(hasher)) };

    /// <summary>Sends a form many times, and lets the hasher go on only when each try is in it, waits for its turn, or was answered.</summary>
    private static async Task TryAtOnceAsync(Site site, HeldHasher hasher, Browser browser, string path, string handler, Func<int, (string, string)[]> fields)
    {
        var tries = site.Services.GetRequiredService<PasswordTries>();
        // Its cookie is that of all forms.
        await browser.GetAsync(path);
        var answers = Enumerable.Range(0, AtOnce).Select(at => Task.Run(() => browser.SendAsync(path, handler, fields(at)))).ToList();
        var patience = Task.Delay(Patience);
        while (hasher.Inside + tries.Waiting + answers.Count(answer => answer.IsCompleted) < AtOnce)
        {
            Assert.False(patience.IsCompleted, "waited for a minute");
            await Task.Yield();
        }

        hasher.Gate.Set();
        foreach (var answer in await Task.WhenAll(answers)) answer.EnsureSuccessStatusCode();
    }

    /// <summary>Compares a password of a real account once it is let.</summary>
    private sealed class HeldHasher : IPasswordHasher<AppUser>
    {
        private readonly PasswordHasher<AppUser> _hasher = new();
        private int _inside;

        public ManualResetEventSlim Gate { get; } = new();

        public ConcurrentBag<string> Compared { get; } = [];

        public int Inside => Volatile.Read(ref _inside);

        public string HashPassword(AppUser user, string password) => _hasher.HashPassword(user, password);

        public PasswordVerificationResult VerifyHashedPassword(AppUser user, string hashedPassword, string providedPassword)
        {
            if (user.Email is null) return PasswordVerificationResult.Failed;
            Compared.Add(providedPassword);
            Interlocked.Increment(ref _inside);
            Assert.True(Gate.Wait(Patience));
            Interlocked.Decrement(ref _inside);
            return _hasher.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
