using System.Text.Json;
using PlanModel.Documents;
using PlanModel.Text;
using PlanModel.Workflow;

namespace PlanModel.Operations;

/// <summary>Gives the plan as it is now a name, to find it again: "After the consultation". The version is the revision that the change makes. A name stays: it cannot be taken back.</summary>
/// <param name="Title">Its name, unlike those of the plan's other versions.</param>
/// <param name="Note">What to know of it; may be empty.</param>
public sealed record NameVersion(string Title, string Note) : Operation
{
    /// <summary>The longest name, in UTF-16 units.</summary>
    public const int TitleLengthMax = 80;

    /// <summary>The longest note, in UTF-16 units.</summary>
    public const int NoteUnitsMax = 2_000;

    /// <summary>How many versions of one plan have names.</summary>
    public const int CountMax = 1_000;

    /// <summary>The written name.</summary>
    public const string OperationName = "nameVersion";

    /// <inheritdoc/>
    public override string Name => OperationName;

    /// <inheritdoc/>
    public override PlanAct Act => PlanAct.NameVersion;

    /// <inheritdoc/>
    public override OperationTarget Target => new(null, "version", null, Title);

    /// <inheritdoc/>
    public override Refusal? Check(Document document) =>
        Title.Trim() != Title || Title.Length is < 1 or > TitleLengthMax || Title.Contains('\n', StringComparison.Ordinal) ? new Refusal(RefusalCode.BadValue, $"A version's name has 1 to {TitleLengthMax} characters in one line.")
        : Note.Length > NoteUnitsMax ? new Refusal(RefusalCode.TooLong, $"A version's note has at most {NoteUnitsMax:N0} characters.")
        : (TextGate.Problem(Title) ?? TextGate.Problem(Note)) is { } problem ? new Refusal(RefusalCode.BadText, problem + ".")
        : document.Versions.Contains(Title) ? new Refusal(RefusalCode.BadValue, $"There is a version “{Title}” already. Give this one another name.")
        : document.Versions.Count >= CountMax ? new Refusal(RefusalCode.TooMany, $"A plan has at most {CountMax} named versions.")
        : null;

    /// <inheritdoc/>
    public override Document Apply(Document document) => document.WithVersion(Title);

    /// <inheritdoc/>
    public override Operation? Invert(Document before) => null;

    /// <inheritdoc/>
    public override Operation Rebase(Operation over, bool before) => this;

    /// <inheritdoc/>
    public override string Label(Document document) => $"named this version “{Title}”";

    internal override void WriteMembers(Utf8JsonWriter writer)
    {
        writer.WriteString("title"u8, Title);
        writer.WriteString("note"u8, Note);
    }

    internal static Operation? Read(OperationMembers members) => members is { Title: { } title, Note: { } note } ? new NameVersion(title, note) : null;
}
