namespace PlanModel.Schema.Rules;

/// <summary>Looks at a document and reports what it finds.</summary>
internal delegate void PlanRule(PlanCheck check);
