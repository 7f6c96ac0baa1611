namespace PlanEditor.Components.Editor.Fields;

/// <summary>A control in which something may be half typed when the focus leaves it.</summary>
public interface ITypedEditor
{
    Task LeaveAsync();
}
