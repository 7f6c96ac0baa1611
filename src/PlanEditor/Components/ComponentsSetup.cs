using System.Text.Encodings.Web;
using System.Text.Unicode;
using MudBlazor;
using MudBlazor.Services;
using PlanEditor.Components.Comments;
using PlanEditor.Components.Editor;
using PlanEditor.Components.Find;
using PlanEditor.Components.Plans;
using PlanEditor.Components.Report;
using PlanEditor.Import;
using PlanEditor.Import.Word;

namespace PlanEditor.Components;

/// <summary>What people see.</summary>
public static class ComponentsSetup
{
    public static void AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents(circuit =>
        {
            circuit.DisconnectedCircuitMaxRetained = 200;
            circuit.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(3);
            circuit.PersistedCircuitInMemoryMaxRetained = 500;
            circuit.PersistedCircuitInMemoryRetentionPeriod = TimeSpan.FromMinutes(30);
            circuit.JSInteropDefaultCallTimeout = TimeSpan.FromSeconds(15);
            circuit.MaxBufferedUnacknowledgedRenderBatches = 10;
        }).AddHubOptions(hub =>
        {
            // What is suggested for a text goes through the circuit together with what the server had of it: twice the longest text.
            hub.MaximumReceiveMessageSize = 2 * Collaboration.HubLimits.MessageSizeBytesMax;
            hub.ClientTimeoutInterval = TimeSpan.FromSeconds(30);
            hub.KeepAliveInterval = TimeSpan.FromSeconds(10);
        });
        // Letters of all scripts as they are: Bengali and Nepali pages would be three times as large.
        services.AddWebEncoders(web => web.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        ScriptArguments.AddTo(services);
        services.AddSingleton<PlanBoard>();
        services.AddScoped<PeopleOfPlan>();
        services.AddScoped<ILooks, Looks>();
        services.AddSingleton<PlanStart>();
        services.AddSingleton<PlanTemplates>();
        services.AddSingleton<QuotedPlans>();
        services.AddSingleton<ReportStart>();
        services.AddSingleton<IFindElsewhere, FindElsewhere>();
        services.AddSingleton<FileProcess>();
        services.AddSingleton<IWordImport, WordImport>();
        services.AddHostedService<WarmUp>();
        services.AddMudServices(mud =>
        {
            mud.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomLeft;
            mud.SnackbarConfiguration.VisibleStateDuration = 8_000;
            mud.SnackbarConfiguration.PreventDuplicates = false;
        });
    }

    public static void MapPages(this WebApplication app)
    {
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(server =>
        {
            server.ContentSecurityFrameAncestorsPolicy = "'none'";
            server.ConfigureWebSocketAcceptContext = (_, line) =>
            {
                // Each message is compressed by itself: a window kept open costs every page some 300 kB that no garbage collector sees.
                line.DangerousEnableCompression = true;
                line.DisableServerContextTakeover = true;
                return Task.CompletedTask;
            };
        });
    }
}
