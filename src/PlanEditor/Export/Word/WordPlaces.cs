using PlanModel;
using PlanModel.Documents;
using PlanModel.Publishing;

namespace PlanEditor.Export.Word;

/// <summary>Which parts and fields of a plan stand somewhere in a reading copy.</summary>
internal sealed class WordPlaces
{
    private readonly HashSet<NodeId> _nodes = [NodeId.Root];
    private readonly HashSet<(NodeId Node, string Field)> _fields = [];

    /// <summary>The places of a reading copy.</summary>
    /// <param name="document">The plan.</param>
    /// <param name="copy">Its reading copy.</param>
    /// <param name="translated">Whether a translation stands there in place of the text.</param>
    public WordPlaces(Document document, ReadingCopy copy, bool translated)
    {
        foreach (var fact in copy.Cover.Facts) Add(fact);
        AddName(NodeId.Root);
        foreach (var section in copy.Sections)
        {
            if (section.Key == section.Node.ToString()) AddName(section.Node);
            foreach (var block in section.Blocks)
            {
                switch (block)
                {
                    case FactsBlock facts:
                        foreach (var fact in facts.Facts) Add(fact);
                        break;
                    case TextBlock text:
                        Add(text.Text);
                        break;
                    case TableBlock table:
                        foreach (var row in table.Rows)
                        {
                            AddName(row.Node);
                            foreach (var line in row.Cells.SelectMany(cell => cell)) Add(line);
                        }

                        break;
                }
            }
        }

        void AddName(NodeId node)
        {
            _nodes.Add(node);
            if (document.Find(node) is { Kind.NameField: { } name } named && !name.IsEmpty(named)) _fields.Add((node, translated && name.Translation?.IsEmpty(named) == false ? name.Translation.Key : name.Key));
        }
    }

    /// <summary>Whether a part stands under a name of its own.</summary>
    public bool Has(NodeId node) => _nodes.Contains(node);

    /// <summary>Whether a field stands there.</summary>
    public bool Has(NodeId node, string field) => _fields.Contains((node, field));

    private void Add(ReadingLine line)
    {
        if (line.Place is { } place) _fields.Add((place.Node, place.Field));
        if (line is TextLine { Translation.Place: { } translation }) _fields.Add((translation.Node, translation.Field));
    }
}
