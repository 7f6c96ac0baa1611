using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PlanModel;
using PlanModel.Workflow;

namespace PlanEditor.Collaboration;

/// <summary>Opens a plan on this connection.</summary>
public sealed record OpenCall(string Plan, SessionId Session, long? After);

/// <summary>Asks for changes after a revision.</summary>
public sealed record ChangesCall(long After, int Limit);

/// <summary>Submits changes; the first was made on <paramref name="Base"/>.</summary>
public sealed record SubmitCall(long Base, ImmutableArray<SubmittedChange> Changes);

/// <summary>The heartbeat, with hashes of texts at a revision.</summary>
public sealed record CheckCall(long Revision, ImmutableArray<CheckedText> Texts);

/// <summary>A text and the hash that the client has of it.</summary>
public sealed record CheckedText(NodeId Node, string Field, uint Hash);

/// <summary>Says where the person is.</summary>
public sealed record PointCall(long Revision, NodeId? Node, string? Field, int? Anchor, int? Head);

/// <summary>The answer to <see cref="OpenCall"/>.</summary>
public sealed record OpenAnswer(
    Refusal? Refusal,
    PlanId? Plan,
    string? Slug,
    long Revision,
    RawJson? Document,
    ImmutableArray<RawJson> Changes,
    bool More,
    You? You,
    ImmutableArray<PersonHere> People) : IToldWhenWritten
{
    [JsonIgnore]
    internal Action? WhenWritten { get; init; }

    void IToldWhenWritten.Written() => WhenWritten?.Invoke();

    internal static OpenAnswer Refusing(Refusal refusal) => new(refusal, null, null, 0, null, [], false, null, []);
}

/// <summary>Who the server takes the caller for.</summary>
public sealed record You(UserId User, string Person, string Name, string Initials, int Colour, string Role, bool MayEdit, string? Why);

/// <summary>The answer to <see cref="ChangesCall"/>.</summary>
public sealed record ChangesAnswer(Refusal? Refusal, ImmutableArray<RawJson> Changes, bool More);

/// <summary>The answer to <see cref="SubmitCall"/>.</summary>
public sealed record SubmitCallAnswer(Refusal? Refusal, ChangeId? Refused, ImmutableArray<AcceptedChange> Accepted);

/// <summary>The answer to <see cref="CheckCall"/>.</summary>
public sealed record CheckAnswer(Refusal? Refusal, long Revision, bool Verified, ImmutableArray<WrongText> Wrong);

/// <summary>A text that differs from the client's, as the server has it at the asked revision.</summary>
public sealed record WrongText(NodeId Node, string Field, string Text);

/// <summary>The answer to a call that has nothing else to say.</summary>
public sealed record PlainAnswer(Refusal? Refusal);

/// <summary>Committed changes, in order.</summary>
public sealed record ChangedMessage(ImmutableArray<RawJson> Changes);

/// <summary>Who came, moved or left.</summary>
public sealed record PeopleMessage(ImmutableArray<PersonHere> Here, ImmutableArray<string> Gone);

/// <summary>The caller's rights changed.</summary>
public sealed record RightsMessage(bool MayEdit, string? Why);

/// <summary>Open again.</summary>
public sealed record ResyncMessage;

/// <summary>The connection ends.</summary>
public sealed record ClosingMessage(Refusal Refusal);
