using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace PlanEditor.Export.Word;

/// <summary>What a template brings: what stands before and behind the plan, the page, the styles.</summary>
internal sealed class WordTemplateParts
{
    /// <summary>The tag of the control in whose place the plan comes.</summary>
    public const string PlanTag = "plan";

    /// <summary>The tag of what a draft says.</summary>
    public const string MarkTag = "mark";

    /// <summary>The tag of what a sample says.</summary>
    public const string SampleTag = "sample";

    private const string OwnHeader = "ogdPlansMark";

    public WordTemplateParts(WordprocessingDocument package)
    {
        Package = package;
        package.ChangeDocumentType(WordprocessingDocumentType.Document);
        var main = package.MainDocumentPart!;
        var document = main.Document!;
        var body = document.Body!;
        Namespaces = [.. document.NamespaceDeclarations];
        Attributes = document.MCAttributes?.Ignorable?.Value is { } ignorable ? [new OpenXmlAttribute("mc", "Ignorable", "http://schemas.openxmlformats.org/markup-compatibility/2006", ignorable)] : [];
        Page = body.Elements<SectionProperties>().LastOrDefault()?.CloneNode(true) as SectionProperties ?? new SectionProperties(new PageSize { Width = 11906, Height = 16838 }, new PageMargin { Top = 1361, Right = 1134, Bottom = 1361, Left = 1361, Header = 620, Footer = 620, Gutter = 0 });
        var elements = body.ChildElements.Where(element => element is not SectionProperties).Select(element => element.CloneNode(true)).ToList();
        var place = elements.FindIndex(element => element is SdtBlock block && TagOf(block) == PlanTag || element.Descendants<SdtElement>().Any(control => TagOf(control) == PlanTag));
        Before = place < 0 ? elements : elements[..place];
        After = place < 0 ? [] : elements[(place + 1)..];
        HasCover = Before.Any(element => element.InnerText.Length > 0 || element.Descendants<SdtElement>().Any() || element.Descendants<Drawing>().Any());
        FirstNumber = 1 + (main.NumberingDefinitionsPart?.Numbering is { } numbering
            ? Math.Max(numbering.Elements<AbstractNum>().Max(form => form.AbstractNumberId?.Value) ?? 0, numbering.Elements<NumberingInstance>().Max(list => list.NumberID?.Value) ?? 0)
            : 0);
    }

    public WordprocessingDocument Package { get; }

    /// <summary>Whether something stands before the plan: then that is the cover.</summary>
    public bool HasCover { get; }

    public bool HasStyles => Package.MainDocumentPart!.StyleDefinitionsPart?.Styles is not null;

    /// <summary>The first number that lists may have.</summary>
    public int FirstNumber { get; }

    public IReadOnlyList<OpenXmlElement> Before { get; }

    public IReadOnlyList<OpenXmlElement> After { get; }

    /// <summary>Size and margins of the page, and the lines above and below it.</summary>
    public SectionProperties Page { get; }

    public IReadOnlyList<KeyValuePair<string, string>> Namespaces { get; }

    public IReadOnlyList<OpenXmlAttribute> Attributes { get; }

    /// <summary>Puts words into the controls that are tagged with their names, on the cover and in the lines above and below the page.</summary>
    public void Fill(IReadOnlyDictionary<string, string> words)
    {
        var main = Package.MainDocumentPart!;
        var lines = main.HeaderParts.Select(part => (OpenXmlElement?)part.Header).Concat(main.FooterParts.Select(part => (OpenXmlElement?)part.Footer)).OfType<OpenXmlElement>();
        foreach (var control in Before.Concat(After).Concat(lines).SelectMany(root => root.Descendants<SdtElement>().Concat(root is SdtElement self ? [self] : [])).ToList())
            if (TagOf(control) is { } tag && words.TryGetValue(tag, out var text)) Fill(control, text);
    }

