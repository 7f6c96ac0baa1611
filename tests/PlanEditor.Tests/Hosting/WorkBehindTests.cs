using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PlanEditor.Hosting;
using PlanEditor.Tests.Collaboration;
using Xunit;

namespace PlanEditor.Tests.Hosting;

public sealed class WorkBehindTests
{
    [Theory]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(NullReferenceException))]
    [InlineData(typeof(TaskCanceledException))]
    public async Task What_goes_wrong_once_is_said_and_done_again(Type problem)
    {
        var time = new ManualTime();
        using var work = new Failing(time, () => (Exception)Activator.CreateInstance(problem)!);
        await work.StartAsync(default);
        await work.Said.WaitAsync(TimeSpan.FromSeconds(30));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (work.Turns < 3)
        {
            time.Pass(TimeSpan.FromMinutes(1));
            await Task.Delay(10, patience.Token);
        }

        await work.StopAsync(default);
        Assert.True(work.ExecuteTask!.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task The_server_calls_itself_ill_when_something_behind_it_has_ended()
    {
        using var well = new Site(sample: false);
        Assert.Equal(HttpStatusCode.OK, (await well.Open().GetAsync("/health")).StatusCode);

        using var ill = new Site(sample: false) { Alter = services => services.AddHostedService<Ending>() };
        var browser = ill.Open();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while ((await browser.GetAsync("/health")).StatusCode != HttpStatusCode.ServiceUnavailable) await Task.Delay(20, patience.Token);
    }

    private sealed class Failing(ManualTime time, Func<Exception> problem) : PeriodicWork(TimeSpan.FromMinutes(1), time)
    {
        private readonly SemaphoreSlim _said = new(0);

        public int Turns { get; private set; }

        public Task Said => _said.WaitAsync();

        internal override Task WorkAsync(CancellationToken cancellation)
        {
            Turns++;
            return Task.FromException(problem());
        }

        protected override void NotDone(Exception problem) => _said.Release();
    }

    private sealed class Ending : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Task.Yield();
            throw new InvalidOperationException("broken");
        }
    }
}
