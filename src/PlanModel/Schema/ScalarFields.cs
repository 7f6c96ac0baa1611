using System.Collections.Immutable;
using System.Globalization;
using PlanModel.Documents;
using PlanModel.Text;

namespace PlanModel.Schema;

/// <summary>A day, stored as "yyyy-MM-dd".</summary>
public sealed class DateField : Field
{
    /// <summary>A day.</summary>
    public DateField(string key, string label) : base(key, label) =>
        AsWritten = new LineField($"{key}Label", $"{label}, as it is written here") { Beside = this };

    /// <summary>The day as the country's own calendar has it: free words, for readers. What is computed follows from the day.</summary>
    public LineField AsWritten { get; }

    /// <summary>The first day that is taken.</summary>
    public static DateOnly Earliest { get; } = new(1900, 1, 1);

    /// <summary>The last day that is taken.</summary>
    public static DateOnly Latest { get; } = new(2199, 12, 31);

    /// <summary>The day, or null when there is none (or one that cannot be read).</summary>
    public DateOnly? Read(Node node) => node.Scalar(Key)?.Text is { } text && TryParse(text, out var day) ? day : null;

    /// <summary>The stored form of a day.</summary>
    public static Scalar? Write(DateOnly? day) => day is { } value ? Scalar.Of(value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) : null;

