using System.Text;
using System.Text.Json;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Schema;

namespace OgdPlans.Tests;

/// <summary>
/// A document as people see it: visible nodes in order with their values. Which translations are stale is left out: that follows from the order of the log, in which taking a
/// change back is one more change. So is where the ranges of threads stand, and what of a suggestion is about a text, about what is set once only, or does not apply.
/// </summary>
public static class Seen
{
    public static string By(Document document)
    {
        var seen = new StringBuilder($"{document.State} {document.OpenToPeers}\n");
        foreach (var node in document.Visible(document.Root))
        {
            seen.Append(node.Id).Append(' ').Append(node.Kind.Key).Append(" under ").Append(node.Parent).Append('\n');
            foreach (var (key, value) in node.Fields.Where(field => field.Key != NodeKind.StaleTranslations.Key))
                seen.Append("  ").Append(key).Append(": ").Append(value switch
                {
                    TextValue text => text.Text.ToString(),
                    SetValue set => string.Join(", ", set.Items),
                    _ => value.ToString(),
                }).Append('\n');
        }

        foreach (var thread in document.Threads)
        {
            seen.Append(thread.Id).Append(' ').Append(thread.Severity).Append(' ').Append(thread.State).Append(' ').Append(thread.Assignee).Append(' ').Append(thread.Due).Append(' ').Append(thread.Disposition?.Outcome).Append(" on ").Append(thread.Anchor.Node).Append(' ').Append(thread.Anchor.Field).Append('\n');
            foreach (var entry in thread.Entries) seen.Append("  ").Append(entry).Append('\n');
        }

        foreach (var proposal in document.Proposals)
        {
            var parts = proposal.Parts.Where(part => !part.IsOpen || Applies(document, proposal, part)).OrderBy(part => part.Key, StringComparer.Ordinal).ThenBy(part => part.State).ToList();
            if (proposal.Sent is null && parts.Count == 0) continue;
            seen.Append(proposal.Id).Append(' ').Append(proposal.Sent is not null).Append(' ').Append(proposal.Reason).Append('\n');
            foreach (var part in parts) seen.Append("  ").Append(part.Key).Append(' ').Append(part.State).Append('\n');
        }

        return seen.ToString();
    }

    private static bool Applies(Document document, Proposal proposal, ProposalPart part) =>
        part.Operation is not (EditText or MoveNode or PlanModel.Operations.SetField { Field: "country" }) && AppliedProposal.Of(document, proposal, [part.Key]).Parts.SingleOrDefault(one => one.Part.Key == part.Key) is { WhyNot: null };

    public static Document Grow(RandomEditor editor, int steps, PlanSchema? schema = null)
    {
        var document = Document.Empty(schema ?? TestSchema.Schema);
        for (var step = 0; step < steps; step++) document = editor.Next(document).Apply(document);
        return document;
    }
}

/// <summary>Operations in their written form.</summary>
public static class Written
{
    public static string Of(Operation operation)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, DocumentJson.WriterOptions)) OperationJson.Write(writer, operation);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public static Operation Read(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        reader.Read();
        return OperationJson.Read(ref reader);
    }
}
