using Microsoft.AspNetCore.Components.Web;

namespace PlanEditor.Components.Editor;

/// <summary>Who comes from a desktop of files double-clicks what one click does.</summary>
public static class Clicks
{
    /// <summary>Whether it belongs to the click before it.</summary>
    public static bool IsSecond(this MouseEventArgs click) => click.Detail > 1;
}
