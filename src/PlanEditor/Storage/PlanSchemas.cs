using PlanModel.Schema;

namespace PlanEditor.Storage;

/// <summary>The schemas that plans can be of, by their stored names.</summary>
public sealed class PlanSchemas(params IEnumerable<PlanSchema> schemas)
{
    private readonly Dictionary<string, PlanSchema> _byName = schemas.ToDictionary(schema => schema.Name, StringComparer.Ordinal);

    /// <summary>On what terms plans become final, as one text: what was derived on others is derived anew.</summary>
    public string Terms => string.Join(' ', _byName.Values.OrderBy(schema => schema.Name, StringComparer.Ordinal).Select(schema => $"{schema.Name}: {schema.Terms}"));

    /// <summary>The schema with a name.</summary>
    /// <exception cref="UnreadableLogException">This server does not know it.</exception>
    public PlanSchema this[string name] => _byName.GetValueOrDefault(name) ?? throw new UnreadableLogException($"there is no schema {name}");
}
