using System.Collections.Immutable;
using System.Reflection;
using OgdPlans.Tests;
using PlanModel.Documents;
using PlanModel.Exchange;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Schema;
using PlanModel.Text;
using Xunit;

namespace PlanModel.Tests.Operations;

/// <summary>
/// Whatever the check of an operation lets through is read back from the log. Each string of each operation is made as long as its check allows and is given what no text may hold; a new
/// operation or field is found by itself.
/// </summary>
public class ReadBackTests
{
    private const int UnitsMax = 1 << 17;
    private const int TriesOfEach = 3;
    private const int PlacesMax = 60;

    private static readonly string[] Odd = ["\u0007", "\r", "\n", " ", "\u007F", "\uFFFE", "\uFFFF", "\U0001FFFF", "\uD83D", "\uDE00"];

    [Fact]
    public void Whatever_the_check_lets_through_is_read_back()
    {
        var tried = new Dictionary<string, int>();
        foreach (var (document, operation) in Fixed()) Try(document, operation, tried);
        var random = new Random(1);
        var editor = new RandomEditor(random);
        for (var round = 0; round < 40_000 && (round < 300 || Missing(tried).Any()); round++)
        {
            var document = Seen.Grow(editor, 30, round % 2 == 0 ? TestSchema.Schema : AnalyticalReport.Schema);
            for (var next = 0; next < 10; next++) Try(document, editor.Next(document), tried);
        }

        Assert.Empty(Missing(tried));
    }

    private static void Try(Document document, Operation operation, Dictionary<string, int> tried)
    {
        var names = Names(document, operation).ToList();
        if (names.TrueForAll(name => tried.GetValueOrDefault(name) >= TriesOfEach)) return;
        foreach (var name in names) tried[name] = tried.GetValueOrDefault(name) + 1;
        Assert.Null(operation.Check(document));
        ExpectReadBack(operation);
        foreach (var (text, with) in StringsOf(operation))
        {
            foreach (var at in Enumerable.Range(0, text.Length + 1).Where(at => at == text.Length || at % (1 + (text.Length / PlacesMax)) == 0))
            {
                // What a draft drops and amends is named by keys and items of parts that were checked; nobody types it.
                foreach (var odd in operation is Suggest ? [] : Odd)
                    if (with(text.Insert(at, odd)) is var spoiled && spoiled.Check(document) is null) ExpectReadBack(spoiled);
                var (fits, not) = (0, UnitsMax);
                while (not - fits > 1)
                {
                    var units = (fits + not) / 2;
                    if (Longer(units).Check(document) is null) fits = units;
                    else not = units;
                }

                if (fits > 0) ExpectReadBack(Longer(fits));

                Operation Longer(int units) => with(text.Insert(at, new string('x', units)));
            }
        }
    }

    private static void ExpectReadBack(Operation operation)
    {
        var read = Written.Read(Written.Of(operation));
        Assert.Equal(Written.Of(operation), Written.Of(read));
        Assert.Equal(StringsOf(operation).Select(one => one.Text), StringsOf(read).Select(one => one.Text));
    }

    /// <summary>What the random editor does not make: fields that come with a new part.</summary>
    private static IEnumerable<(Document, Operation)> Fixed()
    {
        var book = new InsertNode(new NodeId(10), "chapter", NodeId.Root, null, Node.NoFields).Apply(Document.Empty(TestSchema.Schema));
        yield return (book, new InsertNode(new NodeId(20), "chapter", new NodeId(10), null, Node.NoFields
            .Add("title", Scalar.Of("Roads")).Add("body", Scalar.Of("All\nof them")).Add("due", Scalar.Of("2018-07-31")).Add("colour", Scalar.Of("red")).Add("amount", Scalar.Of(7m))
            .Add("link", Scalar.Of("https://example.org/a")).Add("see", Scalar.Of(new NodeId(10))).Add("colours", Set("red", "blue")).Add("related", Set(new NodeId(10).ToString())).Add("words", Set("so", "and so"))));
        var whole = new WholePlan();
        yield return (whole.Plan.Document, new SetField(whole.Milestone, ActionPlan.Milestone.DueDate.AsWritten.Key, Scalar.Of("Asar 2075")));
        yield return (whole.Plan.Document, new InsertNode(whole.Plan.NextId(), ActionPlan.Commitment.Key, NodeId.Root, null, Node.NoFields.Add(
            ActionPlan.Commitment.AdaptedFrom.Key,
            new PartSource("PA", "panama-2017", "The plan", 1, 231, whole.Commitment, "C4", "Open budgets", "https://example.org/public/panama").Write())));
    }

