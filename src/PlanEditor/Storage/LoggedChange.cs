using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using PlanModel.Changes;
using PlanModel.Documents;
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
    /// Tells a change that is sent again from another one with the same id: the first 8 bytes of a SHA-256 over the revision on which it was made (8 bytes, the
    /// least first) and its operations, written as JSON, as submitted. An id belongs to its author, so whoever looked for two changes with one hash would only
    /// deceive himself. The session is left out: a reopened page sends what the closed one could not.
    /// </summary>
    public static ImmutableArray<byte> HashOf(long baseRevision, ImmutableArray<Operation> operations)
    {
        using var submitted = JsonScratch.Take();
        BinaryPrimitives.WriteInt64LittleEndian(submitted.Buffer.GetSpan(sizeof(long)), baseRevision);
        submitted.Buffer.Advance(sizeof(long));
        OperationList.Write(submitted.Writer, operations);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(submitted.Written, hash);
        return [.. hash[..HashLength]];
    }
}
