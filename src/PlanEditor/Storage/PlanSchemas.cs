using PlanModel.Schema;

namespace PlanEditor.Storage;

/// <summary>The schemas that plans can be of, by their stored names.</summary>
public sealed class PlanSchemas(params IEnumerable<PlanSchema> schemas)
{
    private readonly Dictionary<string, PlanSchema> _byName = schemas.ToDictionary(schema => schema.Name, StringComparer.Ordinal);

    /// <summary>The schema with a name.</summary>
    /// <exception cref="UnreadableLogException">This server does not know it.</exception>
    public PlanSchema this[string name] => _byName.GetValueOrDefault(name) ?? throw new UnreadableLogException($"there is no schema {name}");
}
