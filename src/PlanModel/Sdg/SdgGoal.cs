namespace PlanModel.Sdg;

/// <summary>One of the seventeen Sustainable Development Goals.</summary>
/// <param name="Number">1 to 17.</param>
/// <param name="Colour">The goal's colour as "#00689D".</param>
/// <param name="Name">The short name: "Peace, justice and strong institutions".</param>
/// <param name="Title">The goal as adopted.</param>
public sealed record SdgGoal(int Number, string Colour, SdgWords Name, SdgWords Title)
{
    /// <summary>The concept in the United Nations' vocabulary.</summary>
    public Uri Concept => new($"http://metadata.un.org/sdg/{Number}");
}
