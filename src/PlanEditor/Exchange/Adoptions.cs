using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using PlanEditor.Audit;
using PlanEditor.Collaboration;
using PlanEditor.Components.Editor;
using PlanEditor.Digests;
using PlanEditor.Finals;
using PlanEditor.Hosting;
using PlanEditor.Identity;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Exchange;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Schema;
using PlanModel.Workflow;

namespace PlanEditor.Exchange;

/// <summary>Takes commitments of other countries’ plans over into one’s own: each as a suggestion, which the country then answers like any other. Both plans are asked for by the policy of this moment.</summary>
public sealed class Adoptions(PlanRooms rooms, PublishedFinals finals, PlanDigests digests, Actors actors, AuditLog audit, IOptions<SiteOptions> site)
{
    private const string Way = "page";

    /// <summary>What somebody would adopt, and into which plans.</summary>
    /// <param name="by">Who.</param>
    /// <param name="slug">The plan that has it.</param>
    /// <param name="part">The commitment.</param>
    /// <param name="version">The published version that was read, whatever became of the plan since; null: the plan as it is.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>Null when there is no such commitment, or it is not this person’s to adopt.</returns>
    /// <exception cref="RoomUnavailableException">A plan cannot be served now.</exception>
    public async Task<AdoptionOffer?> OfferAsync(UserId by, string slug, NodeId part, int? version, CancellationToken cancellation)
    {
        if (await actors.FindAsync(by, cancellation) is not { } actor) return null;
        if (await FindAsync(slug, part, version, cancellation) is not { } source || !Policy.MayAdoptFrom(actor, source.Plan)) return null;
        var choices = ImmutableArray.CreateBuilder<AdoptionChoice>();
        foreach (var plan in await digests.ReadableAsync(actor, cancellation))
        {
            if (plan.Plan.Country != actor.Country) continue;
            using var here = await rooms.OpenAsync(plan.Plan.Slug, cancellation);
            if (here is null) continue;
            var document = here.Room.Durable.Document;
            choices.Add(new AdoptionChoice(
                plan.Plan.Slug,
                document.Title(document.Root),
                TextLanguage.OfPlan(document),
                Policy.RefuseToAdopt(actor, source.Plan, FactsOf(here.Room)),
                Adoption.Of(source.Document, source.Commitment, source.From, document, NewNodes.NewId))
            {
                Already = AlreadyIn(document, source.From),
            });
        }

        return new AdoptionOffer(source.From, TextLanguage.Of(source.Document, source.From.Title), source.Path, choices.ToImmutable());
    }

    /// <summary>Suggests for a plan what another has.</summary>
    /// <param name="by">Who.</param>
    /// <param name="slug">The plan that has it.</param>
    /// <param name="part">The commitment.</param>
    /// <param name="version">The published version that was read; null: the plan as it is.</param>
    /// <param name="into">The slug of the plan for which it is suggested.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>The address of the suggestion; or why not.</returns>
    public async Task<(string? Address, Refusal? Refusal)> AdoptAsync(UserId by, string slug, NodeId part, int? version, string into, CancellationToken cancellation)
    {
        try
        {
            using var here = await rooms.OpenAsync(into, cancellation);
            if (await actors.FindAsync(by, cancellation) is not { } actor || await FindAsync(slug, part, version, cancellation) is not { } source || here is null) return (null, Gone);
            if (Policy.RefuseToAdopt(actor, source.Plan, FactsOf(here.Room)) is { } refusal)
            {
                audit.Note(by, refusal, into, Way);
                return (null, refusal);
            }

            var (revision, document) = here.Room.Durable;
            var adoption = Adoption.Of(source.Document, source.Commitment, source.From, document, NewNodes.NewId);
            var proposal = new ProposalId(NewNodes.NewId().Value);
            var change = new Change(new ChangeId(Guid.CreateVersion7()), [new Suggest(proposal, [.. adoption.Parts], []), new SendProposal(proposal, adoption.Reason(source.From))]);
            var answer = await here.Room.SubmitAsync(new Submission(by, new SessionId(Guid.NewGuid()), revision, [change]) { Undoable = false }, cancellation);
            return answer.Refusal is { } no ? (null, no) : (PlanAddress.OfProposal(into, proposal), null);
        }
        catch (RoomUnavailableException unavailable)
        {
            return (null, unavailable.Refusal);
        }
    }

