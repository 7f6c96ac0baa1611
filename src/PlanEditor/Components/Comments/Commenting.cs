using Microsoft.JSInterop;
using PlanEditor.Components.Editor;
using PlanModel;
using PlanModel.Documents;

namespace PlanEditor.Components.Comments;

/// <summary>What of a page's comments is open: the one that is being written, or the thread that is being read; and what was begun and not sent.</summary>
public sealed class Commenting
{
    private readonly SortedDictionary<string, string> _drafts = new(StringComparer.Ordinal);

    /// <summary>Raised after what is open changed.</summary>
    public event Action? Changed;

    /// <summary>The place that somebody is about to comment on.</summary>
    public CommentPlace? Place { get; private set; }

    /// <summary>The thread that stands out.</summary>
    public ThreadId? Active { get; private set; }

    /// <summary>What this person began to write in this tab and did not send; of long ones how they begin.</summary>
    public IEnumerable<CommentDraft> Drafts => _drafts.Select(draft => new CommentDraft(draft.Key, draft.Value));

    /// <summary>What was begun under a name; null: nothing.</summary>
    public string? DraftOf(string name) => _drafts.GetValueOrDefault(name);

    /// <summary>Learns what the tab keeps of before the page was loaded anew.</summary>
    public async Task ReadDraftsAsync(IJSRuntime browser, EditingSession session)
    {
        var start = Composer.DraftsOf(session);
        foreach (var draft in await browser.InvokeAsync<string[][]?>("ogdPlans.keptDrafts", start) ?? [])
            if (draft is [var name, var words]) Keep(name[start.Length..], words);
        if (_drafts.Count > 0) Changed?.Invoke();
    }

    /// <summary>What is being written, letter by letter; nothing: all of it was deleted.</summary>
    public void Keep(string name, string text)
    {
        if (string.IsNullOrWhiteSpace(text)) _drafts.Remove(name);
        else _drafts[name] = text;
    }

    /// <summary>The box is gone in which something was written: what was not sent is said where it was begun.</summary>
    public void Leave(string name)
    {
        if (_drafts.ContainsKey(name)) Changed?.Invoke();
    }

    /// <summary>What was begun was sent or given up, and the tab keeps it no longer.</summary>
    public async Task ForgetAsync(IJSRuntime browser, EditingSession session, string name)
    {
        await browser.InvokeVoidAsync("ogdPlans.forgetDraft", Composer.DraftsOf(session) + name);
        if (_drafts.Remove(name)) Changed?.Invoke();
    }

    public void Start(CommentPlace place)
    {
        (Place, Active) = (place, null);
        Changed?.Invoke();
    }

    /// <summary>Opens what is pending at a place, or begins a comment there.</summary>
    /// <param name="document">The plan.</param>
    /// <param name="place">The place.</param>
    /// <param name="may">Whether this person may comment.</param>
    public void Begin(Document document, CommentPlace place, bool may)
    {
        var first = ThreadsOf.PendingAt(document, place.Node, place.Field).FirstOrDefault();
        if (first is not null && Active != first.Id) Open(first.Id);
        else if (may) Start(place);
    }

    public void Open(ThreadId? thread)
    {
        (Place, Active) = (null, thread);
        Changed?.Invoke();
    }
}

/// <summary>A place to comment on.</summary>
/// <param name="Node">The part.</param>
/// <param name="Field">The key of the field; null: the part as a whole.</param>
/// <param name="Label">What it is called.</param>
public sealed record CommentPlace(NodeId Node, string? Field, string Label)
{
    /// <summary>A stretch of the field's text; null: the field as a whole.</summary>
    public (int From, int To)? Range { get; init; }

    /// <summary>The revision at which the stretch is that.</summary>
    public long Revision { get; init; }

    /// <summary>What stands there.</summary>
    public string Quote { get; init; } = "";

    /// <summary>The name of the draft that is gone on with; null: of its own place.</summary>
    public string? Draft { get; init; }
}
