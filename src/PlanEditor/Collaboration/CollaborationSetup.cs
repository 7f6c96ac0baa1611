using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PlanEditor.Audit;
using PlanEditor.Digests;
using PlanEditor.History;
using PlanEditor.Hosting;
using PlanEditor.Notices;

namespace PlanEditor.Collaboration;

/// <summary>Rooms, presence and the hub.</summary>
public static class CollaborationSetup
{
    public static void AddCollaboration(this IServiceCollection services)
    {
        services.AddSettings<RoomOptions>("Rooms").ValidateDataAnnotations();
        services.TryAddSingleton(TimeProvider.System);
        services.AddDigests();
        services.AddHistory();
        services.AddAudit();
        services.AddNotices();
        services.AddSingleton<PlanRooms>();
        services.AddHostedService(provider => provider.GetRequiredService<PlanRooms>());
        services.AddSingleton<HubLimits>();
        services.TryAddSingleton<OwnOrigin>();
        services.AddSingleton<HubGate>();
        services.AddSingleton<PlanHubFilter>();
        services.AddSingleton<PlanConnections>();
        services.AddHostedService(provider => provider.GetRequiredService<PlanConnections>());
        services.AddSingleton<HubLifetimeManager<PlanHub>, PlanHubLifetime>();
        services.AddSignalR().AddHubOptions<PlanHub>(hub =>
        {
            hub.AddFilter<PlanHubFilter>();
            hub.SupportedProtocols = ["json"];
            hub.MaximumReceiveMessageSize = HubLimits.MessageSizeBytesMax;
            hub.MaximumParallelInvocationsPerClient = 1;
            hub.StreamBufferCapacity = 1;
            hub.EnableDetailedErrors = false;
            hub.StatefulReconnectBufferSize = 0;
            hub.DisableImplicitFromServicesParameters = true;
        });
        // The last one of a name counts.
        services.AddSingleton<IHubProtocol, PlanHubProtocol>();
    }

    /// <summary>Before the endpoints, after the sign-in is known.</summary>
    public static void UseCollaboration(this WebApplication app) => app.UseWhen(
        context => context.Request.Path.StartsWithSegments(PlanHub.Path, StringComparison.OrdinalIgnoreCase),
        hub =>
        {
            hub.Use(app.Services.GetRequiredService<HubGate>().InvokeAsync);
            hub.Use(HubSocket.InvokeAsync);
        });

    public static void MapCollaboration(this WebApplication app)
    {
        var (limits, time) = (app.Services.GetRequiredService<HubLimits>(), app.Services.GetRequiredService<TimeProvider>());
        var options = new HttpConnectionDispatcherOptions
        {
            Transports = HttpTransportType.WebSockets,
            ApplicationMaxBufferSize = HubLimits.MessageSizeBytesMax,
            TransportMaxBufferSize = 64 * 1024,
            TransportSendTimeout = HubOutput.Patience,
            CloseOnAuthenticationExpiration = true,
            AllowStatefulReconnects = false,
        };
        app.MapConnections(PlanHub.Path, options, connections => connections.Use(next => MeteredTransport.Use(next, limits, time)).UseHub<PlanHub>()).RequireAuthorization();
    }
}
