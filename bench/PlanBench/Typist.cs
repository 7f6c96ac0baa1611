using System.Globalization;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;
using PlanModel.Text;

namespace PlanBench;

/// <summary>
/// Somebody who works on a plan key by key: words typed or taken back somewhere in its Markdown texts, now and then another date. The texts keep about their
/// length, however long the history.
/// </summary>
internal sealed class Typist(Document document, Random random)
{
    private const int BurstMax = 40;
    private const string Letters = "open data for every ministry and year ";

    private readonly List<(NodeId Node, TextField Field, int Length)> _texts =
    [
        .. from node in document.All()
           from field in node.Kind.Fields.OfType<TextField>()
           where field.Markdown && field.Read(node).Length is > 100 and < TextField.MarkdownUnitsMax / 2
           select (node.Id, field, field.Read(node).Length),
    ];

    private readonly List<(NodeId Node, DateField Field)> _dates =
    [
        .. from node in document.All()
           from field in node.Kind.Fields.OfType<DateField>()
           select (node.Id, field),
    ];

    private int _text;
    private int _pos;
    private int _left;
    private bool _deleting;

    public Document Document { get; private set; } = document;

    /// <summary>The next thing done, applied already.</summary>
    public Operation Next()
    {
        var operation = Make();
        if (operation.Check(Document) is { } refusal) throw new InvalidOperationException(refusal.Words);
        Document = Change.Apply(Document, [operation]);
        return operation;
    }

    private Operation Make()
    {
        if (_left == 0)
        {
            Begin();
            if (random.Next(20) == 0 && _dates.Count > 0)
            {
                var (node, field) = _dates[random.Next(_dates.Count)];
                return new PlanModel.Operations.SetField(node, field.Key, Scalar.Of(new DateOnly(2018, 1, 1).AddDays(random.Next(700)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
            }
        }

        _left--;
        var (of, text, _) = _texts[_text];
        var length = text.Read(Document[of]).Length;
        if (_deleting) return new EditText(of, text.Key, TextChangeSet.Of(length, (--_pos, _pos + 1, "")));
        return new EditText(of, text.Key, TextChangeSet.Of(length, (_pos, _pos++, Letters[random.Next(Letters.Length)].ToString())));
    }

    private void Begin()
    {
        _text = random.Next(_texts.Count);
        var (node, field, start) = _texts[_text];
        var length = field.Read(Document[node]).Length;
        _deleting = length > start;
        _left = 1 + random.Next(BurstMax);
        _pos = _deleting ? random.Next(_left, length) : random.Next(length);
    }
}
