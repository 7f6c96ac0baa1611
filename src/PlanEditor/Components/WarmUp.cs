using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Options;
using PlanEditor.Components.Dashboard;
using PlanEditor.Components.Editor;
using PlanEditor.Digests;
using PlanEditor.Hosting;
using PlanEditor.Identity;
using PlanModel.Workflow;

namespace PlanEditor.Components;

/// <summary>
/// Before the server listens: opens the plan that was written last, which people come back to, and draws its page, its past and the dashboard once, for nobody. Code is compiled
/// and tables are read then, and not while somebody waits.
/// </summary>
internal sealed partial class WarmUp(IServiceScopeFactory scopes, PlanDigests digests, IOptions<SiteOptions> site, TimeProvider time, ILoggerFactory loggers, ILogger<WarmUp> logger) : IHostedService
{
    private const string AllCommitments = "commitments";

    // After this the server listens all the same, and the rest is done beside.
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(5);

    private static readonly Person Nobody = new(new Actor(default, Role.Reviewer, null), "Nobody");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!site.Value.WarmUp) return;
        try
        {
            await Task.Run(() => DrawAsync(cancellationToken), cancellationToken).WaitAsync(Most, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            Log.GoesOn(logger);
        }
        catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NotDone(logger, problem);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task DrawAsync(CancellationToken cancellation)
    {
        var all = await digests.ReadableAsync(Nobody.Actor, cancellation);
        await DrawAsync<DashboardPage>("", []);
        if (all.Where(plan => plan.Plan.IsPlan).MaxBy(plan => plan.Digest.Last?.At) is not { Plan.Slug: var slug, Digest.Revision: var revision }) return;
        foreach (var (part, query) in new[] { (null, ""), (AllCommitments, ""), (PlanTab.History.Key, $"?at={Math.Max(1, revision - 1)}") })
            await DrawAsync<PlanPage>(query, new() { [nameof(PlanPage.Slug)] = slug, [nameof(PlanPage.Part)] = part });
    }

    private async Task DrawAsync<TPage>(string query, Dictionary<string, object?> parameters)
        where TPage : IComponent
    {
        await using var scope = scopes.CreateAsyncScope();
        if (scope.ServiceProvider.GetRequiredService<NavigationManager>() is IHostEnvironmentNavigationManager navigation)
            navigation.Initialize(site.Value.Address.ToString(), site.Value.Address + query);
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, loggers);
        await renderer.Dispatcher.InvokeAsync(() => renderer.RenderComponentAsync<CascadingValue<Person>>(ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(CascadingValue<Person>.Value)] = Nobody,
            [nameof(CascadingValue<Person>.ChildContent)] = (RenderFragment)(builder =>
            {
                builder.OpenComponent<TPage>(0);
                foreach (var (name, value) in parameters) builder.AddComponentParameter(1, name, value);
                builder.CloseComponent();
            }),
        })));
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Warming up takes long and goes on beside the pages")]
        public static partial void GoesOn(ILogger logger);

        [LoggerMessage(LogLevel.Warning, "The first pages will take longer: warming up failed")]
        public static partial void NotDone(ILogger logger, Exception problem);
    }
}