    /// <summary>A day as the screens write it: "31 Jul 2018". A plan that is read has its own way: <see cref="Publishing.DocumentDigits"/>.</summary>
    public static string Words(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override string? Problem(Document document, Scalar value) =>
        value.Text is { } text && TryParse(text, out var day) && day >= Earliest && day <= Latest
            ? null
            : $"{Label} takes a day from 1900 to 2199, written as 2018-07-31";

    /// <inheritdoc/>
    public override string Show(Document document, Scalar value) =>
        value.Text is { } text && TryParse(text, out var day) ? Words(day) : base.Show(document, value);

    private static bool TryParse(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}

/// <summary>A few free words that are set as one value.</summary>
public sealed class LineField(string key, string label) : Field(key, label)
{
    /// <summary>The most that is taken, in UTF-16 units.</summary>
    public const int LengthMax = 80;

    /// <summary>The words, or null.</summary>
    public string? Read(Node node) => node.Scalar(Key)?.Text;

    /// <inheritdoc/>
    public override string? Problem(Document document, Scalar value) =>
        value.Text is not { Length: > 0 and <= LengthMax } text || text.Trim() != text || text.Contains('\n', StringComparison.Ordinal)
            ? $"{Label} takes words of at most {LengthMax} characters, without spaces around them"
            : TextGate.Problem(text);
}

/// <summary>One code of a fixed list.</summary>
public sealed class ChoiceField(string key, string label, ChoiceList choices) : Field(key, label)
{
    /// <summary>What may be chosen.</summary>
    public ChoiceList Choices { get; } = choices;

    /// <summary>The stored code, or null.</summary>
    public string? Read(Node node) => node.Scalar(Key)?.Text;

    /// <summary>The label of the code as the title of its node.</summary>
    internal string AsTitle(Document document, Node node) => Read(node) is { } code ? Choices.Label(code) : "";

    /// <inheritdoc/>
    public override string? Problem(Document document, Scalar value) =>
        value.Text is { } code && Choices.Find(code) is not null ? null : $"{Label} takes one of: {string.Join(", ", Choices.Choices.Select(choice => choice.Code))}";

    /// <inheritdoc/>
    public override string Show(Document document, Scalar value) => value.Text is { } code ? Choices.Label(code) : base.Show(document, value);
}

/// <summary>A number.</summary>
public sealed class NumberField(string key, string label) : Field(key, label)
{
    private static readonly NumberFormatInfo Lakhs = NumberFormatInfo.ReadOnly(new NumberFormatInfo { NumberGroupSizes = [3, 2] });
    private static readonly NumberFormatInfo DecimalComma = NumberFormatInfo.ReadOnly(new NumberFormatInfo { NumberGroupSeparator = ".", NumberDecimalSeparator = "," });

    /// <summary>The smallest number that is taken.</summary>
    public decimal Least { get; init; } = -1_000_000_000_000_000m;

    /// <summary>The largest number that is taken.</summary>
    public decimal Most { get; init; } = 1_000_000_000_000_000m;

    /// <summary>Whether only whole numbers are taken.</summary>
    public bool Whole { get; init; }

    /// <summary>Whether it counts years, which people write without marks for thousands.</summary>
    public bool Year { get; init; }

    /// <summary>The number, or null.</summary>
    public decimal? Read(Node node) => node.Scalar(Key)?.Number;

    /// <summary>How a document writes numbers: in lakhs in Bangladesh and Nepal (48,00,000), with a comma before the decimals in the Spanish of Uruguay (4.800.000,5), else as 4,800,000.5.</summary>
    public static NumberFormatInfo FormatOf(Document document) => ActionPlan.Plan.Country.Read(document.Root) switch
    {
        "BD" or "NP" => Lakhs,
        "UY" when TextLanguage.OfPlan(document) == "es" => DecimalComma,
        _ => NumberFormatInfo.InvariantInfo,
    };

    /// <inheritdoc/>
    public override string Show(Document document, Scalar value) =>
        value.Number is not { } number ? base.Show(document, value) : Year ? number.ToString("0", CultureInfo.InvariantCulture) : number.ToString("#,0.############", FormatOf(document));

    /// <inheritdoc/>
    public override string? Problem(Document document, Scalar value) =>
        value.Number is { } number && number >= Least && number <= Most && (!Whole || decimal.IsInteger(number))
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{Label} takes a {(Whole ? "whole number" : "number")} from {Least} to {Most}");

}

/// <summary>Yes or no.</summary>
public sealed class FlagField(string key, string label) : Field(key, label)
{
    /// <summary>What an empty field means.</summary>
    public bool Default { get; init; }

    /// <summary>Yes or no; <see cref="Default"/> when nothing was chosen.</summary>
    public bool Read(Node node) => node.Scalar(Key)?.Flag ?? Default;

    /// <inheritdoc/>
    public override string? Problem(Document document, Scalar value) => value.Flag is null ? $"{Label} takes true or false" : null;
}

/// <summary>An address on the web: http, https or ftp, absolute.</summary>
public sealed class UrlField(string key, string label) : Field(key, label)
{
    /// <summary>The longest address that is taken, in UTF-16 units.</summary>
    public const int LengthMax = 2_000;

    /// <summary>The address as it was typed, or null.</summary>
    public string? Read(Node node) => node.Scalar(Key)?.Text;

    /// <inheritdoc/>
    public override string? Problem(Document document, Scalar value) =>
        value.Text is { } text && TextGate.Problem(text) is { } problem ? problem
        : value.Text is { } address && IsAddress(address) ? null
        : $"{Label} takes an address that starts with https://, http:// or ftp://";

    /// <summary>Whether a text is an address that is taken.</summary>
    internal static bool IsAddress(string text) =>
        text.Length <= LengthMax && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
        && TextGate.Problem(text) is null && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "ftp" && uri.Host.Length > 0;
}

/// <summary>Another node of the same plan.</summary>
public sealed class ReferenceField(string key, string label, params string[] kinds) : Field(key, label)
{
    /// <summary>The kinds of node that may be referred to.</summary>
    public ImmutableArray<string> Kinds { get; } = [.. kinds];

    /// <inheritdoc/>
    public override bool RefersToNodes => true;

    /// <inheritdoc/>
    internal override IEnumerable<string> ReferencesIn(Node node) => node.Scalar(Key)?.Text is { } text ? [text] : [];

    /// <summary>The node, or null.</summary>
    public NodeId? Read(Node node) => node.Scalar(Key)?.Text is { } text && NodeId.TryParse(text, out var id) ? id : null;

    /// <inheritdoc/>
    public override string? Problem(Document document, Scalar value) => value.Text is { } text ? ReferenceProblem(document, text, Kinds, Label) : $"{Label} takes the id of a node";

    /// <inheritdoc/>
    public override string Show(Document document, Scalar value) => value.Text is { } text ? NodeTitle(document, text) : base.Show(document, value);

    internal static string NodeTitle(Document document, string text) =>
        NodeId.TryParse(text, out var id) && document.Find(id) is { } node ? document.Title(node) : text;

    internal static string? ReferenceProblem(Document document, string text, ImmutableArray<string> kinds, string label) =>
        NodeId.TryParse(text, out var id) && document.Find(id) is { } node && kinds.Contains(node.Kind.Key)
            ? null
            : $"{label} takes the id of: {string.Join(", ", kinds)}";
}
