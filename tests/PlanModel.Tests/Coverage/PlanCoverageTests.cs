using OgdPlans.Tests;
using PlanModel.Coverage;
using PlanModel.Schema;
using PlanModel.Sdg;
using Xunit;

namespace PlanModel.Tests.Coverage;

public sealed class PlanCoverageTests
{
    private readonly WholePlan _whole = new();

    private PlanBuilder Plan => _whole.Plan;

    [Fact]
    public void The_core_targets_always_have_a_column_and_others_when_they_are_used()
    {
        Assert.Equal(SdgTargets.Core, Columns());
        Map("16.5", "secondary");
        Map("1.4", "secondary");
        Assert.Equal(["16.6", "16.7", "16.10", "17.18", "1.4", "16.5"], Columns());

        IEnumerable<string> Columns() => Read().Targets.Columns.Select(column => column.Number);
    }

    [Fact]
    public void A_cell_says_how_and_leads_to_the_mapping()
    {
        var targets = Read().Targets;
        Assert.Equal(new CoverageCell(true, "Primary", _whole.FirstMapping, "strength"), targets[0, 0]);
        Assert.Equal(new CoverageCell(false, "Secondary", _whole.LastMapping, "strength"), targets[0, 3]);
        Assert.Equal(["1, primary", "1, none primary", "1, none primary", "1, none primary"], targets.Totals.Select(total => total.Words));
        Assert.Equal([false, true, true, true], targets.Totals.Select(total => total.Hole));
    }

    [Fact]
    public void A_commitment_without_a_primary_target_says_so_in_its_cells()
    {
        var second = Plan.Add("commitment", ("title", "Environment"));
        Plan.Add("sdgMapping", second, ("target", "17.18"), ("strength", "secondary"));
        var targets = Read().Targets;
        Assert.Equal("Secondary only", targets[1, 3]?.Words);
        Assert.True(targets[1, 3]?.Hole);
        Assert.Null(targets[1, 0]);
        Assert.Equal("2, none primary", targets.Totals[3].Words);
        Plan.Add("sdgMapping", second, ("target", "16.6"), ("strength", "secondary"));
        Assert.Equal("Secondary, none primary", Read().Targets[1, 3]?.Words);
    }

    [Fact]
    public void Removed_commitments_and_mappings_cover_nothing()
    {
        Plan.Remove(_whole.LastMapping);
        Assert.Equal(new CoverageTotal("None", true), Read().Targets.Totals[3]);
        Plan.Remove(_whole.Commitment);
        Assert.Empty(Read().Targets.Rows);
    }

    [Fact]
    public void Commitment_and_group_should_name_each_other()
    {
        Assert.Equal(new CoverageCell(true, "Reached", _whole.Group, "commitments"), Read().Groups[0, 0]);
        Plan.Set(_whole.Commitment, "vulnerableGroups", null);
        Assert.Equal(new CoverageCell(false, "Only the group says so", _whole.Group, "commitments") { Hole = true }, Read().Groups[0, 0]);
        Plan.Set(_whole.Commitment, "vulnerableGroups", _whole.Group.ToString());
        Plan.Set(_whole.Group, "commitments", null);
        Assert.Equal(new CoverageCell(false, "Only the commitment says so", _whole.Commitment, "vulnerableGroups") { Hole = true }, Read().Groups[0, 0]);
    }

    [Fact]
    public void Those_through_whom_a_group_is_reached_stand_as_the_language_of_the_plan_sorts_them()
    {
        Plan.Set(NodeId.Root, "language", "es");
        var (nandu, nube) = (Named("Ñandubay"), Named("Nube"));
        Plan.Set(_whole.Group, "intermediaries", $"{nandu},{nube}");
        Assert.Equal([nube, nandu], Assert.Single(Read().Reach).Through.Select(one => one.Node!.Value));

        NodeId Named(string name) => Plan.Add("intermediary", ("name", name), ("kind", "library"), ("role", "Reads."));
    }

