using PlanModel.Text;

namespace PlanModel.Review;

/// <summary>
/// A stretch of a text that goes with its words through every edit: half-open, in UTF-16 units.
/// <para>While some of the words it was made for are there, what is typed beside it does not join it. Once none is left, it is what was put in their place, and goes on growing
/// at its end. When the quoted words stand there again, by undo or by typing, it is they.</para>
/// </summary>
/// <param name="From">Where it begins.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Quote">What stood there when the thread was started; empty when that was gone already.</param>
/// <param name="Rewritten">Whether none of those words is left.</param>
public sealed record TextRange(int From, int To, string Quote, bool Rewritten)
{
    private const int SearchedUnitsMax = 4_000;

    /// <summary>Whether there is nothing left in the text.</summary>
    public bool IsGone => From == To;

    /// <summary>The stretch of a text from one position to another.</summary>
    public static TextRange Of(PlanText text, int from, int to) => new(from, to, text.Slice(from, to), from == to);

    /// <summary>The stretch after an edit of its text.</summary>
    /// <param name="edit">The edit.</param>
    /// <param name="after">The text after it.</param>
    public TextRange Over(TextChangeSet edit, PlanText after)
    {
        Meet(edit, out var touched, out var kept);
        if (!touched && !Rewritten && To - From == Quote.Length) return edit.MapPos(From, 1) is var moved && moved == From ? this : this with { From = moved, To = moved + (To - From) };
        kept |= !touched;
        var rewritten = Rewritten || !kept;
        var from = edit.MapPos(From, kept ? 1 : -1);
        var to = edit.MapPos(To, rewritten ? 1 : -1);
        return Stands(after, from, to) is { } at ? this with { From = at, To = at + Quote.Length, Rewritten = false } : this with { From = from, To = to, Rewritten = rewritten };
    }

    /// <summary>Where the quoted words stand again: from the beginning on, up to the end, or anywhere else with some of what the stretch has now.</summary>
    private int? Stands(PlanText text, int from, int to)
    {
        if (Quote.Length == 0) return null;
        if (Stands(text, from)) return from;
        if (Stands(text, to - Quote.Length)) return to - Quote.Length;
        var beside = from == to ? Quote.Length : Quote.Length - 1;
        var start = Math.Max(0, from - beside);
        var end = Math.Min(text.Length, Math.Min(to, from + SearchedUnitsMax) + beside);
        return text.Slice(start, end).IndexOf(Quote, StringComparison.Ordinal) is >= 0 and var at ? start + at : null;
    }

    private bool Stands(PlanText text, int at) => at >= 0 && at + Quote.Length <= text.Length && text.Slice(at, at + Quote.Length) == Quote;

    /// <summary>Whether an edit changes anything from end to end of the stretch, and whether it keeps anything of it.</summary>
    private void Meet(TextChangeSet edit, out bool touched, out bool kept)
    {
        (touched, kept) = (false, false);
        var start = 0;
        foreach (var section in edit.Sections)
        {
            var end = start + section.Length;
            if (start > To) return;
            if (section.IsKept) kept |= Math.Max(start, From) < Math.Min(end, To);
            else touched |= end >= From;
            start = end;
        }
    }
}
