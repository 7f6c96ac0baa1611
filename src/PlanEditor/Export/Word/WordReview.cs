using PlanEditor.Components.Comments;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Publishing;
using PlanModel.Review;
using PlanModel.Text;

namespace PlanEditor.Export.Word;

/// <summary>What is said and suggested about a plan, by the place in the file where it hangs.</summary>
internal sealed class WordReview
{
    private readonly PlanExport _export;
    private readonly WordComments _comments;
    private readonly Dictionary<(NodeId Node, string? Field), WordMark> _marks = [];
    private readonly Dictionary<(NodeId Node, string Field), List<(WordMark Mark, TextChangeSet Edit)>> _edits = [];
    private readonly Dictionary<(NodeId Node, string? Field), List<int>> _whole = [];
    private readonly Dictionary<(NodeId Node, string Field), List<(int From, int To, int Comment)>> _ranges = [];
    private readonly WordPlaces _places;
    private readonly WordPlaces _proposedPlaces;

    private WordReview(PlanExport export, ReadingCopy copy, WordComments comments)
    {
        (_export, _comments, Proposed, ProposedDocument) = (export, comments, copy, export.Document);
        _places = _proposedPlaces = new WordPlaces(export.Document, copy, export.Texts == ExportTexts.Translation);
        if (!export.WithReview) return;
        var parts = Suggested();
        if (parts.Count > 0 && export.Texts != ExportTexts.Translation)
        {
            Proposed = ReadingCopy.Of(ProposedDocument, WordFormat.TextsOf(export.Texts));
            _proposedPlaces = new WordPlaces(ProposedDocument, Proposed, translated: false);
        }

        foreach (var thread in export.Document.Threads.OrderBy(thread => thread.Asked.Revision).ThenBy(thread => thread.Id.Value)) Add(thread);
        foreach (var (part, mark) in parts) AddInWords(part, mark);
        foreach (var proposal in export.Document.Proposals.Open.Where(proposal => proposal.Reason.Length > 0))
            if (proposal.OpenParts.Select(part => part.Operation.Target).FirstOrDefault() is { Node: { } node } target)
                Hang(node, target.Field, _comments.Add(NameOf(proposal.Author), proposal.Sent!.At, $"Why this is suggested: {Said(proposal.Reason)}", null, false));
    }

    /// <summary>The plan with all that is suggested, as a reader would get it; the plan as it is where changes are not shown.</summary>
    public ReadingCopy Proposed { get; }

    /// <summary>The plan with all that is suggested.</summary>
    public Document ProposedDocument { get; private set; }

    public static WordReview Of(PlanExport export, ReadingCopy copy, WordComments comments) => new(export, copy, comments);

    /// <summary>Whether something is suggested for a field or a part.</summary>
    public bool Suggests(NodeId node, string? field) => _marks.ContainsKey((node, field)) || (field is not null && _edits.ContainsKey((node, field)));

    /// <summary>Who suggests a change.</summary>
    /// <param name="node">The part.</param>
    /// <param name="field">The field; null: the part as a whole.</param>
    /// <param name="added">Whether something is added.</param>
    /// <param name="at">Where in the text: as it would be if something is added, else as it is.</param>
    public WordMark Mark(NodeId node, string? field, bool added, int at = 0)
    {
        var mark = field is not null && _edits.TryGetValue((node, field), out var edits) ? WhoEdits(edits, added, at)
            : _marks.GetValueOrDefault((node, field)) ?? _marks.GetValueOrDefault((node, null)) ?? _marks.Values.FirstOrDefault() ?? _edits.Values.First()[0].Mark;
        return mark with { Added = added };
    }

    /// <summary>The comments on a field or a part as a whole, given out once.</summary>
    public IReadOnlyCollection<int> On(NodeId node, string? field) => _whole.Remove((node, field), out var comments) ? comments : [];

    /// <summary>The stretches of a field that comments hang on, given out once.</summary>
    public WordAnchors Anchors(NodeId node, string field) => _ranges.Remove((node, field), out var ranges) ? new WordAnchors(ranges) : WordAnchors.None;

    /// <summary>The comments that found no place.</summary>
    public IReadOnlyCollection<int> Left() => [.. _whole.Values.SelectMany(comments => comments), .. _ranges.Values.SelectMany(ranges => ranges.Select(range => range.Comment))];

    /// <summary>The name of somebody who takes part.</summary>
    public string NameOf(UserId user) => WordScripts.Clean(_export.Names.GetValueOrDefault(user, "Somebody"));

