using System.Collections.Immutable;
using System.Net.WebSockets;
using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OgdPlans.Tests;
using PlanEditor.Collaboration;
using PlanEditor.History;
using PlanEditor.Identity;
using PlanEditor.Storage;
using PlanEditor.Tests.Hosting;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Operations;
using PlanModel.Schema;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Rights;

/// <summary>The whole site on a port of its own, with somebody of each column of the table signed in.</summary>
public sealed class RightsSite : IAsyncLifetime
{
    private readonly Site _site;
    private readonly Dictionary<(int Stage, object Content), Ground> _shared = [];

    public RightsSite() : this(null)
    {
    }

    /// <param name="time">The clock; null: the machine's.</param>
    internal RightsSite(TimeProvider? time) => _site = new Site(sample: false, time: time) { Alter = QuickPdf.Use };

    internal ImmutableArray<Colleague> Colleagues { get; private set; } = [];

    internal IServiceProvider Services => _site.Services;

    internal Uri Address => _site.ClientOptions.BaseAddress;

    internal PlanRooms Rooms => Services.GetRequiredService<PlanRooms>();

    internal Actors Actors => Services.GetRequiredService<Actors>();

    internal PlanHistory History => Services.GetRequiredService<PlanHistory>();

    public async ValueTask InitializeAsync()
    {
        _site.UseKestrel(0);
        _site.StartServer();
        await AddAsync(UserOf(Ground.Somebody.Value, "Somebody", Role.Reviewer, null));
        Colleagues = await NewColleaguesAsync();
    }

    /// <summary>Somebody of each column of the table, who did nothing yet.</summary>
    internal async Task<ImmutableArray<Colleague>> NewColleaguesAsync()
    {
        var colleagues = ImmutableArray.CreateBuilder<Colleague>();
        foreach (var column in RightsTable.Columns) colleagues.Add(await AddAsync(column, colleagues.Count));
        return colleagues.ToImmutable();
    }

    public ValueTask DisposeAsync()
    {
        foreach (var ground in _shared.Values) ground.Dispose();
        return _site.DisposeAsync();
    }

    /// <summary>A plan in a state that acts share which change nothing of what others may.</summary>
    internal async Task<Ground> ShareAsync(PlanStage stage, PlanTry plan)
    {
        var key = (stage.Index, plan.Before is null && plan.After.IsEmpty ? (object)plan.Comments : plan);
        return _shared.TryGetValue(key, out var kept) ? kept : _shared[key] = await NewPlanAsync(stage, plan);
    }

    /// <summary>No longer shares a plan in which something happened that should not have.</summary>
    internal void Spoil(Ground ground)
    {
        foreach (var (key, _) in _shared.Where(one => one.Value == ground).ToList()) _shared.Remove(key);
        ground.Dispose();
    }

    /// <summary>A plan of the country in a state, made for one act.</summary>
    /// <param name="stage">The state.</param>
    /// <param name="plan">The act.</param>
    /// <param name="colleagues">Those who have said something in it; none: one of each column.</param>
    internal Task<Ground> NewPlanAsync(PlanStage stage, PlanTry? plan = null, params ImmutableArray<Colleague> colleagues) => NewPlanAsync($"{stage.Name}-{Guid.NewGuid().ToString("N")[..12]}", stage, plan, colleagues: colleagues);

    internal async Task<Ground> NewPlanAsync(string slug, PlanStage stage, PlanTry? plan = null, string country = Colleague.Country, params ImmutableArray<Colleague> colleagues)
    {
        if (colleagues.IsDefaultOrEmpty) colleagues = Colleagues;
        var content = Ground.Content(slug, stage.Target, plan?.Comments == true ? colleagues : null)
            .Concat(plan?.Before is { } before ? colleagues.Select(one => (Ground.Somebody, before(one))) : [])
            .Concat(stage.Steps.Concat(plan?.After ?? []).Select(step => (Ground.Somebody, ImmutableArray.Create(step))));
        var row = await Services.GetRequiredService<Plans>().CreateAsync(slug, ActionPlan.Schema.Name, country, default);
        var log = content.Select((one, at) => Logged(at + 1, one.Item1, one.Item2)).ToList();
        await Services.GetRequiredService<ChangeLog>().AppendAllAsync(new PlanId(row!.Id), log, default);
        return new Ground((await Rooms.OpenAsync(slug, default))!, stage);
    }

