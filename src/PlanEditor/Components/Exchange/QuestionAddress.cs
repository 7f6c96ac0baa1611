using PlanModel;
using PlanModel.Exchange;
using PlanModel.Schema;

namespace PlanEditor.Components.Exchange;

/// <summary>The addresses of the workshop's questions, relative to the site.</summary>
public static class QuestionAddress
{
    public const string All = "questions";

    public static string Of(Question question) => $"{All}/{question.Key}";

    /// <summary>The page that shows a part of the board, for whoever comes by the address that parts of documents have.</summary>
    /// <param name="part">The part, as the address has it.</param>
    /// <param name="address">The whole address; what it asks for goes along.</param>
    public static string OfPart(string? part, string address) =>
        (NodeId.TryParse(part, out var node) && QuestionBoard.QuestionOf(node) is { } question ? Of(question) : All) + new Uri(address).Query;
}
