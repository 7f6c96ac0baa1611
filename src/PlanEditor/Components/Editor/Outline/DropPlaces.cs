namespace PlanEditor.Components.Editor.Outline;

/// <summary>Where a dragged part can be put, seen from a row.</summary>
[Flags]
public enum DropPlaces
{
    None = 0,
    Before = 1,
    After = 2,
    Into = 4,
}
