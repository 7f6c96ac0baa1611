using System.Text;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Schema;

namespace PlanEditor.FaultTests;

/// <summary>Compares what the server has in the end with what it said and with what the clients have.</summary>
internal static class Ledger
{
    /// <summary>Checks one plan; all its editors have settled.</summary>
    /// <returns>Everything that is wrong.</returns>
    public static async Task<List<string>> CheckAsync(IReadOnlyList<Editor> editors)
    {
        var wrong = new List<string>();
        var log = await editors[0].LogAsync();
        for (var at = 0; at < log.Count; at++)
            if (log[at].Revision != at + 1) wrong.Add($"revision {log[at].Revision} stands where {at + 1} is due");
        foreach (var twice in log.GroupBy(change => (change.Author, change.Id)).Where(group => group.Count() > 1))
            wrong.Add($"change {twice.Key.Id} was applied {twice.Count()} times");
        var byId = log.GroupBy(change => (change.Author, change.Id)).ToDictionary(group => group.Key, group => group.First());
        var folded = DocumentJson.ToUtf8(log.Aggregate(Document.Empty(ActionPlan.Schema), (document, change) => Change.Apply(document, change.Operations)));
        foreach (var editor in editors) Check(editor, byId, folded, wrong);
        wrong.AddRange(Characters.Check(log, editors));
        var opened = DocumentJson.Read(Encoding.UTF8.GetBytes((await editors[0].OpenWholeAsync())["document"]!.ToJsonString()), ActionPlan.Schema);
        if (!folded.AsSpan().SequenceEqual(DocumentJson.ToUtf8(opened))) wrong.Add("the document is not the fold of the log");
        return wrong;
    }

    private static void Check(Editor editor, Dictionary<(UserId Author, ChangeId Id), CommittedChange> log, byte[] folded, List<string> wrong)
    {
        var user = editor.Client.Actor.User;
        foreach (var (id, revision) in editor.Acknowledged)
        {
            if (!log.TryGetValue((user, id), out var change)) wrong.Add($"change {id}, acknowledged at revision {revision}, is lost");
            else if (change.Revision != revision) wrong.Add($"change {id} was acknowledged at revision {revision} and stands at {change.Revision}");
        }

        if (!folded.AsSpan().SequenceEqual(DocumentJson.ToUtf8(editor.Client.Confirmed))) wrong.Add($"a client of {user} ended with another document");
    }
}
