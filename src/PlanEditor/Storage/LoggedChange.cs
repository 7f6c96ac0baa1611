using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using PlanModel.Changes;
using PlanModel.Operations;

namespace PlanEditor.Storage;

/// <summary>A change as the log keeps it.</summary>
/// <param name="Change">The change.</param>
/// <param name="Hash">Of what was submitted, by <see cref="HashOf"/>.</param>
public sealed record LoggedChange(CommittedChange Change, ImmutableArray<byte> Hash)
{
    /// <summary>The length of <see cref="Hash"/> in bytes.</summary>
    public const int HashLength = 8;

    /// <summary>
    /// Tells a change that is sent again from another one with the same id: 64 bits of XXH3 over its operations, written as JSON, as submitted, with the revision on
    /// which it was made as the seed. An id belongs to its author, so whoever looked for two changes with one hash would only deceive himself. The session is
    /// left out: a reopened page sends what the closed one could not.
    /// </summary>
    public static ImmutableArray<byte> HashOf(long baseRevision, ImmutableArray<Operation> operations)
    {
        var hash = new byte[HashLength];
        BinaryPrimitives.WriteUInt64BigEndian(hash, OperationList.With(operations, json => XxHash3.HashToUInt64(json, baseRevision)));
        return ImmutableCollectionsMarshal.AsImmutableArray(hash);
    }
}
