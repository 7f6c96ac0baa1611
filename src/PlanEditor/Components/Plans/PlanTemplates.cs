using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using PlanEditor.Hosting;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Schema;
using PlanModel.Schema.Vocabularies;
using PlanModel.Templates;
using PlanModel.Workflow;

namespace PlanEditor.Components.Plans;

/// <summary>
/// What a new plan can start with: the built-in templates, and the administrator's own, each a file in <c>templates/plans</c> of the data directory. docs/operating.md has its form. They are read
/// whenever somebody starts a plan, so a new one needs no restart; what could not start a plan is left out and said in the log.
/// </summary>
public sealed partial class PlanTemplates(DataDirectory data, ILogger<PlanTemplates> logger)
{
    private const int FilesMax = 20;
    private const int FileSizeBytesMax = 256 * 1024;
    private const int CommitmentsMax = 40;
    private const int StepsMax = 40;
    private const int WordsUnitsMax = 300;
    private const string Fallback = "en";

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true, MaxDepth = 8 };

    /// <summary>All of them: the administrator's first, by the names of their files.</summary>
    public ImmutableArray<PlanTemplate> Read() => [.. Own(), .. PlanTemplate.All];

    private IEnumerable<PlanTemplate> Own()
    {
        var directory = new DirectoryInfo(Path.Combine(data.Path, "templates", "plans"));
        if (!directory.Exists) yield break;
        foreach (var file in directory.EnumerateFiles("*.json").OrderBy(file => file.Name, StringComparer.Ordinal).Take(FilesMax))
        {
            PlanTemplate? template = null;
            try
            {
                template = Read(file);
            }
            catch (Exception problem) when (problem is JsonException or InvalidDataException or IOException or UnauthorizedAccessException)
            {
                Log.LeftOut(logger, file.Name, problem.Message);
            }

            if (template is not null) yield return template;
        }
    }

    private static PlanTemplate Read(FileInfo file)
    {
        if (file.Length > FileSizeBytesMax) throw new InvalidDataException($"it may have {FileSizeBytesMax / 1024} KB");
        var read = JsonSerializer.Deserialize<TemplateFile>(File.ReadAllBytes(file.FullName), Form) ?? throw new InvalidDataException("it is empty");
        if (read.Commitments.Count > CommitmentsMax || read.Commitments.Any(commitment => commitment.Steps.Count > StepsMax)) throw new InvalidDataException($"it may have {CommitmentsMax} commitments with {StepsMax} steps each");
        var template = new PlanTemplate($"file:{Path.GetFileNameWithoutExtension(file.Name)}", Line(read.Label), Line(read.Help ?? ""))
        {
            Commitments =
            [
                .. read.Commitments.Select(commitment => new StarterCommitment(commitment.Target, Words(commitment.Title), [.. commitment.Steps.Select(Words)])
                {
                    Values = [.. commitment.Values],
                    Areas = [.. commitment.ServiceAreas],
                    Disaggregation = [.. commitment.Disaggregation],
                }),
            ],
        };
        if (template.Label.Length == 0) throw new InvalidDataException("its label is empty");
        foreach (var language in Languages.OfPlans.Choices)
            if (WhyNot(template, language.Code) is { } refusal) throw new InvalidDataException($"in a plan in {Languages.EnglishName(language.Code)}: {refusal.Words}");
        return template;
    }

    /// <summary>Why no plan in a language could start with a template: a code that is not known, a title that is too long.</summary>
    private static Refusal? WhyNot(PlanTemplate template, string language)
    {
        var last = NodeId.Root.Value;
        var country = Countries.OfPlans.Choices[0].Code;
        var operations = new NewPlan(country, language, "") { Template = template }.Operations(() => new NodeId(++last));
        return NewPlan.TryMake(ActionPlan.Schema, operations, new Actor(default, Role.PlanLead, country), country, out _);
    }

    private static string Line(string? words) => words switch
    {
        null => throw new InvalidDataException("some words are null"),
        { Length: > WordsUnitsMax } => throw new InvalidDataException($"some words have more than {WordsUnitsMax} characters"),
        _ => words.Trim(),
    };

    private static StarterWords Words(Dictionary<string, string> by)
    {
        if (!by.TryGetValue(Fallback, out var english)) throw new InvalidDataException($"a title lacks “{Fallback}”, which stands in for languages that it does not have");
        return new StarterWords(Line(english), Line(by.GetValueOrDefault("es", english)), Line(by.GetValueOrDefault("bn", english)), Line(by.GetValueOrDefault("ne", english)));
    }

    private sealed record TemplateFile
    {
        public required string Label { get; init; }

        public string? Help { get; init; }

        public List<CommitmentInFile> Commitments { get; init; } = [];
    }

    private sealed record CommitmentInFile
    {
        public required string Target { get; init; }

        public required Dictionary<string, string> Title { get; init; }

        public List<Dictionary<string, string>> Steps { get; init; } = [];

        public List<string> Values { get; init; } = [];

        public List<string> ServiceAreas { get; init; } = [];

        public List<string> Disaggregation { get; init; } = [];
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The template {File} for new plans is left out: {Why}")]
        public static partial void LeftOut(ILogger logger, string file, string why);
    }
}
