using PlanEditor.Collaboration;
using PlanEditor.Components.Plans;
using PlanEditor.Components.Shared;
using PlanEditor.Digests;
using PlanModel;
using PlanModel.Overview;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Home;

public sealed class HomeWordsTests
{
    private static readonly UserId Me = new(Guid.NewGuid());
    private static readonly Actor Lead = new(Me, Role.PlanLead, "NP");
    private static readonly Actor Reviewer = new(Me, Role.Reviewer, null);
    private static readonly Actor Peer = new(Me, Role.Peer, null);

    [Fact]
    public void A_country_reads_how_its_own_plan_stands()
    {
        Assert.Equal("One plan is final. Nepal’s waits for you: three things stand before final.", HomeWords.Stand([Plan("NP", PlanState.ChangesRequested, 3), Plan("PA", PlanState.Final)], Lead));
        Assert.Equal("Nepal’s is a draft: one thing stands before final.", HomeWords.Stand([Plan("NP", PlanState.Draft, 1)], Lead));
        Assert.Equal("Nepal’s is a draft: it is ready to be submitted.", HomeWords.Stand([Plan("NP", PlanState.Draft)], Lead));
        Assert.Equal("Nepal’s waits for you: it is ready to be submitted.", HomeWords.Stand([Plan("NP", PlanState.ChangesRequested)], Lead));
        Assert.Equal("Nepal’s is in review: nothing stands before final.", HomeWords.Stand([Plan("NP", PlanState.InReview)], Lead));
        Assert.Equal("One plan is final.", HomeWords.Stand([Plan("NP", PlanState.Final)], Lead));
    }

    [Fact]
    public void A_reviewer_reads_what_waits()
    {
        Assert.Equal("Bangladesh’s waits for your review.", HomeWords.Stand([Plan("BD", PlanState.InReview, 5), Plan("NP", PlanState.Draft)], Reviewer));
        Assert.Equal("Bangladesh and Nepal wait for your review.", HomeWords.Stand([Plan("BD", PlanState.InReview), Plan("NP", PlanState.InReview)], Reviewer));
        Assert.Equal("Two plans are final. Nothing waits for your review.", HomeWords.Stand([Plan("BD", PlanState.Final), Plan("NP", PlanState.Final), Plan("UY", PlanState.Draft)], Reviewer));
    }

    [Fact]
    public void Others_read_how_many_there_are()
    {
        Assert.Equal("Two plans are being written.", HomeWords.Stand([Plan("BD", PlanState.Draft), Plan("NP", PlanState.Draft)], Peer));
        Assert.Equal("All two plans are final.", HomeWords.Stand([Plan("BD", PlanState.Final), Plan("NP", PlanState.Final)], Peer));
        Assert.Equal("There is no plan for you to see yet.", HomeWords.Stand([], Peer));
        Assert.Equal("Nepal has no plan yet.", HomeWords.Stand([], Lead));
    }

    [Fact]
    public void A_percentage_never_stands_without_what_is_left()
    {
        Assert.Equal("3 things before final", HomeWords.Before(Plan("NP", PlanState.Draft, 3)));
        Assert.Equal("1 thing before final", HomeWords.Before(Plan("NP", PlanState.Draft, 1)));
        Assert.Equal("Ready to be submitted", HomeWords.Before(Plan("NP", PlanState.Draft)));
        Assert.Equal("Ready to be submitted", HomeWords.Before(Plan("NP", PlanState.ChangesRequested)));
        Assert.Equal("Nothing stands before final", HomeWords.Before(Plan("NP", PlanState.InReview)));
        var final = Plan("NP", PlanState.Final);
        Assert.Equal("Final since 29 Sep 2017", HomeWords.Before(final));
        // It is the day in Nepal.
        Assert.Equal("Final since 30 Sep 2017", HomeWords.Before(final with { Last = final.Last! with { At = new DateTimeOffset(2017, 9, 29, 20, 0, 0, TimeSpan.Zero) } }));
    }

    [Fact]
    public void Who_is_there_is_said_in_words()
    {
        Assert.Equal("Nobody is in it now", HomeWords.Here(Plan("NP", PlanState.Draft), Lead));
        Assert.Equal("You are in it now", HomeWords.Here(Plan("NP", PlanState.Draft, people: [Me]), Lead));
        Assert.Equal("Somebody is in it now", HomeWords.Here(Plan("NP", PlanState.Draft, people: [new UserId(Guid.NewGuid())]), Lead));
        Assert.Equal("2 people are in it now", HomeWords.Here(Plan("NP", PlanState.Draft, people: [Me, new UserId(Guid.NewGuid())]), Lead));
    }

    [Theory]
    [InlineData(20, "just now")]
    [InlineData(60, "1 minute ago")]
    [InlineData(2_400, "40 minutes ago")]
    [InlineData(3_600, "1 hour ago")]
    [InlineData(80_000, "22 hours ago")]
    [InlineData(90_000, "on 28 Sep 2017")]
    public void Times_are_said_in_words(int secondsAgo, string words)
    {
        var now = new DateTimeOffset(2017, 9, 29, 16, 0, 0, TimeSpan.Zero);
        Assert.Equal(words, TimeWords.Ago(now.AddSeconds(-secondsAgo), now));
    }

    [Fact]
    public void Ranges_of_years_never_break()
    {
        var plan = Plan("NP", PlanState.Draft);
        Assert.Equal("योजना २०१७\u2011२०१९ (a-b)", HomeWords.Title(plan.Overview with { Title = "योजना २०१७-२०१९ (a-b)" }));
    }

    private static PlanSummary Plan(string country, PlanState state, int blocks = 0, UserId[]? people = null) => new(
        new PlanInfo(new PlanId(Guid.NewGuid()), country, country, "actionPlan"),
        new PlanFacts(country, state, true),
        new PlanOverview("A plan", "en", state, true, 100, blocks, [], []),
        PlanActivity.None,
        [.. (people ?? []).Select((user, at) => new PersonHere($"{at}", user, "Somebody", "SO", 1, null, null, null, null, 0))],
        new LastChange(Me, "marked the plan final", new DateTimeOffset(2017, 9, 29, 16, 0, 0, TimeSpan.Zero)),
        "Somebody");
}
