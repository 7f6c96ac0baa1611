namespace PlanEditor.BrowserTests.Infrastructure;

/// <summary>A user story with an app of its own, because what happens in it would be in the way of others: a plan that becomes final, a server that is killed.</summary>
/// <param name="site">The browser.</param>
/// <param name="sample">Whether there are sample plans.</param>
public abstract class OwnAppJourney(Site site, bool sample = true) : Journey(site)
{
    private AppProcess? _app;

    protected override AppProcess App => _app!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _app = await AppProcess.StartAsync(sample);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_app is not null) await _app.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
