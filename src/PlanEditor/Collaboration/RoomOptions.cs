using System.ComponentModel.DataAnnotations;

namespace PlanEditor.Collaboration;

/// <summary>How many rooms are open, and how long.</summary>
public sealed class RoomOptions
{
    /// <summary>Plans that may be open at once.</summary>
    [Range(1, 10_000)]
    public int RoomsMax { get; set; } = 200;

    /// <summary>How long a room stays open that nobody is in.</summary>
    public TimeSpan IdleFor { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How often is looked for such rooms.</summary>
    public TimeSpan SweepEvery { get; set; } = TimeSpan.FromSeconds(15);
}
