using Microsoft.Playwright;

namespace PlanEditor.BrowserTests.Infrastructure;

/// <summary>Whether the letters on a page stand in elements that say their language, and have the room that their script needs.</summary>
public static class Letters
{
    // The first words of each text whose nearest element with a language says another one than its letters: Bengali or Devanagari ones in none of their languages, or a text in
    // one of these languages without any.
    private const string Unsaid = """
        () => {
          const letters = /[\u0900-\u0963\u0966-\u09FF]/, latin = /[A-Za-z]{3}/, found = new Set();
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          for (let node = walk.nextNode(); node; node = walk.nextNode()) {
            const within = node.parentElement, said = within.closest("[lang]");
            if (within.closest("script, style, template")) continue;
            const wrong = /^(bn|ne)/.test(said.lang) ? latin.test(node.data) && !letters.test(said.textContent) : letters.test(node.data);
            if (wrong) found.add(`${said.lang} ${within.tagName.toLowerCase()}.${within.className}: ${node.data.trim().slice(0, 60)}`);
          }
          return [...found];
        }
        """;

    // Each text in these letters whose lines stand closer than 1.6 of their size. What is drawn or hidden has no lines.
    private const string Tight = """
        () => {
          const letters = /[\u0900-\u0963\u0966-\u09FF]/, found = new Set();
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          for (let node = walk.nextNode(); node; node = walk.nextNode()) {
            const within = node.parentElement;
            if (!letters.test(node.data) || within.closest("script, style, template, svg, select, .sr") || !within.checkVisibility()) continue;
            const { lineHeight, fontSize } = getComputedStyle(within), lines = parseFloat(lineHeight) / parseFloat(fontSize);
            if (!(lines >= 1.595)) found.add(`${lineHeight} of ${fontSize} ${within.tagName.toLowerCase()}.${within.className} in ${within.parentElement.className}: ${node.data.trim().slice(0, 40)}`);
          }
          return [...found];
        }
        """;

    /// <summary>The texts whose element does not say their language.</summary>
    public static Task<string[]> UnsaidAsync(IPage page) => page.EvaluateAsync<string[]>(Unsaid);

    /// <summary>Each text says its language and has room.</summary>
    public static async Task AssertWellSetAsync(IPage page, string where)
    {
        var unsaid = await UnsaidAsync(page);
        Assert.True(unsaid.Length == 0, $"{where} does not say\n{string.Join('\n', unsaid)}");
        var tight = await page.EvaluateAsync<string[]>(Tight);
        Assert.True(tight.Length == 0, $"{where} is tight\n{string.Join('\n', tight)}");
    }
}
