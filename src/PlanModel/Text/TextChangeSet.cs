namespace PlanModel.Text;

/// <summary>An edit of one whole text: which stretches of it are kept, which are replaced, and by what.</summary>
/// <remarks>
/// <para><b>Shape.</b> A row of sections that covers the text before the change from end to end: kept (a length), or changed (a length and
/// what replaces it; nothing makes it a deletion, length 0 an insertion). The row is canonical: no section is empty, and two kept stretches, two
/// deletions or two insertions are never neighbours. A deletion may stand next to an insertion or a replacement; these stay apart, because
/// mapping treats them one by one. The JSON form is in <see cref="TextChangeSetJson"/>.</para>
/// <para><b>Units.</b> UTF-16 code units; a line break is one unit, <c>'\n'</c>. A change set fits texts of exactly <see cref="LengthBefore"/>.</para>
/// <para><b>Laws</b>, for changes <c>a</c>, <c>b</c> of a text <c>t</c> and <c>c</c>, <c>d</c> that follow, comparing what comes out:</para>
/// <list type="bullet">
/// <item>Composition: <c>a.Compose(c).Apply(t)</c> is <c>c.Apply(a.Apply(t))</c>; <c>Empty</c> is neutral on both sides.</item>
/// <item>Associativity: <c>a.Compose(c).Compose(d)</c> and <c>a.Compose(c.Compose(d))</c> make the same text.</item>
/// <item>Diamond: <c>a.Compose(b.Map(a))</c> and <c>b.Compose(a.Map(b, before: true))</c> make the same text.</item>
/// <item>Inverse: <c>a.Compose(a.Invert(t))</c> gives <c>t</c> back.</item>
/// <item>Positions: <see cref="MapPos(int, int)"/> never puts an earlier position after a later one.</item>
/// </list>
/// <para><b>Ties.</b> Of two insertions at one place, the mapped one goes after the other's: <c>pending.Map(committed)</c> stands after what was
/// committed, and <c>committed.Map(pending, before: true)</c> stands before what is pending. Mapping over a composition is not always the same as mapping over its
/// parts one after another, so whoever must agree maps over the same parts.</para>
/// <example>"Open data", twice edited at once:
/// <code>
/// var a = TextChangeSet.Of(9, (0, 4, "Shared"));   // [[4,"Shared"],5]
/// var b = TextChangeSet.Of(9, (9, 9, "!"));        // [9,[0,"!"]]
/// b.Map(a)                                         // [11,[0,"!"]]
/// a.Compose(b.Map(a)).Apply(PlanText.Of("Open data")).ToString() // "Shared data!"
/// </code></example>
/// <para><b>Source of the idea.</b> The change sets of CodeMirror 6, <see href="https://codemirror.net/docs/ref/#state.ChangeSet"/>: the same
/// results, to the last section, and the same JSON.</para>
/// </remarks>
public sealed class TextChangeSet
{
    private readonly TextSection[] _sections;

    private TextChangeSet(TextSection[] sections, int lengthBefore, int lengthAfter)
    {
        _sections = sections;
        LengthBefore = lengthBefore;
        LengthAfter = lengthAfter;
    }

    /// <summary>The length of the texts that this changes, in UTF-16 units.</summary>
    public int LengthBefore { get; }

    /// <summary>The length of what comes out, in UTF-16 units.</summary>
    public int LengthAfter { get; }

    /// <summary>True if everything is kept.</summary>
    public bool IsEmpty => _sections.Length == 0 || (_sections.Length == 1 && _sections[0].IsKept);

    /// <summary>How many stretches the text is divided into, kept ones included.</summary>
    public int SectionCount => _sections.Length;

    /// <summary>How much work the change is: the units it deletes and the units it inserts, together.</summary>
    public long EditSizeUnits
    {
        get
        {
            var size = 0L;
            foreach (var section in _sections)
            {
                if (section.Insert is { } insert)
                    size += (long)section.Length + insert.Length;
            }
            return size;
        }
    }

