using System.Globalization;
using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.CustomProperties;
using DocumentFormat.OpenXml.ExtendedProperties;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.VariantTypes;
using DocumentFormat.OpenXml.Wordprocessing;

namespace PlanEditor.Export.Word;

/// <summary>The file itself: its parts, their fixed names and what they hold beside the plan.</summary>
internal sealed class WordFile : IDisposable
{
    /// <summary>What the file says that every plan's files have in common; read again when a file comes back.</summary>
    public const string PlanProperty = "OgdPlansPlan";

    /// <summary>The revision that the file was made from.</summary>
    public const string RevisionProperty = "OgdPlansRevision";

    /// <summary>Which texts are in it.</summary>
    public const string TextsProperty = "OgdPlansTexts";

    /// <summary>Whether the review is in it: "yes".</summary>
    public const string ReviewProperty = "OgdPlansReview";

    private static readonly DateTimeOffset EntryTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly WordprocessingDocument _package;
    private readonly WordTemplateParts? _template;

    /// <summary>A file of our own make.</summary>
    public WordFile(Stream stream)
    {
        _package = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document);
        _package.AddNewPart<MainDocumentPart>("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", "main");
    }

    /// <summary>A file made of a template.</summary>
    public WordFile(WordTemplateParts template) => (_template, _package) = (template, template.Package);

    /// <summary>The part with the text.</summary>
    public MainDocumentPart Main => _package.MainDocumentPart!;

    /// <summary>Whether the cover is a template's.</summary>
    public bool HasCover => _template is { HasCover: true };

    /// <summary>What a control or bookmark may be numbered with, beyond those of a template.</summary>
    public int FirstId => _template is null ? 0 : 1_000_000;

    /// <summary>The first number that lists may have.</summary>
    public int FirstNumber => _template?.FirstNumber ?? 1;

    public void Dispose() => _package.Dispose();

    /// <summary>Writes the text.</summary>
    public void Write(WordCover cover, string language, PlanExport export, IEnumerable<OpenXmlElement> elements)
    {
        var main = Main;
        _template?.Fill(cover.Words);
        _template?.Mark(cover);
        if (_template is null || !_template.HasStyles) main.AddNewPart<StyleDefinitionsPart>("styles").Styles = WordStyles.Of(language, export.Plan.Country);
        else WordStyles.Complete(main.StyleDefinitionsPart!.Styles!, language, export.Plan.Country);
        var page = _template?.Page ?? OwnPage(main, cover);
        using var writer = OpenXmlWriter.Create(main, System.Text.Encoding.UTF8);
        writer.WriteStartDocument(true);
        writer.WriteStartElement(new Document(), _template?.Attributes ?? [], _template?.Namespaces ?? [new("w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main")]);
        writer.WriteStartElement(new Body());
        foreach (var element in _template is { HasCover: true } ? _template.Before.Concat(cover.Head()) : cover.Elements()) writer.WriteElement(element);
        foreach (var element in elements) writer.WriteElement(element);
        foreach (var element in _template?.After ?? []) writer.WriteElement(element);
        writer.WriteElement(page);
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    /// <summary>Writes what stands beside the text.</summary>
    public void Finish(WordNumbering numbering, PlanExport export, string title, string language)
    {
        var numbers = Main.NumberingDefinitionsPart;
        if (numbers?.Numbering is { } known) numbering.AddTo(known);
        else Main.AddNewPart<NumberingDefinitionsPart>("numbering").Numbering = numbering.Written();
        if (Main.DocumentSettingsPart is null)
            Main.AddNewPart<DocumentSettingsPart>("settings").Settings = new Settings(
                new Zoom { Percent = "100" },
                new DefaultTabStop { Val = 680 },
                new CharacterSpacingControl { Val = CharacterSpacingValues.DoNotCompress },
                new Compatibility(new CompatibilitySetting { Name = CompatSettingNameValues.CompatibilityMode, Uri = "http://schemas.microsoft.com/office/word", Val = "15" }));
        WriteProperties(export, WordScripts.Clean(title), WordScripts.TagOf(language, export.Plan.Country));
    }

    /// <summary>Copies a file so that the same parts give the same bytes.</summary>
    public static async Task CopyAsync(Stream file, Stream to, CancellationToken cancellation)
    {
        file.Position = 0;
        using var from = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        using var copy = new MemoryStream();
        using (var made = new ZipArchive(copy, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in from.Entries.OrderBy(entry => entry.FullName != "[Content_Types].xml").ThenBy(entry => entry.FullName, StringComparer.Ordinal))
            {
                var written = made.CreateEntry(entry.FullName, CompressionLevel.Optimal);
                written.LastWriteTime = EntryTime;
                await using var source = await entry.OpenAsync(cancellation);
                await using var target = await written.OpenAsync(cancellation);
                await source.CopyToAsync(target, cancellation);
            }
        }

        copy.Position = 0;
        await copy.CopyToAsync(to, cancellation);
    }

    /// <summary>A4 with the lines above and below; none on the cover, which has a bar at its side.</summary>
    private static SectionProperties OwnPage(MainDocumentPart main, WordCover cover)
    {
        main.AddNewPart<HeaderPart>("header").Header = new Header(cover.Header());
        main.AddNewPart<FooterPart>("footer").Footer = new Footer(cover.Footer());
        return new SectionProperties(
            new HeaderReference { Type = HeaderFooterValues.Default, Id = "header" },
            new FooterReference { Type = HeaderFooterValues.Default, Id = "footer" },
            new PageSize { Width = 11906, Height = 16838 },
            new PageMargin { Top = 1361, Right = 1134, Bottom = 1361, Left = 1361, Header = 620, Footer = 620, Gutter = 0 },
            new PageBorders(new LeftBorder { Val = BorderValues.Single, Size = 96, Space = 0, Color = "009EDB" }) { Display = PageBorderDisplayValues.FirstPage, OffsetFrom = PageBorderOffsetValues.Page },
            new TitlePage());
    }

    /// <summary>Title, language and where it comes from; nobody's name and no path.</summary>
    private void WriteProperties(PlanExport export, string title, string language)
    {
        var at = export.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        if (_package.CoreFilePropertiesPart is { } old) _package.DeletePart(old);
        if (_package.ExtendedFilePropertiesPart is { } extended) _package.DeletePart(extended);
        if (_package.CustomFilePropertiesPart is { } custom) _package.DeletePart(custom);
        using (var core = XmlWriter.Create(_package.AddNewPart<CoreFilePropertiesPart>("core").GetStream(FileMode.Create)))
        {
            core.WriteStartElement("cp", "coreProperties", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties");
            core.WriteAttributeString("xmlns", "dcterms", null, "http://purl.org/dc/terms/");
            core.WriteElementString("dc", "title", "http://purl.org/dc/elements/1.1/", title);
            core.WriteElementString("dc", "language", "http://purl.org/dc/elements/1.1/", language);
            foreach (var name in new[] { "created", "modified" })
            {
                core.WriteStartElement("dcterms", name, "http://purl.org/dc/terms/");
                core.WriteAttributeString("xsi", "type", "http://www.w3.org/2001/XMLSchema-instance", "dcterms:W3CDTF");
                core.WriteString(at);
                core.WriteEndElement();
            }

            core.WriteEndElement();
        }

        _package.AddNewPart<ExtendedFilePropertiesPart>("app").Properties = new DocumentFormat.OpenXml.ExtendedProperties.Properties(new Application("OgdPlans"));
        _package.AddNewPart<CustomFilePropertiesPart>("custom").Properties = new DocumentFormat.OpenXml.CustomProperties.Properties(
            Property(2, PlanProperty, new VTLPWSTR(export.Plan.Slug)),
            Property(3, RevisionProperty, new VTLPWSTR(export.Revision.ToString(CultureInfo.InvariantCulture))),
            Property(4, TextsProperty, new VTLPWSTR(export.Texts.ToString())),
            Property(5, ReviewProperty, new VTLPWSTR(export.WithReview ? "yes" : "no")));

        static CustomDocumentProperty Property(int id, string name, OpenXmlElement value) => new(value) { FormatId = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}", PropertyId = id, Name = name };
    }
}
