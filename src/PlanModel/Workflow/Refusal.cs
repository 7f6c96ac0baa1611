using System.Text.Json.Serialization;

namespace PlanModel.Workflow;

/// <summary>Why an operation or a call was not done: a value, not an exception. The list of codes is closed; docs/protocol.md explains each.</summary>
/// <param name="Code">The code that programs read.</param>
/// <param name="Words">One or two sentences for people: what was wrong and what would be right.</param>
/// <param name="Node">The node it is about, if it is about one.</param>
/// <param name="Field">The key of the field it is about, if it is about one.</param>
public sealed record Refusal(
    RefusalCode Code,
    string Words,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] NodeId? Node = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Field = null)
{
    /// <summary>How long to wait before the next try, for <see cref="RefusalCode.TooFast"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? RetryAfterMs { get; init; }
}

/// <summary>The codes of refusals, written in lower camel.</summary>
[JsonConverter(typeof(RefusalCodeConverter))]
public enum RefusalCode
{
    /// <summary>The message is not of the documented form.</summary>
    Malformed,

    /// <summary>No such plan, or not for this person.</summary>
    NotFound,

    /// <summary>The role may not do this.</summary>
    NotAllowed,

    /// <summary>The plan is final.</summary>
    PlanLocked,

    /// <summary>The plan is not in the state for this step of its review, or lacks what the step asks for.</summary>
    NotReady,

    /// <summary>There is no such node.</summary>
    UnknownNode,

    /// <summary>There is no such thread, or nothing such was said in it.</summary>
    UnknownThread,

    /// <summary>There is no such proposal.</summary>
    UnknownProposal,

    /// <summary>There is no such kind.</summary>
    UnknownKind,

    /// <summary>The kind has no such field.</summary>
    UnknownField,

    /// <summary>The value does not fit the field.</summary>
    BadValue,

    /// <summary>The text has characters that cannot be kept.</summary>
    BadText,

    /// <summary>The text change set does not fit the text.</summary>
    BadEdit,

    /// <summary>Longer than the field allows.</summary>
    TooLong,

    /// <summary>More than the plan can hold.</summary>
    TooMany,

    /// <summary>The node does not belong there.</summary>
    NotHere,

    /// <summary>Others still refer to the node.</summary>
    InUse,

    /// <summary>A node cannot be put inside itself.</summary>
    Cycle,

    /// <summary>The node's id is taken.</summary>
    DuplicateNode,

    /// <summary>The change's id was used for another change.</summary>
    IdReused,

    /// <summary>The base revision is impossible.</summary>
    BadBase,

    /// <summary>Over the rate.</summary>
    TooFast,

    /// <summary>The disk refused; nothing was kept.</summary>
    NotSaved,

    /// <summary>No plan is open on this connection.</summary>
    NotOpen,

    /// <summary>The plan's queue is full.</summary>
    TooBusy,
}

/// <summary>Writes <see cref="RefusalCode"/> in lower camel.</summary>
public sealed class RefusalCodeConverter() : JsonStringEnumConverter<RefusalCode>(System.Text.Json.JsonNamingPolicy.CamelCase, allowIntegerValues: false);
