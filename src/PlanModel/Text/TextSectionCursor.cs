namespace PlanModel.Text;

/// <summary>Walks over sections, whole or piece by piece, counting either the units before the change or those after it.</summary>
internal struct TextSectionCursor
{
    private readonly TextSection[] _sections;
    private readonly bool _countsAfter;

    private TextSectionCursor(TextSection[] sections, bool countsAfter)
    {
        _sections = sections;
        _countsAfter = countsAfter;
        Enter(0);
    }

    /// <summary>The number of the section the cursor stands in.</summary>
    public int Index { get; private set; }

    public bool Done { get; private set; }

    /// <summary>The section the cursor stands in; a kept stretch of no units when <see cref="Done"/>.</summary>
    public TextSection Section { get; private set; }

    /// <summary>Units of the section already passed.</summary>
    public int Passed { get; private set; }

    /// <summary>Units of the section still to come.</summary>
    public int Left { get; private set; }

    public readonly bool InChange => !Section.IsKept;

    public static TextSectionCursor OverTextBefore(TextSection[] sections) => new(sections, countsAfter: false);

    public static TextSectionCursor OverTextAfter(TextSection[] sections) => new(sections, countsAfter: true);

    public void Next() => Enter(Index + 1);

    /// <summary>Passes some of what is left; passing all of it enters the next section.</summary>
    public void Skip(int count)
    {
        if (count == Left)
        {
            Next();
        }
        else
        {
            Passed += count;
            Left -= count;
        }
    }

    private void Enter(int index)
    {
        Index = index;
        Passed = 0;
        Done = index >= _sections.Length;
        Section = Done ? default : _sections[index];
        Left = _countsAfter ? Section.LengthAfter : Section.Length;
    }
}
