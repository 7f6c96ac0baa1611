using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace PlanEditor.Components.Editor;

/// <summary>Whether a menu is open, and where its button is. The row or page that the menu stands in holds it, and lets it hear of each rendering.</summary>
public sealed class MenuState
{
    private bool _focusButton;

    /// <summary>The button that opens it.</summary>
    public ElementReference Button { get; set; }

    public bool IsOpen { get; private set; }

    /// <summary>The button was pressed.</summary>
    public void Toggle(MouseEventArgs click)
    {
        if (!click.IsSecond()) IsOpen = !IsOpen;
    }

    /// <summary>The focus went elsewhere.</summary>
    public void Leave() => IsOpen = false;

    /// <summary>It is done with, and the focus goes back to its button.</summary>
    public void Close() => (IsOpen, _focusButton) = (false, IsOpen || _focusButton);

    /// <summary>To be called after each rendering of what it stands in.</summary>
    public async Task AfterRenderAsync()
    {
        if (!_focusButton) return;
        _focusButton = false;
        await Button.TakeFocusAsync();
    }
}
