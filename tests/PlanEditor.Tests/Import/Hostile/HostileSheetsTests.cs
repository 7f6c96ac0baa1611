using System.Collections.Immutable;
using OgdPlans.Tests;
using PlanEditor.Components.Editor;
using PlanEditor.Import;
using PlanModel.Changes;
using PlanModel.Publishing;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Import.Hostile;

/// <summary>
/// Every hostile spreadsheet is refused in words or read as it is, soon and in little memory, and what comes of it fits the plan or stays outside. Here
/// the reader runs in this process; those that only a process of its own withstands are in <see cref="HeavyFilesTests"/>.
/// </summary>
public sealed class HostileSheetsTests
{
    private static readonly ImmutableDictionary<string, IEnumerable<HostileFile>> Families = HostileCsv.Families.Concat(HostileRows.Families).Concat(HostileWorkbooks.Families).ToImmutableDictionary();

    private readonly WholePlan _whole = new();

    public static TheoryData<string> Names => [.. Families.Keys.Order(StringComparer.Ordinal)];

    [Fact]
    public void There_are_very_many() => Assert.InRange(Families.Values.SelectMany(files => files).DistinctBy(file => file.Name).Count(), 700, 2000);

    [Theory]
    [MemberData(nameof(Names))]
    public void Hostile_spreadsheets_are_refused_in_words_or_read_as_they_are(string family) => HostileBounds.All(Families[family], Look);

    private void Look(HostileFile file)
    {
        var bytes = file.Make();
        var before = PlanFile.Write(_whole.Plan.Document);
        if (HostileBounds.Within(() => SheetFile.Read(bytes), out var problem) is not { } sheet)
        {
            Assert.True(file.Refused is not null, $"refused: {problem}");
            Assert.Contains(file.Refused, problem, StringComparison.Ordinal);
            return;
        }

        Assert.True(file.Refused is null || file.Lines is not null, "it was read");
        if (file.Lines is { } lines)
        {
            Assert.Equal(lines[0], sheet.Headers);
            Assert.Equal(lines[1..].Select(line => string.Join('|', line)), sheet.Rows.Select(row => string.Join('|', row.Cells.Select(cell => cell.Text))));
        }

        HostileBounds.Within(() => Bring(file, sheet));
        Assert.Equal(before, PlanFile.Write(_whole.Plan.Document));
    }

    private void Bring(HostileFile file, Sheet sheet)
    {
        var plan = _whole.Plan.Document;
        var kind = ImportKind.Find(file.Kind)!;
        var columns = ColumnGuess.Of(kind, sheet.Headers);
        var under = columns.Any(column => column is { Field: null }) ? default(PlanModel.NodeId?) : _whole.Commitment;
        var run = ImportRun.Of(plan, kind, sheet, columns, under);
        var problems = run.Rows.Where(row => !row.IsSound).Select(row => string.Join(" ", row.Cells.Select(cell => cell.Problem).Append(row.Problem).OfType<string>())).ToArray();
        Assert.All(problems, words => Assert.InRange(words.Length, 5, 2000));
        if (file.Sound is { } sound) Assert.True(sound == run.SoundCount, $"{run.SoundCount} can come in; {problems.FirstOrDefault()}");
        if (file.Problem is { } problem) Assert.Contains(problems, words => words.Contains(problem, StringComparison.Ordinal));
        if (run.SoundCount == 0)
        {
            Assert.Empty(run.Operations(NewNodes.NewId));
            return;
        }

        var operations = run.Operations(NewNodes.NewId);
        Assert.Null(Change.TryApply(plan, operations, Actor.Server, "NP", out var after)?.Words);
        Assert.Equal(PlanFile.Write(plan), PlanFile.Write(Change.Apply(after, UndoHistory.Empty.Made(plan, operations).Undo)));
    }
}
