using PlanModel.Review;

namespace PlanEditor.Components.Final;

/// <summary>How screens name the points of the reviewers' checklist.</summary>
public static class ChecklistWords
{
    public static string Of(ChecklistPoint point) => point switch
    {
        ChecklistPoint.Verifiable => "Verifiable",
        ChecklistPoint.Relevant => "Relevant",
        _ => "Potential for results",
    };

    public static string QuestionOf(ChecklistPoint point) => point switch
    {
        ChecklistPoint.Verifiable => "Will anybody be able to see whether it was done?",
        ChecklistPoint.Relevant => "Does it serve the values and targets that it names?",
        _ => "Can it change something for people?",
    };

    public static string Of(ChecklistAnswer? answer) => answer switch
    {
        null => "Not answered",
        { Holds: true } => "Yes",
        _ => "No",
    };
}
