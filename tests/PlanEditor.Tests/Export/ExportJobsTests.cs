using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PlanEditor.Export;
using PlanEditor.Export.Jobs;
using PlanEditor.Hosting;
using PlanEditor.Identity;
using PlanEditor.Tests.Collaboration;
using PlanEditor.Tests.Hosting;
using PlanEditor.Tests.Rights;
using PlanModel;
using Xunit;

namespace PlanEditor.Tests.Export;

public sealed class ExportJobsTests : IDisposable
{
    private readonly Site _site = new(sample: true) { Alter = QuickPdf.Use };
    private readonly ManualTime _time = new();
    private readonly HeldFormat _format = new();
    private readonly ExportJobs _jobs;
    private readonly UserId _lead = SampleAccounts.Find("lead.np")!.Id;
    private readonly UserId _reviewer = SampleAccounts.Find("reviewer")!.Id;
    private readonly UserId _peer = SampleAccounts.Find("peer.cr")!.Id;

    public ExportJobsTests() => _jobs = new ExportJobs(_site.Services.GetRequiredService<ExportSource>(), [_format], _site.Services.GetRequiredService<DataDirectory>(), _time, NullLogger<ExportJobs>.Instance);

    public void Dispose()
    {
        _jobs.Dispose();
        _format.Dispose();
        _site.Dispose();
    }

    [Fact]
    public async Task A_file_is_made_kept_for_some_minutes_and_deleted()
    {
        var job = Start(_lead);
        await _format.BegunAsync(1);
        Assert.Equal((ExportState.Running, 50), (_jobs.Find(_lead, job.Id)!.State, _jobs.Find(_lead, job.Id)!.Percent));
        _format.Finish();
        var done = (await _jobs.EndAsync(_lead, job.Id, default))!;
        Assert.Equal((ExportState.Done, 5L), (done.State, done.SizeBytes));
        Assert.Matches("^nepal-[0-9]+\\.held$", done.FileName);
        await using (var file = _jobs.Open(done)!)
        using (var reader = new StreamReader(file, Encoding.UTF8))
            Assert.Equal("nepal", await reader.ReadToEndAsync());

        _time.Pass(ExportJobs.Kept);
        Assert.Empty(_jobs.Of(_lead));
        Assert.Null(_jobs.Open(done));
        Assert.Empty(Files);
    }

    [Fact]
    public async Task Of_each_person_one_is_made_at_once_and_two_of_all()
    {
        var mine = Enumerable.Range(0, 3).Select(_ => Start(_lead)).ToArray();
        var theirs = Start(_reviewer);
        var third = Start(_peer);
        await _format.BegunAsync(2);
        Assert.Equal([ExportState.Running, ExportState.Waiting, ExportState.Waiting], mine.Select(job => _jobs.Find(_lead, job.Id)!.State));
        Assert.Equal(ExportState.Running, _jobs.Find(_reviewer, theirs.Id)!.State);
        Assert.Equal(ExportState.Waiting, _jobs.Find(_peer, third.Id)!.State);
        _format.Finish();
        foreach (var job in mine) Assert.Equal(ExportState.Done, (await _jobs.EndAsync(_lead, job.Id, default))!.State);
        Assert.Equal(ExportState.Done, (await _jobs.EndAsync(_peer, third.Id, default))!.State);
        Assert.Equal(2, _format.MostAtOnce);
    }

    [Fact]
    public void Nobody_has_more_than_five_files_waiting()
    {
        for (var at = 0; at <= ExportJobs.WaitingMax; at++) Start(_lead);
        var (job, problem) = _jobs.Start(_lead, Request("nepal"));
        Assert.Null(job);
        Assert.Contains("Five files wait", problem, StringComparison.Ordinal);
        Assert.NotNull(_jobs.Start(_reviewer, Request("nepal")).Job);
    }

    [Fact]
    public async Task Cancelling_ends_what_is_being_made_and_leaves_nothing()
    {
        var job = Start(_lead);
        await _format.BegunAsync(1);
        _jobs.Cancel(_lead, job.Id);
        Assert.Equal(ExportState.Cancelled, (await _jobs.EndAsync(_lead, job.Id, default))!.State);
        Assert.Equal(1, _format.Cancelled);
        Assert.Empty(Files);
    }

