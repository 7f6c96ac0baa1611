using PlanModel.Documents;

namespace PlanModel.Schema.Rules;

/// <summary>Looks at a document and reports what it finds.</summary>
internal delegate void PlanRule(PlanCheck check);

/// <summary>Looks at one node, and at nothing else but its name, the needs of its fields and what <see cref="PlanSchema.Around"/> names, and reports what it finds.</summary>
internal delegate void NodeRule(PlanCheck check, Node node);
