using PlanModel.Text;
using Xunit;

namespace PlanModel.Tests.Text;

public sealed class ScriptCountTests
{
    [Theory]
    [InlineData("", Script.None)]
    [InlineData("2018-07-31 — 50 %", Script.None)]
    [InlineData("Datos abiertos, señal y año", Script.Latin)]
    [InlineData("खुला तथ्याङ्क (OGD)", Script.Devanagari)]
    [InlineData("উন্মুক্ত উপাত্ত OGD", Script.Bengali)]
    [InlineData("नीति (https://example.org/a/very/long/address/in/latin/letters)", Script.Devanagari)]
    public void A_text_is_in_the_script_of_most_of_its_letters(string text, Script script) => Assert.Equal(script, ScriptCount.Of(text).Main);

    [Fact]
    public void Counting_ends_with_as_many_letters_as_were_asked_for() => Assert.Equal(new ScriptCount(3, 0, 0), ScriptCount.Of("abc खुला", 3));

    [Fact]
    public void A_text_is_counted_anew_when_it_changes()
    {
        var text = PlanText.Of("Open data");
        Assert.Equal(8, text.Scripts.In(Script.Latin));
        Assert.Equal(new ScriptCount(8, 4, 0), text.Replace(9, 9, " खुला").Scripts);
        Assert.Same(text.Scripts, text.Scripts);
    }

    [Theory]
    [InlineData("", new string[0])]
    [InlineData("C1", new[] { "C1" })]
    [InlineData("C1 and C4", new[] { "C1", "C4" })]
    [InlineData("C1, C4 and C5", new[] { "C1", "C4", "C5" })]
    public void Several_things_are_named_in_one_sentence(string sentence, string[] words) => Assert.Equal(sentence, Enumeration.Of(words));
}
