using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using PlanEditor.Import.Word;
using PlanModel.Publishing;
using PlanModel.Schema.Vocabularies;

namespace PlanEditor.Import;

/// <summary>
/// Reads files that people bring in a process of its own: this same program, started with one argument, with a small heap and a few seconds. A file made to
/// break its reader breaks that process and nothing else. The file goes in and what it says comes out through pipes; the process gets no setting and no secret.
/// </summary>
public sealed partial class FileProcess(ILogger<FileProcess> logger) : IDisposable
{
    private const string SheetArgument = "--read-sheet";
    private const string WordArgument = "--read-word";
    private const string PlanArgument = "--check-plan";
    private const string CountriesVariable = "PLAN_COUNTRIES";
    private const string WordCure = "Take out pictures and what is not of the plan, save it in Word and choose it again.";
    private const long HeapSizeBytesMax = 128 * 1024 * 1024;
    private const long PlanHeapSizeBytesMax = 176 * 1024 * 1024;
    private const int OutputSizeBytesMax = 64 * 1024 * 1024;
    private const int AtOnce = 2;

    /// <summary>What a reader may work.</summary>
    internal static readonly TimeSpan WorkMax = TimeSpan.FromSeconds(5);

    // A plan in Word is larger than any sheet, and its reader takes a second to get going.
    private static readonly TimeSpan WordWorkMax = TimeSpan.FromSeconds(15);

    // The largest plan, all of whose parts name others, is made by hundreds of thousands of operations.
    private static readonly TimeSpan PlanWorkMax = TimeSpan.FromSeconds(15);

    // How long people wait for it, on a server that has much else to do.
    private static readonly TimeSpan TimeMax = TimeSpan.FromSeconds(60);
    private static readonly string[] Inherited = ["PATH", "DOTNET_ROOT", "DOTNET_ROOT_X64", "DOTNET_ROOT_ARM64", "LD_LIBRARY_PATH", "SystemRoot", "TMPDIR", "TEMP"];

    private readonly SemaphoreSlim _few = new(AtOnce);

    /// <summary>Whether the program was started to read a file, and nothing else.</summary>
    public static bool IsAsked(string[] args) => args is [SheetArgument or WordArgument or PlanArgument];

    /// <summary>Reads the file on the standard input and writes what it says to the standard output.</summary>
    public static int Run(string[] args)
    {
        using var output = Console.OpenStandardOutput();
        AppContext.SetData(Countries.FurtherData, Environment.GetEnvironmentVariable(CountriesVariable));
        try
        {
            using var input = Console.OpenStandardInput();
            using var file = new MemoryStream();
            input.CopyTo(file);
            if (args[0] == WordArgument) WordReadingJson.Write(output, WordFileReader.Read(file.ToArray()));
            else if (args[0] == PlanArgument) PlanFileReader.Read(file.GetBuffer().AsMemory(0, (int)file.Length));
            else SheetJson.Write(output, SheetFile.Read(file.ToArray()));
        }
        catch (FileException problem)
        {
            SheetJson.WriteProblem(output, problem.Message);
        }

        return 0;
    }

    /// <summary>Reads a spreadsheet.</summary>
    /// <exception cref="FileException">It cannot be read, in words.</exception>
    public Task<Sheet> ReadSheetAsync(byte[] file, CancellationToken cancellation) => file.Length > SheetLimits.FileSizeBytesMax
        ? throw SheetFile.TooLarge
        : ReadAsync(SheetArgument, file, SheetJson.Read, WorkMax, "Copy the rows into a new workbook and save that.", cancellation);

    /// <summary>Reads a Word file.</summary>
    /// <exception cref="FileException">It cannot be read, in words.</exception>
    public Task<WordReading> ReadWordAsync(byte[] file, CancellationToken cancellation) => file.Length > WordLimits.FileSizeBytesMax
        ? throw WordFileReader.TooLarge
        : ReadAsync(WordArgument, file, WordReadingJson.Read, WordWorkMax, WordCure, cancellation);

    /// <summary>Reads the JSON file of a whole plan. It is read here only after the other process has read all of it and made the plan that it holds.</summary>
    /// <exception cref="FileException">It cannot start a plan, in words.</exception>
    public Task<PlanFile> ReadPlanAsync(byte[] file, CancellationToken cancellation) => file.Length > PlanFile.SizeBytesMax
        ? throw PlanFileReader.TooLarge
        : ReadAsync(PlanArgument, file, said => PlanFileReader.ReadChecked(said, file), PlanWorkMax, "Save the plan’s JSON again under Export and choose that.", cancellation);

    /// <summary>Compares what was read of a Word file, in this process: as few at once as files are read, and not for ever.</summary>
    /// <param name="compare">What compares; it runs elsewhere than its caller, and ends when it is told to.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="FileException">It takes too long, in words.</exception>
    public Task<T> CompareWordAsync<T>(Func<CancellationToken, Task<T>> compare, CancellationToken cancellation) =>
        InTurnAsync(time => Task.Run(() => compare(time), time), WordCure, cancellation);

