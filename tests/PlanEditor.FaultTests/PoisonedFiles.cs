using System.IO.Compression;
using System.Text.Json;
using System.Xml;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;
using PlanModel.Text;
using PlanModel.Workflow;

namespace PlanEditor.FaultTests;

/// <summary>What leaves the server of a plan with the strings of <see cref="PoisonFault"/> in it: its files, its differences, and what is published of it.</summary>
internal static class PoisonedFiles
{
    private static readonly TimeSpan Patience = FaultRun.Within(60);

    /// <summary>Asks for each file of the poisoned draft, and for what changed in it since the beginning.</summary>
    /// <returns>How many.</returns>
    public static async Task<int> OfDraftAsync(FaultRun run, AppServer server, string cookie, string plan, bool prints)
    {
        using var http = Client(server);
        http.DefaultRequestHeaders.Add("Cookie", cookie);
        var answers = new List<string> { "plan.json", "plan.docx", "coverage.csv", "history?from=1", "history?from=1&view=sides" };
        if (prints) answers.Add("plan.pdf");
        foreach (var name in answers) await CheckAsync(run, http, $"/plans/{plan}/{name}");
        return answers.Count;
    }

    /// <summary>Puts a string into each text of a plan that may be final, marks it final, and asks for all that is public of it then.</summary>
    /// <returns>How many texts, and how many files and pages.</returns>
    public static async Task<(int Texts, int Answers)> PublishAsync(FaultRun run, AppServer server, IReadOnlyList<string> strings)
    {
        await PublishFault.PublishedAsync(server, 1);
        await using var lead = await PlanReadout.OpenAsync(server.Address, FinalMoment.Plan, "lead.pa");
        await FinalMoment.MustAsync(lead, new ChangeState(PlanState.Draft, "Again"));
        var edits = Edits(lead.Document, strings);
        await using (var writer = new Writer(server.Address, await SampleSignIn.CookieAsync(server.Address, "focal.pa"), run, FinalMoment.Plan))
        {
            await writer.AcceptAsync(edits);
            await FinalMoment.ReadAsync(lead, writer.Revision);
        }

        if (await lead.DoAsync(await FinalMoment.ApprovedAsync(server, lead)) is { } refusal) throw new InvalidOperationException($"marking it final was refused: {refusal}");
        await PublishFault.PublishedAsync(server, 2);
        using var http = Client(server);
        var folder = $"/public/{FinalMoment.Plan}/v2";
        var files = PublishFault.Named(PublishFault.FinalOf(server.Data, 2)).Keys.Select(name => $"{folder}/{name}").ToList();
        run.Check(files.Count == PublishFault.Named(PublishFault.FinalOf(server.Data, 1)).Count, $"{files.Count} files were published");
        string[] pages = [$"/public/{FinalMoment.Plan}", $"{folder}/versions", $"/public/{FinalMoment.Plan}/compare/1/2", "/public/feed.atom"];
        foreach (var address in files.Concat(pages)) await CheckAsync(run, http, address);
        return (edits.Count, files.Count + pages.Length);
    }

    private static List<Change> Edits(Document document, IReadOnlyList<string> strings)
    {
        var edits = new List<Change>();
        foreach (var node in document.Visible(document.Root))
        {
            foreach (var field in node.Kind.Fields.OfType<TextField>())
            {
                var length = field.Read(node).Length;
                if (length == 0) continue;
                // Whatever comes next in turn and may stand here.
                for (var tries = 0; tries < strings.Count; tries++)
                {
                    var text = strings[(edits.Count + tries) % strings.Count];
                    if (PoisonFault.CodeOf(field, text) is not null || length + text.Length > field.LengthMax) continue;
                    edits.Add(PoisonFault.One(new EditText(node.Id, field.Key, TextChangeSet.Of(length, (length, length, text)))));
                    break;
                }
            }
        }

        return edits;
    }

    private static HttpClient Client(AppServer server) => new() { BaseAddress = server.Address, Timeout = Patience };

    private static async Task CheckAsync(FaultRun run, HttpClient http, string address)
    {
        using var answer = await http.GetAsync(address);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        if (!answer.IsSuccessStatusCode || bytes.Length == 0)
        {
            run.Wrong($"{address} is answered with {answer.StatusCode} and {bytes.Length} bytes");
            return;
        }

        try
        {
            Read(answer.Content.Headers.ContentType?.MediaType ?? "", bytes);
        }
        catch (Exception problem) when (problem is XmlException or JsonException or InvalidDataException)
        {
            run.Wrong($"{address} cannot be read: {problem.Message}");
        }
    }

    // As far as the form itself can be broken by a text.
    private static void Read(string type, byte[] bytes)
    {
        if (type.EndsWith("json", StringComparison.Ordinal))
        {
            using var json = JsonDocument.Parse(bytes);
        }
        else if (type.Contains("openxmlformats", StringComparison.Ordinal))
        {
            using var zip = new ZipArchive(new MemoryStream(bytes));
            foreach (var part in zip.Entries.Where(part => part.Name.EndsWith(".xml", StringComparison.Ordinal) || part.Name.EndsWith(".rels", StringComparison.Ordinal))) ReadXml(part.Open());
        }
        else if (type.EndsWith("xml", StringComparison.Ordinal))
        {
            ReadXml(new MemoryStream(bytes));
        }
        else if (type == "application/pdf" && !bytes.AsSpan().StartsWith("%PDF-"u8))
        {
            throw new InvalidDataException("it is no PDF");
        }
    }

    private static void ReadXml(Stream xml)
    {
        using var reader = XmlReader.Create(xml, new XmlReaderSettings { CloseInput = true });
        while (reader.Read())
        {
        }
    }
}
