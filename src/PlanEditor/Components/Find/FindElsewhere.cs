using System.Collections.Immutable;
using PlanEditor.Components.Editor;
using PlanEditor.Digests;
using PlanEditor.Identity;
using PlanModel;
using PlanModel.Schema;
using PlanModel.Search;
using PlanModel.Workflow;

namespace PlanEditor.Components.Find;

/// <summary>Finds in all plans that somebody may read at this moment.</summary>
public sealed class FindElsewhere(PlanDigests digests, PlanSearch search, Actors actors) : IFindElsewhere
{
    private const int PlansMost = 5;
    private const int TextsMost = 10;

    /// <inheritdoc/>
    public async Task<ImmutableArray<FindItem>> FindAsync(Actor actor, SearchWords words, PlanId? except, CancellationToken cancellation)
    {
        if (words.IsEmpty) return [];
        // The database answers where it is asked, and the page shall hear its keys meanwhile.
        return await Task.Run(async () => await FindNowAsync(await actors.NowAsync(actor, cancellation), words, except, cancellation), cancellation);
    }

    private async Task<ImmutableArray<FindItem>> FindNowAsync(Actor actor, SearchWords words, PlanId? except, CancellationToken cancellation)
    {
        var plans = (await digests.ReadableAsync(actor, cancellation)).Where(plan => plan.Plan.Id != except && SearchText.Of($"{plan.Digest.Overview.Title} {CountryOf(plan)}").HasAll(words)).Take(PlansMost);
        var texts = await search.FindAsync(actor, words, except, TextsMost, cancellation);
        return [.. plans.Select(plan => Plan(plan, words)), .. texts.Select(text => Text(text, words))];
    }

    private static string CountryOf(PlanNow plan) => plan.Plan.ShortName;

    private static FindItem Plan(PlanNow plan, SearchWords words)
    {
        var overview = plan.Digest.Overview;
        return new FindItem(FindGroup.Plans, $"plan {plan.Plan.Slug}", "doc", MarkedText.Of(overview.Title, TextLanguage.Of(overview.Language, overview.Title), words))
        {
            Where = CountryOf(plan),
            Address = PlanAddress.Of(plan.Plan.Slug),
        };
    }

    private static FindItem Text(FoundElsewhere found, SearchWords words)
    {
        var (plan, text) = (found.Plan, found.Text);
        var name = text.Node == NodeId.Root ? "" : text.Number.Length > 0 ? $" {text.Number}" : $" · {text.Title}";
        var own = plan.Digest.Overview.Language;
        var language = !FieldText.IsWrittenIn(found.Field) ? "en" : TextLanguage.Of(found.Field is TextField { Source: not null } ? plan.Digest.Exchange.Working ?? own : own, text.Text);
        return new FindItem(FindGroup.Elsewhere, $"text {plan.Plan.Slug} {text.Node} {text.Field}", "globe", MarkedText.Around(SearchText.Of(text.Text), language, words))
        {
            Where = FindInPlan.Where($"{CountryOf(plan)}{name}", found.Field),
            Address = PlanAddress.Of(plan.Plan.Slug, text.Node, text.Field),
        };
    }
}
