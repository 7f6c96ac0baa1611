using System.Collections.Immutable;
using PlanEditor.Components.Editor;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Schema;
using PlanModel.Search;
using PlanModel.Workflow;

namespace PlanEditor.Components.Find;

/// <summary>What somebody may do now, as a list to find in: only what the policy allows and the plan can take.</summary>
/// <param name="session">The plan that is open.</param>
/// <param name="acts">What is done with its parts.</param>
/// <param name="press">Presses a button of the page by its selector.</param>
public sealed class FindActs(EditingSession session, PartActs acts, Func<string, Task> press)
{
    private const int Most = 8;

    /// <summary>The acts that hold all words, those that begin so first; without words those that fit where the page is.</summary>
    /// <param name="all">The acts.</param>
    /// <param name="words">The words.</param>
    public static ImmutableArray<FindItem> Found(IEnumerable<Act> all, SearchWords words) =>
    [
        .. all.Where(act => words.IsEmpty ? act.FitsHere : act.All.HasAll(words))
            .OrderBy(act => act.All.Folded.StartsWith(words.Folded, StringComparison.Ordinal) ? 0 : 1)
            .ThenBy(act => act.FitsHere ? 0 : 1)
            .Take(Most)
            .Select(act => new FindItem(FindGroup.Acts, $"act {act.Words} {act.Where}", act.Icon, MarkedText.Of(act.Words, "en", words)) { Where = act.Where, Address = act.Address, DoAsync = act.DoAsync }),
    ];

    /// <summary>All of a plan.</summary>
    /// <param name="open">What the page shows, as the address has it.</param>
    public IEnumerable<Act> All(string open)
    {
        var document = session.Document;
        var here = NodeId.TryParse(open, out var id) && document.Find(id) is { } node && document.IsVisible(node) ? node : document.Root;
        return session.MayEdit ? [.. Adding(document, here), .. OfPart(document, here), .. Undoing(), .. Peers(), .. Places(document)] : [.. Peers(), .. Places(document)];
    }

    private IEnumerable<Act> Adding(Document document, Node here)
    {
        var path = document.Above(here).Prepend(here).ToArray();
        foreach (var kind in document.Schema.Kinds.Where(kind => !kind.Fixed && kind != document.Schema.Root))
        {
            var near = path.FirstOrDefault(parent => PlanSchema.MayHold(parent.Kind, kind));
            if (near is not null) yield return Add(document, near, kind, fitsHere: near == here || kind == here.Kind);
            else
                foreach (var parent in document.Visible(document.Root).Where(parent => PlanSchema.MayHold(parent.Kind, kind))) yield return Add(document, parent, kind, fitsHere: false);
        }
    }

    private Act Add(Document document, Node parent, NodeKind kind, bool fitsHere) => new($"Add {kind.Noun}", "plus")
    {
        Where = parent.Id == NodeId.Root ? "" : $"to {document.Name(parent)}",
        Also = "new",
        FitsHere = fitsHere,
        DoAsync = () => acts.AddAsync(parent.Id, kind),
    };

    private IEnumerable<Act> OfPart(Document document, Node here) =>
        here.Id == NodeId.Root
            ? []
            : PartAct.Of(document, here, acts).Where(act => !act.Words.StartsWith("Add ", StringComparison.Ordinal)).Select(act => new Act(act.Words, act.Icon) { Where = document.Name(here), Also = "delete", DoAsync = act.DoAsync });

    private IEnumerable<Act> Undoing() =>
    [
        new("Undo", "undo") { FitsHere = true, DoAsync = () => press("plan-undo button:first-of-type") },
        new("Redo", "redo") { DoAsync = () => press("plan-undo button:nth-of-type(2)") },
    ];

    private IEnumerable<Act> Peers()
    {
        if (session.WhyNot(PlanAct.OpenToPeers) is not null) return [];
        var open = session.Document.OpenToPeers;
        return [new Act(open ? "No longer open to peers" : "Open to peers", open ? "lock" : "eye") { Also = "close share", FitsHere = true, DoAsync = () => acts.OpenToPeersAsync(!open) }];
    }

    private IEnumerable<Act> Places(Document document)
    {
        var slug = session.Plan.Slug;
        yield return Go("About this plan", PlanAddress.Of(slug));
        foreach (var tab in PlanTab.All) yield return Go(tab.Label, PlanAddress.OfTab(slug, tab));
        foreach (var group in document.Schema.Outline) yield return Go(group.Label, PlanAddress.OfGroup(slug, group.Key));
    }

    /// <summary>To go somewhere.</summary>
    public static Act Go(string label, string address) => new($"Go to {char.ToLowerInvariant(label[0])}{label[1..]}", "right") { Address = address };

    /// <summary>One thing to do.</summary>
    /// <param name="Words">What it does.</param>
    /// <param name="Icon">The name of its icon.</param>
    public sealed record Act(string Words, string Icon)
    {
        /// <summary>With which part.</summary>
        public string Where { get; init; } = "";

        /// <summary>Other words by which people look for it.</summary>
        public string Also { get; init; } = "";

        /// <summary>Whether it is offered before anything is typed.</summary>
        public bool FitsHere { get; init; }

        public string? Address { get; init; }

        public Func<Task>? DoAsync { get; init; }

        /// <summary>All by which it is found.</summary>
        internal SearchText All => SearchText.Of($"{Words} {Where} {Also}");
    }
}
