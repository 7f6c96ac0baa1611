using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;

namespace PlanEditor.BrowserTests.Pages;

/// <summary>One text of the plan on screen.</summary>
public sealed class TextIsland(IPage page, ILocator element)
{
    // What the person reads: the lines without the names of others' carets.
    private const string Read = """
        content => [...content.querySelectorAll('.cm-line')].map(line => {
          const copy = line.cloneNode(true);
          for (const widget of copy.querySelectorAll('[contenteditable=false], .cm-widgetBuffer')) widget.remove();
          return copy.textContent;
        }).join('\n')
        """;

    private const string Place = """
        (content, [phrase, length]) => {
          const pieces = [];
          const walker = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
          for (let all = ''; walker.nextNode();) {
            const off = walker.currentNode.parentElement.closest('[contenteditable=false]');
            if (off !== content && content.contains(off)) continue;
            pieces.push({ node: walker.currentNode, from: all.length, to: (all += walker.currentNode.data).length });
          }
          const from = pieces.map(piece => piece.node.data).join('').indexOf(phrase);
          if (from < 0) throw new Error(`"${phrase}" is not on screen`);
          const point = at => {
            const piece = pieces.find(piece => at <= piece.to);
            return [piece.node, at - piece.from];
          };
          content.focus();
          getSelection().setBaseAndExtent(...point(from + phrase.length - length), ...point(from + phrase.length));
          return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
        }
        """;

    public ILocator Element => element;

    public ILocator Content => element.GetByRole(AriaRole.Textbox);

    /// <summary>The lines as they read.</summary>
    public async Task<string> TextAsync()
    {
        while (true)
        {
            try
            {
                return await Content.EvaluateAsync<string>(Read);
            }
            catch (PlaywrightException problem) when (problem.Message.Contains("Execution context was destroyed", StringComparison.Ordinal))
            {
                // The page loaded anew in between, as it does when the server lost its circuit: the locator waits for the new one.
            }
        }
    }

    /// <summary>Puts the caret after the first place where the phrase stands.</summary>
    public Task CaretAfterAsync(string phrase) => Content.EvaluateAsync(Place, new object[] { phrase, 0 });

    public Task SelectAsync(string phrase) => Content.EvaluateAsync(Place, new object[] { phrase, phrase.Length });

    public async Task CaretAtEndAsync()
    {
        await Content.FocusAsync();
        await page.Keyboard.PressAsync("Control+End");
    }

    /// <summary>Types where the caret is, like a quick typist.</summary>
    public Task TypeAsync(string text) => page.Keyboard.TypeAsync(text, new() { Delay = 15 });

    public Task ExpectAsync(string words) =>
        Wait.ForAsync(TextAsync, text => text.Contains(words, StringComparison.Ordinal), $"the text says: {words}");

    public Task ExpectNotAsync(string words) =>
        Wait.ForAsync(TextAsync, text => !text.Contains(words, StringComparison.Ordinal), $"the text no longer says: {words}");
}
