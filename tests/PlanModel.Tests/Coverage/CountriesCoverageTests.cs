using System.Text.Json;
using OgdPlans.Tests;
using PlanModel.Coverage;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema.Vocabularies;
using PlanModel.Sdg;
using Xunit;

namespace PlanModel.Tests.Coverage;

public sealed class CountriesCoverageTests
{
    private readonly WholePlan _nepal = new();
    private readonly PlanBuilder _uruguay = new();

    public CountriesCoverageTests() => _uruguay.Do(new SetField(NodeId.Root, "country", Scalar.Of("UY")));

    [Fact]
    public void Each_country_is_a_row_and_a_cell_counts_commitments()
    {
        var mappings = new List<NodeId>();
        foreach (var strength in new[] { "primary", "secondary" })
            mappings.Add(_uruguay.Add("sdgMapping", _uruguay.Add("commitment"), ("target", "16.6"), ("strength", strength)));
        var only = _uruguay.Add("sdgMapping", _uruguay.Add("commitment"), ("target", "16.5"), ("strength", "secondary"));

        var targets = Read().Targets;

        Assert.Equal([("np", "Nepal"), ("uy", "Uruguay")], targets.Rows.Select(row => (row.Key, row.Title)));
        Assert.Equal([.. SdgTargets.Core, "16.5"], targets.Columns.Select(column => column.Key));
        Assert.Equal(new CoverageCell(true, "2, of them 1 primary", mappings[0], "strength") { Sources = [new("C1", mappings[0], "strength"), new("C2", mappings[1], "strength")] }, targets[1, 0]);
        Assert.Equal(new CoverageCell(false, "1, none primary", only, "strength"), targets[1, 4]);
        Assert.Null(targets[1, 1]);
        Assert.Equal([new CoverageTotal("2 of 2"), new CoverageTotal("1 of 2", true)], targets.Totals.Take(2));
    }

    [Fact]
    public void Groups_that_any_country_names_have_a_column()
    {
        var group = _uruguay.Add("vulnerableGroup", ("group", "poverty"));
        var groups = Read().Groups;
        Assert.Equal(["People in poverty", "Older persons"], groups.Columns.Select(column => column.Title));
        Assert.Equal(new CoverageCell(false, "Named, no commitment", group, "group") { Hole = true }, groups[1, 0]);
        Assert.Equal(new CoverageCell(true, "1 commitment", _nepal.Group, "commitments"), groups[0, 1]);
    }

    [Fact]
    public void Channels_that_any_country_uses_have_a_column()
    {
        _uruguay.Add("vulnerableGroup", ("group", "womenGirls"), ("channels", "sms"));
        var channels = Read().Channels;
        Assert.Equal(["Community radio", "SMS or USSD"], channels.Columns.Select(column => column.Title));
        Assert.Equal(new CoverageCell(true, "1 commitment", _nepal.Group, "channels"), channels[0, 0]);
        Assert.Null(channels[1, 1]);
    }

    [Fact]
    public void What_is_in_data_and_what_is_promised_is_counted_apart()
    {
        var commitments = new[] { _nepal.Commitment, _nepal.Plan.Add("commitment") };
        var promise = _nepal.Plan.Add("sdgMapping", commitments[1], ("target", "17.18"), ("disaggregation", "geographicLocation,age"));
        var breakdown = Read().Disaggregation;
        Assert.Equal(Disaggregations.List.Choices.Select(choice => choice.Label), breakdown.Columns.Select(column => column.Title));
        Assert.Equal(
            new CoverageCell(true, "1 in data, 1 promised", _nepal.Dataset, "disaggregation") { Sources = [new("C1", _nepal.Dataset, "disaggregation"), new("C2", promise, "disaggregation")] },
            breakdown[0, Disaggregations.List.Order("geographicLocation")]);
        Assert.Equal(new CoverageCell(false, "1 promised", promise, "disaggregation"), breakdown[0, Disaggregations.List.Order("age")]);
    }

    [Fact]
    public void What_is_kept_of_a_plan_and_read_again_makes_the_same_comparison()
    {
        _nepal.Plan.Add("vulnerableGroup", ("group", "olderPersons"), ("channels", "sms"), ("commitments", _nepal.Commitment.ToString()));
        var kept = JsonSerializer.Deserialize<CountryCoverage>(JsonSerializer.Serialize(CountryCoverage.Of(_nepal.Plan.Document)))!;
        var before = CountriesCoverage.Of([("np", CountryCoverage.Of(_nepal.Plan.Document))]);
        Assert.Equal(before, CountriesCoverage.Of([("np", kept)]));
        Assert.Equal(new CoverageCell(true, "1 commitment", _nepal.Group, "commitments"), before.Groups[0, 0]);
    }

    [Fact]
    public void No_plan_makes_an_empty_matrix() => Assert.Empty(CountriesCoverage.Of([]).Targets.Rows);

    private CountriesCoverage Read() => CountriesCoverage.Of([("np", CountryCoverage.Of(_nepal.Plan.Document)), ("uy", CountryCoverage.Of(_uruguay.Document))]);
}
