using System.Collections.Immutable;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OgdPlans.Tests;
using PlanEditor.Collaboration;
using PlanEditor.Hosting;
using PlanEditor.Identity;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Workflow;

namespace PlanEditor.Tests.Collaboration;

/// <summary>The hub on a real Kestrel over a real database file, with a sign-in that believes a header.</summary>
public sealed class HubHost : IAsyncDisposable
{
    public static readonly NodeId Chapter = new(5);

    private readonly WebApplication _app;
    private readonly string _directory;

    private HubHost(WebApplication app, string directory) => (_app, _directory) = (app, directory);

    public Uri Address => new(_app.Urls.First());

    public IServiceProvider Services => _app.Services;

    internal GroupCommit Commits => Services.GetRequiredService<ChangeLog>().Commits;

    public PlanRooms Rooms => Services.GetRequiredService<PlanRooms>();

    public static async Task<HubHost> StartAsync(Action<IServiceCollection>? configure = null)
    {
        var directory = Directory.CreateTempSubdirectory("ogdplans-hub-").FullName;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        // Small, so that a test of a slow reader fills it soon.
        builder.WebHost.UseSockets(sockets => sockets.CreateBoundListenSocket = address =>
        {
            var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(address);
            socket.SendBufferSize = BareClient.SocketSizeBytes;
            return socket;
        });
        builder.Logging.ClearProviders();
        builder.Services.Configure<SiteOptions>(_ => { });
        builder.Services.AddSingleton(new SqliteFile(Path.Combine(directory, StorageSetup.FileName)));
        builder.Services.AddSingleton(new PlanSchemas(TestSchema.Schema));
        builder.Services.AddStores();
        builder.Services.AddSingleton<SampleAccounts>();
        builder.Services.AddSingleton<Actors>();
        builder.Services.AddSingleton<SignInSessions>();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddAuthentication(HeaderSignIn.SchemeName).AddScheme<AuthenticationSchemeOptions, HeaderSignIn>(HeaderSignIn.SchemeName, null);
        builder.Services.AddAuthorization();
        builder.Services.AddCollaboration();
        configure?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseLines();
        app.UseCollaboration();
        app.MapCollaboration();
        await app.Services.GetRequiredService<StorageStartup>().PrepareAsync(CancellationToken.None);
        await app.StartAsync();
        return new HubHost(app, directory);
    }

    /// <summary>A plan with one chapter, at revision 1.</summary>
    public async Task<string> NewPlanAsync(string country = "NP")
    {
        var slug = "plan-" + Guid.NewGuid().ToString("N");
        var plan = await Services.GetRequiredService<Plans>().CreateAsync(slug, TestSchema.Schema.Name, country, CancellationToken.None);
        ImmutableArray<Operation> insert = [new InsertNode(Chapter, "chapter", NodeId.Root, null, ImmutableSortedDictionary.Create<string, FieldValue>(StringComparer.Ordinal))];
        var change = new CommittedChange(1, new ChangeId(Guid.NewGuid()), UserId.Server, default, new DateTimeOffset(2017, 7, 1, 9, 0, 0, TimeSpan.Zero), insert);
        await Services.GetRequiredService<ChangeLog>().AppendAllAsync(new PlanId(plan!.Id), [new LoggedChange(change, LoggedChange.HashOf(0, insert))], CancellationToken.None);
        return slug;
    }

    public async Task<UserId> NewUserAsync(Role role = Role.FocalPoint, string? country = "NP", string name = "Maria Gomez")
    {
        var user = new AppUser { Id = Guid.NewGuid(), UserName = Guid.NewGuid().ToString("N"), DisplayName = name, Role = role, Country = country };
        await using var database = await Services.GetRequiredService<IDbContextFactory<PlanDb>>().CreateDbContextAsync();
        database.Users.Add(user);
        await database.SaveChangesAsync();
        return new UserId(user.Id);
    }

    /// <summary>Changes an account and tells those who hold something open for it.</summary>
    public async Task ChangeAsync(UserId id, Action<AppUser> change)
    {
        await using (var database = await Services.GetRequiredService<IDbContextFactory<PlanDb>>().CreateDbContextAsync())
        {
            var user = await database.Users.SingleAsync(one => one.Id == id.Value);
            change(user);
            await database.SaveChangesAsync();
        }

        Services.GetRequiredService<Actors>().Revoke(id);
    }

    /// <summary>A client of somebody, connected and past the handshake, with a session of its own or one that was somewhere else before.</summary>
    public async Task<BareClient> ConnectAsync(UserId user, string? session = null) => await BareClient.ConnectAsync(Address, user, (HeaderSignIn.Header, await SignInAsync(user)), session);

    /// <summary>What <see cref="HeaderSignIn.Header"/> says for a new sign-in of somebody.</summary>
    public async Task<string> SignInAsync(UserId user)
    {
        var token = Guid.NewGuid().ToString("N");
        HeaderSignIn.Claims[token] = await Services.GetRequiredService<SignInSessions>().OpenAsync(user, CancellationToken.None);
        return token;
    }

    /// <summary>A client of a new focal point, with a plan open.</summary>
    public async Task<BareClient> OpenAsync(string plan)
    {
        var client = await ConnectAsync(await NewUserAsync());
        await client.OpenAsync(plan);
        return client;
    }

    /// <summary>What the log has, from the first change.</summary>
    public async Task<IReadOnlyList<LoggedChange>> LogOfAsync(string plan)
    {
        var row = await Services.GetRequiredService<Plans>().FindAsync(plan, CancellationToken.None);
        return await Services.GetRequiredService<ChangeLog>().ReadAsync(new PlanId(row!.Id), 0, int.MaxValue, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
