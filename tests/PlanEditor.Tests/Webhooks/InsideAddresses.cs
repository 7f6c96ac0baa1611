using System.Buffers.Binary;
using System.Globalization;
using System.Net;

namespace PlanEditor.Tests.Webhooks;

/// <summary>Hosts inside: of this machine, of the networks around it and of clouds, in the ways in which somebody may write them so that a check passes them over.</summary>
internal static class InsideAddresses
{
    private static readonly string[] Numbers =
    [
        "127.0.0.1", "127.1.2.3", "0.0.0.0", "10.0.0.1", "10.255.255.254", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "100.100.100.200", "192.0.0.192", "168.63.129.16", "198.18.0.1", "203.0.113.9", "224.0.0.1", "255.255.255.255",
    ];

    private static readonly string[] Others =
    [
        "[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[0000::0001]", "[fe80::1]", "[fe80::1%25lo]", "[fe80::a9fe:a9fe]", "[fc00::1]", "[fd00:ec2::254]", "[64:ff9b::7f00:1]", "[64:ff9b::127.0.0.1]", "[2002:7f00:1::]", "[2001::7f00:1]", "[2001:db8::1]",
        "[ff02::1]", "[3fff::1]", "localhost", "LOCALHOST", "user:word@localhost", "example.org@localhost", "localhost.", "127.0.0.1.",
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> Hosts { get; } = [.. Numbers.SelectMany(Written).Concat(Others).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<string> Written(string address)
    {
        var parts = IPAddress.Parse(address).GetAddressBytes();
        var number = BinaryPrimitives.ReadUInt32BigEndian(parts);
        yield return address;
        yield return Invariant($"{number}");
        yield return Invariant($"0x{number:x}");
        yield return Invariant($"0X{number:X8}");
        yield return "0" + Convert.ToString(number, 8);
        yield return string.Join('.', parts.Select(part => Invariant($"0x{part:x}")));
        yield return string.Join('.', parts.Select(part => "0" + Convert.ToString(part, 8)));
        yield return Invariant($"0x{parts[0]:x}.{parts[1]}.0{Convert.ToString(parts[2], 8)}.{parts[3]}");
        yield return Invariant($"{parts[0]}.{number & 0xFFFFFF}");
        yield return Invariant($"{parts[0]}.{parts[1]}.{number & 0xFFFF}");
        yield return $"[::ffff:{address}]";
        yield return Invariant($"[::ffff:{number >> 16:x}:{number & 0xFFFF:x}]");
        yield return $"[0:0:0:0:0:ffff:{address}]";
        yield return $"[::{address}]";
        yield return $"user:word@{address}";
        yield return $"example.org%40@{address}";
        // As somebody types them who writes another script.
        yield return string.Concat(address.Select(unit => char.IsAsciiDigit(unit) ? (char)('０' + (unit - '0')) : unit));
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
