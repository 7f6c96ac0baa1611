using PlanEditor.BrowserTests.Infrastructure;

namespace PlanEditor.BrowserTests.Journeys;

public sealed class WritingTogether(Site site) : Journey(site)
{
    private const string Plan = "nepal";

    [Fact]
    public async Task Two_focal_points_type_in_one_sentence_at_once_and_a_peer_reads_along()
    {
        var node = (await ReadAsync(Plan)).Commitment("Budget and spending");
        var nepal = (await OpenAsync(Accounts.FocalNepal, Plan, node)).Text(node, "problem");
        var cbs = (await OpenAsync(Accounts.FocalCbs, Plan, node)).Text(node, "problem");
        var peer = (await OpenAsync(Accounts.Peer, Plan, node)).Text(node, "problem");

        await nepal.CaretAfterAsync("Local governments");
        await cbs.CaretAfterAsync("receive grants");
        await Task.WhenAll(nepal.TypeAsync(", old and new,"), cbs.TypeAsync(" and loans every year"));

        const string sentence = "Local governments, old and new, now receive grants and loans every year directly from";
        foreach (var screen in new[] { nepal, cbs, peer }) await screen.ExpectAsync(sentence);
        await Wait.ForAsync(async () => (await ReadAsync(Plan)).Text(node, "problem"), text => text.StartsWith(sentence, StringComparison.Ordinal), "the server has the sentence");
    }

    [Fact]
    public async Task What_two_people_type_at_the_very_same_place_reaches_both_alike()
    {
        var node = (await ReadAsync(Plan)).Commitment("Budget and spending");
        var nepal = (await OpenAsync(Accounts.FocalNepal, Plan, node)).Text(node, "effortsSoFar");
        var cbs = (await OpenAsync(Accounts.FocalCbs, Plan, node)).Text(node, "effortsSoFar");
        var length = (await nepal.TextAsync()).Length;
        const string counts = " THE MINISTRY COUNTS THEM.";
        const string maps = " the bureau maps them too.";

        await Task.WhenAll(nepal.CaretAtEndAsync(), cbs.CaretAtEndAsync());
        await Task.WhenAll(nepal.TypeAsync(counts), cbs.TypeAsync(maps));

        // Words may stand between words; no letter is lost, doubled or out of its order, and both see the same.
        foreach (var screen in new[] { nepal, cbs })
        {
            var tail = await Wait.ForAsync(async () => (await screen.TextAsync())[length..], text => text.Length >= counts.Length + maps.Length, "everything has arrived");
            Assert.Equal(counts.Where(char.IsLetter), tail.Where(char.IsUpper));
            Assert.Equal(maps.Where(char.IsLetter), tail.Where(char.IsLower));
        }

        Assert.Equal(await nepal.TextAsync(), await cbs.TextAsync());
    }

    [Fact]
    public async Task Undo_takes_back_ones_own_words_after_others_wrote_around_them()
    {
        var node = (await ReadAsync(Plan)).Commitment("Budget and spending");
        var page = await OpenAsync(Accounts.FocalNepal, Plan, node);
        var nepal = page.Text(node, "solution");
        var cbs = (await OpenAsync(Accounts.FocalCbs, Plan, node)).Text(node, "solution");

        await nepal.CaretAfterAsync("The Ministry of Finance");
        await nepal.TypeAsync(" slowly");
        await cbs.ExpectAsync("The Ministry of Finance slowly issues");
        await cbs.CaretAfterAsync("The Ministry of Finance slowly issues");
        await cbs.TypeAsync(" and prints");
        await nepal.ExpectAsync("slowly issues and prints");

        await page.Undo.ClickAsync();
        foreach (var screen in new[] { nepal, cbs }) await screen.ExpectAsync("The Ministry of Finance issues and prints");
        await page.Redo.ClickAsync();
        foreach (var screen in new[] { nepal, cbs }) await screen.ExpectAsync("The Ministry of Finance slowly issues and prints");
    }
}
