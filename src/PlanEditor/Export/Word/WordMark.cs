using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace PlanEditor.Export.Word;

/// <summary>A change that somebody suggests, as Word keeps changes in sight.</summary>
/// <param name="Added">Whether something is added; else it goes.</param>
/// <param name="Author">Who suggests.</param>
/// <param name="At">Since when.</param>
internal sealed record WordMark(bool Added, string Author, DateTimeOffset At)
{
    /// <summary>Runs inside the mark.</summary>
    public OpenXmlElement Around(WordIds ids, IEnumerable<OpenXmlElement> runs) => Added
        ? new InsertedRun(runs) { Id = ids.Next(), Author = Author, Date = At.UtcDateTime }
        : new DeletedRun(runs) { Id = ids.Next(), Author = Author, Date = At.UtcDateTime };

    /// <summary>The mark of a paragraph's end.</summary>
    public ParagraphMarkRunProperties OfParagraph(WordIds ids) => new(Added
        ? new Inserted { Id = ids.Next(), Author = Author, Date = At.UtcDateTime }
        : new Deleted { Id = ids.Next(), Author = Author, Date = At.UtcDateTime });

    /// <summary>The mark of a row.</summary>
    public OpenXmlElement OfRow(WordIds ids) => Added
        ? new Inserted { Id = ids.Next(), Author = Author, Date = At.UtcDateTime }
        : new Deleted { Id = ids.Next(), Author = Author, Date = At.UtcDateTime };
}

/// <summary>The numbers by which a file tells its marks, controls and bookmarks apart.</summary>
internal sealed class WordIds(int last)
{
    private int _last = last;

    /// <summary>One that was not given yet.</summary>
    public int NextNumber() => ++_last;

    /// <summary>One that was not given yet, written.</summary>
    public string Next() => NextNumber().ToString(CultureInfo.InvariantCulture);
}
