using PlanModel.Search;
using Xunit;

namespace PlanModel.Tests.Search;

public class SearchTextTests
{
    [Theory]
    // English: case, dashes and quotation marks.
    [InlineData("Open Data", "open data")]
    [InlineData("C2.M3", "c2.m3")]
    [InlineData("2017\u20112019", "2017-2019")]
    [InlineData("the office’s “plan”", "the office's \"plan\"")]
    // Spanish: accents, composed or not.
    [InlineData("Participación", "participacion")]
    [InlineData("Participacio\u0301n", "PARTICIPACIÓN")]
    [InlineData("niños y niñas", "ninos y ninas")]
    // Bengali: composed vowel signs and letters with a dot, digits, joiners.
    [InlineData("কো", "ক\u09c7\u09be")]
    [InlineData("\u09df", "\u09af\u09bc")]
    [InlineData("২০১৭ সাল", "2017 সাল")]
    [InlineData("র\u200d্যাব", "র্যাব")]
    // Nepali: letters with a dot, digits, joiners.
    [InlineData("\u0958", "\u0915\u093c")]
    [InlineData("२०७४", "2074")]
    [InlineData("गर्\u200dयो", "गर्यो")]
    // White space that only looks different.
    [InlineData("16.6\u00a0%", "16.6 %")]
    public void Texts_that_readers_call_the_same_are_the_same(string one, string other) => Assert.Equal(SearchText.Fold(one), SearchText.Fold(other));

    [Theory]
    [InlineData("কর", "করা")]
    [InlineData("কি", "কী")]
    [InlineData("की", "कि")]
    [InlineData("कर", "कार")]
    [InlineData("ba", "be")]
    public void Vowels_tell_words_apart(string one, string other) => Assert.NotEqual(SearchText.Fold(one), SearchText.Fold(other));

    [Theory]
    [InlineData("Información pública de calidad", "informacion calidad", "Información|calidad")]
    [InlineData("सूचनाको हक सम्बन्धी ऐन", "हक सूचना", "सूचना|हक")]
    [InlineData("খোলা তথ্যের কর্মপরিকল্পনা", "তথ্য পরিকল্পনা", "তথ্যে|পরিকল্পনা")]
    [InlineData("Plan 2017-2019", "২০১৭", "2017")]
    [InlineData("১২ কোটি টাকা", "12", "১২")]
    [InlineData("radio, Radio", "radio", "radio|Radio")]
    [InlineData("aaa", "aa", "aa")]
    public void What_is_found_is_marked_as_it_was_written_in_whole_characters(string text, string typed, string marked)
    {
        var searched = SearchText.Of(text);
        var words = SearchWords.Of(typed);
        Assert.True(searched.HasAll(words));
        Assert.Equal(marked, string.Join('|', searched.Places(words).Select(place => text[place.From..place.To])));
    }

    [Fact]
    public void A_mark_takes_all_of_a_character()
    {
        var text = "a\u0301\u0323 b";
        Assert.Equal([new TextRange(0, 3)], SearchText.Of(text).Places(SearchWords.Of("a")));
        Assert.Equal([new TextRange(4, 5)], SearchText.Of(text).Places(SearchWords.Of("B")));
    }

    [Fact]
    public void All_words_must_be_there_in_any_order()
    {
        var text = SearchText.Of("Citizen budget by radio");
        Assert.True(text.HasAll(SearchWords.Of("RADIO citizen")));
        Assert.False(text.HasAll(SearchWords.Of("radio newspaper")));
    }

    [Fact]
    public void Nothing_typed_is_nothing_to_search_for()
    {
        Assert.True(SearchWords.Of(" \t\u00a0").IsEmpty);
        Assert.True(SearchWords.Of("\u200d").IsEmpty);
    }

    [Fact]
    public void A_text_that_a_browser_cut_in_the_middle_of_a_character_is_searched_all_the_same()
    {
        var half = "é" + "😀"[0];
        Assert.StartsWith("e", SearchText.Fold(half), StringComparison.Ordinal);
        Assert.Equal(SearchWords.LengthMax, SearchWords.Of(new string('x', 500)).Folded.Length);
    }

    [Fact]
    public void What_is_stored_is_never_altered()
    {
        var text = "Participacio\u0301n";
        Assert.Same(text, SearchText.Of(text).Text);
    }
}
