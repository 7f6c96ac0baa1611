namespace OgdPlans.Tests;

/// <summary>Files of the repository that tests read.</summary>
public static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    private static string Find(string from)
    {
        for (var at = new DirectoryInfo(from); at is not null; at = at.Parent)
            if (File.Exists(System.IO.Path.Combine(at.FullName, "OgdPlans.sln"))) return at.FullName;
        throw new InvalidOperationException($"no OgdPlans.sln above {from}");
    }
}
