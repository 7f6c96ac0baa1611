using OgdPlans.Tests;
using PlanEditor.Components.Comments;
using PlanEditor.Components.Shared;
using PlanModel;
using PlanModel.Review;
using Xunit;

namespace PlanEditor.Tests.Editor;

/// <summary>A thread on a text that is kept in two languages shows both.</summary>
public sealed class ThreadTextsTests
{
    private readonly WholePlan _whole = new();

    public ThreadTextsTests()
    {
        _whole.Plan.Set(NodeId.Root, "workingLanguage", "en");
        _whole.Plan.Set(_whole.Commitment, "problem", "पहिलो।\n\nदोस्रो कुरा।");
        _whole.Plan.Set(_whole.Commitment, "problemTranslation", "First.\n\nSecond thing.");
    }

    [Theory]
    [InlineData("problem", "दोस्रो", "Second thing.", "en")]
    [InlineData("problem", "पहिलो", "First.", "en")]
    [InlineData("problemTranslation", "thing", "दोस्रो कुरा।", "ne")]
    public void A_quote_is_shown_with_the_paragraph_at_its_place_in_the_other_language(string field, string quote, string words, string language) =>
        Assert.Equal(Worded.Of(words, language), TextsOf(field, quote));

    [Fact]
    public void Where_the_paragraphs_do_not_match_and_where_nothing_is_quoted_the_whole_text_is_shown()
    {
        Assert.Equal([new Wording("पहिलो।\n\nदोस्रो कुरा।", "ne"), new Wording("First.\n\nSecond thing.", "en")], TextsOf("problem").Pieces);
        _whole.Plan.Set(_whole.Commitment, "problemTranslation", "All of it.");
        Assert.Equal(Worded.Of("All of it.", "en"), TextsOf("problem", "दोस्रो"));
    }

    [Fact]
    public void Without_a_translation_or_a_working_language_there_is_nothing_beside_it()
    {
        Assert.Equal(Worded.None, TextsOf("solution"));
        Assert.Equal(Worded.None, TextsOf("startDate"));
        _whole.Plan.Set(NodeId.Root, "workingLanguage", null);
        Assert.Equal(Worded.None, TextsOf("problem", "दोस्रो"));
    }

    private Worded TextsOf(string field, string? quote = null)
    {
        TextRange? range = null;
        if (quote is not null)
        {
            var text = _whole.Plan.Document[_whole.Commitment].Text(field);
            var from = text.ToString().IndexOf(quote, StringComparison.Ordinal);
            range = TextRange.Of(text, from, from + quote.Length);
        }

        return ThreadView.TextsOf(_whole.Plan.Document, new Anchor(_whole.Commitment, field, range));
    }
}