    public void Dispose() => _few.Dispose();

    private Task<T> ReadAsync<T>(string argument, byte[] file, Func<ReadOnlyMemory<byte>, T> read, TimeSpan workMax, string cure, CancellationToken cancellation) =>
        InTurnAsync(time => ReadInProcessAsync(argument, file, read, workMax, cure, time), cure, cancellation);

    private async Task<T> InTurnAsync<T>(Func<CancellationToken, Task<T>> work, string cure, CancellationToken cancellation)
    {
        await _few.WaitAsync(cancellation);
        try
        {
            using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            time.CancelAfter(TimeMax);
            return await work(time.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw TooLong(cure);
        }
        finally
        {
            _few.Release();
        }
    }

    private async Task<T> ReadInProcessAsync<T>(string argument, byte[] file, Func<ReadOnlyMemory<byte>, T> read, TimeSpan workMax, string cure, CancellationToken cancellation)
    {
        Process? process = null;
        WorkLimit? limit = null;
        try
        {
            process = Process.Start(NewStart(argument)) ?? throw new FileException("The file could not be read just now. Try again.");
            limit = new WorkLimit(process, workMax);
            var output = ReceiveAsync(process, cancellation);
            // What it complains of is not kept; a full pipe would hold it up.
            await Task.WhenAll(SendAsync(process, file, cancellation), output, process.StandardError.BaseStream.CopyToAsync(Stream.Null, cancellation));
            await process.WaitForExitAsync(cancellation);
            if (process.ExitCode == 0) return read(await output);
            if (limit.IsReached) throw TooLong(cure);
            Log.Broken(logger, process.ExitCode, file.Length);
        }
        catch (Exception problem) when (problem is Win32Exception or JsonException or IOException)
        {
            Log.Failed(logger, file.Length, problem);
            if (limit is { IsReached: true }) throw TooLong(cure);
        }
        finally
        {
            limit?.Dispose();
            End(process);
        }

        throw new FileException($"The file cannot be read: it is damaged, or much larger inside than it looks. {cure}");
    }

    private static FileException TooLong(string cure) => new($"The file takes too long to read. {cure}");

    private static async Task SendAsync(Process process, byte[] file, CancellationToken cancellation)
    {
        await process.StandardInput.BaseStream.WriteAsync(file, cancellation);
        process.StandardInput.Close();
    }

    /// <summary>What it says, up to a limit: a small file can make it say gigabytes, and those would be kept here.</summary>
    /// <exception cref="IOException">It says more.</exception>
    private static async Task<ReadOnlyMemory<byte>> ReceiveAsync(Process process, CancellationToken cancellation)
    {
        var output = new MemoryStream();
        var piece = new byte[80 * 1024];
        while (await process.StandardOutput.BaseStream.ReadAsync(piece, cancellation) is > 0 and var count)
        {
            if (output.Length + count > OutputSizeBytesMax)
            {
                // It would wait to be heard.
                process.Kill();
                throw new IOException($"it says more than {OutputSizeBytesMax} bytes");
            }

            await output.WriteAsync(piece.AsMemory(0, count), cancellation);
        }

        return output.GetBuffer().AsMemory(0, (int)output.Length);
    }

    private static void End(Process? process)
    {
        if (process is null) return;
        try
        {
            if (!process.HasExited) process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It ended by itself just now.
        }

        process.Dispose();
    }

    private static ProcessStartInfo NewStart(string argument)
    {
        // The program may be run by "dotnet PlanEditor.dll", by its own executable, or inside a test.
        var assembly = typeof(FileProcess).Assembly.Location;
        var host = Environment.ProcessPath!;
        var isOwn = assembly.Length == 0 || IsCalled(host, Path.GetFileNameWithoutExtension(assembly));
        var isDotnet = IsCalled(host, "dotnet");
        var start = new ProcessStartInfo(isOwn || isDotnet ? host : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        if (!isOwn) start.ArgumentList.Add(assembly);
        start.ArgumentList.Add(argument);
        start.Environment.Clear();
        foreach (var name in Inherited)
            if (Environment.GetEnvironmentVariable(name) is { } value) start.Environment[name] = value;
        if (AppContext.GetData(Countries.FurtherData) is string further) start.Environment[CountriesVariable] = further;
        start.Environment["DOTNET_GCHeapHardLimit"] = (argument == PlanArgument ? PlanHeapSizeBytesMax : HeapSizeBytesMax).ToString("x", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        return start;
    }

    private static bool IsCalled(string path, string program) =>
        Path.GetFileName(path) is var name && (name == program || string.Equals(name, program + ".exe", StringComparison.OrdinalIgnoreCase));

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "A file of {SizeBytes} bytes broke the process that read it: it ended with {ExitCode}")]
        public static partial void Broken(ILogger logger, int exitCode, int sizeBytes);

        [LoggerMessage(LogLevel.Warning, "A file of {SizeBytes} bytes could not be read")]
        public static partial void Failed(ILogger logger, int sizeBytes, Exception problem);
    }
}
