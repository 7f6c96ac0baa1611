namespace PlanModel.Text;

/// <summary>The 32-bit FNV-1a hash (<see href="http://www.isthe.com/chongo/tech/comp/fnv/"/>) over UTF-16 units, the low byte of each unit first.</summary>
internal static class Fnv1a
{
    public const uint Start = 2166136261;

    private const uint Prime = 16777619;

    public static uint Add(uint hash, ReadOnlySpan<char> units)
    {
        foreach (var unit in units)
        {
            hash = (hash ^ (byte)unit) * Prime;
            hash = (hash ^ (uint)(unit >> 8)) * Prime;
        }
        return hash;
    }
}
