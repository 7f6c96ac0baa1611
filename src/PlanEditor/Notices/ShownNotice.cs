using System.Collections.Frozen;
using PlanEditor.Collaboration;
using PlanEditor.Components.Editor;
using PlanEditor.Markdown;
using PlanModel;
using PlanModel.Notices;
using PlanModel.Review;

namespace PlanEditor.Notices;

/// <summary>A notice as it is shown or mailed.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Plan">The key of the plan.</param>
/// <param name="Kind">What it says.</param>
/// <param name="By">Who did it.</param>
/// <param name="At">When.</param>
public sealed record ShownNotice(long Key, int Plan, NoticeKind Kind, UserId By, DateTimeOffset At)
{
    /// <summary>The thread that it is about; null: the plan.</summary>
    public ThreadId? Thread { get; private init; }

    /// <summary>The proposal that it is about; null: none.</summary>
    public ProposalId? Proposal { get; private init; }

    /// <summary>What the part is called; empty for the plan.</summary>
    public string Place { get; private init; } = "";

    /// <summary>How what was said begins, with names in it.</summary>
    public string Said { get; private init; } = "";

    /// <summary>The deadline that it is about.</summary>
    public DateOnly? Day { get; private init; }

    public bool IsRead { get; private init; }

    /// <summary>The name of who did it.</summary>
    public string Name { get; private init; } = "";

    /// <summary>Where it leads, relative to the site.</summary>
    public string Address { get; private init; } = "";

    /// <summary>Whether it is about the workshop's report, of which other words are used than of a plan.</summary>
    public bool OfReport { get; private init; }

    /// <summary>Everybody whose name it shows.</summary>
    internal IEnumerable<UserId> People => Mentions.In(Said).Append(By);

    private NodeId Node { get; init; }

    // Comments are Markdown; reasons, and what is said with a step, are not.
    private string Words(string said) => Thread is null ? said : MarkdownHtml.Plain(said).ReplaceLineEndings(" ");

    internal static ShownNotice Of(NoticeRow row) => new(row.Key, row.Plan, row.Kind, new UserId(row.By), row.At)
    {
        Thread = row.Thread == 0 ? null : new ThreadId(unchecked((ulong)row.Thread)),
        Proposal = row.Proposal == 0 ? null : new ProposalId(unchecked((ulong)row.Proposal)),
        Node = new NodeId(unchecked((ulong)row.Node)),
        Place = row.Place,
        Said = row.Said,
        Day = row.Day,
        IsRead = row.ReadAt is not null,
    };

    internal ShownNotice Named(FrozenDictionary<UserId, string> names, PlanInfo plan) => this with
    {
        OfReport = plan.IsReport,
        Name = By == UserId.Server ? "" : names[By],
        Said = Words(Mentions.Replace(Said, user => "@" + names.GetValueOrDefault(user, "…"))),
        Address = Thread is { } thread ? $"{PlanAddress.Of(plan.Slug, Node)}?thread={thread}" : Proposal is { } proposal ? PlanAddress.OfProposal(plan.Slug, proposal) : PlanAddress.OfTab(plan.Slug, PlanTab.BeforeFinal),
    };
}
