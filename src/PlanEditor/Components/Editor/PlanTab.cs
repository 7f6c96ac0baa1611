using System.Collections.Immutable;
using PlanEditor.Collaboration;
using PlanEditor.Components.Comments;
using PlanEditor.Components.Coverage;
using PlanEditor.Components.Export;
using PlanEditor.Components.Final;
using PlanEditor.Components.History;
using PlanEditor.Components.Import;
using PlanEditor.Components.Preview;
using PlanEditor.Components.Suggestions;
using PlanEditor.Components.Timeline;
using PlanModel.Workflow;

namespace PlanEditor.Components.Editor;

/// <summary>A way of seeing a plan as a whole, beside its parts: the page under the bars belongs to it alone.</summary>
/// <param name="Key">Its name in addresses, lower camel; neither a node's id nor the key of a group of the outline.</param>
/// <param name="Label">What its tab says.</param>
/// <param name="Shows">The component, which takes the plan as its parameter <c>Plan</c> of type <see cref="ShownPlan"/>.</param>
public sealed record PlanTab(string Key, string Label, Type Shows)
{
    /// <summary>What stands before final, to which the tools lead as well.</summary>
    public static PlanTab BeforeFinal { get; } = new("final", "Before final", typeof(RoadToFinal));

    /// <summary>When what is done.</summary>
    public static PlanTab Timeline { get; } = new("timeline", "Timeline", typeof(TimelineTab)) { Fills = true, OfPlans = true };

    /// <summary>What the commitments cover.</summary>
    public static PlanTab Coverage { get; } = new("coverage", "Coverage", typeof(CoverageTab)) { OfPlans = true };

    /// <summary>What was said about the plan.</summary>
    public static PlanTab Comments { get; } = new("comments", "Comments", typeof(CommentsTab));

    /// <summary>What was suggested.</summary>
    public static PlanTab Suggestions { get; } = new("suggestions", "Suggestions", typeof(SuggestionsTab));

    /// <summary>The plan as a document.</summary>
    public static PlanTab Preview { get; } = new("preview", "Preview", typeof(PreviewPage));

    /// <summary>The plan as a file.</summary>
    public static PlanTab Export { get; } = new("export", "Export", typeof(ExportPage));

    /// <summary>Who changed what, and how the plan was.</summary>
    public static PlanTab History { get; } = new("history", "History", typeof(HistoryTab)) { Fills = true };

    /// <summary>Parts from a file.</summary>
    public static PlanTab Import { get; } = new("import", "Import", typeof(ImportPage)) { IsTool = true, OfPlans = true };

    /// <summary>All of them, in the order of the tabs.</summary>
    public static ImmutableArray<PlanTab> All { get; } =
    [
        BeforeFinal,
        Timeline,
        Coverage,
        Comments,
        Suggestions,
        Preview,
        History,
        Export,
        Import,
    ];

    /// <summary>Whether it takes the whole page to its edges and scrolls by itself.</summary>
    public bool Fills { get; private init; }

    /// <summary>Whether it is a tool for those who may edit, which has no tab and opens from the tools.</summary>
    public bool IsTool { get; private init; }

    /// <summary>Whether it shows what only an action plan has.</summary>
    public bool OfPlans { get; private init; }

    /// <summary>Whether a document can be seen in this way.</summary>
    public bool Fits(PlanInfo plan) => plan.IsPlan || !OfPlans;

    /// <summary>What its tab says for a document in a state: nothing stands before final any more once it is.</summary>
    public string LabelOf(PlanInfo plan, PlanState state) => this != BeforeFinal ? Label
        : state == PlanState.Final ? plan.IsPlan ? "Final" : "Published"
        : plan.IsPlan ? Label : "Before publication";

    /// <summary>The one with a name, or null.</summary>
    public static PlanTab? Find(string key) => All.FirstOrDefault(tab => tab.Key == key);
}
