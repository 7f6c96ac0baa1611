namespace PlanModel.Sdg;

/// <summary>A global indicator of one of the four core targets.</summary>
/// <param name="Code">The code as the United Nations writes it: "16.10.2".</param>
/// <param name="Target">The code of its target: "16.10".</param>
/// <param name="Name">The official name, in English.</param>
public sealed record SdgIndicator(string Code, string Target, SdgWords Name)
{
    /// <summary>The concept in the United Nations' vocabulary, as that vocabulary forms the addresses of targets.</summary>
    public Uri Concept => new($"http://metadata.un.org/sdg/{Code}");
}
