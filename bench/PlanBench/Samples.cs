namespace PlanBench;

/// <summary>Measured times, in milliseconds.</summary>
internal sealed class Samples
{
    private readonly List<double> _values = [];
    private bool _sorted;

    public int Count => _values.Count;

    public double Max => At(1);

    public void Add(double ms)
    {
        _values.Add(ms);
        _sorted = false;
    }

    /// <summary>A quantile by nearest rank; not a number when nothing was measured.</summary>
    public double At(double share)
    {
        if (!_sorted) _values.Sort();
        _sorted = true;
        return _values.Count == 0 ? double.NaN : _values[Math.Clamp((int)Math.Ceiling(share * _values.Count) - 1, 0, _values.Count - 1)];
    }
}
