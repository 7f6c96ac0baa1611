using System.Collections.Immutable;
using PlanModel.Review;

namespace PlanEditor.Samples;

/// <summary>The words of the sample report. Illustrative: not what the workshop said.</summary>
internal static class SampleReportTexts
{
    /// <summary>The narrative sections, by kind.</summary>
    public static ImmutableArray<(string Kind, string Text)> Sections { get; } =
    [
        ("summary", "Four countries wrote action plans for open government data and read one another's drafts for two days. They agree on one thing above all: data change lives only where somebody carries them to people who will never open a file.\n\nThe workshop leaves three outputs: four plans that go through review, a list of conclusions and recommendations, and this report."),
        ("background", "The workshop was held in The Hague on 22 and 23 June 2017. Bangladesh, Nepal, Panama and Uruguay brought drafts of their plans; eight peer countries, the United Nations and invited experts discussed them.\n\nThe invitation asked participants to see open data as a tool with a **social purpose** and not as a technology project."),
        ("roomForImprovement", "- Drafts should reach the peers two weeks before the workshop, so that the first session can begin with questions.\n- Organisations of the groups that the plans name should sit at the table, and not only be reported on.\n- A second meeting after a year would show which milestones held."),
        ("programme", "**22 June.** Opening; session 1: approaches taken and challenges overcome; work on the drafts in pairs of countries.\n\n**23 June.** Session 2: innovative elements and lessons; conclusions and recommendations; closing."),
        ("participants", "46 participants, 21 of them women: 17 from the four countries, 14 from peer countries, 9 from the United Nations and 6 from civil society and academia."),
    ];

    /// <summary>What was said, by question.</summary>
    public static ImmutableArray<(string Question, string Text)> Deliberations { get; } =
    [
        ("approaches", "Two countries began with a rule and two with a demand. Panama signs a decree first and has every institution make an inventory; Nepal builds on the disclosure duty of its Right to Information Act. Bangladesh asked its districts what they already request on paper, and Uruguay starts from uses of the catalogue that it has."),
        ("challenges", "Three challenges were common to all: institutions that fear questions, lists that cannot be joined because each sector has codes of its own, and statistics that do not show the groups that matter. No country solved the second alone; two now share their lists of places."),
        ("innovations", "The innovations are in how data reach people: warnings by voice call, budgets read on community radio, listening tables before any tool is built, help desks where households check what was recorded about them."),
        ("implementation", "Each innovative element is carried by at least one commitment with a body that answers for it. Peers asked who pays after the first year; three plans now say so."),
        ("lessons", "“Publish first what somebody asks for already” was said in four languages. Participants advised against portals as a first step, and for naming the intermediaries in the plan itself."),
    ];

    /// <summary>The country chapters, by country.</summary>
    public static ImmutableArray<(string Country, string Text)> Chapters { get; } =
    [
        ("BD", "Bangladesh ties open data to floods, contracts, schools and clinics. Its strongest commitment brings water levels to people on the river islands by telephone."),
        ("NP", "Nepal wrote its plan while the state itself was being rebuilt in three tiers. The plan rests on the duty to disclose every three months, and asks for one upload instead of many requests."),
        ("PA", "Panama is the first of the four to finish: a decree, an inventory in thirty institutions, and data on water and health for the comarcas in their own languages."),
        ("UY", "Uruguay has law, decree and catalogue. Its plan is about use: finding out which data solve a problem for people who will never visit the catalogue."),
    ];

    /// <summary>Conclusions and recommendations.</summary>
    public static ImmutableArray<SampleConclusion> Conclusions { get; } =
    [
        new("conclusion", "1", "agreed", "Open data reach the most vulnerable through intermediaries, and a plan that names none reaches nobody.", [], ["16.10"], true),
        new("recommendation", "1", "agreed", "Governments should publish first what citizens and districts already ask for.", ["governments", "focalPoints"], ["16.6", "16.10"], true),
        new("recommendation", "2", "agreed", "Statistical offices should release figures by sex, age, disability and place wherever persons cannot be recognised in them.", ["statisticalOffices"], ["17.18"], false),
        new("recommendation", "2", "proposed", "Donors should pay for the second year of an open data service only where somebody can show its use.", ["donors"], [], false),
    ];

    /// <summary>What participants said of the circulated draft: who, on which chapter (null: the background), how, what.</summary>
    public static ImmutableArray<(string By, string? Country, Severity Severity, string Text)> Comments { get; } =
    [
        ("focal.np", "NP", Severity.Could, "The plan was given to the Prime Minister in 2017. That should be said here."),
        ("lead.pa", "PA", Severity.Praise, "The chapter says in three lines what we needed a page for."),
        ("peer.cr", null, Severity.Question, "Eight peer countries were invited. Did all of them come?"),
    ];
}

/// <summary>A sample conclusion or recommendation.</summary>
internal sealed record SampleConclusion(string Kind, string Session, string State, string Text, ImmutableArray<string> AddressedTo, ImmutableArray<string> Targets, bool ForOutcomeDocument);
