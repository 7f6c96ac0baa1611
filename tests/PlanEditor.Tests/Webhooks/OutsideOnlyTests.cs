using System.Net;
using PlanEditor.Webhooks;
using Xunit;

namespace PlanEditor.Tests.Webhooks;

/// <summary>Addresses that can never be reached from here.</summary>
public sealed class OutsideOnlyTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.9.9.9")]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("168.63.129.16")]
    [InlineData("100.100.100.200")]
    [InlineData("192.0.0.192")]
    [InlineData("161.26.0.10")]
    [InlineData("166.8.0.1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:a9fe:a9fe")]
    [InlineData("::127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("fe80::1")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("ff02::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2001::7f00:1")]
    public void An_address_inside_is_none_to_go_to(string address) => Assert.False(OutsideOnly.IsOutside(IPAddress.Parse(address)));

    [Theory]
    [InlineData("93.184.216.34")]
    [InlineData("172.32.0.1")]
    [InlineData("168.63.129.17")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("2606:2800:220:1:248:1893:25c8:1946")]
    public void An_address_outside_is(string address) => Assert.True(OutsideOnly.IsOutside(IPAddress.Parse(address)));

    [Fact]
    public async Task A_server_inside_gets_no_connection_by_whatever_name()
    {
        await using var listener = await Receiver.StartAsync(HttpStatusCode.OK);
        using var client = new HttpClient(OutsideOnly.NewHandler(OutsideOnly.IsOutside));
        Assert.InRange(InsideAddresses.Hosts.Count, 200, 1_000);
        foreach (var host in InsideAddresses.Hosts)
        {
            // What is no address at all leads nowhere.
            if (!Uri.TryCreate($"http://{host}:{listener.Port}/", UriKind.Absolute, out var address)) continue;
            var refused = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(address));
            // That of no place is refused before anybody asks.
            if (address.HostNameType != UriHostNameType.Dns) Assert.Matches("is not outside|unspecified addresses", refused.Message);
        }

        Assert.Empty(listener.Got);
    }

    [Theory]
    [InlineData(HttpStatusCode.Moved)]
    [InlineData(HttpStatusCode.Found)]
    [InlineData(HttpStatusCode.SeeOther)]
    [InlineData(HttpStatusCode.TemporaryRedirect)]
    [InlineData(HttpStatusCode.PermanentRedirect)]
    public async Task Nobody_is_followed_elsewhere(HttpStatusCode says)
    {
        await using var listener = await Receiver.StartAsync(says);
        using var client = new HttpClient(OutsideOnly.NewHandler(IPAddress.IsLoopback));
        using var answer = await client.PostAsync(new Uri($"http://127.0.0.1:{listener.Port}/"), new StringContent("{}"));
        Assert.Equal(says, answer.StatusCode);
        Assert.Single(listener.Got);
    }
}
