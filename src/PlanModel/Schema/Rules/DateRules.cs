using PlanModel.Documents;

namespace PlanModel.Schema.Rules;

/// <summary>DATE: ends after starts, milestones inside commitments inside the plan, dependencies in order and without a circle.</summary>
internal static class DateRules
{
    private const int MonthsLeast = 6;
    private const int MonthsMost = 60;

    public static void Check(PlanCheck check)
    {
        CheckPeriod(check);
        foreach (var commitment in check.Of(ActionPlan.Commitment.Kind)) CheckCommitment(check, commitment);
        foreach (var milestone in check.Of(ActionPlan.Milestone.Kind)) CheckMilestone(check, milestone);
        CheckDependencies(check);
        foreach (var dataset in check.Of(ActionPlan.Dataset.Kind))
            CheckOrder(check, dataset, ActionPlan.Dataset.TemporalStart, ActionPlan.Dataset.TemporalEnd);
        foreach (var distribution in check.Of(ActionPlan.Distribution.Kind))
            CheckOrder(check, distribution, ActionPlan.Distribution.Issued, ActionPlan.Distribution.Modified);
    }

    private static void CheckPeriod(PlanCheck check)
    {
        var plan = check.Document.Root;
        if (ActionPlan.Plan.PeriodStart.Read(plan) is not { } start || ActionPlan.Plan.PeriodEnd.Read(plan) is not { } end) return;
        if (end <= start)
            check.Block(
                "DATE.endBeforeStart", plan, ActionPlan.Plan.PeriodEnd,
                $"{check.Name(plan)}: the period ends on {Day(end)}, not after its start on {Day(start)}. Correct one of them.");
        else if (end.AddDays(1) < start.AddMonths(MonthsLeast) || end.AddDays(1) > start.AddMonths(MonthsMost))
            check.Warn(
                "DATE.period", plan, ActionPlan.Plan.PeriodEnd,
                $"{check.Name(plan)}: the period from {Day(start)} to {Day(end)} is unusual. Plans run for {MonthsLeast} to {MonthsMost} months.");
    }

    private static void CheckCommitment(PlanCheck check, Node commitment)
    {
        CheckOrder(check, commitment, ActionPlan.Commitment.StartDate, ActionPlan.Commitment.EndDate);
        var plan = check.Document.Root;
        var (from, to) = (ActionPlan.Plan.PeriodStart.Read(plan), ActionPlan.Plan.PeriodEnd.Read(plan));
        CheckInside(check, commitment, ActionPlan.Commitment.StartDate, from, to, "DATE.commitmentOutsidePlan", "the plan");
        CheckInside(check, commitment, ActionPlan.Commitment.EndDate, from, to, "DATE.commitmentOutsidePlan", "the plan");
    }

    private static void CheckMilestone(PlanCheck check, Node milestone)
    {
        CheckOrder(check, milestone, ActionPlan.Milestone.StartDate, ActionPlan.Milestone.DueDate);
        var commitment = check.Document[milestone.Parent!.Value];
        var (from, to) = (ActionPlan.Commitment.StartDate.Read(commitment), ActionPlan.Commitment.EndDate.Read(commitment));
        var name = check.Name(commitment);
        CheckInside(check, milestone, ActionPlan.Milestone.StartDate, from, to, "DATE.milestoneOutsideCommitment", name);
        CheckInside(check, milestone, ActionPlan.Milestone.DueDate, from, to, "DATE.milestoneOutsideCommitment", name);
    }

    private static void CheckOrder(PlanCheck check, Node node, DateField startField, DateField endField)
    {
        if (startField.Read(node) is { } start && endField.Read(node) is { } end && end < start)
            check.Block(
                "DATE.endBeforeStart", node, endField,
                $"{check.Name(node)}: “{endField.Label}” is {Day(end)}, before “{startField.Label}” on {Day(start)}. Correct one of them.");
    }

    private static void CheckInside(PlanCheck check, Node node, DateField field, DateOnly? from, DateOnly? to, string code, string outer)
    {
        if (field.Read(node) is not { } day) return;
        if (from is { } first && day < first)
            check.Block(
                code, node, field,
                $"{check.Name(node)}: “{field.Label}” is {Day(day)}, before {outer} starts on {Day(first)}. Move it or the start.");
        else if (to is { } last && day > last)
            check.Block(
                code, node, field,
                $"{check.Name(node)}: “{field.Label}” is {Day(day)}, after {outer} ends on {Day(last)}. Move it or the end.");
    }

