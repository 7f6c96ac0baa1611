using System.Collections.Immutable;
using PlanEditor.Collaboration;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Schema;
using PlanModel.Search;
using PlanModel.Workflow;

namespace PlanEditor.Digests;

/// <summary>
/// Searches the texts of all plans that somebody may read at this moment: those that are open as they are, word by word as it is typed; the others in the index.
/// </summary>
public sealed class PlanSearch(PlanDigests digests, DigestStore store, PlanSchemas schemas)
{
    private const int MostOfEach = 3;

    /// <summary>What is found; nothing of plans that this person may not read.</summary>
    /// <param name="actor">Who searches.</param>
    /// <param name="words">The words.</param>
    /// <param name="except">A plan to leave out: whoever has it open searches it there.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="cancellation">Ends the search.</param>
    public async Task<ImmutableArray<FoundElsewhere>> FindAsync(Actor actor, SearchWords words, PlanId? except, int most, CancellationToken cancellation)
    {
        if (words.IsEmpty) return [];
        var readable = (await digests.ReadableAsync(actor, cancellation)).Where(plan => plan.Plan.Id != except).ToDictionary(plan => plan.Plan.Id);
        var found = ImmutableArray.CreateBuilder<FoundElsewhere>();
        foreach (var plan in readable.Values)
        {
            if (plan.Document is not { } document) continue;
            cancellation.ThrowIfCancellationRequested();
            foreach (var text in DocumentSearch.Texts(document, words, MostOfEach))
            {
                if (found.Count == most) return found.ToImmutable();
                var node = text.Source.Node;
                found.Add(new FoundElsewhere(plan, IndexedText.Of(text.Source, document.Number(node), document.Title(node)), text.Source.Field));
            }
        }

        var closed = readable.Values.Where(plan => plan.Document is null).Select(plan => plan.Plan.Id).ToArray();
        if (closed.Length == 0 || found.Count == most) return found.ToImmutable();
        foreach (var (plan, text) in await store.FindAsync(words, closed, MostOfEach, most - found.Count, cancellation))
            if (FieldOf(readable[plan].Plan, text) is { } field) found.Add(new FoundElsewhere(readable[plan], text, field));
        return found.ToImmutable();
    }

    private Field? FieldOf(PlanInfo plan, IndexedText text) => schemas[plan.Schema].Find(text.Kind)?.Find(text.Field);
}

/// <summary>A text that was found in a plan.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Text">The text and where it stands.</param>
/// <param name="Field">Its field.</param>
public sealed record FoundElsewhere(PlanNow Plan, IndexedText Text, Field Field);