    /// <summary>Changes somebody's role and country, and lets back in who was suspended.</summary>
    internal async Task BecomeAsync(Colleague colleague, Role role, string? country, bool suspended)
    {
        await WriteAsync(database => database.Users.Where(one => one.Id == colleague.Id.Value)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.Role, role).SetProperty(one => one.Country, country).SetProperty(one => one.Suspended, suspended)));
        Actors.Revoke(colleague.Id);
    }

    /// <summary>Somebody whom no other test knows.</summary>
    internal async Task<Colleague> NewColleagueAsync()
    {
        var user = UserOf(Guid.NewGuid(), "Somebody new", Role.Reviewer, null);
        await AddAsync(user);
        return new Colleague("Reviewer", Colleagues.Length, new UserId(user.Id), await SignInAsync(new UserId(user.Id)));
    }

    /// <summary>A browser with a person's sign-in that follows nothing.</summary>
    internal HttpClient Browse(Colleague colleague) => Browse(colleague.Cookie);

    internal HttpClient Browse(string? cookie)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        if (cookie is not null) client.DefaultRequestHeaders.Add("Cookie", cookie);
        return client;
    }

    internal Task<BareClient> ConnectAsync(Colleague colleague) => BareClient.ConnectAsync(Address, colleague.Id, ("Cookie", colleague.Cookie ?? "none=none"));

    /// <summary>The line of an interactive page, on which nothing is shown.</summary>
    /// <exception cref="WebSocketException">It was refused.</exception>
    internal async Task<ClientWebSocket> OpenPageAsync(Colleague colleague)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Cookie", colleague.Cookie);
        socket.Options.SetRequestHeader("Origin", Address.GetLeftPart(UriPartial.Authority));
        socket.Options.CollectHttpResponseDetails = true;
        await socket.ConnectAsync(new UriBuilder(Address) { Scheme = "ws", Path = "/_blazor" }.Uri, default);
        await socket.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"), WebSocketMessageType.Text, true, default);
        return socket;
    }

    /// <summary>A new sign-in, as the cookie that a browser keeps.</summary>
    internal async Task<string> SignInAsync(UserId user)
    {
        const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;
        var claims = await Services.GetRequiredService<SignInSessions>().OpenAsync(user, default);
        var properties = new AuthenticationProperties { IssuedUtc = TimeProvider.System.GetUtcNow(), ExpiresUtc = TimeProvider.System.GetUtcNow() + SignInSessions.Idle };
        var ticket = new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme)), properties, Scheme);
        return $"{HostCookies.Name}={Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(Scheme).TicketDataFormat.Protect(ticket)}";
    }

    /// <summary>Somebody new, signed in.</summary>
    internal async Task<Colleague> JoinAsync(Role role, string? country)
    {
        var user = UserOf(Guid.NewGuid(), "Somebody new", role, country);
        await AddAsync(user);
        return new Colleague("New", -1, new UserId(user.Id), await SignInAsync(new UserId(user.Id)));
    }

    private async Task<Colleague> AddAsync(string column, int index)
    {
        if (Colleague.Of(column) is not { } of) return new Colleague(column, index, UserId.Server, null);
        var user = UserOf(Guid.NewGuid(), column, of.Role, of.Country);
        await AddAsync(user);
        var colleague = new Colleague(column, index, new UserId(user.Id), await SignInAsync(new UserId(user.Id)));
        // Whoever is suspended was signed in before.
        if (of.Suspended) await BecomeAsync(colleague, of.Role, of.Country, suspended: true);
        return colleague;
    }

    private Task AddAsync(AppUser user) => WriteAsync(database =>
    {
        database.Users.Add(user);
        return database.SaveChangesAsync();
    });

    /// <summary>Writes accounts, also such as the database refuses: a reviewer who has a country. What would hold for one is in the table all the same.</summary>
    private async Task WriteAsync(Func<PlanDb, Task> write)
    {
        await using var database = await Services.GetRequiredService<IDbContextFactory<PlanDb>>().CreateDbContextAsync();
        await database.Database.OpenConnectionAsync();
        await database.Database.ExecuteSqlRawAsync("PRAGMA ignore_check_constraints = ON");
        await write(database);
        await database.Database.ExecuteSqlRawAsync("PRAGMA ignore_check_constraints = OFF");
    }

    internal static AppUser UserOf(Guid id, string name, Role role, string? country)
    {
        var email = $"{id:N}@example.org";
        return new AppUser { Id = id, UserName = email, NormalizedUserName = email.ToUpperInvariant(), Email = email, NormalizedEmail = email.ToUpperInvariant(), SecurityStamp = id.ToString(), DisplayName = name, Role = role, Country = country };
    }

    private static LoggedChange Logged(long revision, UserId by, ImmutableArray<Operation> operations)
    {
        var at = new DateTimeOffset(2017, 7, 1, 9, 0, 0, TimeSpan.Zero).AddHours(revision);
        var change = new CommittedChange(revision, new ChangeId(Guid.NewGuid()), by, default, at, operations);
        return new LoggedChange(change, LoggedChange.HashOf(revision - 1, operations));
    }
}
