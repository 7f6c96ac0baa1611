using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;

namespace PlanModel.History;

/// <summary>
/// What makes a plan, a part or a field what it was at an earlier revision: as few operations as that takes, as an ordinary change. Law: the plan afterwards is one that people see as the
/// earlier one, but for what <see cref="Left"/> names. Its state, its versions and who may read it are no part of it.
/// </summary>
public sealed class Restoration
{
    private readonly Document _then;
    private readonly ImmutableArray<Operation>.Builder _operations = ImmutableArray.CreateBuilder<Operation>();
    private readonly ImmutableArray<string>.Builder _left = ImmutableArray.CreateBuilder<string>();
    private Document _now;

    private Restoration(Document now, Document then) => (_now, _then) = (now, then);

    /// <summary>What to do, made for the document as it is now.</summary>
    public ImmutableArray<Operation> Operations { get; private set; } = [];

    /// <summary>What cannot be brought back, in words.</summary>
    public ImmutableArray<string> Left { get; private set; } = [];

    /// <summary>The whole plan.</summary>
    public static Restoration OfPlan(Document now, Document then) => Of(now, then, restoration => restoration.Bring(then.Root));

    /// <summary>A part with all that stands under it. It stays where it stands now.</summary>
    /// <exception cref="KeyNotFoundException">It was not there then.</exception>
    public static Restoration OfPart(Document now, Document then, NodeId node) => Of(now, then, restoration =>
    {
        foreach (var hidden in now.Above(now[node]).Prepend(now[node]).Where(one => one.Removed)) restoration.Do(new RestoreNode(hidden.Id));
        restoration.Bring(then[node]);
    });

    /// <summary>One field of a part.</summary>
    /// <exception cref="KeyNotFoundException">The part was not there then.</exception>
    public static Restoration OfField(Document now, Document then, NodeId node, string field) => Of(now, then, restoration =>
    {
        var one = now[node].Kind.Find(field)!;
        restoration.BringField(then[node], one);
        if (NodeKind.BesideOf(one) is { } beside) restoration.BringField(then[node], beside);
        restoration.BringMarks(then[node], field);
    });

    private static Restoration Of(Document now, Document then, Action<Restoration> bring)
    {
        var restoration = new Restoration(now, then);
        bring(restoration);
        (restoration.Operations, restoration.Left) = (restoration._operations.ToImmutable(), restoration._left.ToImmutable());
        return restoration;
    }

    private void Bring(Node top)
    {
        var seen = _then.Visible(top).ToArray();
        var ids = seen.Select(node => node.Id).ToHashSet();
        foreach (var node in seen)
            if (_now[node.Id].Removed) Do(new RestoreNode(node.Id));
        foreach (var node in seen) Arrange(node);
        foreach (var node in seen)
        {
            foreach (var field in AllFields(node.Kind)) BringField(node, field);
            BringMarks(node, null);
        }

        // Last, because what is in use cannot be removed; from the top, because what hangs below goes along.
        foreach (var id in _now.Visible(_now[top.Id]).Select(node => node.Id).Where(id => !ids.Contains(id)).ToArray())
            if (_now.IsVisible(_now[id])) Do(new RemoveNode(id));
    }

    /// <summary>Puts the children of a part into their places; those that stand in order already stay.</summary>
    private void Arrange(Node parent)
    {
        var children = _then.Children(parent).Select(child => child.Id).ToArray();
        var places = _now[parent.Id].Children.Select((id, at) => (id, at)).ToDictionary(pair => pair.id, pair => pair.at);
        var here = children.Where(places.ContainsKey).ToArray();
        var stay = Longest.Rising([.. here.Select(id => places[id])]);
        var stays = here.Where((_, at) => stay[at]).ToHashSet();
        NodeId? last = null;
        foreach (var child in children)
        {
            if (!stays.Contains(child)) Do(new MoveNode(child, parent.Id, last));
            last = child;
        }
    }

    private void BringField(Node then, Field field)
    {
        var now = _now[then.Id];
        switch (field)
        {
            case TextField:
                var (text, old) = (now.Text(field.Key), then.Text(field.Key));
                if (!text.ContentEquals(old)) Do(new EditText(then.Id, field.Key, TextComparison.Edit(text.ToString(), old.ToString())));
                break;
            case ItemsField:
                foreach (var item in now.Set(field.Key).Except(then.Set(field.Key))) Do(new RemoveFromSet(then.Id, field.Key, item));
                foreach (var item in then.Set(field.Key).Except(now.Set(field.Key))) Do(new AddToSet(then.Id, field.Key, item));
                break;
            default:
                if (!Equals(now.Value(field.Key), then.Value(field.Key))) Do(new SetField(then.Id, field.Key, then.Scalar(field.Key)));
                break;
        }
    }

    // Edits of texts moved the marks of stale translations: they too become what they were.
    private void BringMarks(Node then, string? field)
    {
        var key = NodeKind.StaleTranslations.Key;
        var (now, old) = (_now[then.Id].Set(key), then.Set(key));
        var text = field is null ? null : then.Kind.Find(field) as TextField;
        var one = text?.Source?.Key ?? field;
        foreach (var item in now.Except(old).Where(item => one is null || item == one)) Do(new RemoveFromSet(then.Id, key, item));
        foreach (var item in old.Except(now).Where(item => one is null || item == one)) Do(new AddToSet(then.Id, key, item));
    }

    private static IEnumerable<Field> AllFields(NodeKind kind) =>
        kind.Fields.Concat(kind.Fields.OfType<TextField>().Select(text => text.Translation).OfType<TextField>()).Concat(kind.Beside);

    private void Do(Operation operation)
    {
        if (operation.Check(_now) is { } refusal)
        {
            _left.Add(refusal.Words.TrimEnd('.'));
            return;
        }

        var after = operation.Apply(_now);
        if (ReferenceEquals(after, _now)) return;
        _operations.Add(operation);
        _now = after;
    }
}
