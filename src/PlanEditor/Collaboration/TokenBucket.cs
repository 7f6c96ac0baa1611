namespace PlanEditor.Collaboration;

/// <summary>So much a second on average, so much at once.</summary>
internal sealed class TokenBucket
{
    private readonly double _perSecond;
    private readonly double _atOnce;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private double _tokens;
    private long _at;

    public TokenBucket(double perSecond, double atOnce, TimeProvider time)
    {
        (_perSecond, _atOnce, _time) = (perSecond, atOnce, time);
        _tokens = atOnce;
        _at = time.GetTimestamp();
    }

    /// <summary>Takes tokens, or says how long to wait for them.</summary>
    public bool TryTake(double tokens, out TimeSpan wait)
    {
        lock (_gate)
        {
            Fill();
            wait = _tokens >= tokens ? TimeSpan.Zero : TimeSpan.FromSeconds((tokens - _tokens) / _perSecond);
            if (wait > TimeSpan.Zero) return false;
            _tokens -= tokens;
            return true;
        }
    }

    /// <summary>Whether nothing is missing, so that a new one would be the same.</summary>
    public bool IsFull()
    {
        lock (_gate)
        {
            Fill();
            return _tokens >= _atOnce;
        }
    }

    private void Fill()
    {
        var now = _time.GetTimestamp();
        _tokens = Math.Min(_atOnce, _tokens + (_time.GetElapsedTime(_at, now).TotalSeconds * _perSecond));
        _at = now;
    }
}
