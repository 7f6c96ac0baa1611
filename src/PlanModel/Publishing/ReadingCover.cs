using System.Collections.Immutable;
using PlanModel.Workflow;

namespace PlanModel.Publishing;

/// <summary>What stands before the first chapter.</summary>
/// <param name="Title">The plan's name.</param>
/// <param name="Country">Whose plan it is; empty while nothing says so.</param>
/// <param name="Period">"1 Jul 2017 – 30 Jun 2019"; empty while it is not known.</param>
/// <param name="State">Where the plan stands.</param>
/// <param name="IsSample">Whether it is an example and has to say so.</param>
/// <param name="Facts">All else that is said of the plan as a whole.</param>
public sealed record ReadingCover(ReadingValue Title, string Country, string Period, PlanState State, bool IsSample, ImmutableArray<ValuesLine> Facts)
{
    /// <summary>What an example has to say.</summary>
    public string SampleWords => SampleWordsOf(Country);

    /// <summary>What an example of a country, or (empty) of none, has to say.</summary>
    public static string SampleWordsOf(string country) => country.Length > 0 ? $"These are not commitments of the Government of {country}." : "Nothing in it was said or decided by anybody.";

    /// <summary>The language of the words of the period.</summary>
    public string PeriodLanguage { get; init; } = "en";

    /// <summary>What stands above the title: whose plan it is, or what else the document is.</summary>
    public string Kicker { get => Country.Length > 0 ? Country : field; init; } = "";

    /// <summary>What the state is called.</summary>
    public string StateName { get; init; } = "";

    /// <inheritdoc/>
    public bool Equals(ReadingCover? other) =>
        other is not null && Title == other.Title && Country == other.Country && Period == other.Period && State == other.State && IsSample == other.IsSample
        && Facts.SequenceEqual(other.Facts);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Title, Period, State);
}
