using System.Net;
using System.Net.Sockets;

namespace PlanEditor.Webhooks;

/// <summary>
/// Connections that leave the house: to no address of this machine, of the network around it or of the services that clouds offer their machines. Asked when a connection is made, of the very
/// address it is made to, so that no name can lead elsewhere between the question and the act.
/// </summary>
public static class OutsideOnly
{
    private static readonly IPNetwork[] Inside =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
            "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
            // What clouds offer their machines at addresses that look like those of the world: of Azure, and of IBM.
            "168.63.129.16/32", "161.26.0.0/16", "166.8.0.0/14",
        }.Select(IPNetwork.Parse),
    ];

    // Of these all that is given out to the world is made; and what carries an address of the older kind inside it.
    private static readonly IPNetwork World = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork[] NotOfTheWorld = [IPNetwork.Parse("2001::/23"), IPNetwork.Parse("2001:db8::/32"), IPNetwork.Parse("2002::/16"), IPNetwork.Parse("3fff::/20")];

    /// <summary>Whether an address is one of the world outside.</summary>
    public static bool IsOutside(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetwork
            ? !Inside.Any(network => network.Contains(address))
            : World.Contains(address) && !NotOfTheWorld.Any(network => network.Contains(address));
    }

    /// <summary>What sends requests: straight, without proxies, cookies and redirections.</summary>
    /// <param name="mayReach">Which addresses.</param>
    public static SocketsHttpHandler NewHandler(Func<IPAddress, bool> mayReach) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        MaxResponseHeadersLength = 16,
        ConnectCallback = async (context, cancellation) =>
        {
            var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellation);
            if (addresses.Length == 0 || !addresses.All(mayReach)) throw new HttpRequestException($"{context.DnsEndPoint.Host} is not outside");
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    };
}
