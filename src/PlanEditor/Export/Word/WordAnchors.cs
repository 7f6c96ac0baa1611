using DocumentFormat.OpenXml;

namespace PlanEditor.Export.Word;

/// <summary>The ends of the stretches of one text that comments hang on, in order, each taken once.</summary>
internal sealed class WordAnchors
{
    private readonly List<(int At, bool IsEnd, int Comment)> _ends;
    private int _taken;

    /// <summary>The stretches of a text.</summary>
    /// <param name="stretches">From, to, and the number of the comment.</param>
    public WordAnchors(IEnumerable<(int From, int To, int Comment)> stretches) =>
        _ends =
        [
            .. stretches
                .SelectMany(one => new[] { (At: one.From, Order: 1, IsEnd: false, one.Comment), (At: one.To, Order: one.From == one.To ? 2 : 0, IsEnd: true, one.Comment) })
                .OrderBy(end => end.At).ThenBy(end => end.Order).ThenBy(end => end.Comment)
                .Select(end => (end.At, end.IsEnd, end.Comment)),
        ];

    /// <summary>Nothing hangs on it.</summary>
    public static WordAnchors None { get; } = new([]);

    /// <summary>Whether any is left.</summary>
    public bool IsAny => _taken < _ends.Count;

    /// <summary>Where the next one is.</summary>
    public int Next => IsAny ? _ends[_taken].At : int.MaxValue;

    /// <summary>Those up to a place.</summary>
    public IEnumerable<OpenXmlElement> TakeUntil(int at) => Take(end => end.At <= at);

    /// <summary>The ends up to a place, but no beginning: that waits for its words.</summary>
    public IEnumerable<OpenXmlElement> TakeEndsUntil(int at) => Take(end => end.At <= at && end.IsEnd);

    /// <summary>All that are left.</summary>
    public IEnumerable<OpenXmlElement> TakeRest() => Take(_ => true);

    private List<OpenXmlElement> Take(Func<(int At, bool IsEnd, int Comment), bool> isTaken)
    {
        var taken = new List<OpenXmlElement>();
        for (; IsAny && isTaken(_ends[_taken]); _taken++) taken.AddRange(_ends[_taken].IsEnd ? WordComments.End(_ends[_taken].Comment) : WordComments.Start(_ends[_taken].Comment));
        return taken;
    }
}
