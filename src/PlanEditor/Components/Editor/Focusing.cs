using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace PlanEditor.Components.Editor;

/// <summary>Puts the focus somewhere, if that is still there when the browser hears of it.</summary>
public static class Focusing
{
    public static async Task TakeFocusAsync(this ElementReference element)
    {
        if (element.Context is null) return;
        try
        {
            await element.FocusAsync(preventScroll: false);
        }
        catch (Exception gone) when (gone is JSException or JSDisconnectedException or TaskCanceledException)
        {
            // Closed meanwhile, by a quick key or by somebody else's change: the focus is where it went.
        }
    }
}
