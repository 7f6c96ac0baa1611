using PlanEditor.Tests.Hosting;
using Xunit;

namespace PlanEditor.Tests.Notices;

public sealed class NoticesPageTests
{
    private const string None = "This server sends no mail";

    [Theory]
    [InlineData("", true)]
    [InlineData("mail.example.gov", false)]
    public async Task Where_no_mail_is_sent_the_choice_of_mails_says_so(string host, bool says)
    {
        await using var site = new Site(sample: true, settings: [("Mail:Host", host), ("Mail:From", "plans@example.gov"), ("Mail:Site", "https://plans.example.gov")]);
        var browser = site.Open();
        await browser.BecomeAsync("lead.np");
        var page = await browser.ReadAsync("/notices");
        Assert.Contains("By mail", page, StringComparison.Ordinal);
        Assert.Equal(says, page.Contains(None, StringComparison.Ordinal));
    }
}
