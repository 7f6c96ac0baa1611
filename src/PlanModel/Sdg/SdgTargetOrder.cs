using System.Globalization;

namespace PlanModel.Sdg;

/// <summary>The order of codes by their parts: 16.6, 16.7, 16.10, 16.a, 17.18. By string, 16.10 would come before 16.6.</summary>
public sealed class SdgTargetOrder : IComparer<string>
{
    private SdgTargetOrder() { }

    /// <summary>The order.</summary>
    public static SdgTargetOrder ByNumber { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        if (x is null || y is null) return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        var xs = x.Split('.');
        var ys = y.Split('.');
        for (var at = 0; at < xs.Length && at < ys.Length; at++)
            if (ComparePart(xs[at], ys[at]) is not 0 and var order) return order;
        return xs.Length - ys.Length;
    }

    private static int ComparePart(string x, string y)
    {
        var xIsNumber = int.TryParse(x, NumberStyles.None, CultureInfo.InvariantCulture, out var xNumber);
        var yIsNumber = int.TryParse(y, NumberStyles.None, CultureInfo.InvariantCulture, out var yNumber);
        return xIsNumber && yIsNumber ? xNumber.CompareTo(yNumber)
            : xIsNumber != yIsNumber ? (xIsNumber ? -1 : 1)
            : string.CompareOrdinal(x, y);
    }
}
