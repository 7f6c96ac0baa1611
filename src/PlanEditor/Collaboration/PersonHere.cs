using PlanModel;

namespace PlanEditor.Collaboration;

/// <summary>Somebody in a plan, and where.</summary>
/// <param name="Person">The id of this presence: one for each page or run.</param>
/// <param name="User">The account.</param>
/// <param name="Name">How others see this person.</param>
/// <param name="Initials">Two letters for the avatar.</param>
/// <param name="Colour">1 to 8.</param>
/// <param name="Node">The node looked at, if any.</param>
/// <param name="Field">The text that holds the caret, if any.</param>
/// <param name="Anchor">Where the selection starts, in UTF-16 units of the text at <paramref name="Revision"/>.</param>
/// <param name="Head">Where the caret is.</param>
/// <param name="Revision">The revision that the positions are of.</param>
public sealed record PersonHere(string Person, UserId User, string Name, string Initials, int Colour, NodeId? Node, string? Field, int? Anchor, int? Head, long Revision);
