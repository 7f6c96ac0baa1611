using System.Globalization;
using System.Text.RegularExpressions;

namespace PlanEditor.FaultTests;

/// <summary>Tells a disk what a process asked of the kernel, as strace wrote it down. A call that lasts is in it twice: where it begins and where it ends.</summary>
internal sealed partial class DiskTrace(string directory)
{
    private const int WriteBytesMax = 16 * 1024 * 1024;

    private readonly string _within = Escape(directory);
    private readonly Dictionary<string, Asked> _lasting = [];

    public UnsyncedDisk Disk { get; } = new(directory);

    /// <summary>Whether the process ended while it asked something: then nobody can say whether that was done.</summary>
    public bool Interrupted => _lasting.Count > 0;

    /// <summary>A command that also writes down what another asks of the disk. Its process is the other's.</summary>
    public static string[] Command(string trace, IEnumerable<string> command) =>
    [
        "strace", "-D", "-f", "--seccomp-bpf", "-y", "-xx", "-s", WriteBytesMax.ToString(CultureInfo.InvariantCulture), "-o", trace, "-e",
        "trace=open,openat,creat,write,pwrite64,writev,pwritev,pwritev2,truncate,ftruncate,fallocate,rename,renameat,renameat2,link,linkat,symlink,symlinkat,unlink,unlinkat,copy_file_range,sendfile,fsync,fdatasync",
        .. command,
    ];

    /// <summary>Reads the trace of a process that has ended.</summary>
    /// <param name="trace">The file that <see cref="Command"/> names.</param>
    /// <param name="process">The process.</param>
    public async Task ReadAsync(string trace, int process)
    {
        // Whoever writes it down ends after it.
        await Until.TrueAsync(() => IsWhole(trace, process), FaultRun.Within(30), "the trace is whole");
        foreach (var line in File.ReadLines(trace))
        {
            var thread = line[..line.IndexOf(' ', StringComparison.Ordinal)];
            if (line.Contains(" resumed>", StringComparison.Ordinal))
            {
                if (_lasting.Remove(thread, out var asked)) End(asked, thread, line);
            }
            else if (line.Contains(_within, StringComparison.Ordinal) && Call().Match(line) is { Success: true } call)
            {
                var asked = new Asked(call.Groups["name"].Value, call.Groups["arguments"].Value.Split(", "));
                asked.Done = Begin(asked.Name, asked.Arguments);
                if (call.Groups["result"].Success) End(asked, thread, line);
                else _lasting[thread] = asked;
            }
        }
    }

    private static bool IsWhole(string trace, int process)
    {
        using var file = new FileStream(trace, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Position = Math.Max(0, file.Length - 200);
        using var reader = new StreamReader(file);
        return LastLine().Match(reader.ReadToEnd()) is { Success: true } last && last.Groups["process"].Value == process.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A write is seen by others at once; all else when it has ended.</summary>
    /// <returns>What holds then.</returns>
    private Action Begin(string name, string[] arguments)
    {
        switch (name)
        {
            case "write" or "pwrite64":
                // Where a file without a place is written to is its end: the comparison with what is there says when it was not.
                if (arguments[1].EndsWith("...", StringComparison.Ordinal)) throw new InvalidOperationException("the trace has only the beginning of a write");
                Disk.Write(PathIn(arguments[0]), name == "write" ? null : Number(arguments[3]), Unescape(arguments[1]));
                return () => { };
            case "ftruncate":
                return () => Disk.Truncate(PathIn(arguments[0]), Number(arguments[1]));
            case "open" or "openat":
                var (path, flags) = name == "open" ? (arguments[0], arguments[1]) : (arguments[1], arguments[2]);
                return () =>
                {
                    if (flags.Contains("O_CREAT", StringComparison.Ordinal)) Disk.Create(PathIn(path));
                    if (flags.Contains("O_TRUNC", StringComparison.Ordinal)) Disk.Truncate(PathIn(path), 0);
                };
            case "unlink":
                return () => Disk.Remove(PathIn(arguments[0]));
            case "unlinkat":
                return () => Disk.Remove(PathIn(arguments[1]));
            case "rename":
                return () => Disk.Move(PathIn(arguments[0]), PathIn(arguments[1]));
            case "renameat" or "renameat2":
                return () => Disk.Move(PathIn(arguments[1]), PathIn(arguments[3]));
            case "link":
                return () => Disk.Link(PathIn(arguments[0]), PathIn(arguments[1]));
            case "fsync" or "fdatasync":
                return Disk.Sync(PathIn(arguments[0]));
            default:
                throw new NotSupportedException($"{name} is not one of the calls that this knows what they do to a disk");
        }
    }

    private void End(Asked asked, string thread, string line)
    {
        var result = line[(line.LastIndexOf(" = ", StringComparison.Ordinal) + 3)..];
        if (result.StartsWith('?')) _lasting[thread] = asked;
        else if (result[0] != '-') asked.Done();
        else if (asked.Name is "write" or "pwrite64") throw new InvalidOperationException($"a write failed: {result}");
    }

    private static long Number(string argument) => long.Parse(argument.TrimEnd(' '), NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>A path, as it stands in quotes or behind a descriptor.</summary>
    private static string PathIn(string argument) => System.Text.Encoding.UTF8.GetString(Unescape(argument));

    private static string Escape(string text) => string.Concat(System.Text.Encoding.UTF8.GetBytes(text).Select(one => $"\\x{one:x2}"));

    // Everything in a trace is \xHH.
    private static byte[] Unescape(string argument)
    {
        var from = argument.IndexOf('\\', StringComparison.Ordinal);
        return from < 0 ? [] : Convert.FromHexString(argument[from..(argument.LastIndexOf('\\') + 4)].Replace("\\x", "", StringComparison.Ordinal));
    }

    private sealed class Asked(string name, string[] arguments)
    {
        public string Name => name;

        public string[] Arguments => arguments;

        public Action Done { get; set; } = () => { };
    }

    [GeneratedRegex(@"\n(?<process>\d+) +\+\+\+ .* \+\+\+\n\z")]
    private static partial Regex LastLine();

    [GeneratedRegex(@"^\d+ +(?<name>\w+)\((?<arguments>.*?)( <unfinished \.\.\.>|\) +(?<result>= .*))$")]
    private static partial Regex Call();
}
