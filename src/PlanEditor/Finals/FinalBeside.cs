using System.Collections.Immutable;
using System.Text.Json;
using PlanModel.Documents;
using PlanModel.Schema;

namespace PlanEditor.Finals;

/// <summary>What is said of a final after it was published, beside its files, which stay what they are.</summary>
/// <param name="Unpublished">When an administrator took it off the public pages; null: it is there.</param>
/// <param name="Errata">What was found wrong in it since.</param>
public sealed record FinalBeside(DateTimeOffset? Unpublished, ImmutableArray<PublicErratum> Errata)
{
    public static FinalBeside None { get; } = new(null, []);

    /// <summary>What a plan says of one of its versions, without who said it.</summary>
    public static FinalBeside Of(Document document, int version) => new(
        document.Standing.UnpublishedOf(version)?.Stamp.At,
        [
            .. document.Standing.Errata.Where(erratum => erratum.Version == version).Select(erratum => new PublicErratum(
                document.Find(erratum.Node) is { } node ? document.Name(node) : "", erratum.Text, TextLanguage.Of(document, erratum.Text), erratum.Noted.At)),
        ]);

    public static FinalBeside Read(byte[] utf8) => JsonSerializer.Deserialize<FinalBeside>(utf8, JsonSerializerOptions.Web) ?? None;

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, JsonSerializerOptions.Web);

    public bool Equals(FinalBeside? other) => other is not null && Unpublished == other.Unpublished && Errata.SequenceEqual(other.Errata);

    public override int GetHashCode() => HashCode.Combine(Unpublished, Errata.Length);
}

/// <summary>What is wrong in a final, and what is right.</summary>
/// <param name="Part">The part, in words.</param>
/// <param name="Text">What was said.</param>
/// <param name="Language">Its language.</param>
/// <param name="At">When.</param>
public sealed record PublicErratum(string Part, string Text, string Language, DateTimeOffset At);
