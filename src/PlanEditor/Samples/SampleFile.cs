using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PlanEditor.Samples;

/// <summary>A sample plan as it is written down: the first version of each part, and what was changed afterwards.</summary>
public sealed record SampleFile(
    string Slug, string Country, string Language, string? WorkingLanguage, string State, bool OpenToPeers, ImmutableArray<SampleNode> Nodes, ImmutableArray<SampleEdit> Edits)
{
    private const string Folder = "Samples/";
    private const string ReviewFolder = "SampleReviews/";

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>What was said of it, suggested and named.</summary>
    [JsonIgnore]
    public SampleReview Review { get; private init; } = SampleReview.None;

    /// <summary>The sample plans that come with the app, by slug.</summary>
    public static IReadOnlyList<SampleFile> ReadAll() =>
    [
        .. typeof(SampleFile).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(Read<SampleFile>)
            .Select(file => file with { Review = Read<SampleReview>($"{ReviewFolder}{file.Slug}.json") }),
    ];

    private static T Read<T>(string name)
    {
        using var stream = typeof(SampleFile).Assembly.GetManifestResourceStream(name) ?? throw new InvalidDataException($"there is no {name}");
        return JsonSerializer.Deserialize<T>(stream, Strict) ?? throw new InvalidDataException($"{name} is empty");
    }
}

/// <summary>A part of a sample plan. References are written "@key".</summary>
/// <param name="Key">Names the part within the file.</param>
/// <param name="Kind">The kind's key.</param>
/// <param name="By">Key of the account that wrote it; the parent's when null.</param>
/// <param name="At">When; the parent's when null.</param>
/// <param name="Fields">The values by field.</param>
/// <param name="Children">What stands under it, in order.</param>
/// <param name="Parent">For a part that was added later: the part it stands under.</param>
/// <param name="After">For a part that was added later: the sibling before it; at the end when null.</param>
public sealed record SampleNode(
    string Key, string Kind, string? By, DateTimeOffset? At, ImmutableDictionary<string, JsonElement>? Fields, ImmutableArray<SampleNode>? Children, string? Parent, string? After);

/// <summary>
/// A later change to a sample plan: exactly one thing, told by which members are there. <c>Text</c> takes the place of <c>Words</c>, or, without them, of all of the text. Of what is only
/// suggested, the suggestion says when and by whom.
/// </summary>
public sealed record SampleEdit(
    DateTimeOffset At,
    string By,
    string? Node,
    string? Field,
    string? Text,
    string? Words,
    JsonElement? Value,
    string? Add,
    string? Remove,
    bool Move,
    string? Parent,
    string? After,
    bool RemoveNode,
    bool RestoreNode,
    SampleNode? Insert,
    string? State,
    string? Note,
    bool Approve);