    [Fact]
    public void A_group_is_reached_through_somebody_with_and_without_the_internet()
    {
        Plan.Set(_whole.Group, "channels", "website,frontDesk,communityRadio");
        var reach = Assert.Single(Read().Reach);
        Assert.Equal("Older persons", reach.Title);
        Assert.Equal([_whole.Intermediary], reach.Through.Select(one => one.Node!.Value));
        Assert.Equal(["Community radio", "Front desk of an office"], reach.Offline);
        Assert.Equal(["Website"], reach.Online);
        Assert.Equal(["C1"], reach.Commitments.Select(one => one.Name));
        Assert.Equal((null, null, null), (reach.ThroughGap, reach.ChannelGap, reach.CommitmentGap));
    }

    [Fact]
    public void A_commitment_is_heard_of_by_the_channels_of_the_groups_that_it_reaches()
    {
        Plan.Set(_whole.Group, "channels", "website,communityRadio");
        var channels = Read().Channels;
        Assert.Equal(["Community radio", "Website"], channels.Columns.Select(column => column.Title));
        Assert.Equal(new CoverageCell(true, "1 group", _whole.Group, "channels"), channels[0, 0]);
        var women = Plan.Add("vulnerableGroup", ("group", "womenGirls"), ("channels", "website"), ("commitments", _whole.Commitment.ToString()));
        var both = Read().Channels[0, 1];
        Assert.Equal(("2 groups", true), (both?.Words, both?.Whole));
        Assert.Equal([_whole.Group, women], both!.Sources.Select(source => source.Node));
        Plan.Set(_whole.Commitment, "vulnerableGroups", null);
        Assert.Equal(new CoverageCell(false, "1 group", _whole.Group, "channels"), Read().Channels[0, 0]);
        Plan.Set(_whole.Group, "commitments", null);
        Assert.Equal([new CoverageTotal("None", true), new CoverageTotal("1 commitment")], Read().Channels.Totals);
    }

    [Fact]
    public void What_a_group_lacks_weighs_as_the_rules_say()
    {
        Plan.Set(_whole.Group, "channels", "website");
        Plan.Set(_whole.Group, "intermediaries", null);
        var reach = Assert.Single(Read().Reach);
        Assert.Equal((FindingLevel.Block, FindingLevel.Warn, null), (reach.ThroughGap, reach.ChannelGap, reach.CommitmentGap));
        Assert.Equal([HoleWeight.Block, HoleWeight.Warning], Read().Holes.Where(hole => hole.Words.Contains("Older persons", StringComparison.Ordinal)).Select(hole => hole.Weight));
    }

    [Fact]
    public void What_is_promised_counts_wholly_when_a_dataset_carries_it()
    {
        var columns = Read().Disaggregation.Columns.Select(column => column.Key).ToList();
        Assert.Equal(
            CoverageCell.Of(true, "In its data", [new("Local budgets", _whole.Dataset, "disaggregation"), new("17.18", _whole.LastMapping, "disaggregation")]),
            Read().Disaggregation[0, columns.IndexOf("geographicLocation")]);
        Plan.Set(_whole.Dataset, "disaggregation", "age");
        Assert.Equal(new CoverageCell(false, "Promised", _whole.LastMapping, "disaggregation"), Read().Disaggregation[0, columns.IndexOf("geographicLocation")]);
        Assert.Equal(new CoverageCell(true, "In its data", _whole.Dataset, "disaggregation"), Read().Disaggregation[0, columns.IndexOf("age")]);
    }

    [Fact]
    public void Each_dataset_that_carries_it_and_each_promise_has_its_link()
    {
        var wards = Plan.Add("dataset", ("title", "Wards"), ("disaggregation", "age"));
        Plan.Set(_whole.Milestone, "datasets", $"{_whole.Dataset},{wards}");
        Plan.Set(_whole.Dataset, "disaggregation", "age");
        Plan.Set(_whole.FirstMapping, "disaggregation", "gender");
        Plan.Set(_whole.LastMapping, "disaggregation", "gender");
        var columns = Read().Disaggregation.Columns.Select(column => column.Key).ToList();
        var data = Read().Disaggregation[0, columns.IndexOf("age")]!;
        Assert.Equal((true, "In its data", _whole.Dataset), (data.Whole, data.Words, data.Node));
        Assert.Equal(["Local budgets", "Wards"], data.Sources.Select(source => source.Name));
        var promised = Read().Disaggregation[0, columns.IndexOf("gender")]!;
        Assert.Equal((false, "Promised"), (promised.Whole, promised.Words));
        Assert.Equal([("16.6", _whole.FirstMapping), ("17.18", _whole.LastMapping)], promised.Sources.Select(source => (source.Name, source.Node)));
    }