    /// <summary>Lets every page of a draft and of a sample say that it is one: where neither the line above nor the one below it has a control for that, in a line of its own above.</summary>
    public void Mark(WordCover cover)
    {
        string[] needed = [.. cover.Words.Where(one => one is { Key: MarkTag or SampleTag, Value.Length: > 0 }).Select(one => one.Key)];
        var main = Package.MainDocumentPart!;
        var (lines, said) = (new Dictionary<(HeaderFooterValues Page, bool IsHeader), OpenXmlPart>(), new Dictionary<OpenXmlPart, HashSet<string>>());
        HeaderPart? own = null;
        var isFirst = true;
        foreach (var section in (HasCover ? Before : []).Concat(After).SelectMany(element => element.Descendants<SectionProperties>()).Append(Page).ToList())
        {
            // What a section does not name it has from the one before.
            foreach (var reference in section.Elements<HeaderFooterReferenceType>())
                if (reference.Id?.Value is { } id && main.TryGetPartById(id, out var part)) lines[(reference.Type?.Value ?? HeaderFooterValues.Default, reference is HeaderReference)] = part;
            foreach (var page in PagesOf(section))
            {
                // The first page of all is the cover, and ours says both.
                string[] onCover = !isFirst || page != HeaderFooterValues.First ? [] : HasCover ? [.. Before.SelectMany(Tags)] : needed;
                string[] missing = [.. needed.Except(onCover).Except(SaidBy((page, true))).Except(SaidBy((page, false)))];
                if (missing.Length == 0) continue;
                if (lines.GetValueOrDefault((page, true)) is not HeaderPart header)
                {
                    if (own is null) (own = main.AddNewPart<HeaderPart>(OwnHeader)).Header = new Header();
                    lines[(page, true)] = header = own;
                    section.PrependChild(new HeaderReference { Type = page, Id = OwnHeader });
                }

                missing = [.. missing.Except(SaidBy((page, true)))];
                if (missing.Length > 0) (header.Header ??= new Header()).Append(cover.MarkLine(missing.Contains(MarkTag), missing.Contains(SampleTag)));
                SaidBy((page, true)).UnionWith(missing);
            }

            isFirst = false;
        }

        HashSet<string> SaidBy((HeaderFooterValues Page, bool IsHeader) line) => !lines.TryGetValue(line, out var part) ? [] : said.TryGetValue(part, out var tags) ? tags : said[part] = [.. part.RootElement is { } root ? Tags(root) : []];

        IEnumerable<HeaderFooterValues> PagesOf(SectionProperties section)
        {
            yield return HeaderFooterValues.Default;
            if (IsOn(section.GetFirstChild<TitlePage>())) yield return HeaderFooterValues.First;
            if (IsOn(main.DocumentSettingsPart?.Settings?.GetFirstChild<EvenAndOddHeaders>())) yield return HeaderFooterValues.Even;
        }

        static bool IsOn(OnOffType? setting) => setting is not null && setting.Val?.Value != false;
    }

    private static IEnumerable<string> Tags(OpenXmlElement root) => root.Descendants<SdtElement>().Concat(root is SdtElement self ? [self] : []).Select(TagOf).OfType<string>();

    /// <summary>The look of the first words stays.</summary>
    private static void Fill(SdtElement control, string text)
    {
        if (control.SdtProperties?.GetFirstChild<ShowingPlaceholder>() is { } placeholder) placeholder.Remove();
        var old = control.Descendants<Run>().FirstOrDefault();
        var runs = WordRuns.Of(text).ToList();
        foreach (var run in runs)
            if (old?.RunProperties is { } look && run.RunProperties is null) run.PrependChild(look.CloneNode(true));
        foreach (var style in runs.Select(run => run.RunProperties?.RunStyle).Where(style => style?.Val?.Value == "PlaceholderText")) style!.Remove();
        if (control.GetFirstChild<SdtContentRun>() is { } content)
        {
            content.RemoveAllChildren();
            content.Append(runs);
        }
        else if (control.Descendants<Paragraph>().FirstOrDefault() is { } paragraph)
        {
            foreach (var child in paragraph.ChildElements.Where(child => child is not ParagraphProperties).ToList()) child.Remove();
            paragraph.Append(runs);
        }
    }

    private static string? TagOf(SdtElement control) => control.SdtProperties?.GetFirstChild<Tag>()?.Val?.Value;
}
