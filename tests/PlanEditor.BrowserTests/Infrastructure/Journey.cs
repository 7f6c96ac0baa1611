using Microsoft.Playwright;
using OgdPlans.Tests;
using PlanEditor.BrowserTests.Pages;

namespace PlanEditor.BrowserTests.Infrastructure;

/// <summary>One user story with real browsers. What helps to understand a failure stays under artifacts/journeys.</summary>
public abstract class Journey(Site site) : IAsyncLifetime
{
    private readonly List<Person> _people = [];

    protected Site Site { get; } = site;

    /// <summary>The app that this journey uses.</summary>
    protected virtual AppProcess App => Site.App;

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual async ValueTask DisposeAsync()
    {
        var failed = TestContext.Current.TestState?.Result == TestResult.Failed;
        var troubles = _people.SelectMany(person => person.Troubles.Select(trouble => $"{person.Name}: {trouble}")).ToList();
        if (failed || troubles.Count > 0) await KeepAsync();
        foreach (var person in _people) await person.DisposeAsync();
        if (!failed) Assert.Empty(troubles);
        GC.SuppressFinalize(this);
    }

    /// <summary>Somebody sits down at a browser, signed in (or not, for null), perhaps at the end of a line that can be broken.</summary>
    protected async Task<Person> ArriveAsync(string? account, Screen? screen = null, Line? line = null, ColorScheme colours = ColorScheme.Light)
    {
        var signedIn = account is null ? null : await Site.SignedInAsync(App, account);
        var person = await Person.ArriveAsync(Site.Browser, line?.Address ?? App.Address, account ?? "Visitor", screen ?? Screen.Wide, colours, signedIn, onALine: line is not null);
        _people.Add(person);
        return person;
    }

    /// <summary>Somebody opens a part of a plan.</summary>
    protected async Task<PlanPage> OpenAsync(string account, string plan, string node, Screen? screen = null, Line? line = null)
    {
        var person = await ArriveAsync(account, screen, line);
        return await PlanPage.OpenAsync(person.Page, plan, node);
    }

    protected Task<PlanCopy> ReadAsync(string plan) => Site.ReadAsync(App, plan);

    private async Task KeepAsync()
    {
        var test = $"{GetType().Name}.{TestContext.Current.TestMethod?.MethodName}";
        var directory = Directory.CreateDirectory(Repository.Path("artifacts", "journeys", test)).FullName;
        foreach (var person in _people) await person.KeepAsync(directory);
        await File.WriteAllTextAsync(Path.Combine(directory, "app.log"), App.Log);
    }
}
