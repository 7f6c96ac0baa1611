using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;
using PlanEditor.Components.Layout;
using Xunit;

namespace PlanEditor.Tests.Layout;

public sealed class TabTitleTests
{
    [Fact]
    public async Task A_title_that_was_told_while_the_line_was_down_is_told_again()
    {
        await using var page = new BunitContext();
        var browser = Open(page, new TaskCanceledException());
        var title = page.Render<TabTitle>(parameters => parameters.Add(one => one.Words, "Nepal"));
        title.WaitForAssertion(() => Assert.Equal(["Nepal · OgdPlans", "Nepal · OgdPlans"], browser.Told));
        title.Render(parameters => parameters.Add(one => one.Words, "Panama"));
        title.Render(parameters => parameters.Add(one => one.Words, "Panama"));
        Assert.Equal(["Panama · OgdPlans"], browser.Told.Skip(2));
    }

    [Fact]
    public async Task A_page_that_is_gone_or_has_no_script_ends_nothing()
    {
        await using var page = new BunitContext();
        var browser = Open(page, new JSDisconnectedException("Gone."), new JSException("No script."));
        var title = page.Render<TabTitle>(parameters => parameters.Add(one => one.Words, "Nepal"));
        foreach (var words in new[] { "Panama", "Uruguay" }) title.Render(parameters => parameters.Add(one => one.Words, words));
        Assert.Equal(["Nepal · OgdPlans", "Panama · OgdPlans", "Uruguay · OgdPlans"], browser.Told);
    }

    private static Browser Open(BunitContext page, params Exception[] answers)
    {
        var browser = new Browser(answers);
        page.Services.AddSingleton<IJSRuntime>(browser);
        page.SetRendererInfo(new RendererInfo("Server", true));
        return browser;
    }

    /// <summary>Answers first so, then well.</summary>
    private sealed class Browser(IReadOnlyList<Exception> answers) : IJSRuntime
    {
        public List<string> Told { get; } = [];

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => InvokeAsync<TValue>(identifier, CancellationToken.None, args);

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args)
        {
            Told.Add((string)args![0]!);
            return Told.Count > answers.Count ? default : ValueTask.FromException<TValue>(answers[Told.Count - 1]);
        }
    }
}
