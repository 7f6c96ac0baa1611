using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace PlanEditor.Export.Word;

/// <summary>How words look.</summary>
internal readonly record struct WordLook
{
    public bool Bold { get; init; }

    public bool Italic { get; init; }

    public bool Struck { get; init; }

    /// <summary>The style of the characters; null: the paragraph's.</summary>
    public string? Style { get; init; }

    /// <summary>The language tag of what is not in a complex script; null: the file's.</summary>
    public string? Language { get; init; }
}

/// <summary>Words become runs, one for each script.</summary>
internal static class WordRuns
{
    /// <summary>The runs of a text.</summary>
    /// <param name="text">The words; a line break stays one.</param>
    /// <param name="look">How they look.</param>
    /// <param name="deleted">Whether they stand in a deletion.</param>
    public static IEnumerable<Run> Of(string text, WordLook look = default, bool deleted = false)
    {
        foreach (var stretch in WordScripts.Of(WordScripts.Clean(text)))
        {
            var run = new Run();
            if (PropertiesOf(look, stretch) is { HasChildren: true } properties) run.Append(properties);
            var from = 0;
            while (from < stretch.Text.Length)
            {
                var to = stretch.Text.AsSpan(from).IndexOfAny('\n', '\t') is >= 0 and var found ? from + found : stretch.Text.Length;
                if (to > from) run.Append(Words(stretch.Text[from..to], deleted));
                if (to < stretch.Text.Length) run.Append(stretch.Text[to] == '\n' ? new Break() : new TabChar());
                from = to + 1;
            }

            yield return run;
        }
    }

    /// <summary>A field of which Word knows how to work out the words.</summary>
    public static IEnumerable<Run> Field(string code, IEnumerable<Run> shown) =>
    [
        new(new FieldChar { FieldCharType = FieldCharValues.Begin }),
        new(new FieldCode($" {code} ") { Space = SpaceProcessingModeValues.Preserve }),
        new(new FieldChar { FieldCharType = FieldCharValues.Separate }),
        .. shown,
        new(new FieldChar { FieldCharType = FieldCharValues.End }),
    ];

    private static OpenXmlElement Words(string text, bool deleted) =>
        deleted ? new DeletedText(text) { Space = SpaceProcessingModeValues.Preserve } : new Text(text) { Space = SpaceProcessingModeValues.Preserve };

    private static RunProperties PropertiesOf(WordLook look, WordStretch stretch)
    {
        var properties = new RunProperties();
        if (look.Style is { } style) properties.Append(new RunStyle { Val = style });
        if (look.Bold) properties.Append(new Bold(), new BoldComplexScript());
        if (look.Italic) properties.Append(new Italic(), new ItalicComplexScript());
        if (look.Struck) properties.Append(new Strike());
        if (stretch.IsFromTheRight) properties.Append(new RightToLeftText());
        if (stretch.Complex is { } complex) properties.Append(new ComplexScript(), new Languages { Bidi = complex });
        else if (look.Language is { } language) properties.Append(new Languages { Val = language });
        return properties;
    }
}