    private static Refusal Gone { get; } = new(RefusalCode.NotFound, "The commitment is no longer there, or is not yours to read.");

    private static PlanFacts FactsOf(PlanRoom room) => new(room.Plan.Country, room.Durable.Document.State, room.Durable.Document.OpenToPeers) { Plan = room.Plan.Id };

    private async Task<Source?> FindAsync(string slug, NodeId part, int? version, CancellationToken cancellation)
    {
        if (version is { } published)
        {
            // As it was published: the plan may be a draft again, which is not what was read.
            if (finals.Find(slug, published) is not { IsPlan: true, Manifest: var manifest } read || finals.DocumentOf(read) is not { } text) return null;
            var address = $"{manifest.Path[1..]}#p-{part}";
            return SourceOf(new PlanFacts(manifest.Country, PlanState.Final, OpenToPeers: false), slug, text, part, (manifest.Version, manifest.Revision), address, address);
        }

        using var there = await rooms.OpenAsync(slug, cancellation);
        if (there is null) return null;
        var (revision, document) = there.Room.Durable;
        int? final = document.State == PlanState.Final ? document.Standing.Version : null;
        var plan = there.Room.Plan.Slug;
        var path = PlanAddress.Of(plan, part);
        return SourceOf(FactsOf(there.Room), plan, document, part, (final, revision), path, final is { } one && document.Standing.UnpublishedOf(one) is null ? $"public/{plan}/v{one}#p-{part}" : path);
    }

    private Source? SourceOf(PlanFacts plan, string slug, Document document, NodeId part, (int? Version, long Revision) read, string path, string address) =>
        document.Find(part) is { } node && node.Kind == ActionPlan.Commitment.Kind && document.IsVisible(node)
            ? new Source(plan, document, node, new PartSource(
                plan.Country, slug, document.Title(document.Root), read.Version, read.Revision, node.Id, document.Number(node), document.Title(node), new Uri(site.Value.Address, address).AbsoluteUri), path)
            : null;

    /// <summary>Where a plan has the same already, adopted or suggested.</summary>
    private static string? AlreadyIn(Document document, PartSource from)
    {
        bool IsSame(PartSource? other) => other is not null && other.Plan == from.Plan && other.Node == from.Node;
        return document.Children(document.Root, ActionPlan.Commitment.Kind).FirstOrDefault(one => IsSame(ActionPlan.Commitment.AdaptedFrom.Read(one))) is { } there ? $"{document.Number(there)} was adapted from it already."
            : document.Proposals.Unanswered.Any(one => one.State == ProposalState.Open && one.OpenParts.Any(part => part.Operation is InsertNode insert && insert.Fields.GetValueOrDefault(ActionPlan.Commitment.AdaptedFrom.Key) is Scalar stored && IsSame(PartSource.Read(stored.Text)))) ? "Somebody suggested it already, and the suggestion waits for an answer."
            : null;
    }

    /// <summary>A commitment as it was read.</summary>
    private sealed record Source(PlanFacts Plan, Document Document, Node Commitment, PartSource From, string Path);
}

/// <summary>A commitment that somebody may adopt.</summary>
/// <param name="From">Where it is from.</param>
/// <param name="Language">The language of its title.</param>
/// <param name="Path">Where it was read, relative to the site.</param>
/// <param name="Choices">The plans of the person’s country.</param>
public sealed record AdoptionOffer(PartSource From, string Language, string Path, ImmutableArray<AdoptionChoice> Choices);

/// <summary>A plan into which somebody may adopt a commitment.</summary>
/// <param name="Slug">The plan.</param>
/// <param name="Title">Its title.</param>
/// <param name="Language">Its language.</param>
/// <param name="WhyNot">Why not now; null when it is allowed.</param>
/// <param name="Adoption">What would be suggested.</param>
public sealed record AdoptionChoice(string Slug, string Title, string Language, Refusal? WhyNot, Adoption Adoption)
{
    /// <summary>Where the plan has it already, in words; null: nowhere.</summary>
    public string? Already { get; init; }
}
