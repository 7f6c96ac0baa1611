using System.Net;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PlanEditor.Hosting;
using Xunit;

namespace PlanEditor.Tests.Hosting;

public sealed class DiskRoomTests
{
    [Theory]
    [InlineData(0, HealthStatus.Degraded)]
    [InlineData(DiskRoom.LeastBytes - 1, HealthStatus.Degraded)]
    [InlineData(DiskRoom.LeastBytes, HealthStatus.Healthy)]
    public void A_disk_that_fills_up_is_said_before_it_is_full(long free, HealthStatus status) => Assert.Equal(status, DiskRoom.Of(free).Status);

    [Fact]
    public async Task It_is_asked_with_the_others()
    {
        using var site = new Site(sample: false);
        using var answer = await site.Open().GetAsync("/health");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var free = new DriveInfo(site.Data).AvailableFreeSpace;
        Assert.Equal(DiskRoom.Of(free).Status.ToString(), await answer.Content.ReadAsStringAsync());
    }
}
