using System.Collections.Immutable;
using PlanEditor.Components.Editor.Fields;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Publishing;
using PlanModel.Schema;

namespace PlanEditor.Import.Word;

/// <summary>What was written in place of a short value: a day, a choice, a number, names with semicolons between, read as people type them.</summary>
internal static class ReturnedValue
{
    private const char Between = ';';

    /// <summary>What makes the value of it.</summary>
    /// <param name="document">The plan at the file's revision.</param>
    /// <param name="node">The part.</param>
    /// <param name="field">The field.</param>
    /// <param name="written">How the file had it.</param>
    /// <param name="now">What stands there now.</param>
    /// <param name="operations">What to do.</param>
    /// <returns>Why it cannot be read, in words; null when it can.</returns>
    public static string? Operations(Document document, Node node, Field field, string written, string now, out ImmutableArray<Operation> operations)
    {
        operations = [];
        var shown = ShownItem.Of(document, node, field).ToList();
        var digits = DocumentDigits.Of(document);
        if ((string.Join($"{Between} ", shown.Select(item => digits.Words(node, field, item))) != written && string.Join($"{Between} ", shown.Select(item => item.Label)) != written) || shown.Any(item => item.Label.Contains(Between, StringComparison.Ordinal)))
            return "It is written in the file in another way than in the plan. Change it in the plan.";
        var reading = new CellReading(document, node.Kind, NamedParts.OfRows([]));
        if (field is ItemsField items) return OfItems(reading, node, items, shown, now, out operations);
        if (field is DateField date) return OfDay(document, node, date, now, out operations);
        var cell = new Cell(now);
        if (field is NumberField)
        {
            // The file has numbers as the plan writes them.
            if (NumberText.TryParse(WithoutUnit(NativeDigits.ToAscii(written), NativeDigits.ToAscii(now)), NumberField.FormatOf(document), out var number) is { } wrong) return wrong + ".";
            cell = number is { } known ? Cell.Of(known) : new Cell("");
        }

        var meaning = reading.Read(field, cell, 0);
        if (meaning.Problem is { } problem) return problem + ".";
        operations = [new SetField(node.Id, field.Key, meaning.Value as Scalar)];
        return null;
    }

    private static string? OfItems(CellReading reading, Node node, ItemsField field, List<ShownItem> shown, string now, out ImmutableArray<Operation> operations)
    {
        operations = [];
        var pieces = now.Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var all = ImmutableArray.CreateBuilder<Operation>();
        foreach (var item in shown.Where(item => !pieces.Contains(item.Label))) all.Add(new RemoveFromSet(node.Id, field.Key, item.Value));
        foreach (var piece in pieces.Where(piece => shown.TrueForAll(item => item.Label != piece)))
        {
            var meaning = reading.Read(field, new Cell(piece), 0);
            if (meaning.Problem is { } problem) return problem + ".";
            foreach (var item in (meaning.Value as SetValue)?.Items ?? SetValue.None) all.Add(new AddToSet(node.Id, field.Key, item));
        }

        operations = all.ToImmutable();
        return null;
    }

    /// <summary>A day has behind it how else it is written.</summary>
    private static string? OfDay(Document document, Node node, DateField field, string now, out ImmutableArray<Operation> operations)
    {
        operations = [];
        var pieces = now.Split(Between, 2, StringSplitOptions.TrimEntries);
        var written = pieces is [_, { Length: > 0 } words] ? words : null;
        if ((DateText.TryParse(pieces[0], out var day) ?? (written is null ? null : field.AsWritten.Problem(document, Scalar.Of(written)))) is { } problem) return problem + ".";
        operations = written == field.AsWritten.Read(node) ? DayChange.Of(node, field, day) : DayChange.Of(node, field, day, written);
        return null;
    }

    /// <summary>A number has its unit behind it in the file.</summary>
    private static string WithoutUnit(string written, string now)
    {
        var unit = written.AsSpan(written.AsSpan().LastIndexOfAnyInRange('0', '9') + 1).ToString();
        return unit.Length > 0 && now.EndsWith(unit, StringComparison.Ordinal) ? now[..^unit.Length] : now;
    }
}
