using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Review;

namespace PlanEditor.Import.Word;

/// <summary>
/// Puts edits into proposals, so that each can be answered by itself: a proposal says one thing of each text, so the second edit of a text goes into the next one, and what each person wrote
/// stays apart. Where somebody has too many suggestions waiting for that, edits of one text are suggested together.
/// </summary>
internal static class ReturnedProposals
{
    private const int AuthorsNamedMax = 5;

    /// <summary>The proposals, each with its reason.</summary>
    /// <param name="document">The plan.</param>
    /// <param name="edits">The edits with who made them.</param>
    /// <param name="room">How many proposals there may be.</param>
    public static List<(string Reason, ImmutableArray<Operation> Parts)> Of(Document document, IReadOnlyList<(string Author, Operation Operation)> edits, int room)
    {
        var apart = Packed(edits, (author, round) => (author, round));
        if (apart.Count <= room) return apart;
        var byAuthor = Packed(Joined(document, edits, perAuthor: true), (author, _) => (author, 0));
        if (byAuthor.Count <= room) return byAuthor;
        var authors = edits.Select(edit => edit.Author).Distinct().ToList();
        var reason = string.Join("; ", authors.Take(AuthorsNamedMax)) + (authors.Count > AuthorsNamedMax ? $"; {authors.Count - AuthorsNamedMax} more" : "");
        return Packed([.. Joined(document, edits, perAuthor: false).Select(edit => (reason, edit.Operation))], (author, _) => (author, 0));
    }

    private static List<(string Reason, ImmutableArray<Operation> Parts)> Packed(IReadOnlyList<(string Author, Operation Operation)> edits, Func<string, int, (string Author, int Round)> key)
    {
        var rounds = new Dictionary<(string Author, string Key), int>();
        return
        [
            .. edits
                .Select(edit =>
                {
                    var about = (edit.Author, ProposalPart.KeyOf(edit.Operation));
                    var round = rounds[about] = rounds.GetValueOrDefault(about) + 1;
                    return (Group: key(edit.Author, round), edit.Operation);
                })
                .GroupBy(edit => edit.Group)
                .SelectMany(group => group.Select(edit => edit.Operation).Chunk(Limits.ProposalPartsMax).Select(parts => ($"By {group.Key.Author}.", parts.ToImmutableArray()))),
        ];
    }

    /// <summary>Edits of one text as one.</summary>
    private static List<(string Author, Operation Operation)> Joined(Document document, IReadOnlyList<(string Author, Operation Operation)> edits, bool perAuthor)
    {
        var joined = new List<(string Author, Operation Operation)>();
        foreach (var group in edits.GroupBy(edit => (Author: perAuthor ? edit.Author : "", Key: ProposalPart.KeyOf(edit.Operation))))
        {
            var whole = group.First().Operation;
            foreach (var (_, operation) in group.Skip(1))
                if (whole is EditText before && operation is EditText edit && edit.Check(document) is null) whole = before with { Edit = before.Edit.Compose(edit.Edit.Map(before.Edit)) };
            joined.Add((group.First().Author, whole));
        }

        return joined;
    }
}