    /// <summary>The units it puts in.</summary>
    public long UnitsInserted
    {
        get
        {
            var units = 0L;
            foreach (var section in _sections) units += section.Insert?.Length ?? 0;
            return units;
        }
    }

    internal ReadOnlySpan<TextSection> Sections => _sections;

    /// <summary>A change that replaces some ranges of a text.</summary>
    /// <param name="length">The length of the text, in UTF-16 units.</param>
    /// <param name="edits">The ranges, from left to right, none overlapping another, and what comes in the place of each. Insertions at one place follow one another.</param>
    /// <exception cref="ArgumentOutOfRangeException">A range is not inside the text, or starts before the one to its left ends.</exception>
    /// <exception cref="OverflowException">The result would be longer than <see cref="int.MaxValue"/>.</exception>
    public static TextChangeSet Of(int length, params ReadOnlySpan<(int From, int To, string Insert)> edits)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        var builder = new TextSectionBuilder();
        var pos = 0;
        foreach (var (from, to, insert) in edits)
        {
            ArgumentNullException.ThrowIfNull(insert);
            if (from < pos || to < from || to > length)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(edits), $"The range {from} to {to} is not inside what is left, {pos} to {length}, of the text.");
            }
            if (from == to && insert.Length == 0)
                continue;
            builder.Keep(from - pos);
            builder.Change(to - from, insert);
            pos = to;
        }
        builder.Keep(length - pos);
        return Of(ref builder);
    }

    /// <summary>The change that keeps all of a text.</summary>
    /// <param name="length">The length of the text, in UTF-16 units.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative.</exception>
    public static TextChangeSet Empty(int length) => Of(length);

    /// <summary>The text after the change. Costs what the edits cost, each O(log n) in the text.</summary>
    /// <param name="doc">A text of <see cref="LengthBefore"/>.</param>
    /// <exception cref="ArgumentException">The text has another length.</exception>
    public PlanText Apply(PlanText doc)
    {
        CheckFits(doc);
        var pos = 0;
        foreach (var section in _sections)
        {
            if (section.Insert is { } insert)
                doc = doc.Replace(pos, pos + section.Length, insert);
            pos += section.LengthAfter;
        }
        return doc;
    }

    /// <summary>One change that does what this one and then another one does.</summary>
    /// <param name="other">A change of the text that this one makes.</param>
    /// <exception cref="ArgumentException">The other change is for a text of another length.</exception>
    public TextChangeSet Compose(TextChangeSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.LengthBefore != LengthAfter)
            throw new ArgumentException($"A change of {other.LengthBefore} units cannot follow one that leaves {LengthAfter}.", nameof(other));
        if (IsEmpty)
            return other;
        if (other.IsEmpty)
            return this;

        var builder = new TextSectionBuilder();
        var first = TextSectionCursor.OverTextAfter(_sections);
        var second = TextSectionCursor.OverTextBefore(other._sections);
        // True while a replacement of either change goes on, so that what is found next belongs to the section made of it.
        var open = false;
        while (!first.Done || !second.Done)
        {
            if (!first.Done && first.Section.IsDeletion)
            {
                builder.Change(first.Section.Length, "", open);
                first.Next();
            }
            else if (!second.Done && second.Section.IsInsertion)
            {
                builder.Change(0, second.Section.Insert!, open);
                second.Next();
            }
            else
            {
                var count = Math.Min(first.Left, second.Left);
                var before = builder.Count;
                if (!first.InChange && !second.InChange)
                    builder.Keep(count);
                else
                    builder.Change(ReplacedLength(first, count), ReplacingText(first, second, count), open);
                var goesOn = (first.InChange && first.Left > count) || (second.InChange && second.Left > count);
                open = goesOn && (open || builder.Count > before);
                first.Skip(count);
                second.Skip(count);
            }
        }
        return Of(ref builder);
    }

    /// <summary>This change for the text that another change of the same text has made.</summary>
    /// <param name="other">The change to go over; it happened first.</param>
    /// <param name="before">Whether insertions of this change go before those of the other one at the same place; else they go after them.</param>
    /// <exception cref="ArgumentException">The other change is for a text of another length.</exception>
    /// <exception cref="OverflowException">With both changes the text would be longer than <see cref="int.MaxValue"/>.</exception>
    public TextChangeSet Map(TextChangeSet other, bool before = false)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.LengthBefore != LengthBefore)
            throw new ArgumentException($"A change of {LengthBefore} units cannot go over one of {other.LengthBefore}.", nameof(other));
        if (other.IsEmpty)
            return this;

        var builder = new TextSectionBuilder();
        var mine = TextSectionCursor.OverTextBefore(_sections);
        var theirs = TextSectionCursor.OverTextBefore(other._sections);
        // The last of my sections whose insertion has been made: one that is cut into pieces inserts only once.
        var inserted = -1;
        while (!mine.Done || !theirs.Done)
        {
            if (theirs.InChange && TheirsComeFirst(mine, theirs, inserted, before))
            {
                builder.Keep(theirs.Section.LengthAfter);
                for (var left = theirs.Left; left > 0;)
                {
                    var piece = Math.Min(mine.Left, left);
                    if (mine.InChange && inserted < mine.Index && mine.Left <= piece)
                    {
                        builder.Change(0, mine.Section.Insert!);
                        inserted = mine.Index;
                    }
                    mine.Skip(piece);
                    left -= piece;
                }
                theirs.Next();
            }
            else if (mine.InChange)
            {
                var deleted = 0;
                var left = mine.Left;
                while (left > 0 && (!theirs.InChange || (theirs.Section.IsDeletion && theirs.Left < left)))
                {
                    var piece = Math.Min(left, theirs.Left);
                    if (!theirs.InChange)
                        deleted += piece;
                    left -= piece;
                    theirs.Skip(piece);
                }
                builder.Change(deleted, inserted < mine.Index ? mine.Section.Insert! : "");
                inserted = mine.Index;
                mine.Skip(mine.Left - left);
            }
            else
            {
                var count = Math.Min(mine.Left, theirs.Left);
                builder.Keep(count);
                mine.Skip(count);
                theirs.Skip(count);
            }
        }
        return Of(ref builder);
    }

    /// <summary>Whether both are the same change, section by section.</summary>
    /// <param name="other">The change set to compare with.</param>
    public bool ContentEquals(TextChangeSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return ReferenceEquals(_sections, other._sections) || _sections.AsSpan().SequenceEqual(other._sections);
    }

    /// <summary>The change that takes this one back.</summary>
    /// <param name="docBefore">The text before this change: the deleted units come from it.</param>
    /// <exception cref="ArgumentException">The text has another length than <see cref="LengthBefore"/>.</exception>
    public TextChangeSet Invert(PlanText docBefore)
    {
        CheckFits(docBefore);
        var inverted = new TextSection[_sections.Length];
        var pos = 0;
        for (var i = 0; i < inverted.Length; i++)
        {
            var section = _sections[i];
            inverted[i] = section.IsKept ? section : new TextSection(section.LengthAfter, docBefore.Slice(pos, pos + section.Length));
            pos += section.Length;
        }
        return new TextChangeSet(inverted, LengthAfter, LengthBefore);
    }

    /// <summary>Where a position of the text before the change is after it.</summary>
    /// <param name="pos">From 0 to <see cref="LengthBefore"/>.</param>
    /// <param name="assoc">Which neighbour the position stays with when units are inserted there: the one before it if negative, else the one after it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The position is outside the text.</exception>
    public int MapPos(int pos, int assoc = -1) => MapPos(pos, assoc, MapMode.Simple)!.Value;

    /// <summary>Where a position of the text before the change is after it, or null when what it hung on is gone.</summary>
    /// <param name="pos">From 0 to <see cref="LengthBefore"/>.</param>
    /// <param name="assoc">Which neighbour the position stays with when units are inserted there: the one before it if negative, else the one after it.</param>
    /// <param name="mode">What counts as gone.</param>
    /// <exception cref="ArgumentOutOfRangeException">The position is outside the text.</exception>
    public int? MapPos(int pos, int assoc, MapMode mode)
    {
        if (pos < 0 || pos > LengthBefore)
            throw new ArgumentOutOfRangeException(nameof(pos), $"Position {pos} is outside a text of {LengthBefore}.");
        var (start, startAfter) = (0, 0);
        foreach (var section in _sections)
        {
            var end = start + section.Length;
            if (section.IsKept)
            {
                if (end > pos)
                    return startAfter + (pos - start);
            }
            else
            {
                var gone = mode switch
                {
                    MapMode.TrackDel => start < pos && end > pos,
                    MapMode.TrackBefore => start < pos && end >= pos,
                    MapMode.TrackAfter => start <= pos && end > pos,
                    _ => false,
                };
                if (gone)
                    return null;
                if (end > pos || (end == pos && assoc < 0 && section.IsInsertion))
                    return pos == start || assoc < 0 ? startAfter : startAfter + section.LengthAfter;
            }
            start = end;
            startAfter += section.LengthAfter;
        }
        return startAfter;
    }

    /// <summary>The changed ranges from left to right; changes that touch are one range.</summary>
    public IEnumerable<ChangedRange> ChangedRanges()
    {
        var (posA, posB) = (0, 0);
        for (var i = 0; i < _sections.Length; i++)
        {
            var section = _sections[i];
            var (fromA, fromB) = (posA, posB);
            posA += section.Length;
            posB += section.LengthAfter;
            if (section.IsKept)
                continue;
            var first = i;
            while (i + 1 < _sections.Length && !_sections[i + 1].IsKept)
            {
                i++;
                posA += _sections[i].Length;
                posB += _sections[i].LengthAfter;
            }
            var inserted = first == i ? section.Insert! : string.Concat(_sections[first..(i + 1)].Select(part => part.Insert));
            yield return new ChangedRange(fromA, posA, fromB, posB, inserted);
        }
    }

    /// <summary>The JSON form.</summary>
    public override string ToString() => TextChangeSetJson.ToJson(this);

    /// <summary>A change set of the sections collected so far.</summary>
    /// <exception cref="OverflowException">The text before or after is longer than <see cref="int.MaxValue"/>.</exception>
    internal static TextChangeSet Of(ref TextSectionBuilder builder)
    {
        var sections = builder.ToArray();
        var (before, after) = (0, 0);
        foreach (var section in sections)
        {
            before = checked(before + section.Length);
            after = checked(after + section.LengthAfter);
        }
        return new TextChangeSet(sections, before, after);
    }

    /// <exception cref="ArgumentException">The text has another length than <see cref="LengthBefore"/>.</exception>
    internal void CheckFits(PlanText doc)
    {
        ArgumentNullException.ThrowIfNull(doc);
        if (doc.Length != LengthBefore)
            throw new ArgumentException($"A change of {LengthBefore} units does not fit a text of {doc.Length}.", nameof(doc));
    }

    /// <summary>Their change starts further left than mine, or at the same place and is the shorter one, or as long and has the right of way.</summary>
    private static bool TheirsComeFirst(in TextSectionCursor mine, in TextSectionCursor theirs, int inserted, bool before) =>
        !mine.InChange
        || inserted == mine.Index
        || (mine.Passed == 0 && (theirs.Left < mine.Left || (theirs.Left == mine.Left && !before)));

    /// <summary>How many units of the oldest text stand behind the next ones of the text between the two changes.</summary>
    private static int ReplacedLength(in TextSectionCursor first, int count)
    {
        if (!first.InChange)
            return count;
        return first.Passed == 0 ? first.Section.Length : 0;
    }

    /// <summary>What becomes of the next units of the text between the two changes.</summary>
    private static string ReplacingText(in TextSectionCursor first, in TextSectionCursor second, int count)
    {
        if (second.InChange)
            return second.Passed == 0 ? second.Section.Insert! : "";
        return first.Section.Insert!.Substring(first.Passed, count);
    }
}