    private static void CheckWaiting(PlanCheck check, Node milestone, Node first)
    {
        if (ActionPlan.Milestone.DueDate.Read(first) is not { } firstDue) return;
        if (ActionPlan.Milestone.DueDate.Read(milestone) is { } due && due < firstDue)
            check.Warn(
                "DATE.order", milestone, ActionPlan.Milestone.DependsOn,
                $"{check.Name(milestone)} is due on {Day(due)} but waits for {check.Name(first)}, due on {Day(firstDue)}. Move one of them.", first);
        else if (ActionPlan.Milestone.StartDate.Read(milestone) is { } start && start < firstDue && ActionPlan.Milestone.Status.Read(first) != ActionPlan.Milestone.Done)
            check.Warn(
                "DATE.startOrder", milestone, ActionPlan.Milestone.StartDate,
                $"{check.Name(milestone)} starts on {Day(start)}, before {check.Name(first)}, which it waits for, is done on {Day(firstDue)}. Change one of the dates.", first);
    }

    private static void CheckDependencies(PlanCheck check)
    {
        var waitsFor = check.Of(ActionPlan.Milestone.Kind)
            .Where(milestone => !ActionPlan.Milestone.DependsOn.IsEmpty(milestone))
            .ToDictionary(milestone => milestone.Id, milestone => check.Referred(milestone, ActionPlan.Milestone.DependsOn).ToList());
        foreach (var (milestone, firsts) in waitsFor)
            foreach (var first in firsts) CheckWaiting(check, check.Document[milestone], first);

        foreach (var id in InCircles(waitsFor.ToDictionary(entry => entry.Key, entry => entry.Value.ConvertAll(first => first.Id))))
        {
            var milestone = check.Document[id];
            check.Block(
                "DATE.circle", milestone, ActionPlan.Milestone.DependsOn,
                $"{check.Name(milestone)} waits, directly or by way of others, for itself. Take one of the milestones out of “{ActionPlan.Milestone.DependsOn.Label}”.");
        }
    }

    /// <summary>
    /// The nodes that can be reached from themselves, found by Tarjan's strongly connected components, without recursion: a chain may be as
    /// long as the plan.
    /// </summary>
    private static List<NodeId> InCircles(Dictionary<NodeId, List<NodeId>> edges)
    {
        var found = new List<NodeId>();
        var order = new Dictionary<NodeId, int>();
        var low = new Dictionary<NodeId, int>();
        var open = new Stack<NodeId>();
        var isOpen = new HashSet<NodeId>();
        var path = new Stack<(NodeId Node, int Next)>();
        foreach (var start in edges.Keys)
        {
            if (!order.ContainsKey(start)) Enter(start);
            while (path.TryPop(out var step))
            {
                var (node, next) = step;
                if (next < edges[node].Count)
                {
                    path.Push((node, next + 1));
                    var to = edges[node][next];
                    // What waits for nothing is in no circle.
                    if (!edges.ContainsKey(to)) continue;
                    if (!order.TryGetValue(to, out var toOrder)) Enter(to);
                    else if (isOpen.Contains(to)) low[node] = Math.Min(low[node], toOrder);
                    continue;
                }

                if (path.TryPeek(out var above)) low[above.Node] = Math.Min(low[above.Node], low[node]);
                if (low[node] == order[node]) Close(node);
            }
        }

        return found;

        void Enter(NodeId node)
        {
            order[node] = low[node] = order.Count;
            open.Push(node);
            isOpen.Add(node);
            path.Push((node, 0));
        }

        void Close(NodeId node)
        {
            var component = new List<NodeId>();
            do
            {
                component.Add(open.Pop());
                isOpen.Remove(component[^1]);
            }
            while (component[^1] != node);

            if (component.Count > 1 || edges[node].Contains(node)) found.AddRange(component);
        }
    }

    private static string Day(DateOnly day) => DateField.Words(day);
}
