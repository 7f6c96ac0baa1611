using System.Text;

namespace PlanEditor.Tests.Import.Hostile;

/// <summary>A file that nobody would send by accident, and what has to become of it.</summary>
/// <param name="Name">Its family, and what is odd about this one.</param>
/// <param name="Make">Makes it.</param>
internal sealed record HostileFile(string Name, Func<byte[]> Make)
{
    /// <summary>Words of the refusal; null: it need not be refused.</summary>
    public string? Refused { get; init; }

    /// <summary>The lines that are read of it; null: it has to be refused.</summary>
    public string[][]? Lines { get; init; }

    /// <summary>How many of its rows can come into a plan; null: whatever the plan says.</summary>
    public int? Sound { get; init; }

    /// <summary>What the rows are.</summary>
    public string Kind { get; init; } = "milestone";

    /// <summary>Words at a cell or a row that is wrong.</summary>
    public string? Problem { get; init; }

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>A file that has to be refused.</summary>
    public static HostileFile Refuse(string name, Func<byte[]> make, string words = "") => new(name, make) { Refused = words };

    /// <summary>A file that has to be read as it is.</summary>
    public static HostileFile Read(string name, Func<byte[]> make, params string[][] lines) => new(name, make) { Lines = lines };

    /// <summary>A file that is refused, or read as if nothing were odd about it.</summary>
    public static HostileFile Either(string name, Func<byte[]> make, params string[][] lines) => new(name, make) { Lines = lines, Refused = "" };

    /// <summary>Rows of which only some can come into a plan.</summary>
    public static HostileFile Rows(string name, int sound, string? problem, params string[] lines) =>
        new("rows: " + name, () => Utf8(string.Join('\n', lines))) { Sound = sound, Problem = problem, Lines = [.. lines.Select(line => line.Split(';'))] };

    /// <summary>One of a family.</summary>
    public HostileFile As(string kind) => this with { Kind = kind };
}