    private static SetValue Set(params string[] items) => new(SetValue.None.Union(items));

    private static IEnumerable<string> Missing(Dictionary<string, int> tried) =>
        typeof(Operation).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && (type.IsSubclassOf(typeof(Operation)) || (type.IsSubclassOf(typeof(Field)) && type != typeof(ComputedField))))
            .Select(type => type.Name).Where(name => !tried.ContainsKey(name));

    /// <summary>What it tries: its kind, and those of the fields that it is about.</summary>
    private static IEnumerable<string> Names(Document document, Operation operation)
    {
        yield return operation.GetType().Name;
        var fields = operation switch
        {
            InsertNode insert => insert.Fields.Keys.Select(key => document.Schema.Find(insert.Kind)!.Find(key)!),
            SetField { Value: not null } or AddToSet or EditText => [document[operation.Target.Node!.Value].Kind.Find(operation.Target.Field!)!],
            _ => [],
        };
        foreach (var field in fields) yield return field.GetType().Name;
    }

    /// <summary>Every string that an operation carries, with the operation that has another in its place.</summary>
    private static IEnumerable<(string Text, Func<string, Operation> With)> StringsOf(Operation operation) =>
        operation.GetType().GetProperties().Where(property => property.CanWrite).OrderBy(property => property.Name, StringComparer.Ordinal).SelectMany(property => StringsOf(operation, property));

    private static IEnumerable<(string Text, Func<string, Operation> With)> StringsOf(Operation operation, PropertyInfo property)
    {
        return property.GetValue(operation) switch
        {
            string text => [(text, With)],
            Scalar { Text: { } text } => [(text, other => With(Scalar.Of(other)))],
            TextChangeSet edit => [("x", other => With(TextChangeSet.Of(edit.LengthBefore, (0, 0, other))))],
            ImmutableArray<string> words => WordsOf(words),
            ImmutableArray<Operation> parts => parts.SelectMany((part, at) => StringsOf(part).Select(one => (one.Text, new Func<string, Operation>(other => With(parts.SetItem(at, one.With(other))))))),
            ImmutableSortedDictionary<string, FieldValue> fields => fields.SelectMany(field => StringsOf(fields, field.Key, field.Value)).Select(one => (one.Text, new Func<string, Operation>(other => With(one.With(other))))),
            null or Scalar or Stamp or (int, int) => [],
            ValueType value when !value.GetType().IsGenericType => [],
            _ => throw new NotSupportedException($"say which strings are in {property.Name} of {operation.Name}"),
        };

        // The first stands for all, and one more may come.
        IEnumerable<(string Text, Func<string, Operation> With)> WordsOf(ImmutableArray<string> words)
        {
            if (!words.IsEmpty) yield return (words[0], other => With(words.SetItem(0, other)));
            yield return ("", other => With(words.Add(other)));
        }

        Operation With(object value)
        {
            var other = (Operation)operation.GetType().GetMethod("<Clone>$")!.Invoke(operation, null)!;
            property.SetValue(other, value);
            return other;
        }
    }

    private static IEnumerable<(string Text, Func<string, ImmutableSortedDictionary<string, FieldValue>> With)> StringsOf(ImmutableSortedDictionary<string, FieldValue> fields, string key, FieldValue value)
    {
        yield return (key, other => fields.Remove(key).SetItem(other, value));
        if (value is Scalar { Text: { } text }) yield return (text, other => fields.SetItem(key, Scalar.Of(other)));
        if (value is not SetValue set) yield break;
        foreach (var item in set.Items) yield return (item, other => fields.SetItem(key, new SetValue(set.Items.Remove(item).Add(other))));
    }
}
