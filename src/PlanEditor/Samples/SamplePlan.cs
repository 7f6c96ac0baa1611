using System.Collections.Immutable;
using System.Text.Json;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;
using PlanModel.Text;
using PlanModel.Workflow;

namespace PlanEditor.Samples;

/// <summary>A sample plan at one moment, with the names that its file uses for parts.</summary>
internal sealed class SamplePlan(SampleFile file, PlanSchema schema)
{
    private readonly Dictionary<string, NodeId> _ids = [];

    public Document Document { get; set; } = Document.Empty(schema);

    public bool Has(string key) => _ids.ContainsKey(key);

    /// <summary>Starts the plan as its lead does.</summary>
    public ImmutableArray<Operation> Start()
    {
        var made = 0;
        return new NewPlan(file.Country, file.Language, "") { WorkingLanguage = file.WorkingLanguage, Sample = true }.Operations(() => NewId("start", $"{made++}"));
    }

    /// <summary>Puts a part in its place, or finds the one that every plan has from the start, and gives it these values.</summary>
    public ImmutableArray<Operation> Put(SampleNode part, NodeKind kind, string? parent, string? after, IEnumerable<KeyValuePair<string, JsonElement>> fields)
    {
        var there = parent is null ? Document.Root : kind.Fixed ? Document.Children(Document[Id(parent)], kind).FirstOrDefault() : null;
        _ids[part.Key] = there?.Id ?? NewId("part", part.Key);
        if (there is not null) return Fill(part.Key, fields);
        var values = fields.ToImmutableSortedDictionary(field => field.Key, field => Stored(field.Value), StringComparer.Ordinal);
        return [new InsertNode(Id(part.Key), part.Kind, Id(parent!), after is null ? null : Id(after), values)];
    }

    /// <summary>Gives fields of a part their values.</summary>
    public ImmutableArray<Operation> Fill(string key, IEnumerable<KeyValuePair<string, JsonElement>> fields)
    {
        var node = Document[Id(key)];
        return [.. fields.SelectMany(field => node.Kind.Find(field.Key) switch
        {
            TextField => Change(new EditText(node.Id, field.Key, WordDiff.Between(node.Text(field.Key).ToString(), field.Value.GetString()!))),
            ItemsField => ((SetValue)Stored(field.Value)).Items.SelectMany(item => Change(new AddToSet(node.Id, field.Key, item))),
            _ => Change(new SetField(node.Id, field.Key, (Scalar)Stored(field.Value))),
        })];
    }

    /// <summary>Goes on writing a text at its end.</summary>
    public Operation Type(string key, string field, string piece)
    {
        var length = Document[Id(key)].Text(field).Length;
        return new EditText(Id(key), field, TextChangeSet.Of(length, (length, length, piece)));
    }

    /// <summary>Carries out a later edit.</summary>
    public ImmutableArray<Operation> Carry(SampleEdit edit) => edit switch
    {
        { State: { } state } => PlanStateText.TryParse(state, out var to) ? [new ChangeState(to, edit.Note ?? "") { Confirmed = to == PlanState.Final ? ReviewGate.WarningsOf(Completeness.Of(Document)) : [] }] : throw new InvalidDataException($"{state} is no state of a plan"),
        { Approve: true } => [new ApprovePlan()],
        { Insert: { } part } => Put(part, Document.Schema.Find(part.Kind)!, part.Parent, part.After, part.Fields!),
        { Node: null } => throw new InvalidDataException($"an edit of {edit.At} names no part"),
        { Move: true } => [new MoveNode(Id(edit.Node), edit.Parent is { } parent ? Id(parent) : Document[Id(edit.Node)].Parent!.Value, edit.After is { } after ? Id(after) : null)],
        { RemoveNode: true } => [new RemoveNode(Id(edit.Node))],
        { RestoreNode: true } => [new RestoreNode(Id(edit.Node))],
        { Field: null } => throw new InvalidDataException($"an edit of {edit.Node} at {edit.At} says nothing to do"),
        { Add: { } item } => [new AddToSet(Id(edit.Node), edit.Field, Item(item))],
        { Remove: { } item } => [new RemoveFromSet(Id(edit.Node), edit.Field, Item(item))],
        { Text: { } text, Words: { } words } => [Replace(Id(edit.Node), edit.Field, words, text)],
        { Text: { } text } => [new EditText(Id(edit.Node), edit.Field, WordDiff.Between(Document[Id(edit.Node)].Text(edit.Field).ToString(), text))],
        _ => [new SetField(Id(edit.Node), edit.Field, edit.Value is { } value ? (Scalar)Stored(value) : null)],
    };

    /// <summary>The name of the last part of a kind under another; null when there is none.</summary>
    public string? Last(string parent, string kind) =>
        Document.Children(Document[Id(parent)]).LastOrDefault(child => child.Kind.Key == kind) is { } last ? _ids.First(entry => entry.Value == last.Id).Key : null;

    /// <summary>The part with a name.</summary>
    public NodeId Id(string key) => _ids.TryGetValue(key, out var id) ? id : throw new InvalidDataException($"{file.Slug}: @{key} is not there yet");

    /// <summary>An id that is the same each time.</summary>
    public NodeId NewId(string what, string name) => new(SampleIds.Number(file.Slug, what, name));

    private EditText Replace(NodeId node, string field, string words, string text)
    {
        var all = Document[node].Text(field).ToString();
        var from = all.IndexOf(words, StringComparison.Ordinal);
        if (from < 0) throw new InvalidDataException($"{file.Slug}: {field} does not say “{words}” then");
        return new EditText(node, field, TextChangeSet.Of(all.Length, (from, from + words.Length, text)));
    }

    private string Item(string text) => text.StartsWith('@') ? Id(text[1..]).ToString() : text;

    private FieldValue Stored(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => new SetValue(SetValue.None.Union(value.EnumerateArray().Select(item => Item(item.GetString()!)))),
        JsonValueKind.Number => Scalar.Of(value.GetDecimal()),
        JsonValueKind.True or JsonValueKind.False => Scalar.Of(value.GetBoolean()),
        _ => Scalar.Of(Item(value.GetString()!)),
    };

    private IEnumerable<Operation> Change(Operation operation) =>
        operation.Check(Document) is null && ReferenceEquals(operation.Apply(Document), Document) ? [] : [operation];
}
