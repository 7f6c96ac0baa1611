using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PlanEditor.Collaboration;
using PlanEditor.Storage;
using PlanEditor.Tests.Collaboration;
using Xunit;

namespace PlanEditor.Tests.Hosting;

public sealed class WarmUpTests
{
    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task When_the_site_listens_the_plan_written_last_is_open_and_nothing_went_wrong(string warms)
    {
        // On a clock that stands still warming up takes no longer than it may.
        var said = new List<string>();
        using var site = new Site(sample: true, time: new ManualTime(), settings: [("Site:WarmUp", warms)]) { Alter = services => services.AddLogging(logging => logging.AddProvider(new Listener(said)).AddFilter<Listener>("PlanEditor", LogLevel.Warning)) };
        using var answer = await site.Open().GetAsync("/health");
        var (plans, rooms) = (site.Services.GetRequiredService<Plans>(), site.Services.GetRequiredService<PlanRooms>());
        var open = 0;
        foreach (var plan in await plans.ListAsync(CancellationToken.None))
        {
            using var lease = rooms.TryJoin(PlanInfo.Of(plan).Id.ToString());
            if (lease is not null) open++;
        }

        Assert.Equal(warms == "true" ? 1 : 0, open);
        Assert.Equal("", string.Join('\n', said));
    }
}
