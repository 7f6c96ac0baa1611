using System.Collections.Immutable;
using PlanEditor.Components.Find;
using PlanModel;
using PlanModel.Search;
using PlanModel.Workflow;

namespace PlanEditor.Tests.Find;

/// <summary>Other plans as a test has them: what is found in them, when the test says so.</summary>
public sealed class StubElsewhere : IFindElsewhere
{
    /// <summary>What is found.</summary>
    public Func<SearchWords, Task<ImmutableArray<FindItem>>> Answer { get; set; } = _ => Task.FromResult<ImmutableArray<FindItem>>([]);

    /// <summary>All that was asked for, in order.</summary>
    public List<string> Asked { get; } = [];

    public Task<ImmutableArray<FindItem>> FindAsync(Actor actor, SearchWords words, PlanId? except, CancellationToken cancellation)
    {
        Asked.Add(words.Folded);
        return Answer(words);
    }

    public static FindItem Plan(string title) => new(FindGroup.Plans, $"plan {title}", "doc", MarkedText.Of(title, "en", SearchWords.Of(""))) { Address = $"plans/{title}" };
}
