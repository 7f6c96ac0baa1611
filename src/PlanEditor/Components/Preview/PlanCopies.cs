using System.Runtime.CompilerServices;
using PlanModel.Documents;
using PlanModel.Publishing;

namespace PlanEditor.Components.Preview;

/// <summary>The reading copy of a document, made once for all who look at it.</summary>
public static class PlanCopies
{
    private static readonly ConditionalWeakTable<Document, ReadingCopy> Known = [];

    public static ReadingCopy Of(Document document) => Known.GetValue(document, static one => ReadingCopy.Of(one));
}
