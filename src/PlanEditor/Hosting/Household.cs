using System.Net;
using System.Net.Sockets;

namespace PlanEditor.Hosting;

/// <summary>
/// What stands for one asker where askers are counted by address. A line of the newer kind is given a network of 64 bits, and whoever has it takes a new address in it for each try: the network counts.
/// </summary>
public static class Household
{
    private const int NetworkBytes = 8;

    /// <summary>The asker behind an address.</summary>
    public static IPAddress Of(IPAddress? address)
    {
        if (address is null) return IPAddress.None;
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return new IPAddress(bytes);
    }
}
