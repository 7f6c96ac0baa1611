using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PlanEditor.Audit;
using PlanEditor.Export;
using PlanEditor.Export.Jobs;
using PlanEditor.Identity;
using PlanEditor.Storage;
using PlanEditor.Tests.Hosting;
using PlanEditor.Tests.Rights;
using PlanModel;
using Xunit;

namespace PlanEditor.Tests.Export;

public sealed class ExportLimitsTests
{
    [Fact]
    public async Task Who_saves_file_upon_file_is_told_to_wait_and_leaves_no_rows()
    {
        using var site = new Site(sample: true) { Alter = QuickPdf.Use };
        var (browser, other) = (site.Open(), site.Open());
        await browser.BecomeAsync("admin");
        await other.BecomeAsync("reviewer");
        for (var made = 0; made < ExportLimits.PerMinute; made++) Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/audit.csv")).StatusCode);

        foreach (var path in new[] { "/audit.csv", "/coverage.csv", "/coverage.xlsx", "/plans/panama/plan.json", "/plans/panama/coverage.csv", "/plans/panama/coverage.xlsx", "/plans/panama/comments.csv", "/plans/panama/comments.xlsx", "/plans/panama/plan.docx", "/plans/panama/plan.pdf", $"/exports/{Guid.NewGuid():N}" })
        {
            using var answer = await browser.GetAsync(path);
            Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
            Assert.NotNull(answer.Headers.RetryAfter);
        }

        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/plans/panama/plan.json")).StatusCode);
        await using var scope = site.Scope();
        Assert.Equal(ExportLimits.PerMinute + 1, await scope.ServiceProvider.GetRequiredService<PlanDb>().Set<AuditEntry>().CountAsync(entry => entry.Kind == AuditKind.Exported));
    }

    [Fact]
    public async Task Who_has_too_many_files_waiting_is_told_when_to_ask_for_the_next()
    {
        using var site = new Site(sample: true) { Alter = services => services.AddSingleton<IPlanFormat, EndlessFormat>() };
        var jobs = site.Services.GetRequiredService<ExportJobs>();
        var user = SampleAccounts.Find("lead.np")!.Id;
        while (!jobs.Start(user, new ExportRequest("nepal", "endless", ExportTexts.Source, WithReview: false)).TooMany) Assert.InRange(jobs.Of(user).Length, 1, ExportJobs.WaitingMax + 1);
        var browser = site.Open();
        await browser.BecomeAsync("lead.np");
        using var answer = await browser.GetAsync("/plans/nepal/plan.docx");
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Contains("Five files wait", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_are_made_at_once()
    {
        using var limits = new ExportLimits();
        var (one, other) = (new UserId(Guid.NewGuid()), new UserId(Guid.NewGuid()));
        using var first = limits.Take(one);
        using (var second = limits.Take(one))
        {
            Assert.True(first.IsAcquired && second.IsAcquired);
            using var third = limits.Take(one);
            using var others = limits.Take(other);
            Assert.Equal((false, true), (third.IsAcquired, others.IsAcquired));
        }

        using var next = limits.Take(one);
        Assert.True(next.IsAcquired);
    }

    /// <summary>A form of file that is never done.</summary>
    private sealed class EndlessFormat : IPlanFormat
    {
        public string Extension => "endless";

        public string MediaType => "text/plain";

        public bool IsPublic => false;

        public Task WriteAsync(PlanExport export, Stream to, IProgress<double> progress, CancellationToken cancellation) => Task.Delay(Timeout.Infinite, cancellation);
    }
}
