using OgdPlans.Tests;
using PlanModel.Publishing;
using PlanModel.Schema;
using Xunit;

namespace PlanModel.Tests.Publishing;

/// <summary>A field that is added to the schema appears in reading copies by itself: with each field filled alone, something more is read.</summary>
public sealed class EveryFieldIsRead
{
    private readonly PlanBuilder _plan = new();
    private readonly Dictionary<string, NodeId> _ofKind = new() { [ActionPlan.Plan.Key] = NodeId.Root };

    public EveryFieldIsRead()
    {
        foreach (var kind in ActionPlan.Schema.Kinds.Skip(1))
        {
            var parent = ActionPlan.Schema.Kinds.First(one => one.Children.Any(rule => rule.Kind == kind.Key));
            _ofKind[kind.Key] = _plan.Add(kind.Key, _ofKind[parent.Key]);
        }
    }

    [Fact]
    public void Every_field_has_a_label_help_and_a_place_in_the_reading_copy()
    {
        foreach (var kind in ActionPlan.Schema.Kinds)
            foreach (var field in kind.Fields)
            {
                Assert.True(field.Label.Length > 0, $"{kind}.{field} has no label");
                Assert.True(field.Help.Length > 0, $"{kind}.{field} has no help");
                if (field is ComputedField computed)
                {
                    Assert.True(IsReadWhenItFollows(kind, computed), $"{kind}.{field} is not read");
                    continue;
                }

                // What is said once, at the start, is said before there are parts.
                // It comes with its part only: AdoptionTests read it.
                if (field is SourceField) continue;
                var (plan, node) = (field.Fixed ? new PlanBuilder() : _plan, _ofKind[kind.Key]);
                var value = ValueFor(field);
                if (field == ActionPlan.Plan.NativeDigits)
                {
                    // They show in a day of a language that has its own.
                    plan.Set(node, ActionPlan.Plan.Language.Key, "ne");
                    plan.Set(node, ActionPlan.Plan.PeriodEnd.Key, "2019-06-30");
                }

                // What refers to itself would say no more than its name.
                if (value == node.ToString()) value = plan.Add(kind.Key, plan.Document[node].Parent!.Value, (kind.Fields[0].Key, "Another")).ToString();
                var before = Read(plan);
                plan.Set(node, field.Key, value);
                var after = Read(plan);
                var published = field.Published(plan.Document, plan.Document[node]);
                Assert.True(published != before.SequenceEqual(after), $"{kind}.{field} {(published ? "is not read" : "is read and should not be")}");
                if (!field.Fixed) plan.Set(node, field.Key, null);
            }
    }

    [Fact]
    public void A_person_is_named_once_that_is_allowed()
    {
        var contact = _ofKind[ActionPlan.Contact.Key];
        _plan.Set(contact, ActionPlan.Contact.PersonName.Key, "A. Person");
        _plan.Set(contact, ActionPlan.Contact.Email.Key, "data@example.org");
        Assert.DoesNotContain(Read(_plan), words => words.Contains("A. Person", StringComparison.Ordinal) || words.Contains("data@", StringComparison.Ordinal));
        _plan.Set(contact, ActionPlan.Contact.PublishName.Key, "true");
        Assert.Contains(Read(_plan), words => words.Contains("A. Person", StringComparison.Ordinal));
        Assert.Contains(Read(_plan), words => words.Contains("data@example.org", StringComparison.Ordinal));
    }

    private static bool IsReadWhenItFollows(NodeKind kind, ComputedField field)
    {
        var plan = new PlanBuilder();
        var node = plan.Add(kind.Key);
        foreach (var other in kind.Fields.OfType<ChoiceField>()) plan.Set(node, other.Key, other.Choices.Choices[0].Code);
        return field.Read(plan.Document[node]) is { } words && Read(plan).Any(line => line.Contains(words, StringComparison.Ordinal));
    }

    private string ValueFor(Field field) => field switch
    {
        TextField => "Words of this field",
        DateField => "2018-05-05",
        NumberField number => number.Year ? "2017" : Math.Max(1, number.Least).ToString(System.Globalization.CultureInfo.InvariantCulture),
        FlagField flag => flag.Default ? "false" : "true",
        UrlField => "https://example.org/page",
        ChoiceField choice => choice.Choices.Choices[0].Code,
        ReferenceField reference => _ofKind[reference.Kinds[0]].ToString(),
        ItemsField { Choices: { } choices } => choices.Choices[0].Code,
        ItemsField { Kinds: [{ } kind, ..] } => _ofKind[kind].ToString(),
        ItemsField => "word",
        _ => throw new ArgumentException($"{field} is of no known type"),
    };

    private static List<string> Read(PlanBuilder plan) => [.. ReadingWords.Of(ReadingCopy.Of(plan.Document))];
}
