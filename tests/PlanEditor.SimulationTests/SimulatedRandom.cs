namespace PlanEditor.SimulationTests;

/// <summary>All chance of one schedule (SplitMix64): a seed gives the same numbers on every machine and with every version of .NET.</summary>
internal sealed class SimulatedRandom(ulong seed) : Random
{
    private ulong _state = seed * 0x9e3779b97f4a7c15;

    public override int Next() => (int)(Bits() >> 33);

    public override int Next(int maxValue) => (int)(((Bits() >> 32) * (ulong)maxValue) >> 32);

    public override int Next(int minValue, int maxValue) => minValue + Next(maxValue - minValue);

    public override long NextInt64(long minValue, long maxValue) => unchecked((long)((ulong)minValue + (Bits() % (ulong)(maxValue - minValue))));

    public override void NextBytes(Span<byte> buffer)
    {
        for (var at = 0; at < buffer.Length; at++) buffer[at] = (byte)(Bits() >> 56);
    }

    public bool OneIn(int many) => Next(many) == 0;

    protected override double Sample() => (Bits() >> 11) * (1.0 / (1UL << 53));

    private ulong Bits()
    {
        unchecked
        {
            var bits = _state += 0x9e3779b97f4a7c15;
            bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9;
            bits = (bits ^ (bits >> 27)) * 0x94d049bb133111eb;
            return bits ^ (bits >> 31);
        }
    }
}
