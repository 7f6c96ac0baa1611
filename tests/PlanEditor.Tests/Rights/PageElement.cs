using System.Text.RegularExpressions;

namespace PlanEditor.Tests.Rights;

/// <summary>What stands on a page: an element, its words, or a component, which has no name of its own.</summary>
internal sealed partial class PageElement(string name)
{
    private readonly Dictionary<string, string?> _attributes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ulong> _listens = new(StringComparer.Ordinal);

    public string Name => name;

    public string Own { get; set; } = "";

    public PageElement? Parent { get; private set; }

    /// <summary>By which scripts are told of it; null: by nothing.</summary>
    public string? Reference { get; set; }

    public List<PageElement> Children { get; } = [];

    public string? this[string attribute] => _attributes.GetValueOrDefault(attribute);

    /// <summary>All that it says, its own words and those in it.</summary>
    public string Words => Spaces().Replace(string.Concat(All.Select(one => one.Own)), " ").Trim();

    /// <summary>How it is called: by its label, else by its words.</summary>
    public string Called => this["aria-label"] ?? Words;

    /// <summary>Itself and all in it, as they stand on the page.</summary>
    public IEnumerable<PageElement> All => Children.SelectMany(child => child.All).Prepend(this);

    public IEnumerable<PageElement> Above
    {
        get
        {
            for (var above = Parent; above is not null; above = above.Parent) yield return above;
        }
    }

    /// <summary>The number of an event, "onclick"; null when it does not listen to that.</summary>
    public ulong? Listens(string to) => _listens.TryGetValue(to, out var number) ? number : null;

    public void Set(string attribute, string? value, ulong number)
    {
        if (number > 0) _listens[attribute] = number;
        else _attributes[attribute] = value;
    }

    public void Unset(string attribute)
    {
        _listens.Remove(attribute);
        _attributes.Remove(attribute);
    }

    public void Insert(int at, PageElement child)
    {
        child.Parent = this;
        Children.Insert(at, child);
    }

    public void Says(string? markup) => Own = Tag().Replace(markup ?? "", "");

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("\\s+")]
    private static partial Regex Spaces();
}