    [Fact]
    public async Task Somebody_else_s_file_can_be_neither_seen_nor_cancelled()
    {
        var job = Start(_lead);
        await _format.BegunAsync(1);
        _jobs.Cancel(_reviewer, job.Id);
        Assert.Null(_jobs.Find(_reviewer, job.Id));
        Assert.Equal(ExportState.Running, _jobs.Find(_lead, job.Id)!.State);
    }

    [Fact]
    public async Task Who_may_not_read_the_plan_gets_no_file()
    {
        var (job, _) = _jobs.Start(_lead, Request("uruguay"));
        var ended = (await _jobs.EndAsync(_lead, job!.Id, default))!;
        Assert.Equal((ExportState.Failed, "You may no longer read this plan."), (ended.State, ended.Problem));
    }

    [Fact]
    public async Task What_fails_says_so_and_the_next_one_is_made()
    {
        _format.Fails = true;
        var job = Start(_lead);
        Assert.Contains("could not be made", (await _jobs.EndAsync(_lead, job.Id, default))!.Problem, StringComparison.Ordinal);
        _format.Fails = false;
        var next = Start(_lead);
        _format.Finish();
        Assert.Equal(ExportState.Done, (await _jobs.EndAsync(_lead, next.Id, default))!.State);
    }

    [Fact]
    public async Task What_takes_too_long_is_given_up()
    {
        var job = Start(_lead);
        await _format.BegunAsync(1);
        _time.Pass(ExportJobs.TimeMax);
        Assert.Equal("The file takes too long to make.", (await _jobs.EndAsync(_lead, job.Id, default))!.Problem);
    }

    [Fact]
    public async Task A_file_is_fetched_by_its_person_alone()
    {
        var jobs = _site.Services.GetRequiredService<ExportJobs>();
        var browser = _site.Open();
        await browser.BecomeAsync("lead.np");
        using var missing = await browser.GetAsync($"/exports/{Guid.NewGuid():N}");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        var (job, problem) = jobs.Start(_lead, new ExportRequest("nepal", "json", ExportTexts.Source, WithReview: false));
        Assert.True(job is not null, problem);
        await jobs.EndAsync(_lead, job.Id, default);
        using var file = await browser.GetAsync("/" + job.Address);
        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        await browser.BecomeAsync("reviewer");
        using var other = await browser.GetAsync("/" + job.Address);
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }

    private IEnumerable<FileInfo> Files => _site.Services.GetRequiredService<DataDirectory>().Subdirectory("exports").EnumerateFiles();

    private static ExportRequest Request(string plan) => new(plan, "held", ExportTexts.Source, WithReview: false);

    private ExportJob Start(UserId user)
    {
        var (job, problem) = _jobs.Start(user, Request("nepal"));
        Assert.True(job is not null, problem);
        return job;
    }

    /// <summary>A form of file that is made when the test says so.</summary>
    private sealed class HeldFormat : IPlanFormat, IDisposable
    {
        private readonly TaskCompletionSource _finish = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly SemaphoreSlim _begun = new(0);
        private int _running;

        public void Dispose() => _begun.Dispose();

        public string Extension => "held";

        public string MediaType => "text/plain";

        public bool Fails { get; set; }

        public int Cancelled { get; private set; }

        public int MostAtOnce { get; private set; }

        public async Task WriteAsync(PlanExport export, Stream to, IProgress<double> progress, CancellationToken cancellation)
        {
            if (Fails) throw new InvalidOperationException("It fails.");
            progress.Report(0.5);
            MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _running));
            _begun.Release();
            try
            {
                await _finish.Task.WaitAsync(cancellation);
                await to.WriteAsync(Encoding.UTF8.GetBytes(export.Plan.Slug), cancellation);
            }
            catch (OperationCanceledException)
            {
                Cancelled++;
                throw;
            }
            finally
            {
                Interlocked.Decrement(ref _running);
            }
        }

        public void Finish() => _finish.TrySetResult();

        public async Task BegunAsync(int count)
        {
            for (var at = 0; at < count; at++) await _begun.WaitAsync();
        }
    }
}
