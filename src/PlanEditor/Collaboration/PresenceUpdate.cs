using System.Collections.Immutable;

namespace PlanEditor.Collaboration;

/// <summary>Who came, moved or left.</summary>
/// <param name="Here">Those who came or moved.</param>
/// <param name="Gone">The presences that ended.</param>
public sealed record PresenceUpdate(ImmutableArray<PersonHere> Here, ImmutableArray<string> Gone);
