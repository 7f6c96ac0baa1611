using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;

namespace PlanEditor.Components.Suggestions;

/// <summary>What is suggested for one text, as its island takes it.</summary>
/// <param name="Shape">Which edits, and what they insert and how much they delete; not where, since the island moves them along itself.</param>
/// <param name="Written"><c>[revision,[from,to,"insert"],…]</c>; null when there are none.</param>
public sealed record TextSuggestions(string Shape, string? Written)
{
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    public static TextSuggestions None { get; } = new("", null);

    public static TextSuggestions Of(Document document, long revision, NodeId node, Field field)
    {
        if (document.Proposals.Count == 0) return None;
        var ranges = OpenSuggestions.Of(document).At(node, field.Key)
            .Where(one => one.Part.WhyNot is null).Select(one => one.Part.Part.Operation).OfType<EditText>().SelectMany(edit => edit.Edit.ChangedRanges()).ToList();
        if (ranges.Count == 0) return None;
        var written = new StringBuilder().Append('[').Append(revision.ToString(CultureInfo.InvariantCulture));
        foreach (var range in ranges)
            written.Append(CultureInfo.InvariantCulture, $",[{range.FromA},{range.ToA},\"{JsonEncodedText.Encode(range.Inserted, Encoder)}\"]");
        return new TextSuggestions(string.Join(' ', ranges.Select(range => $"{range.ToA - range.FromA}:{range.Inserted}")), written.Append(']').ToString());
    }
}
