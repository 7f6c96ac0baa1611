using System.Text.RegularExpressions;
using PlanEditor.Identity;
using PlanModel;
using PlanModel.Review;
using PlanModel.Workflow;

namespace PlanEditor.Components.Comments;

/// <summary>Names of the people who speak in a plan, and of those who can be named there. Names live beside the log: what is written has ids.</summary>
public sealed partial class PeopleOfPlan(Actors actors)
{
    private readonly Dictionary<UserId, string> _names = [];
    private (PlanFacts Plan, IReadOnlyList<Person> People)? _commenters;
    private (string Country, PlanWorkflow Workflow, IReadOnlySet<UserId> People)? _answering;

    /// <summary>The name of somebody; of one whose name was not asked for yet: nothing.</summary>
    public string NameOf(UserId user) => _names.GetValueOrDefault(user, "…");

    /// <summary>Finds names that are not known yet.</summary>
    /// <returns>Whether there were any.</returns>
    public async ValueTask<bool> LoadAsync(IEnumerable<UserId> users)
    {
        var unknown = users.Where(user => !_names.ContainsKey(user)).ToHashSet();
        if (unknown.Count == 0) return false;
        foreach (var (user, name) in await actors.FindNamesAsync(unknown, CancellationToken.None)) _names[user] = name;
        return true;
    }

    /// <summary>Whether somebody answers comments for those whose plan it is; nobody, before they were asked for.</summary>
    public bool Answers(UserId user) => _answering?.People.Contains(user) == true;

    /// <summary>Finds those who answer comments on a plan.</summary>
    /// <returns>Whether they were not known yet.</returns>
    public async ValueTask<bool> LoadAnsweringAsync(PlanFacts plan)
    {
        if (_answering is { } known && (known.Country, known.Workflow) == (plan.Country, plan.Workflow)) return false;
        _answering = (plan.Country, plan.Workflow, await actors.FindAnsweringAsync(plan, CancellationToken.None));
        return true;
    }

    /// <summary>Who can be named and asked to see to a comment, in words that are nobody else's: those who read the plan as it stands and may comment on it.</summary>
    public async ValueTask<IReadOnlyList<(UserId User, string Name)>> CommentersAsync(PlanFacts plan)
    {
        if (_commenters is not { } known || known.Plan != plan)
        {
            known = (plan, await actors.FindCommentersAsync(plan, CancellationToken.None));
            foreach (var person in known.People) _names[person.Actor.User] = person.Name;
            _commenters = known;
        }

        var named = Named;
        return [.. known.People.Select(person => (person.Actor.User, named.WordsOf(person.Actor.User)!))];
    }

    /// <summary>What was written, with names in the place of ids, for somebody who edits it.</summary>
    public string Typed(string text) => Named.Typed(text);

    /// <summary>What somebody typed, with ids in the place of names.</summary>
    public string Written(string typed) => Named.Written(typed);

    /// <summary>Markdown with names in the place of ids.</summary>
    public string Markdown(string text) => Mentions.Replace(text, user => $"**@{Marks().Replace(NameOf(user), "\\$0")}**");

    private NamedPeople Named => new(_commenters?.People ?? [], _names);

    [GeneratedRegex("[\\\\`*_{}\\[\\]<>()#+\\-.!|~]", RegexOptions.CultureInvariant)]
    private static partial Regex Marks();
}
