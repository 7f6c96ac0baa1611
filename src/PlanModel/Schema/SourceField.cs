using PlanModel.Documents;
using PlanModel.Exchange;

namespace PlanModel.Schema;

/// <summary>Where a part was taken over from. It comes with the part; nobody types it.</summary>
public sealed class SourceField : Field
{
    /// <summary>A field of this key.</summary>
    public SourceField(string key, string label) : base(key, label) => Fixed = true;

    /// <summary>The source; null: none, or one that cannot be read.</summary>
    public PartSource? Read(Node node) => PartSource.Read(node.Scalar(Key)?.Text);

    /// <inheritdoc/>
    public override string? Problem(Document document, Scalar value) => PartSource.Read(value.Text) is null ? $"{Label} takes a source as the format of plans has it" : null;

    /// <inheritdoc/>
    public override string Show(Document document, Scalar value) => PartSource.Read(value.Text)?.Words ?? base.Show(document, value);
}
