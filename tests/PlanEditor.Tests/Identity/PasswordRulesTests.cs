using PlanEditor.Identity;
using Xunit;

namespace PlanEditor.Tests.Identity;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("short1!")]
    [InlineData("password1234")]
    [InlineData("P@ssw0rd2024!")]
    [InlineData("123456789012")]
    [InlineData("qwertyuiop123")]
    [InlineData("aaaaaaaaaaaaaaaa")]
    [InlineData("opendata-nepal-2017")]
    [InlineData("OgdPlansOgdPlans")]
    [InlineData("FocalPointMaria")]
    [InlineData("maria.gomez@x")]
    public void Common_words_names_and_runs_are_refused(string password) =>
        Assert.NotNull(PasswordRules.Problem(password, "maria.gomez@example.org", "Maria Gomez"));

    [Theory]
    [InlineData("kettle violin ashtray")]
    [InlineData("zwölf graue Elefanten")]
    [InlineData("नदीकिनारको पुरानो पुल")]
    [InlineData("7hQx!pL2vWm9")]
    public void Long_unrelated_words_are_taken_in_any_script(string password) =>
        Assert.Null(PasswordRules.Problem(password, "maria.gomez@example.org", "Maria Gomez"));
}
