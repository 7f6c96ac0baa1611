using System.Text.Json;
using PlanEditor.Samples;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Samples;

public sealed class SampleHistoryTests
{
    public static TheoryData<string> Slugs => ["bangladesh", "nepal", "panama", "uruguay"];

    [Fact]
    public void There_are_four_sample_plans() => Assert.Equal(Slugs.Select(row => row.Data), SampleFile.ReadAll().Select(file => file.Slug));

    [Theory]
    [MemberData(nameof(Slugs))]
    public void The_changes_fold_to_the_document_and_end_in_the_state_of_the_file(string slug)
    {
        var file = Read(slug);

        var history = SampleHistory.Of(file, ActionPlan.Schema);

        var folded = history.Changes.Aggregate(Document.Empty(ActionPlan.Schema), (document, change) => Change.Apply(document, change.Operations));
        Assert.Equal(DocumentJson.ToUtf8(history.Document).ToArray(), DocumentJson.ToUtf8(folded).ToArray());
        Assert.Equal(file.State, PlanStateText.Write(folded.State));
        Assert.Equal(file.OpenToPeers, folded.OpenToPeers);
        Assert.Equal(Enumerable.Range(1, history.Changes.Count).Select(at => (long)at), history.Changes.Select(change => change.Revision));
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public void The_same_file_gives_the_same_changes(string slug)
    {
        static string Written(SampleHistory history) =>
            string.Join('\n', history.Changes.Select(change => $"{change.Id} {change.Author} {change.Session} {change.At:O} {JsonSerializer.Serialize(change.Operations.AsEnumerable())}"));

        Assert.Equal(Written(SampleHistory.Of(Read(slug), ActionPlan.Schema)), Written(SampleHistory.Of(Read(slug), ActionPlan.Schema)));
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public void Several_people_write_over_months_and_long_texts_come_in_pieces(string slug)
    {
        var changes = SampleHistory.Of(Read(slug), ActionPlan.Schema).Changes;

        Assert.True(changes.Select(change => change.Author).Distinct().Count() >= 3);
        Assert.True(changes[^1].At - changes[0].At > TimeSpan.FromDays(60));
        Assert.All(changes.Zip(changes.Skip(1)), pair => Assert.True(pair.First.At <= pair.Second.At));
        foreach (var insert in changes.SelectMany(change => change.Operations).OfType<InsertNode>())
            Assert.All(insert.Fields, field => Assert.True(ActionPlan.Schema.Find(insert.Kind)!.Find(field.Key) is not TextField || ((Scalar)field.Value).Text!.Length <= 200));
        Assert.True(changes.Count(change => change.Operations is [EditText]) > 100);
        Assert.Distinct(changes.Select(change => change.Id));
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public void Every_text_ends_as_the_file_says(string slug)
    {
        var file = Read(slug);
        var document = SampleHistory.Of(file, ActionPlan.Schema).Document;
        var texts = document.All().SelectMany(node => node.Fields).Select(field => field.Value).OfType<TextValue>().Select(value => value.Text.ToString()).ToHashSet();

        foreach (var edit in file.Edits.Where(edit => edit.Text is not null).GroupBy(edit => (edit.Node, edit.Field)).Select(group => group.Last()))
            Assert.Contains(edit.Text!, texts);
    }

    [Theory]
    [InlineData("", "new text")]
    [InlineData("one two three", "one two three")]
    [InlineData("one two three", "one 2 three four")]
    [InlineData("a b c d e", "e d c b a")]
    [InlineData("Först.\n\nSedan 😀.", "Först, inte.\n\nSedan 😀 och slut.")]
    [InlineData("all of it", "")]
    public void An_edit_by_words_makes_the_new_text(string before, string after)
    {
        var edit = WordDiff.Between(before, after);
        Assert.Equal(after, edit.Apply(PlanModel.Text.PlanText.Of(before)).ToString());
    }

    [Fact]
    public void An_edit_by_words_leaves_alone_what_stays() =>
        Assert.Equal("[4,[3,\"2\"],6,[0,\" four\"]]", WordDiff.Between("one two three", "one 2 three four").ToString());

    private static SampleFile Read(string slug) => SampleFile.ReadAll().Single(file => file.Slug == slug);
}
