using System.IO.Compression;
using System.Text;
using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;

namespace PlanEditor.BrowserTests.Journeys;

public sealed class BringingBack(Site site) : Journey(site)
{
    private const string Plan = "bangladesh";

    [Fact]
    [Trait("Runs", "long")]
    public async Task A_Word_file_goes_out_is_edited_and_comes_back_as_a_suggestion_under_the_name_of_who_wrote_it()
    {
        var page = await OpenAsync(Accounts.FocalBangladesh, Plan, "import");
        var file = await (await page.Page.APIRequest.GetAsync($"plans/{Plan}/plan.docx?texts=source")).BodyAsync();
        await page.Main.GetByLabel("Word file", new() { Exact = true }).SetInputFilesAsync(new FilePayload { Name = "plan.docx", MimeType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", Buffer = Edited(file) });
        await Assertions.Expect(page.Main.GetByText("One edit and no comments")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(page.Main.GetByText("Ana Pérez, in Word")).ToBeVisibleAsync();
        await Assertions.Expect(page.Main.GetByText("Seen in the north.")).ToBeVisibleAsync();
        await Accessibility.AssertNoneAsync(page.Page, "Word file");

        await page.Main.GetByRole(AriaRole.Button, new() { Name = "Bring in one suggestion" }).PressAsync("Enter");
        await Assertions.Expect(page.Main.GetByText("Brought in one suggestion.")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(page.Main.GetByText("It was suggested already.")).ToBeVisibleAsync();
        await page.Main.GetByRole(AriaRole.Link, new() { Name = "Suggestions", Exact = true }).PressAsync("Enter");
        var card = page.Main.GetByRole(AriaRole.Article, new() { Name = "Suggestion by Focal point, Bangladesh" }).Filter(new() { HasText = "Ana Pérez" });
        await Assertions.Expect(card).ToContainTextAsync("By Ana Pérez, in Word.");
        await card.GetByRole(AriaRole.Button, new() { Name = "Withdraw" }).PressAsync("Enter");
        await Assertions.Expect(card.GetByRole(AriaRole.Button, new() { Name = "Withdraw" })).ToHaveCountAsync(0);
    }

    /// <summary>Words in front of the first problem of the file, tracked.</summary>
    private static byte[] Edited(byte[] file)
    {
        using var stream = new MemoryStream();
        stream.Write(file);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            var entry = zip.Entries.Single(one => one.Name == "document.xml");
            string text;
            using (var reader = new StreamReader(entry.Open())) text = reader.ReadToEnd();
            var at = text.IndexOf("<w:r>", text.IndexOf(":problem\"", StringComparison.Ordinal), StringComparison.Ordinal);
            text = text.Insert(at, "<w:ins w:id=\"900001\" w:author=\"Ana Pérez\" w:date=\"2018-03-05T09:00:00Z\"><w:r><w:t xml:space=\"preserve\">Seen in the north. </w:t></w:r></w:ins>");
            entry.Delete();
            using var writer = new StreamWriter(zip.CreateEntry(entry.FullName).Open(), new UTF8Encoding(false));
            writer.Write(text);
        }

        return stream.ToArray();
    }
}
