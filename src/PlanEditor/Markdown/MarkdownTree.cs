using System.Buffers;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Syntax;

namespace PlanEditor.Markdown;

/// <summary>The one way from what people wrote to a syntax tree, for pages and for files. Line breaks are kept, as the editor shows them.</summary>
public static class MarkdownTree
{
    /// <summary>Headings inside a text stand below those of the page.</summary>
    public const int HeadingsBelow = 3;

    /// <summary>What reading Markdown costs grows with the square of its marks. No honest text has so many; one that has is shown as it was typed.</summary>
    private const int MarksMax = 2_000;

    private static readonly SearchValues<char> Marks = SearchValues.Create("[]*_|`<>~");

    internal static MarkdownPipeline Pipeline { get; } = new MarkdownPipelineBuilder()
        .DisableHtml()
        .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough)
        .UsePipeTables()
        .UseAutoLinks()
        .UseSoftlineBreakAsHardlineBreak()
        .UsePreciseSourceLocation()
        .Build();

    /// <summary>The tree; null for a text with more marks, or nested deeper, than anybody reads: it is shown as it was typed.</summary>
    public static MarkdownDocument? Of(string source)
    {
        if (HasTooManyMarks(source)) return null;
        try
        {
            return Markdig.Markdown.Parse(source, Pipeline);
        }
        catch (Exception tooDeep) when (tooDeep is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Whether a link may lead somewhere: to the web or a mailbox.</summary>
    public static bool IsSafe(string? address, params ReadOnlySpan<string> schemes) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && schemes.Contains(uri.Scheme);

    private static bool HasTooManyMarks(ReadOnlySpan<char> source)
    {
        for (var count = 0; source.IndexOfAny(Marks) is >= 0 and var at; source = source[(at + 1)..])
            if (++count > MarksMax) return true;
        return false;
    }
}
