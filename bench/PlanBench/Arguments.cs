using System.Globalization;

namespace PlanBench;

/// <summary>What follows the name of a bench: <c>--json</c>, <c>--clients 100</c>.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> _values = [];

    /// <summary>The switch that makes the result one line of JSON.</summary>
    public bool Json => _values.ContainsKey("json");

    /// <param name="args">As they were given.</param>
    /// <param name="known">The names that there are; those with <c>=</c> at their end take a value.</param>
    /// <exception cref="ArgumentException">There is another, or a value is missing.</exception>
    public static Arguments Of(string[] args, params string[] known)
    {
        var read = new Arguments();
        for (var at = 0; at < args.Length; at++)
        {
            var name = args[at].StartsWith("--", StringComparison.Ordinal) ? args[at][2..] : "";
            if (known.Contains(name)) read._values[name] = "";
            else if (!known.Contains(name + "=")) throw new ArgumentException($"unknown argument {args[at]}");
            else if (++at == args.Length) throw new ArgumentException($"--{name} needs a value");
            else read._values[name] = args[at];
        }

        return read;
    }

    public string? Text(string name) => _values.GetValueOrDefault(name);

    public int Number(string name, int otherwise) =>
        Text(name) is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
        : throw new ArgumentException($"--{name} is a number from 1, not {text}");
}
