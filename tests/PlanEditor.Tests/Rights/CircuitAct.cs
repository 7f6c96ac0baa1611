namespace PlanEditor.Tests.Rights;

/// <summary>How somebody does an act on an open page.</summary>
/// <param name="Path">The page of the plan, behind its name.</param>
/// <param name="Reach">Goes there as far as one can without doing it, and gives what is left to do: an event of a handler that the page has, or a call by name.</param>
internal sealed record CircuitAct(string Path, Func<CircuitPage, Ground, Colleague, Task<Func<Task>>> Reach)
{
    /// <summary>Whether a step of it is a call by name, or a question that is asked anew each time: on a page that is not drawn any more it need not be there twice.</summary>
    public bool ByName { get; init; }
}
