using Microsoft.Extensions.DependencyInjection;
using PlanEditor.Collaboration;
using PlanEditor.Components.Export;
using PlanEditor.Export;
using PlanEditor.Tests.Hosting;
using PlanModel;
using PlanModel.Schema;
using Xunit;

namespace PlanEditor.Tests.Export;

/// <summary>What is said of each form of file.</summary>
public sealed class ExportWordsTests
{
    [Fact]
    public async Task Of_a_report_nothing_is_offered_that_only_plans_have()
    {
        await using var site = new Site(sample: false) { Prints = true };
        var report = new PlanInfo(new PlanId(new Guid(4, 0, 0, new byte[8])), "report", "", AnalyticalReport.Schema.Name);
        var plan = report with { Schema = ActionPlan.Schema.Name };
        var formats = site.Services.GetServices<IPlanFormat>().ToList();
        foreach (var format in formats.Where(format => format.Fits(report)))
        {
            var words = ExportWords.About(format, report);
            foreach (var word in new[] { "timeline", "coverage", "of the plan" }) Assert.DoesNotContain(word, words, StringComparison.Ordinal);
        }

        Assert.Contains("timeline and coverage", ExportWords.About(formats.Single(format => format.Extension == "pdf"), plan), StringComparison.Ordinal);
    }
}
