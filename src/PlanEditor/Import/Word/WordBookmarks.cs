using DocumentFormat.OpenXml.Wordprocessing;
using PlanEditor.Export.Word;

namespace PlanEditor.Import.Word;

/// <summary>Which field one is in, by bookmarks: where a program dropped the controls, these are left. A field goes on until its bookmark ends, another begins, or a heading of the plan comes.</summary>
internal sealed class WordBookmarks
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly List<(int At, string Name, bool IsEnd)> _joints = [];
    private string? _ended;
    private bool _goesOn;

    /// <summary>The bookmark in which one is; null: in none.</summary>
    public string? Open { get; private set; }

    /// <summary>The number of the control that it stands for.</summary>
    public int Control { get; set; }

    /// <summary>Begins a paragraph.</summary>
    /// <param name="style">Its style.</param>
    public void BeginParagraph(string style)
    {
        _joints.Clear();
        _ended = null;
        if (style is "Heading1" or "Heading2" or "Heading3" or "Title") Open = null;
    }

    /// <summary>Ends a paragraph: where a field ended with it and somebody then pressed Enter in sight, it goes on in the next.</summary>
    /// <param name="isEndAdded">Whether its end was added in sight.</param>
    public void EndParagraph(bool isEndAdded)
    {
        if (isEndAdded && _ended is not null) (Open, _goesOn) = (_ended, true);
        else if (_goesOn && !isEndAdded) (Open, _goesOn) = (null, false);
    }

    /// <summary>A cell of a table ends: no field goes on in the next one.</summary>
    public void EndCell()
    {
        if (_goesOn) (Open, _goesOn) = (null, false);
    }

    /// <summary>A bookmark begins.</summary>
    /// <param name="start">It.</param>
    /// <param name="at">Behind how many words of the paragraph.</param>
    public void Begin(BookmarkStart start, int at)
    {
        if (start.Id?.Value is not { } id || start.Name?.Value is not { } name || !WordControls.IsBookmark(name)) return;
        _names[id] = name;
        _joints.Add((at, name, IsEnd: false));
    }

    /// <summary>A bookmark ends.</summary>
    /// <param name="end">It.</param>
    /// <param name="at">Behind how many words of the paragraph.</param>
    public void End(BookmarkEnd end, int at)
    {
        if (end.Id?.Value is { } id && _names.Remove(id, out var name)) _joints.Add((at, name, IsEnd: true));
    }

    /// <summary>Whether a bookmark begins or ends behind so many words: what follows is no part of the word before.</summary>
    public bool IsJoint(int at) => _joints is [.., var last] && last.At == at;

    /// <summary>The words of the paragraph, piece by piece; null where none of them stands in a field.</summary>
    public IReadOnlyList<Piece>? Cut(List<ReadWords> words)
    {
        if (Open is null && _joints.Count == 0) return null;
        // LibreOffice lets the bookmark of a paragraph end where it begins.
        if (Open is null && _joints is [(0, var name, false), (0, _, true)] && words.Exists(word => word.Text.Length > 0))
        {
            _ended = name;
            return [new Piece(name, Begins: true, words)];
        }

        var pieces = new List<Piece>();
        var (from, begins) = (0, false);
        foreach (var (at, one, isEnd) in _joints)
        {
            if (isEnd && one != Open) continue;
            Put(at);
            _ended = isEnd && at == words.Count ? one : null;
            _goesOn &= isEnd;
            // LibreOffice begins one anew in the last paragraph that it is around, and ends that.
            (from, begins, Open) = (at, !isEnd && one != Open, isEnd ? null : one);
        }

        Put(words.Count);
        return pieces;

        void Put(int to)
        {
            // A field that was emptied is there; nothing between two fields is nothing.
            if (Open is not null ? begins || to > from || _joints.Count == 0 : words.Skip(from).Take(to - from).Any(word => word.Text.Length > 0)) pieces.Add(new Piece(Open, begins, words[from..to]));
        }
    }

    /// <summary>Words in one field, or in none.</summary>
    /// <param name="Name">The bookmark; null: none.</param>
    /// <param name="Begins">Whether it begins with them.</param>
    /// <param name="Words">The words.</param>
    internal sealed record Piece(string? Name, bool Begins, List<ReadWords> Words);
}
