using System.Text;

namespace PlanModel.Text;

/// <summary>Collects sections from left to right in the canonical form, that is, with neighbours of the same sort as one.</summary>
internal ref struct TextSectionBuilder
{
    /// <summary>The usual change is kept text, one edit, kept text.</summary>
    private TextSection[] _sections = new TextSection[3];

    /// <summary>The insertion of the last section while it is being put together from pieces.</summary>
    private StringBuilder? _pieces;

    public TextSectionBuilder()
    {
    }

    public int Count { get; private set; }

    public void Keep(int length)
    {
        if (length == 0)
            return;
        if (Count > 0 && _sections[Count - 1].IsKept)
            _sections[Count - 1] = new TextSection(checked(_sections[Count - 1].Length + length), null);
        else
            Push(new TextSection(length, null));
    }

    /// <summary>Replaces <paramref name="length"/> units. With <paramref name="join"/> it becomes part of the change just before it.</summary>
    public void Change(int length, string insert, bool join = false)
    {
        var section = new TextSection(length, insert);
        if (length == 0 && insert.Length == 0)
            return;
        if (Count == 0 || !(join || BelongsToLast(section)))
        {
            Push(section);
            return;
        }
        var last = _sections[Count - 1];
        if (insert.Length > 0 && last.Insert is { Length: > 0 } before)
        {
            _pieces = (_pieces ?? new StringBuilder(before)).Append(insert);
            insert = before;
        }
        else if (insert.Length == 0)
        {
            insert = last.Insert!;
        }
        _sections[Count - 1] = new TextSection(checked(last.Length + length), insert);
    }

    /// <summary>Whether the canonical form has this section and the one before it as one.</summary>
    public readonly bool BelongsToLast(TextSection section)
    {
        if (Count == 0)
            return false;
        var last = _sections[Count - 1];
        return (last.IsKept && section.IsKept) || (last.IsDeletion && section.IsDeletion) || (last.IsInsertion && section.IsInsertion);
    }

    public void Push(TextSection section)
    {
        Settle();
        if (Count == _sections.Length)
            Array.Resize(ref _sections, Count * 2);
        _sections[Count++] = section;
    }

    public TextSection[] ToArray()
    {
        Settle();
        return Count == _sections.Length ? _sections : _sections[..Count];
    }

    private void Settle()
    {
        if (_pieces is null)
            return;
        _sections[Count - 1] = _sections[Count - 1] with { Insert = _pieces.ToString() };
        _pieces = null;
    }
}
