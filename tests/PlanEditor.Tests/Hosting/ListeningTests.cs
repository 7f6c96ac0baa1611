using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PlanEditor.Hosting;
using Xunit;

namespace PlanEditor.Tests.Hosting;

public sealed class ListeningTests
{
    [Fact]
    public async Task Who_stops_the_server_while_it_starts_sees_it_end_and_no_trace_of_its_stack()
    {
        var builder = WebApplication.CreateBuilder();
        Listening.AddTo(builder);
        builder.Services.AddHostedService<StopsMeanwhile>();
        await using var app = builder.Build();
        Assert.True(await Listening.TryStartAsync(app));
        await app.WaitForShutdownAsync().WaitAsync(TimeSpan.FromMinutes(1));
    }

    private sealed class StopsMeanwhile(IHostApplicationLifetime lifetime) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            lifetime.StopApplication();
            return Task.Delay(Timeout.Infinite, cancellationToken);
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