    [Fact]
    public void Every_finding_about_coverage_is_a_hole_of_the_same_weight_with_its_place()
    {
        Plan.Set(_whole.FirstMapping, "strength", "secondary");
        Plan.Set(_whole.LastMapping, "disaggregation", null);
        var holes = Read().Holes;
        Assert.Contains(holes, hole => hole.Weight == HoleWeight.Block && hole.Cures is [{ Field: "disaggregation", Words: "C1, 17.18, Disaggregation" } cure] && cure.Node == _whole.LastMapping);
        Assert.Contains(holes, hole => hole.Weight == HoleWeight.Warning && hole.Words.StartsWith("C1: none of its SDG targets is primary", StringComparison.Ordinal));
        Assert.Equal(holes.Select(hole => hole.Weight).Order(), holes.Select(hole => hole.Weight));
    }

    [Fact]
    public void A_core_target_that_nobody_serves_is_closed_by_a_commitment_or_by_the_reason()
    {
        Plan.Remove(_whole.LastMapping);
        var hole = Assert.Single(Read().Holes, one => one.Weight == HoleWeight.Block);
        Assert.Equal([new HoleCure("Commitments", NodeId.Root, null, "commitment"), new HoleCure("Why a core target has no commitment", NodeId.Root, "sdgGapReason")], hole.Cures);
    }

    [Fact]
    public void Commitments_that_reach_nobody_are_one_hole_with_a_way_to_each()
    {
        Plan.Set(_whole.Commitment, "vulnerableGroups", null);
        var second = Plan.Add("commitment", ("title", "Environment"));
        var hole = Assert.Single(Read().Holes, one => one.Words == "C1 and C2 reach no group named in this plan.");
        Assert.Equal(HoleWeight.Warning, hole.Weight);
        Assert.Equal([_whole.Commitment, second], hole.Cures.Select(cure => cure.Node));
    }

    [Fact]
    public void A_plan_without_a_group_says_where_to_add_one()
    {
        Plan.Remove(_whole.Group);
        var hole = Assert.Single(Read().Holes, one => one.Cures.Any(cure => cure.Children == "vulnerableGroup"));
        Assert.Equal((HoleWeight.Block, NodeId.Root), (hole.Weight, hole.Cures[0].Node));
    }

    [Fact]
    public void What_no_rule_asks_for_is_only_worth_a_look()
    {
        var notes = Read().Holes.Where(hole => hole.Weight == HoleWeight.Note).Select(hole => hole.Words).ToArray();
        Assert.Contains("17.18 is only secondary, in C1.", notes);
        Assert.Contains("No commitment breaks data down by income, gender, age, race, ethnicity, migratory status and disability.", notes);
        Assert.All(Read().Holes, hole => Assert.Equal(HoleWeight.Note, hole.Weight));
    }

    [Fact]
    public void Who_names_whom_in_one_direction_only_is_worth_a_look()
    {
        var second = Plan.Add("commitment", ("title", "Environment"), ("vulnerableGroups", _whole.Group.ToString()));
        Assert.Contains("C2 says that it reaches “Older persons”, which does not name it.", Read().Holes.Select(hole => hole.Words));
        Plan.Set(_whole.Group, "commitments", $"{_whole.Commitment},{second}");
        Assert.DoesNotContain(Read().Holes, hole => hole.Words.Contains("Older persons", StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_plan_gives_an_equal_view_and_typing_elsewhere_does_not_change_it()
    {
        var before = Read();
        Plan.Set(_whole.Commitment, "problem", "Nobody can see what is spent.");
        Assert.Equal(before, Read());
        Plan.Set(_whole.FirstMapping, "strength", "secondary");
        Assert.NotEqual(before, Read());
    }

    private void Map(string target, string strength) => Plan.Add("sdgMapping", _whole.Commitment, ("target", target), ("strength", strength), ("contribution", "It shows."));

    private PlanCoverage Read() => PlanCoverage.Of(Plan.Document, Completeness.Of(Plan.Document));
}
