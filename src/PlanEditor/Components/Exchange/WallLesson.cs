using System.Collections.Immutable;
using PlanEditor.Components.Editor;
using PlanEditor.Components.Plans;
using PlanModel.Exchange;
using PlanModel.Schema.Vocabularies;
using PlanModel.Search;

namespace PlanEditor.Components.Exchange;

/// <summary>A lesson on the wall: what a country shares, and where it is from.</summary>
/// <param name="Country">The code of the country.</param>
/// <param name="Slug">The plan's name in addresses.</param>
/// <param name="Language">The language of the plan.</param>
/// <param name="Working">The language of its translations; null: there are none.</param>
/// <param name="Lesson">The lesson.</param>
public sealed record WallLesson(string Country, string Slug, string Language, string? Working, SharedLesson Lesson)
{
    public string Address => PlanAddress.Of(Slug, Lesson.Node);

    /// <summary>Whether any of it stands in a second language.</summary>
    public bool IsTranslated => Texts.Any(text => text.Translation.Length > 0);

    private IEnumerable<TwoLanguages> Texts => [Lesson.Statement, Lesson.WhatHappened, Lesson.Improvement];

    /// <summary>The lessons of some plans, by country; those of one plan as they stand in it.</summary>
    public static ImmutableArray<WallLesson> Of(IEnumerable<PlanSummary> plans) =>
    [
        .. from plan in plans.OrderBy(plan => Countries.OfPlans.Order(plan.Plan.Country)).ThenByDescending(plan => plan.Plan.Slug, StringComparer.Ordinal)
           from lesson in plan.Exchange.Lessons
           select new WallLesson(plan.Plan.Country, plan.Plan.Slug, plan.Language, plan.Exchange.Working, lesson),
    ];

    /// <summary>Whether all words stand in it, in any of its languages, or in what it is about.</summary>
    public bool Says(SearchWords words) =>
        words.IsEmpty || SearchText.Of(string.Join('\n', Texts.SelectMany(text => new[] { text.Text, text.Translation })
            .Append(Countries.OfPlans.Label(Country)).Append(Lesson.Area is { } area ? ReadinessDimensions.OfLessons.Label(area) : "").Concat(Lesson.Targets))).HasAll(words);

    public bool Equals(WallLesson? other) => other is not null && Country == other.Country && Slug == other.Slug && Language == other.Language && Working == other.Working && Lesson == other.Lesson;

    public override int GetHashCode() => HashCode.Combine(Slug, Lesson);
}
