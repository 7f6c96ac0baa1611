using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.History;
using PlanModel.Operations;
using PlanModel.Schema;

namespace PlanEditor.FaultTests;

/// <summary>Who wrote each character of all texts of a plan, followed through its whole log.</summary>
internal sealed class Attribution(PlanSchema schema)
{
    private readonly Dictionary<(NodeId Node, string Field), TextAuthorship> _texts = [];

    public void Add(CommittedChange change)
    {
        foreach (var (node, field) in change.Operations.SelectMany(TextsOf).Distinct())
        {
            if (!_texts.TryGetValue((node, field), out var text)) _texts[(node, field)] = text = new TextAuthorship(node, field);
            text.Add(change);
        }
    }

    /// <summary>Compares it with the texts that stand in the plan, removed parts among them.</summary>
    /// <returns>How many texts there are, and how many characters.</returns>
    public (int Texts, long Units) Check(FaultRun run, Document document)
    {
        var (texts, units) = (0, 0L);
        foreach (var node in document.All())
        {
            foreach (var key in node.Fields.Keys.Where(key => node.Kind.Find(key) is TextField))
            {
                var (there, written) = (node.Text(key).ToString(), _texts.GetValueOrDefault((node.Id, key)));
                var attributed = written?.Runs.Sum(one => one.Length) ?? 0;
                if (attributed != there.Length || (written?.Text.ToString() ?? "") != there) run.Wrong($"{attributed} of {there.Length} characters of {node.Id} {key} have an author");
                texts++;
                units += there.Length;
            }
        }

        return (texts, units);
    }

    private IEnumerable<(NodeId Node, string Field)> TextsOf(Operation operation) => operation switch
    {
        InsertNode insert => insert.Fields.Keys.Where(key => schema.Find(insert.Kind)?.Find(key) is TextField).Select(key => (insert.Node, key)),
        EditText edit => [(edit.Node, edit.Field)],
        _ => [],
    };
}
