using DocumentFormat.OpenXml.Wordprocessing;
using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;
using PlanEditor.Tests.Import.Word;

namespace PlanEditor.BrowserTests.Journeys;

public sealed class BringingBack(Site site) : OwnAppJourney(site)
{
    private const string Plan = "nepal";
    private const int Edits = 20;
    private const int Comments = 5;

    private static readonly LocatorAssertionsToBeVisibleOptions InALittleWhile = new() { Timeout = 60_000 };

    [Fact]
    [Trait("Runs", "long")]
    public async Task Twenty_edits_and_five_comments_in_Word_come_back_as_twenty_suggestions_and_five_threads_under_the_names_of_who_wrote_them()
    {
        var page = await OpenAsync(Accounts.ContributorNepal, Plan, "import");
        var file = await (await page.Page.APIRequest.GetAsync($"plans/{Plan}/plan.docx?texts=source")).BodyAsync();
        await page.Main.GetByLabel("Word file", new() { Exact = true }).SetInputFilesAsync(new FilePayload { Name = "plan.docx", MimeType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", Buffer = Edited(file, await ReadAsync(Plan)) });
        await Assertions.Expect(page.Main.GetByText("20 edits and five comments")).ToBeVisibleAsync(InALittleWhile);
        await Assertions.Expect(page.Main.GetByText("Ana Pérez, in Word").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Main.GetByText("(seen in the north)").First).ToBeVisibleAsync();
        await Accessibility.AssertNoneAsync(page.Page, "Word file");

        // Others write meanwhile.
        await using var hub = await Site.HubAsync(App, Accounts.FocalNepal);
        await hub.AddAsync(Plan, "lesson", PlanCopy.Root, null, ("statement", "Ask first"));
        await page.Main.GetByRole(AriaRole.Button, new() { Name = "Bring in 20 suggestions and five comments" }).PressAsync("Enter");
        await Assertions.Expect(page.Main.GetByText("Brought in 20 suggestions and five comments.")).ToBeVisibleAsync(InALittleWhile);
        await Assertions.Expect(page.Main.GetByText("It was suggested already.")).ToHaveCountAsync(Edits);

        var focal = await OpenAsync(Accounts.FocalNepal, Plan, "suggestions");
        var suggested = focal.Main.GetByRole(AriaRole.Article, new() { Name = $"Suggestion by {Accounts.ContributorNepal}" }).Filter(new() { HasText = ", in Word." });
        await Assertions.Expect(suggested.Locator("ul.parts > li")).ToHaveCountAsync(Edits);
        foreach (var author in new[] { "Ana Pérez", "Li Wei" }) await Assertions.Expect(suggested.Filter(new() { HasText = $"By {author}, in Word." }).First).ToBeVisibleAsync();
        await focal.Page.GetByRole(AriaRole.Link, new() { Name = "Comments" }).First.ClickAsync();
        await Assertions.Expect(focal.Main.Locator("article.thread").Filter(new() { HasText = "Ana Pérez, in Word" })).ToHaveCountAsync(Comments);

        await page.Main.GetByRole(AriaRole.Link, new() { Name = "Suggestions", Exact = true }).PressAsync("Enter");
        var own = page.Main.GetByRole(AriaRole.Article, new() { Name = $"Suggestion by {Accounts.ContributorNepal}" }).Filter(new() { HasText = "By Li Wei, in Word." });
        var withdraw = own.GetByRole(AriaRole.Button, new() { Name = "Withdraw" });
        var before = await withdraw.CountAsync();
        await withdraw.First.PressAsync("Enter");
        await Assertions.Expect(withdraw).ToHaveCountAsync(before - 1);
    }

    /// <summary>Two people edit words here and there, tracked, and one of them comments.</summary>
    private static byte[] Edited(byte[] file, PlanCopy plan)
    {
        using var hand = new WordHand(file);
        var fields = plan.Children(PlanCopy.Root, "commitment").SelectMany(node => new[] { "problem", "solution", "expectedResults" }.Select(field => $"{node}:{field}"));
        var words = fields.SelectMany(field => WordsOf(hand, field).Take(3)).Take(Edits + Comments).ToList();
        Assert.Equal(Edits + Comments, words.Count);
        foreach (var (at, (field, phrase)) in words.Index())
        {
            // Every fifth is commented on.
            if (at % 5 == 4) hand.Say(field, phrase, "Ana Pérez", $"Who says so? ({at})");
            else hand.Track(field, phrase, $"{phrase} (seen in the north)", at % 2 == 0 ? "Ana Pérez" : "Li Wei");
        }

        return hand.Save();
    }

    /// <summary>Some words of each stretch of a field that stand nowhere else in it.</summary>
    private static IEnumerable<(string Field, string Words)> WordsOf(WordHand hand, string field)
    {
        var texts = hand.Control(field).Descendants<Text>().Select(text => text.Text).ToList();
        return from text in texts
               let words = text.Split(' ')
               where words.Length > 5
               let phrase = string.Join(' ', words[1..4])
               where texts.Count(other => other.Contains(phrase, StringComparison.Ordinal)) == 1
               select (field, phrase);
    }
}
