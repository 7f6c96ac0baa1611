namespace PlanEditor.Collaboration;

/// <summary>Something that follows what plans commit, behind the commits.</summary>
public interface IFollowRooms
{
    /// <summary>A room was opened: what it commits from now on can be heard. Must not block.</summary>
    void Opened(PlanRoom room);
}
