using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;

namespace PlanModel.Changes;

/// <summary>Gives a date another day. How the day was written in another calendar belongs to that day: it goes with it.</summary>
public static class DayChange
{
    /// <summary>The operations that set a day; none when it is the day.</summary>
    public static ImmutableArray<Operation> Of(Node node, DateField field, DateOnly? day) =>
        Of(node, field, day, day == field.Read(node) ? field.AsWritten.Read(node) : null);

    /// <summary>The operations that set a day and how else it is written (null: not at all); none when both are so.</summary>
    public static ImmutableArray<Operation> Of(Node node, DateField field, DateOnly? day, string? written)
    {
        var operations = ImmutableArray.CreateBuilder<Operation>();
        if (day != field.Read(node)) operations.Add(new SetField(node.Id, field.Key, DateField.Write(day)));
        if (written != field.AsWritten.Read(node)) operations.Add(new SetField(node.Id, field.AsWritten.Key, written is null ? null : Scalar.Of(written)));
        return operations.DrainToImmutable();
    }
}
