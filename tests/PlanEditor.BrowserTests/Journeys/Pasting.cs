using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;

namespace PlanEditor.BrowserTests.Journeys;

public sealed class Pasting(Site site) : Journey(site)
{
    private const string Plan = "uruguay";

    private const string Paste = """
        (content, given) => {
          const clipboardData = new DataTransfer(), [text, html] = [given].flat();
          clipboardData.setData('text/plain', text);
          if (html) clipboardData.setData('text/html', html);
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
    public async Task Headings_emphasis_lists_links_and_tables_of_a_word_processor_stay_and_one_undo_takes_them_back()
    {
        // As Word writes it: lists are paragraphs, whose sign is a piece of its own.
        const string Word = """
            <html><head><meta name=Generator content="Microsoft Word 15"><style>p { color: red }</style></head><body lang=ES><!--StartFragment-->
            <h2>El problema</h2><p class=MsoNormal><b>Na</b><b><span>die:</span></b> sabe <i>cuántos</i> (<a href="https://www.gub.uy/a (b)">AGESIC</a><a href="javascript:alert(1)">, mal</a>) son_así * x.</p>
            <p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>Primero</p>
            <p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span>Detalle</p>
            <p class=MsoNormal>&nbsp;</p><p class=MsoNormal>&gt; 80 %<span class=MsoCommentReference><span style='mso-special-character:comment'><a class=msocomanchor href="#_msocom_1">[KS1]</a></span></span></p><table><caption>Tabla 1</caption><tr><td><b>Año</b></td><td>Hogares | total</td></tr><tr><td>2024</td><td><p>1.234</p><p>y más</p></td></tr></table>
            <img src=x onerror="document.title = 'run'"><!--EndFragment--><div style='mso-element:comment-list'><div style='mso-element:comment'><p class=MsoCommentText>Not for the public</p></div></div></body></html>
            """;
        const string Written = "## El problema\n\n**Nadie:** sabe *cuántos* ([AGESIC](https://www.gub.uy/a%20%28b%29), mal) son_así * x.\n\n- Primero\n   1. Detalle\n\n\\> 80 %\n\nTabla 1\n\n| Año | Hogares \\| total |\n| --- | --- |\n| 2024 | 1.234 y más |";
        var node = (await ReadAsync(Plan)).Commitment("Presupuesto y compras");
        var page = await OpenAsync(Accounts.FocalUruguay, Plan, node);
        var causes = page.Text(node, "causes");
        var before = (await ReadAsync(Plan)).Text(node, "causes");
        await causes.CaretAtEndAsync();

        await causes.Content.EvaluateAsync(Paste, new[] { "El problema…", Word });
        await Wait.ForAsync(async () => (await ReadAsync(Plan)).Text(node, "causes"), text => text == $"{before}\n\n{Written}", "the server has what Markdown can say of it");
        await page.Page.Keyboard.PressAsync("Control+Z");
        await Wait.ForAsync(async () => (await ReadAsync(Plan)).Text(node, "causes"), text => text == before, "all of it is gone");

        // Rows of a spreadsheet are a table; letters without a look are pasted as they are.
        await causes.Content.EvaluateAsync(Paste, new[] { "Mes\tHogares\n1\t2", "<table><tr><td>Mes</td><td>Hogares</td></tr><tr><td>1</td><td>2</td></tr></table>" });
        await Wait.ForAsync(async () => (await ReadAsync(Plan)).Text(node, "causes"), text => text == $"{before}\n\n| Mes | Hogares |\n| --- | --- |\n| 1 | 2 |", "the server has the table");
        await page.Page.Keyboard.PressAsync("Control+Z");
        await causes.Content.EvaluateAsync(Paste, new[] { " tal_cual *", "<p> tal_cual *</p>" });
        await Wait.ForAsync(async () => (await ReadAsync(Plan)).Text(node, "causes"), text => text == $"{before} tal_cual *", "the server has the letters");
        Assert.NotEqual("run", await page.Page.TitleAsync());
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
