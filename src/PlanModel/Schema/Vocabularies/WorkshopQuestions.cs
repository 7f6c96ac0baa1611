namespace PlanModel.Schema.Vocabularies;

/// <summary>The questions of the workshop's programme: two of its first session, three of its second.</summary>
public static class WorkshopQuestions
{
    /// <summary>All of them, in order.</summary>
    public static ChoiceList List { get; } = new(
        "workshopQuestion",
        new Choice("approaches", "1.1 Approaches taken") { Help = "Which approaches have you taken to use open government data for sustainable development?" },
        new Choice("challenges", "1.2 Challenges overcome") { Help = "What were the main challenges you had to overcome, and how?" },
        new Choice("innovations", "2.1 Innovative elements") { Help = "What is innovative in your action plan, and why?" },
        new Choice("implementation", "2.2 How they are implemented") { Help = "How are the innovative elements implemented?" },
        new Choice("lessons", "2.3 Lessons and room for improvement") { Help = "What did you learn, and where is room for improvement?" });
}
