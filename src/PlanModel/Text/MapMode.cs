namespace PlanModel.Text;

/// <summary>What <see cref="TextChangeSet.MapPos(int, int, MapMode)"/> answers when something was deleted at the position.</summary>
public enum MapMode
{
    /// <summary>Always a position: where the deletion was.</summary>
    Simple,

    /// <summary>Null if units on both sides of the position were deleted together.</summary>
    TrackDel,

    /// <summary>Null if the unit before the position was deleted.</summary>
    TrackBefore,

    /// <summary>Null if the unit after the position was deleted. Ask with a positive <c>assoc</c>: with a negative one, units inserted just before the deleted ones hide it.</summary>
    TrackAfter,
}
