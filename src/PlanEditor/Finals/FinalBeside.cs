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
    /// <summary>Why it was taken off, in the words that were given; empty: it was not, or nobody knows.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Files that were lost and made anew and have other bytes now, as they were published first.</summary>
    public ImmutableArray<FirstFile> Remade { get; init; } = [];

    public static FinalBeside None { get; } = new(null, []);

    /// <summary>What a plan says of one of its versions, without who said it.</summary>
    /// <param name="document">The plan as it is now.</param>
    /// <param name="version">The version.</param>
    /// <param name="final">The plan as it was published: parts are called what they are called there, never as a later draft calls them.</param>
    public static FinalBeside Of(Document document, int version, Document final)
    {
        var gone = document.Standing.UnpublishedOf(version);
        var errata = document.Standing.Errata.Where(erratum => erratum.Version == version).Select(erratum =>
        {
            var part = final.Find(erratum.Node) ?? final.Root;
            return new PublicErratum(final.Name(part), erratum.Text, TextLanguage.Of(final, erratum.Text), erratum.Noted.At) { Title = final.Title(part), TitleLanguage = TextLanguage.OfTitle(final, part) };
        });
        return new FinalBeside(gone?.Stamp.At, [.. errata]) { Reason = gone?.Reason ?? "" };
    }

    /// <summary>What cannot be read: nobody knows whether it may be shown, so it is not.</summary>
    public static FinalBeside Unreadable { get; } = new(DateTimeOffset.MinValue, []);

    /// <exception cref="JsonException">It is not what <see cref="Write"/> wrote.</exception>
    public static FinalBeside Read(byte[] utf8) => JsonSerializer.Deserialize<FinalBeside>(utf8, JsonSerializerOptions.Web) is { Errata.IsDefault: false, Remade.IsDefault: false } beside ? beside : throw new JsonException("it has no errata");

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, JsonSerializerOptions.Web);

    public bool Equals(FinalBeside? other) => other is not null && Unpublished == other.Unpublished && Reason == other.Reason && Errata.SequenceEqual(other.Errata) && Remade.SequenceEqual(other.Remade);

    public override int GetHashCode() => HashCode.Combine(Unpublished, Errata.Length);
}

/// <summary>What is wrong in a final, and what is right.</summary>
/// <param name="Part">The part, in words.</param>
/// <param name="Text">What was said.</param>
/// <param name="Language">Its language.</param>
/// <param name="At">When.</param>
public sealed record PublicErratum(string Part, string Text, string Language, DateTimeOffset At)
{
    /// <summary>The part's title, which stands in <see cref="Part"/> where it has no number.</summary>
    public string Title { get; init; } = "";

    /// <summary>Its language; null: it is words of the schema.</summary>
    public string? TitleLanguage { get; init; }
}
