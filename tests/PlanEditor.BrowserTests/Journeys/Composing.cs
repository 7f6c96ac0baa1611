using PlanEditor.BrowserTests.Infrastructure;

namespace PlanEditor.BrowserTests.Journeys;

public sealed class Composing(Site site) : Journey(site)
{
    [Theory]
    [InlineData("bangladesh", "উন্মুক্ত উপাত্ত", Accounts.FocalBangladesh, Accounts.FocalBbs, "ত,তথ,তথ্,তথ্য", "সমন্বয়ের অভাবে", " দুই দিন")]
    [InlineData("nepal", "खुला तथ्याङ्कको", Accounts.FocalNepal, Accounts.FocalCbs, "क,क्,क्ष,क्षे,क्षेत्र", "केही मन्त्रालयले", " प्रत्येक दिन")]
    public async Task A_word_is_composed_while_somebody_else_edits_the_same_text(
        string plan, string commitment, string writer, string other, string steps, string spot, string meanwhile)
    {
        var node = (await ReadAsync(plan)).Commitment(commitment);
        var page = await OpenAsync(writer, plan, node);
        var text = page.Text(node, "effortsSoFar");
        var othersPage = await OpenAsync(other, plan, node);
        var others = othersPage.Text(node, "effortsSoFar");
        var words = steps.Split(',');
        var before = await text.TextAsync();

        await text.CaretAtEndAsync();
        await others.CaretAfterAsync(spot);
        var composition = await Composition.StartAsync(page.Page);
        foreach (var (word, at) in words.Select((word, at) => (word, at)))
        {
            await composition.ShowAsync(word);
            if (at == 1) await others.TypeAsync(meanwhile);
            if (at == 1) await othersPage.ExpectSavedAsync();
            Assert.EndsWith(word, await text.TextAsync(), StringComparison.Ordinal);
        }

        await composition.CommitAsync(words[^1]);

        var wanted = before.Replace(spot, spot + meanwhile, StringComparison.Ordinal) + words[^1];
        foreach (var screen in new[] { text, others })
            await Wait.ForAsync(screen.TextAsync, read => read == wanted, "both have the word and what was typed meanwhile");
        await Wait.ForAsync(async () => (await ReadAsync(plan)).Text(node, "effortsSoFar"), read => read == wanted, "the server has both");
    }
}
