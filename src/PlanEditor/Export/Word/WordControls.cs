using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using PlanModel.Publishing;

namespace PlanEditor.Export.Word;

/// <summary>Content controls that say which field of which part stands in them, whatever else happens to the file.</summary>
internal static class WordControls
{
    private const int AliasUnitsMax = 64;

    /// <summary>What a control is tagged with: "node:field".</summary>
    public static string TagOf(FieldPlace place) => $"{place.Node}:{place.Field}";

    /// <summary>Paragraphs and tables in a control.</summary>
    public static SdtBlock Around(WordIds ids, FieldPlace place, string? label, IEnumerable<OpenXmlElement> blocks) => new(Properties(ids, place, label), new SdtContentBlock(blocks));

    /// <summary>Words in a control.</summary>
    public static SdtRun AroundWords(WordIds ids, FieldPlace place, string? label, IEnumerable<OpenXmlElement> runs) => new(Properties(ids, place, label), new SdtContentRun(runs));

    private static SdtProperties Properties(WordIds ids, FieldPlace place, string? label)
    {
        var properties = new SdtProperties();
        if (label is not null) properties.Append(new SdtAlias { Val = label.Length <= AliasUnitsMax ? label : label[..AliasUnitsMax] });
        properties.Append(new Tag { Val = TagOf(place) }, new SdtId { Val = ids.NextNumber() }, new DocumentFormat.OpenXml.Wordprocessing.Lock { Val = LockingValues.SdtLocked });
        return properties;
    }
}
