using PlanModel;

namespace PlanEditor.FaultTests;

/// <summary>Acts of the right form that an account may not do in Nepal's sample plan, by docs/rights.md. None may come to anything.</summary>
/// <param name="others">A comment that somebody else started there.</param>
internal sealed class Forbidden(ThreadId others)
{
    private const string Root = "AAAAAAAAAAE";

    /// <summary>What an account such as "focal.bd" may not do.</summary>
    public IReadOnlyList<string> Of(string account)
    {
        var (role, country) = account.Split('.') is [var one, var place] ? (one, place) : (account, "");
        var isOwn = country == "np";
        var writes = isOwn && role is "lead" or "focal";
        var reviews = role is "reviewer" or "reviewer2";
        List<string> acts = [Reword("Nothing."), Reword(""), Dispose()];
        if (!writes) acts.AddRange([.. Writing(), Mark("addressed")]);
        if (!(writes && role == "lead")) acts.AddRange(Leading());
        if (!reviews) acts.AddRange(["""{"op":"changeState","to":"changesRequested","note":"More"}""", """{"op":"approvePlan"}""", Mark("resolved")]);
        if (!reviews && !(writes && role == "lead")) acts.Add($$"""{"op":"noteErratum","node":"{{Root}}","text":"Wrong."}""");
        if (role != "admin") acts.AddRange(["""{"op":"unpublish","reason":"Wrong."}""", """{"op":"publishAgain","reason":"Right."}"""]);
        if (!reviews && !(writes && role == "lead")) acts.AddRange([Ask("blocking"), Ask("should"), Rate("blocking"), Rate("should"), Rate("praise")]);
        if (!reviews && !writes) acts.AddRange([Assign(), Mark("reopened")]);
        return acts;
    }

    private static string[] Writing() =>
    [
        Wire.Insert("lesson"),
        $$"""{"op":"editText","node":"{{Root}}","field":"summary","edit":[[0,"x"]]}""",
        $$"""{"op":"setField","node":"{{Root}}","field":"sample","value":false}""",
        """{"op":"nameVersion","title":"Mine","note":""}""",
    ];

    private static string[] Leading() =>
    [
        """{"op":"openToPeers","open":true}""",
        """{"op":"openToPeers","open":false}""",
        """{"op":"changeState","to":"inReview","note":""}""",
        """{"op":"changeState","to":"draft","note":"Back"}""",
        """{"op":"changeState","to":"final","note":""}""",
    ];

    private static string Ask(string severity) => $$"""{"op":"startThread","thread":"{{NewThread()}}","node":"{{Root}}","field":null,"range":null,"severity":"{{severity}}","text":"Do it."}""";

    private static string NewThread() => IdText.Write(Guid.NewGuid())[..10] + "A";

    private string Reword(string text) => $$"""{"op":"editEntry","thread":"{{others}}","entry":"{{others}}","text":"{{text}}"}""";

    private string Mark(string state) => $$"""{"op":"markThread","thread":"{{others}}","state":"{{state}}"}""";

    private string Rate(string severity) => $$"""{"op":"rateThread","thread":"{{others}}","severity":"{{severity}}"}""";

    private string Dispose() => $$"""{"op":"disposeThread","thread":"{{others}}","item":"noted","reason":"So."}""";

    private string Assign() => $$"""{"op":"assignThread","thread":"{{others}}","person":null,"due":null}""";
}
