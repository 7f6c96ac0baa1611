using OgdPlans.Tests;
using PlanModel.Coverage;
using PlanModel.Schema.Vocabularies;
using Xunit;

namespace PlanModel.Tests.Coverage;

public sealed class StarterCoverageTests
{
    private readonly WholePlan _whole = new();

    [Fact]
    public void What_a_plan_has_is_known_by_its_name_in_any_language_and_by_its_keywords()
    {
        var timetables = _whole.Plan.Add("dataset", ("title", "গণপরিবহনের সময়সূচি, সব জেলা"));
        var maps = _whole.Plan.Add("dataset", ("title", "Cartografía base"), ("keywords", "mapas"));
        var coverage = StarterCoverage.Of(_whole.Plan.Document);
        Assert.Equal([("maps", maps), ("budget", _whole.Dataset), ("transportTimetables", timetables)], coverage.Held.Select(one => (one.Data.Code, one.Dataset)));
        Assert.Equal(StarterDatasets.All.Length - 3, coverage.Missing.Length);
    }

    [Fact]
    public void What_was_removed_is_not_there()
    {
        _whole.Plan.Remove(_whole.Dataset);
        Assert.Empty(StarterCoverage.Of(_whole.Plan.Document).Held);
    }

    [Fact]
    public void A_dataset_that_is_added_by_its_name_is_there_in_each_language()
    {
        foreach (var language in new[] { "en", "es", "bn", "ne" })
        {
            var whole = new WholePlan();
            foreach (var data in StarterDatasets.All) whole.Plan.Add("dataset", ("title", data.Name(language)));
            Assert.Empty(StarterCoverage.Of(whole.Plan.Document).Missing);
        }
    }
}
