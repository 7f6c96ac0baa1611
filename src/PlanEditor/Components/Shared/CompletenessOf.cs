using System.Runtime.CompilerServices;
using PlanModel.Documents;
using PlanModel.Schema;

namespace PlanEditor.Components.Shared;

/// <summary>What stands between a document and final, computed once for all who look at the same document.</summary>
public static class CompletenessOf
{
    private static readonly ConditionalWeakTable<Document, Completeness> Known = [];

    public static Completeness Get(Document document) => Known.GetValue(document, Completeness.Of);
}
