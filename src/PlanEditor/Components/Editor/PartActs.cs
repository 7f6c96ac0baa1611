using MudBlazor;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;
using PlanModel.Workflow;

namespace PlanEditor.Components.Editor;

/// <summary>What people do with whole parts, the same wherever they do it: add, move, remove, restore. Each act is said to those who do not see it.</summary>
/// <param name="session">The page's hold on the plan.</param>
/// <param name="snackbar">Where "Removed C2.M3 · Undo" stands.</param>
/// <param name="open">Opens an address.</param>
public sealed class PartActs(EditingSession session, ISnackbar snackbar, Action<string> open)
{
    /// <summary>Raised with words for those who listen.</summary>
    public event Action<string>? Said;

    /// <summary>Raised when something could not be done, and with null when that is over.</summary>
    public event Action<Refusal?>? Refused;

    /// <summary>Raised when somebody wants to choose where a part goes.</summary>
    public event Action<NodeId>? Moving;

    /// <summary>Adds a part at the end of another and opens it with the caret in its name.</summary>
    public async Task AddAsync(NodeId parent, NodeKind kind)
    {
        var insert = NewNodes.In(session.Document, session.Document[parent], kind);
        if (!await DoneAsync(insert)) return;
        var added = session.Document[insert.Node];
        Said?.Invoke($"Added {session.Document.Name(added)}");
        var address = NewNodes.TitleField(kind) is { } title
            ? PlanAddress.Of(session.Plan.Slug, insert.Node, title.Key)
            : PlanAddress.Of(session.Plan.Slug, insert.Node);
        open(address);
    }

    /// <summary>Adds a part that is known by one choice; the page stays where it is.</summary>
    public async Task AddChosenAsync(NodeId parent, NodeKind kind, ChoiceField choice, string code)
    {
        var insert = NewNodes.In(session.Document, session.Document[parent], kind, (choice.Key, Scalar.Of(code)));
        if (await DoneAsync(insert)) Said?.Invoke($"Added {choice.Choices.Label(code)}");
    }

    /// <summary>Moves a part; null: it cannot go there.</summary>
    public async Task MoveAsync(MoveNode? move)
    {
        if (move is null)
        {
            Said?.Invoke("It cannot go further");
            return;
        }

        if (!await DoneAsync(move)) return;
        var document = session.Document;
        var node = document[move.Node];
        var same = document.Children(document[move.Parent], node.Kind).ToList();
        var place = $"{same.FindIndex(one => one.Id == node.Id) + 1} of {same.Count}";
        Said?.Invoke(move.Parent == NodeId.Root ? $"{document.Name(node)} is now {place}" : $"{document.Name(node)} is now {place} in {document.Name(document[move.Parent])}");
    }

    /// <summary>Asks where a part shall go.</summary>
    public void AskWhere(NodeId node) => Moving?.Invoke(node);

    /// <summary>Removes a part. What others type into it meanwhile is kept.</summary>
    public async Task RemoveAsync(NodeId id)
    {
        var document = session.Document;
        if (document.Find(id) is not { } node) return;
        var name = document.Name(node);
        var used = References.To(document, id).Select(document.Name).Distinct().ToArray();
        if (!await DoneAsync(new RemoveNode(id))) return;
        var words = used.Length == 0 ? $"Removed {name}" : $"Removed {name}, which {string.Join(", ", used.Take(3))}{(used.Length > 3 ? $" and {used.Length - 3} more" : "")} still {(used.Length == 1 ? "names" : "name")}";
        Said?.Invoke(words);
        snackbar.Add(words, Severity.Normal, options =>
        {
            options.Action = "Undo";
            options.OnClick = _ => RestoreAsync(id);
            options.ShowCloseIcon = true;
            options.ShowTransitionDuration = 120;
            options.HideTransitionDuration = 120;
            options.CloseAfterNavigation = false;
        });
    }

    /// <summary>Brings a removed part back, with those above it that hide it.</summary>
    public async Task RestoreAsync(NodeId id)
    {
        var document = session.Document;
        if (document.Find(id) is not { } node) return;
        var hidden = document.Above(node).Prepend(node).Where(one => one.Removed).Select(one => (Operation)new RestoreNode(one.Id)).ToArray();
        if (hidden.Length == 0 || await session.DoAsync([.. hidden]) is { } refusal && Refuse(refusal)) return;
        Said?.Invoke($"Restored {session.Document.Name(session.Document[id])}");
    }

    /// <summary>Lets peers read the plan, or no longer.</summary>
    public async Task OpenToPeersAsync(bool open)
    {
        if (await DoneAsync(new OpenToPeers(open))) Said?.Invoke(open ? "The plan is open to peers" : "The plan is no longer open to peers");
    }

    private async Task<bool> DoneAsync(Operation operation)
    {
        Refused?.Invoke(null);
        return await session.DoAsync(operation) is not { } refusal || !Refuse(refusal);
    }

    private bool Refuse(Refusal refusal)
    {
        Refused?.Invoke(refusal);
        return true;
    }
}
