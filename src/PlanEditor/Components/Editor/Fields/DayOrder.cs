namespace PlanEditor.Components.Editor.Fields;

/// <summary>What comes first in a day of numbers: 3/6/2018 is 3 June or 6 March.</summary>
public enum DayOrder
{
    DayFirst,
    MonthFirst,
}
