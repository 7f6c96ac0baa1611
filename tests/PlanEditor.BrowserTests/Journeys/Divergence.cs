using System.Text.Json.Nodes;
using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;
using PlanEditor.BrowserTests.Pages;

namespace PlanEditor.BrowserTests.Journeys;

public sealed class Divergence(Site site) : Journey(site)
{
    private const string Plan = "bangladesh";
    private const string Field = "effortsSoFar";
    private const string Right = "Planted-right. ";
    private const string Wrong = "Planted-wrong. ";

    private const string Watch = """
        ([node, words]) => {
          const content = document.querySelector(`[id='${node}'] .cm-content`);
          const look = () => { if (content.textContent.includes(words)) window.sawWrong = true; };
          new MutationObserver(look).observe(content, { subtree: true, childList: true, characterData: true });
        }
        """;

    [Fact]
    public async Task A_text_that_differs_from_the_server_s_is_found_and_healed_and_what_I_write_stays()
    {
        var node = (await ReadAsync(Plan)).Commitment("Open contracts");
        var person = await ArriveAsync(Accounts.FocalBangladesh);
        // On the way to this page, what somebody else wrote becomes something else, once.
        await person.Page.RouteWebSocketAsync("**/hubs/plan", page =>
        {
            var server = page.ConnectToServer();
            page.OnMessage(frame => Pass(frame, server));
            server.OnMessage(frame => Pass(frame, page, text => text.Contains("\"changed\"", StringComparison.Ordinal) ? text.Replace(Right, Wrong, StringComparison.Ordinal) : text));
        });
        var mine = await PlanPage.OpenAsync(person.Page, Plan, node);
        var text = mine.Text(node, Field);
        await text.CaretAtEndAsync();
        await person.Page.EvaluateAsync(Watch, new[] { $"f-{node}-{Field}", Wrong.Trim() });

        await using var other = await Site.HubAsync(App, Accounts.FocalBbs);
        var copy = new PlanCopy(await other.OpenAsync(Plan));
        var before = copy.Text(node, Field);
        await other.SubmitAsync(copy.Revision, new() { ["op"] = "editText", ["node"] = node, ["field"] = Field, ["edit"] = new JsonArray(new JsonArray(0, Right), before.Length) });
        await person.Page.WaitForFunctionAsync("() => window.sawWrong");
        await text.TypeAsync(" Mine stays.");

        await text.ExpectAsync(Right + before[..20]);
        await text.ExpectAsync(" Mine stays.");
        await text.ExpectNotAsync(Wrong);
        await mine.ExpectSavedAsync();
        Assert.Equal($"{Right}{before} Mine stays.", (await ReadAsync(Plan)).Text(node, Field));
    }

    private static void Pass(IWebSocketFrame frame, IWebSocketRoute to, Func<string, string>? altered = null)
    {
        if (frame.Text is { } text) to.Send(altered?.Invoke(text) ?? text);
        else to.Send(frame.Binary!);
    }
}
