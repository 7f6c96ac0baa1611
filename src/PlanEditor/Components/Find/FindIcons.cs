using PlanModel.Schema;

namespace PlanEditor.Components.Find;

/// <summary>The icons by which kinds of part are told apart.</summary>
public static class FindIcons
{
    public static string Of(NodeKind kind) => kind.Key switch
    {
        "commitment" => "flag",
        "milestone" => "cal",
        "sdgMapping" or "indicator" or "objective" => "target",
        "dataset" or "distribution" => "data",
        "organisation" => "org",
        "vulnerableGroup" or "intermediary" or "contact" or "consultationEvent" => "people",
        _ => "doc",
    };
}
