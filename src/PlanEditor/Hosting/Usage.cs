namespace PlanEditor.Hosting;

/// <summary>What the program says to whoever asks how it is started.</summary>
public static class Usage
{
    private const string Words = """
        PlanEditor [--urls http://127.0.0.1:5080] [--data DIRECTORY] [--SETTING VALUE]...
            starts the server
        PlanEditor --data DIRECTORY --backup FILE
            copies the database, while a server runs or not
        PlanEditor --data DIRECTORY --restore FILE
            puts a copy in the place of the database; no server may run
        PlanEditor --data DIRECTORY --verify-finals
            compares what was published with its hashes
        PlanEditor --data DIRECTORY --Site:Address https://plans.example.gov --new-administrator
            makes a link for one more administrator, where none can sign in any more

        The settings are in docs/operating.md.
        """;

    /// <summary>Whether somebody asks.</summary>
    public static bool IsAsked(string[] args) => args is ["--help" or "-h" or "-?" or "help"];

    /// <summary>Says it.</summary>
    /// <returns>The exit code.</returns>
    public static int Say()
    {
        Console.WriteLine(Words);
        return 0;
    }
}
