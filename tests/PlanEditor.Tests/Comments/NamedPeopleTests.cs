using PlanEditor.Components.Comments;
using PlanEditor.Identity;
using PlanModel;
using PlanModel.Review;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Comments;

/// <summary>Who is meant by what stands after an @.</summary>
public sealed class NamedPeopleTests
{
    private static readonly Person Ana = One(1, "Ana", Role.FocalPoint, "UY");
    private static readonly Person AnaSilva = One(2, "Ana Silva", Role.Reviewer, null);

    [Fact]
    public void Of_two_people_with_one_name_each_is_named_by_words_of_their_own()
    {
        var (lead, reviewer) = (One(3, "Maria Gomez", Role.FocalPoint, "UY"), One(4, "Maria Gomez", Role.Reviewer, null));
        var named = new NamedPeople([lead, reviewer, Ana], []);

        Assert.Equal(["Maria Gomez (Focal point, Uruguay)", "Maria Gomez (Reviewer (DPADM))", "Ana"], new[] { lead, reviewer, Ana }.Select(one => named.WordsOf(one.Actor.User)));
        foreach (var one in new[] { lead, reviewer })
            Assert.Equal([one.Actor.User], Mentions.In(named.Written($"Please look, @{named.WordsOf(one.Actor.User)} or anybody.")));
        Assert.Equal([reviewer.Actor.User, lead.Actor.User], Mentions.In(named.Written($"@{named.WordsOf(reviewer.Actor.User)} and @{named.WordsOf(lead.Actor.User)}")));
    }

    [Fact]
    public void A_name_that_several_have_names_nobody_by_itself()
    {
        var named = new NamedPeople([One(3, "Maria Gomez", Role.FocalPoint, "UY"), One(4, "Maria Gomez", Role.FocalPoint, "UY")], []);

        Assert.Equal("@Maria Gomez, please", named.Written("@Maria Gomez, please"));
        Assert.Equal("Maria Gomez (Focal point, Uruguay, 2)", named.WordsOf(One(4, "", default, null).Actor.User));
    }

    [Theory]
    [InlineData("@Anabel knows")]
    [InlineData("@Ana-Maria knows")]
    [InlineData("@Ana_ knows")]
    [InlineData("@Ana\u0301 knows")]
    [InlineData("write to bureau@Ana")]
    [InlineData("@ana knows")]
    public void What_only_begins_or_ends_with_a_name_stays_as_it_was_typed(string typed) => Assert.Equal(typed, new NamedPeople([Ana], []).Written(typed));

    [Theory]
    [InlineData("@Ana")]
    [InlineData("Ask @Ana, please")]
    [InlineData("(@Ana)")]
    [InlineData("@Ana’s office")]
    [InlineData("@Ana😀")]
    public void A_name_ends_where_its_word_ends(string typed)
    {
        var written = new NamedPeople([Ana], []).Written(typed);

        Assert.Equal([Ana.Actor.User], Mentions.In(written));
        Assert.Equal(typed, Mentions.Replace(written, _ => "@Ana"));
    }

    [Fact]
    public void The_longest_name_that_stands_there_is_meant()
    {
        var named = new NamedPeople([Ana, AnaSilva], []);

        Assert.Equal([AnaSilva.Actor.User, Ana.Actor.User], Mentions.In(named.Written("@Ana Silva, and @Ana Silvano")));
    }

    [Theory]
    [InlineData("lucia", "Lucía Fernández", true)]
    [InlineData("FERN", "Lucía Fernández", true)]
    [InlineData("lucia fernandez", "Lucía Fernández", true)]
    [InlineData("Lucía Fernández", "Lucía Fernández", false)]
    [InlineData("Lucía Fernández, please", "Lucía Fernández", false)]
    [InlineData("রহিম", "রহিম উদ্দিন", true)]
    [InlineData("lucio", "Lucía Fernández", false)]
    public void Whoever_begins_a_name_without_its_accents_is_offered_it(string typed, string name, bool isOffered) => Assert.Equal(isOffered, NamedPeople.MayMean(typed, name));

    [Fact]
    public void What_is_edited_and_not_changed_names_whom_it_named()
    {
        var (left, also, peer) = (new UserId(new Guid(7, 0, 0, new byte[8])), new UserId(new Guid(8, 0, 0, new byte[8])), new UserId(new Guid(9, 0, 0, new byte[8])));
        var named = new NamedPeople([Ana, AnaSilva, One(5, "Ana Silva", Role.Reviewer, null)], [new(left, "Somebody who has left"), new(also, "Somebody who has left"), new(peer, "Ana"), new(Ana.Actor.User, "Ana")]);
        var text = string.Join(", ", new[] { Ana.Actor.User, AnaSilva.Actor.User, left, also, peer }.Select(Mentions.Write));

        Assert.Equal(text, named.Written(named.Typed(text)));
        Assert.StartsWith("@Ana, @Ana Silva (Reviewer (DPADM)), ", named.Typed(text), StringComparison.Ordinal);
    }

    private static Person One(int id, string name, Role role, string? country) => new(new Actor(new UserId(new Guid(id, 0, 0, new byte[8])), role, country), name);
}
