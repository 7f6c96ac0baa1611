using System.Text.Json.Nodes;

namespace PlanEditor.BrowserTests.Infrastructure;

/// <summary>People without a browser, who write at the beginning of the same text, a number after the other, each after the one before.</summary>
public static class Others
{
    /// <returns>What they wrote.</returns>
    public static async Task<string> WriteAsync(IReadOnlyList<BareHub> hubs, string plan, string node, string field, int edits)
    {
        var copy = new PlanCopy(await hubs[0].OpenAsync(plan));
        foreach (var hub in hubs.Skip(1)) await hub.OpenAsync(plan);
        var (revision, before, written) = (copy.Revision, copy.Text(node, field), "");
        for (var edit = 0; edit < edits; edit++)
        {
            var number = $"{edit} ";
            var change = new JsonArray();
            if (written.Length > 0) change.Add(written.Length);
            change.Add(new JsonArray(0, number));
            change.Add(before.Length);
            revision = await hubs[edit % hubs.Count].WriteAsync(revision, new() { ["op"] = "editText", ["node"] = node, ["field"] = field, ["edit"] = change });
            written += number;
        }

        return written;
    }
}
