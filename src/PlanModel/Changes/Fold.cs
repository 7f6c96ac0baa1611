using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Text;

namespace PlanModel.Changes;

/// <summary>
/// Applies committed changes one after another, as <see cref="Change.Apply"/> does, without making a document for each: edits of one text that follow one
/// another, which is most of any history, only make texts.
/// </summary>
public sealed class Fold(Document start)
{
    private Document _document = start;
    private (NodeId Node, string Field, PlanText Text, ThreadMap Threads, ProposalMap Proposals)? _open;

    /// <summary>The document after all changes so far.</summary>
    public Document Document
    {
        get
        {
            if (_open is { } open)
            {
                _document = _document.With(_document[open.Node].WithText(open.Field, open.Text)).With(open.Threads).With(open.Proposals);
                _open = null;
            }

            return _document;
        }
    }

    /// <summary>Applies operations that were checked when they were committed.</summary>
    public void Apply(ImmutableArray<Operation> operations)
    {
        foreach (var operation in operations)
        {
            if (operation is EditText edit) Apply(edit);
            else _document = operation.Apply(Document);
        }
    }

    private void Apply(EditText edit)
    {
        if (edit.Edit.IsEmpty) return;
        if (_open is not { } open || open.Node != edit.Node || open.Field != edit.Field) open = (edit.Node, edit.Field, Document[edit.Node].Text(edit.Field), _document.Threads, _document.Proposals);
        var text = edit.Edit.Apply(open.Text);
        _open = open with { Text = text, Threads = open.Threads.Over(edit, text), Proposals = open.Proposals.Over(edit) };
    }
}
