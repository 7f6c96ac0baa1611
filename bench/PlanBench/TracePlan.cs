using System.Collections.Immutable;
using System.Text.Json;
using PlanEditor.Collaboration;
using PlanEditor.Identity;
using PlanEditor.Samples;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;
using PlanModel.Text;
using PlanModel.Workflow;

namespace PlanBench;

/// <summary>
/// The plan into whose summary a trace is written: Nepal's sample. Its schema is the action plan's but for one number: a trace ends with more characters than
/// a text may have.
/// </summary>
internal static class TracePlan
{
    public const string Country = "NP";

    private const int LengthMax = 1_000_000;

    private static readonly TextField Summary = new(ActionPlan.Plan.Summary.Key, ActionPlan.Plan.Summary.Label) { Markdown = true, LengthMax = LengthMax };

    public static PlanSchema Schema { get; } = MakeSchema();

    public static Actor Author { get; } = ActorOf(SampleAccounts.Find("focal.np")!);

    /// <summary>The sample's changes and one more, which empties the summary.</summary>
    public static ImmutableArray<CommittedChange> History { get; } = MakeHistory();

    public static Document Start { get; } = History.Aggregate(Document.Empty(Schema), (document, change) => Change.Apply(document, change.Operations));

    public static PlanText TextOf(Document document) => Summary.Read(document.Root);

    /// <summary>An edit as a client submits it.</summary>
    public static void WriteChange(Utf8JsonWriter writer, TextChangeSet edit)
    {
        writer.WriteStartObject();
        writer.WriteString("id", IdText.Write(Guid.CreateVersion7()));
        writer.WriteStartArray("ops");
        OperationJson.Write(writer, new EditText(NodeId.Root, Summary.Key, edit));
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Reads a change as the hub does.</summary>
    public static SubmittedChange Read(ReadOnlySpan<byte> message)
    {
        var change = SubmittedChange.Read(message);
        return change.Problem is null ? change : throw new InvalidDataException(change.Problem.Words);
    }

    /// <summary>Applies a change as the room does: under the policy, each operation checked against the document that it meets.</summary>
    public static Document Apply(Document document, SubmittedChange change) =>
        Change.TryApply(document, change.Operations, Author, Country, out var after) is { } refusal ? throw new InvalidDataException(refusal.Words) : after;

    private static PlanSchema MakeSchema()
    {
        var plan = ActionPlan.Plan.Kind;
        var root = new NodeKind(plan.Key, plan.Label, plan.Plural, [.. plan.Fields.Select(field => field.Key == Summary.Key ? Summary : field)])
        {
            Title = plan.Title,
            Children = plan.Children,
        };
        return new PlanSchema(ActionPlan.Schema.Name, root, [.. ActionPlan.Schema.Kinds.Skip(1)]);
    }

    private static ImmutableArray<CommittedChange> MakeHistory()
    {
        var sample = SampleHistory.Of(SampleFile.ReadAll().Single(file => file.Country == Country), ActionPlan.Schema);
        var length = TextOf(sample.Document).Length;
        var empty = new EditText(NodeId.Root, Summary.Key, TextChangeSet.Of(length, (0, length, "")));
        var last = sample.Changes[^1];
        return [.. sample.Changes, new CommittedChange(last.Revision + 1, new ChangeId(Guid.CreateVersion7()), Author.User, new SessionId(Guid.NewGuid()), last.At, [empty])];
    }

    private static Actor ActorOf(SampleAccount account) => new(account.Id, account.Role, account.Country);
}
