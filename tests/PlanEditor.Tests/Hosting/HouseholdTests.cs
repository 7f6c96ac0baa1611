using System.Net;
using Microsoft.Extensions.Options;
using PlanEditor.Collaboration;
using PlanEditor.Hosting;
using PlanModel;
using Xunit;

namespace PlanEditor.Tests.Hosting;

public sealed class HouseholdTests
{
    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    [InlineData("2001:db8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:2::")]
    [InlineData("2001:db8:1:3::1", "2001:db8:1:3::")]
    [InlineData("::1", "::")]
    public void Addresses_that_one_asker_may_choose_among_are_one(string address, string household) => Assert.Equal(IPAddress.Parse(household), Household.Of(IPAddress.Parse(address)));

    [Theory]
    [InlineData(100)]
    [InlineData(150)]
    public void Who_takes_a_new_address_for_each_line_has_no_more_of_them(int most)
    {
        var limits = new HubLimits(TimeProvider.System, Options.Create(new SiteOptions { ConnectionsPerAddress = most }));
        var open = Enumerable.Range(0, most).Select(at => limits.TryConnect(new UserId(Guid.NewGuid()), Household.Of(IPAddress.Parse($"2001:db8::{at:x}"))));
        Assert.All(open, Assert.NotNull);
        Assert.Null(limits.TryConnect(new UserId(Guid.NewGuid()), Household.Of(IPAddress.Parse("2001:db8::ffff"))));
        Assert.NotNull(limits.TryConnect(new UserId(Guid.NewGuid()), Household.Of(IPAddress.Parse("2001:db8:0:1::ffff"))));
    }
}
