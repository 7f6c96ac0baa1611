using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;

namespace PlanEditor.BrowserTests.Journeys;

public sealed class Pasting(Site site) : Journey(site)
{
    private const string Plan = "uruguay";

    private const string Paste = """
        (content, text) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData('text/plain', text);
          content.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
        }
        """;

    [Fact]
    public async Task A_paste_that_is_too_long_is_refused_before_it_is_sent_and_says_what_to_do()
    {
        var before = await ReadAsync(Plan);
        var node = before.Commitment("Datos abiertos por defecto");
        var page = await OpenAsync(Accounts.FocalUruguay, Plan, node);
        var title = page.Text(node, "title");
        await title.CaretAtEndAsync();

        await title.Content.EvaluateAsync(Paste, new string('a', 300));

        await Assertions.Expect(page.Page.GetByText("shorten it or split it")).ToBeVisibleAsync();
        Assert.Equal(before.Text(node, "title"), await title.TextAsync());
        await page.ExpectSavedAsync();
        Assert.Equal(before.Text(node, "title"), (await ReadAsync(Plan)).Text(node, "title"));
    }

    [Fact]
    public async Task A_paste_from_a_word_processor_becomes_plain_lines()
    {
        var node = (await ReadAsync(Plan)).Commitment("Salud comparable");
        var page = await OpenAsync(Accounts.FocalUruguay, Plan, node);
        var causes = page.Text(node, "causes");
        await causes.CaretAtEndAsync();

        await causes.Content.EvaluateAsync(Paste, "\r\nUna línea.\r\nOtra\u00a0línea.");

        await Wait.ForAsync(async () => (await ReadAsync(Plan)).Text(node, "causes"),
            text => text.EndsWith("\nUna línea.\nOtra\u00a0línea.", StringComparison.Ordinal), "the server has the lines");
    }
}