    /// <summary>Whether somebody answers comments for the plan.</summary>
    public bool Answers(UserId user) => _export.Answering.Contains(user);

    /// <summary>What somebody said, with names for those who are named.</summary>
    public string Said(string text) => Mentions.Replace(text, user => "@" + NameOf(user));

    /// <summary>Applies what is suggested, one proposal after the other.</summary>
    private List<(AppliedPart Part, WordMark Mark)> Suggested()
    {
        var all = new List<(AppliedPart, WordMark)>();
        foreach (var proposal in _export.Document.Proposals.Open)
        {
            var mark = new WordMark(true, NameOf(proposal.Author), proposal.Sent!.At);
            var applied = AppliedProposal.Of(ProposedDocument, ProposedDocument.Proposals[proposal.Id]);
            foreach (var part in applied.Parts)
            {
                all.Add((part, mark));
                if (part.WhyNot is not null || part.Part.Operation.Target is not { Node: { } node } target || part.Part.Operation is MoveNode) continue;
                if (part.Part.Operation is EditText edit)
                {
                    if (!_edits.TryGetValue((node, edit.Field), out var edits)) _edits.Add((node, edit.Field), edits = []);
                    edits.Add((mark, edit.Edit));
                }
                else _marks.TryAdd((node, target.Field), mark);
            }

            ProposedDocument = applied.Document;
        }

        return all;
    }

    /// <summary>What cannot be shown as a change in the text is said in a comment.</summary>
    private void AddInWords(AppliedPart part, WordMark mark)
    {
        var target = part.Part.Operation.Target;
        var node = target.Node!.Value;
        var isShown = part.WhyNot is null && part.Part.Operation is not MoveNode && _export.Texts != ExportTexts.Translation
            && (target.Field is { } field ? _places.Has(node, field) || _proposedPlaces.Has(node, field) : _places.Has(node) || _proposedPlaces.Has(node));
        if (isShown) return;
        var words = part.WhyNot is { } why ? $"Suggestion: {part.Words}. It is no longer applicable: {why.Words}" : $"Suggestion: {part.Words}.";
        Hang(node, target.Field, _comments.Add(mark.Author, mark.At, words, null, false));
    }

    private void Add(CommentThread thread)
    {
        var done = thread.State == CommentState.Resolved;
        int? first = null;
        foreach (var entry in thread.Entries)
        {
            var text = entry.Deleted ? "(deleted)" : Said(entry.Text);
            if (first is null) text = $"{CommentWords.Of(thread.Severity)}, {CommentWords.Of(thread.State)}\n{text}";
            var number = _comments.Add(NameOf(entry.Said.By), entry.Said.At, text, first, done);
            first ??= number;
            var anchor = thread.Anchor;
            if (anchor is { Field: { } field, Range: { } range } && _places.Has(anchor.Node, field) && _export.Texts != ExportTexts.Translation)
            {
                if (!_ranges.TryGetValue((anchor.Node, field), out var ranges)) _ranges.Add((anchor.Node, field), ranges = []);
                ranges.Add((range.From, range.To, number));
            }
            else Hang(anchor.Node, anchor.Field, number);
        }
    }

    /// <summary>Hangs a comment on a field, else on the part, else on what that belongs to.</summary>
    private void Hang(NodeId node, string? field, int comment)
    {
        if (field is not null && !_places.Has(node, field) && !_proposedPlaces.Has(node, field)) field = null;
        while (field is null && !_places.Has(node) && !_proposedPlaces.Has(node)) node = (_export.Document.Find(node) ?? ProposedDocument.Find(node))?.Parent ?? NodeId.Root;
        if (!_whole.TryGetValue((node, field), out var comments)) _whole.Add((node, field), comments = []);
        comments.Add(comment);
    }

    private static WordMark WhoEdits(List<(WordMark Mark, TextChangeSet Edit)> edits, bool added, int at)
    {
        if (edits.Count == 1) return edits[0].Mark;
        if (added)
        {
            for (var last = edits.Count - 1; last >= 0; last--)
            {
                var shift = 0;
                foreach (var range in edits[last].Edit.ChangedRanges())
                {
                    if (at >= range.FromB && at < range.ToB) return edits[last].Mark;
                    if (range.ToB <= at) shift = range.ToA - range.ToB;
                }

                at += shift;
            }
        }
        else
        {
            foreach (var (mark, edit) in edits)
            {
                if (edit.ChangedRanges().Any(range => at >= range.FromA && at < range.ToA)) return mark;
                if (at <= edit.LengthBefore) at = edit.MapPos(at, 1);
            }
        }

        return edits[0].Mark;
    }
}
