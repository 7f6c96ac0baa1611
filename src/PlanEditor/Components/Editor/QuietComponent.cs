using Microsoft.AspNetCore.Components;

namespace PlanEditor.Components.Editor;

/// <summary>
/// A component that renders when what it shows, or its own view state, changed, and for nothing else: others type all the time, and most
/// of it is elsewhere.
/// </summary>
/// <typeparam name="TView">What it shows, as a value with equality.</typeparam>
public abstract class QuietComponent<TView> : ComponentBase where TView : class
{
    private bool _fromParent;
    private bool _changed;

    /// <summary>What is shown now.</summary>
    protected TView View { get; private set; } = null!;

    public override Task SetParametersAsync(ParameterView parameters)
    {
        _fromParent = true;
        try
        {
            return base.SetParametersAsync(parameters);
        }
        finally
        {
            _fromParent = false;
        }
    }

    /// <summary>What the parameters come to. Compared with what was shown before.</summary>
    protected abstract TView Derive();

    /// <summary>Called after the view changed by what the parent passed.</summary>
    /// <param name="before">What was shown until now; null the first time.</param>
    protected virtual void OnViewChanged(TView? before)
    {
    }

    protected override void OnParametersSet()
    {
        var next = Derive();
        _changed = !next.Equals(View);
        if (!_changed) return;
        var before = View;
        View = next;
        OnViewChanged(before);
    }

    protected override bool ShouldRender() => !_fromParent || _changed;
}
