using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using PlanEditor.Collaboration;
using PlanEditor.Components.Exchange;
using PlanEditor.Exchange;
using PlanEditor.Identity;
using PlanEditor.Tests.Finals;
using PlanEditor.Tests.Hosting;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Exchange;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Schema;
using PlanModel.Text;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Exchange;

/// <summary>What countries see of one another's plans, and take over, on a site with the sample plans.</summary>
public sealed partial class ExchangePagesTests(ExchangePagesTests.SampleSite sample) : IClassFixture<ExchangePagesTests.SampleSite>
{
    private readonly Site _site = sample.Site;

    [Fact]
    public async Task The_wall_has_the_lessons_of_the_plans_that_somebody_may_read()
    {
        var browser = await SignedInAsync("peer.mn");
        var page = await browser.ReadAsync("/lessons");
        Assert.Contains("Link open government data to the right to information from the first day.", page, StringComparison.Ordinal);
        Assert.Contains("Las solicitudes de información ya recibidas", page, StringComparison.Ordinal);
        Assert.Contains("6 lessons", page.Replace("six", "6", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("SDG 16.10", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_has_the_answers_of_all_countries_side_by_side_and_none_of_a_plan_that_is_not_open()
    {
        var peer = await (await SignedInAsync("peer.mn")).ReadAsync("/questions/lessons");
        foreach (var country in (string[])["Bangladesh", "Nepal", "Panama", "Uruguay"]) Assert.Contains($"{country}</h2>", peer, StringComparison.Ordinal);
        Assert.Contains("plans/nepal", peer, StringComparison.Ordinal);
        Assert.DoesNotContain("plans/uruguay", peer, StringComparison.Ordinal);
        Assert.Contains("Nothing for you to read yet", peer, StringComparison.Ordinal);
        Assert.Contains("plans/uruguay", await (await SignedInAsync("reviewer")).ReadAsync("/questions/lessons"), StringComparison.Ordinal);
        using var none = await (await SignedInAsync("peer.mn")).GetAsync("/questions/none");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task An_answer_is_what_the_plan_says_at_this_moment()
    {
        var browser = await SignedInAsync("peer.mn");
        using var lease = (await _site.Services.GetRequiredService<PlanRooms>().OpenAsync("bangladesh", default))!;
        var section = lease.Room.Durable.Document.Children(lease.Room.Durable.Document.Root, ActionPlan.Section.Approach).Single();
        var edit = new PlanModel.Operations.EditText(section.Id, "text", PlanModel.Text.TextChangeSet.Of(section.Text("text").Length, (0, 0, "Heard this morning. ")));
        var written = await lease.Room.SubmitAsync(new Submission(Of("focal.bd"), new SessionId(Guid.NewGuid()), lease.Room.Durable.Revision, [new PlanModel.Changes.Change(new ChangeId(Guid.NewGuid()), [edit])]), default);
        Assert.Null(written.Refusal);
        Assert.Contains("Heard this morning.", await browser.ReadAsync("/questions/approaches"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_commitment_of_another_country_becomes_one_suggestion_that_says_where_it_is_from()
    {
        var commitment = await CommitmentAsync("panama", 3);
        var focal = await SignedInAsync("focal.uy");
        var page = await focal.ReadAsync($"/adopt/panama/{commitment.Id}");
        Assert.Contains("Agua y salud para las comarcas", page, StringComparison.Ordinal);
        Assert.Contains("Lead: Ministerio de Salud", page, StringComparison.Ordinal);

        var adoptions = _site.Services.GetRequiredService<Adoptions>();
        var (address, refusal) = await adoptions.AdoptAsync(Of("focal.uy"), "panama", commitment.Id, null, "uruguay", default);
        Assert.Null(refusal?.Words);
        using var lease = (await _site.Services.GetRequiredService<PlanRooms>().OpenAsync("uruguay", default))!;
        var proposal = lease.Room.Durable.Document.Proposals.Single(one => address!.EndsWith($"proposal={one.Id}", StringComparison.Ordinal));
        Assert.Equal((ProposalState.Open, Of("focal.uy")), (proposal.State, proposal.Author));
        Assert.StartsWith("Adapted from Panama’s plan", proposal.Reason, StringComparison.Ordinal);
        var applied = AppliedProposal.Of(lease.Room.Durable.Document, proposal);
        Assert.All(applied.Parts, part => Assert.Null(part.WhyNot?.Words));
        var from = applied.Document.Children(applied.Document.Root, ActionPlan.Commitment.Kind).Select(ActionPlan.Commitment.AdaptedFrom.Read).OfType<PartSource>().Single();
        Assert.Equal(("PA", "panama", 1, commitment.Id), (from.Country, from.Plan, from.Version, from.Node));
        Assert.EndsWith($"/public/panama/v1#p-{commitment.Id}", from.Address, StringComparison.Ordinal);
        Assert.Contains("Somebody suggested it already", await focal.ReadAsync($"/adopt/panama/{commitment.Id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_published_is_adopted_as_it_was_also_while_its_plan_is_a_draft_again()
    {
        await using var site = new Site(sample: true);
        await site.PublishedAsync();
        var link = AdoptLink().Matches(await site.CreateClient().GetStringAsync("/public/panama"))[3].Groups[1].Value;
        var part = NodeId.TryParse(link.Split('/', '?')[3], out var id) ? id : default;
        await site.DoAsync("lead.pa", new ChangeState(PlanState.Draft, "The budget was cut"), new EditText(part, ActionPlan.Commitment.Title.Key, TextChangeSet.Of("Agua y salud para las comarcas".Length, (0, 0, "Todavía en borrador: "))));

        var browser = site.Open();
        using (await browser.BecomeAsync("focal.uy"))
        {
            var page = await browser.ReadAsync(link);
            Assert.Contains("Agua y salud para las comarcas", page, StringComparison.Ordinal);
            Assert.Contains($"href=\"public/panama/v1#p-{part}\"", page, StringComparison.Ordinal);
            Assert.DoesNotContain("Todavía en borrador", page, StringComparison.Ordinal);
        }

        var adoptions = site.Services.GetRequiredService<Adoptions>();
        Assert.Null(await adoptions.OfferAsync(Of("focal.uy"), "panama", part, 2, default));
        Assert.Null(await adoptions.OfferAsync(Of("focal.pa"), "panama", part, 1, default));
        Assert.Null((await adoptions.AdoptAsync(Of("focal.uy"), "panama", part, 1, "uruguay", default)).Refusal?.Words);
        using var lease = (await site.Services.GetRequiredService<PlanRooms>().OpenAsync("uruguay", default))!;
        var proposal = lease.Room.Durable.Document.Proposals.Single(one => one.Reason.StartsWith("Adapted from Panama’s plan", StringComparison.Ordinal));
        var applied = AppliedProposal.Of(lease.Room.Durable.Document, proposal).Document;
        var from = applied.Children(applied.Root, ActionPlan.Commitment.Kind).Select(ActionPlan.Commitment.AdaptedFrom.Read).OfType<PartSource>().Single();
        Assert.Equal((1, "Agua y salud para las comarcas"), (from.Version, from.Title));
        Assert.EndsWith($"/public/panama/v1#p-{part}", from.Address, StringComparison.Ordinal);
    }

    [Fact]
    public void Translations_are_said_to_come_along_or_to_stay_behind()
    {
        AdoptionChoice Choice(bool come) => new("nepal", "Plan", "ne", null, new Adoption([], "ne", [], 0) { Translations = "en", TranslationsCome = come });
        Assert.Contains("Translations into English", ExchangeWords.Stays(Choice(come: false)));
        Assert.Contains("Its title and texts, in Nepali", ExchangeWords.Comes(Choice(come: false)));
        Assert.DoesNotContain("Translations into English", ExchangeWords.Stays(Choice(come: true)));
        Assert.Contains("Its title and texts, in Nepali, with their translations into English", ExchangeWords.Comes(Choice(come: true)));
    }

    [Fact]
    public async Task Who_may_not_read_it_or_has_no_plan_finds_nothing_to_adopt()
    {
        var (nepal, uruguay) = (await CommitmentAsync("nepal", 0), await CommitmentAsync("uruguay", 0));
        foreach (var (account, address) in new[] { ("focal.np", $"/adopt/nepal/{nepal.Id}"), ("reviewer", $"/adopt/nepal/{nepal.Id}"), ("peer.mn", $"/adopt/nepal/{nepal.Id}"), ("focal.np", $"/adopt/uruguay/{uruguay.Id}"), ("focal.bd", "/adopt/nepal/nothing") })
        {
            using var answer = await (await SignedInAsync(account)).GetAsync(address);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        var adoptions = _site.Services.GetRequiredService<Adoptions>();
        Assert.NotNull((await adoptions.AdoptAsync(Of("focal.np"), "uruguay", uruguay.Id, null, "nepal", default)).Refusal);
        Assert.NotNull((await adoptions.AdoptAsync(Of("focal.bd"), "nepal", nepal.Id, null, "panama", default)).Refusal);
        Assert.NotNull((await adoptions.AdoptAsync(Of("focal.bd"), "nepal", new NodeId(5), null, "bangladesh", default)).Refusal);
    }

    [Fact]
    public async Task A_reader_who_has_a_plan_of_the_own_is_offered_to_adopt_and_nobody_else()
    {
        var nepal = await CommitmentAsync("nepal", 0);
        var link = $"adopt/nepal/{nepal.Id}";
        foreach (var page in (string[])[$"/plans/nepal/{nepal.Id}", "/plans/nepal/preview"])
        {
            Assert.Contains(link, await (await SignedInAsync("focal.bd")).ReadAsync(page), StringComparison.Ordinal);
            foreach (var other in (string[])["focal.np", "peer.mn", "reviewer"]) Assert.DoesNotContain(link, await (await SignedInAsync(other)).ReadAsync(page), StringComparison.Ordinal);
        }
    }

    private async Task<Browser> SignedInAsync(string account)
    {
        var browser = _site.Open();
        using var answer = await browser.BecomeAsync(account);
        return browser;
    }

    private static UserId Of(string account) => SampleAccounts.Find(account)!.Id;

    private async Task<Node> CommitmentAsync(string slug, int at)
    {
        using var lease = (await _site.Services.GetRequiredService<PlanRooms>().OpenAsync(slug, default))!;
        var document = lease.Room.Durable.Document;
        return document.Children(document.Root, ActionPlan.Commitment.Kind).ElementAt(at);
    }

    [GeneratedRegex("<a href=\"(/adopt/[^\"]+)\"")]
    private static partial Regex AdoptLink();

    public sealed class SampleSite : IAsyncDisposable
    {
        public Site Site { get; } = new(sample: true);

        public ValueTask DisposeAsync() => Site.DisposeAsync();
    }
}
