using System.Data.Common;
using System.Text;
using PlanModel;
using PlanModel.Search;

namespace PlanEditor.Digests;

/// <summary>
/// The words of all plans in the database, found by their parts of three characters: FTS5's trigrams, because Bengali and Nepali write in one word what others write in
/// two. The index says where to look; <see cref="SearchText"/> alone says what is a match.
/// </summary>
/// <param name="connection">An open connection.</param>
/// <param name="transaction">The transaction that it is in, if any.</param>
internal sealed class TextIndex(DbConnection connection, DbTransaction? transaction = null)
{
    private const int GramLength = 3;
    private const int TermsMax = 400;

    // So that the last characters of a text begin a part of three, too.
    private const string End = "  ";

    /// <summary>What is to be done so that some words stand in the place of those that are there; what did not change is left alone. Only reads: what takes time is done here.</summary>
    /// <param name="plan">The plan's key.</param>
    /// <param name="texts">Its words.</param>
    /// <param name="anew">Whether what is there was folded by other rules.</param>
    public IReadOnlyList<RowChange> Changes(int plan, IEnumerable<IndexedText> texts, bool anew)
    {
        var changes = new List<RowChange>();
        var before = Read(plan);
        foreach (var text in texts)
        {
            var isThere = before.Remove((text.Node, text.Field), out var row);
            if (isThere && !anew && row.Text == text) continue;
            var isFoldedSo = isThere && !anew && row.Text.Text == text.Text;
            changes.Add(new RowChange(isThere ? row.Key : null, text, isFoldedSo ? null : SearchText.Fold(text.Text) + End));
        }

        changes.AddRange(before.Values.Select(row => new RowChange(row.Key, null, null)));
        return changes;
    }

    /// <summary>Does some of what <see cref="Changes"/> found.</summary>
    public void Do(int plan, IEnumerable<RowChange> changes)
    {
        using var insert = Command("""INSERT INTO "PlanTexts" ("Plan", "Node", "Kind", "Field", "Number", "Title", "Text") VALUES ($plan, $node, $kind, $field, $number, $title, $text) RETURNING "Key" """, "$plan", "$node", "$kind", "$field", "$number", "$title", "$text");
        using var update = Command("""UPDATE "PlanTexts" SET "Kind" = $kind, "Number" = $number, "Title" = $title, "Text" = $text WHERE "Key" = $key""", "$kind", "$number", "$title", "$text", "$key");
        using var delete = Command("""DELETE FROM "PlanTexts" WHERE "Key" = $key""", "$key");
        using var index = Command("""INSERT INTO "PlanTextIndex" (rowid, "Folded") VALUES ($key, $folded)""", "$key", "$folded");
        using var forget = Command("""DELETE FROM "PlanTextIndex" WHERE rowid = $key""", "$key");
        foreach (var (there, text, folded) in changes)
        {
            if (there is { } old && (folded is not null || text is null)) Run(forget, old);
            if (text is null) Run(delete, there!);
            else if (there is not null) Run(update, text.Kind, text.Number, text.Title, text.Text, there);
            var key = text is not null && there is null ? Ask(insert, plan, unchecked((long)text.Node.Value), text.Kind, text.Field, text.Number, text.Title, text.Text) : there;
            if (folded is not null) Run(index, key!, folded);
        }
    }

    /// <summary>The texts of some plans that hold all words, each with the key of its plan. Read only as far as somebody reads on.</summary>
    public IEnumerable<(int Plan, IndexedText Text)> Find(SearchWords words, IReadOnlyCollection<int> plans)
    {
        if (Match(words) is not { } match) yield break;
        using var command = Command(
            $"""
            SELECT text."Plan", text."Node", text."Kind", text."Field", text."Number", text."Title", text."Text"
            FROM "PlanTextIndex" JOIN "PlanTexts" AS text ON text."Key" = "PlanTextIndex".rowid
            WHERE "PlanTextIndex" MATCH $match AND text."Plan" IN ({string.Join(',', plans)})
            """,
            "$match");
        command.Parameters[0].Value = match;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var text = TextAt(reader, 1);
            if (SearchText.Of(text.Text).HasAll(words)) yield return (reader.GetInt32(0), text);
        }
    }

    /// <summary>What narrows the search, in the language of FTS5; null when nothing does, or nothing can be found.</summary>
    private string? Match(SearchWords words)
    {
        var parts = new List<string>();
        foreach (var word in words.Words)
        {
            var runes = word.EnumerateRunes().ToArray();
            if (runes.Length >= GramLength)
            {
                for (var at = 0; at + GramLength <= runes.Length; at++) parts.Add(Quote(string.Concat(runes[at..(at + GramLength)])));
            }
            else if (runes.Length == GramLength - 1)
            {
                var terms = TermsFrom(word);
                if (terms.Count == 0) return null;
                parts.Add($"({string.Join(" OR ", terms.Select(Quote))})");
            }
        }

        return parts.Count == 0 ? null : string.Join(" AND ", parts.Distinct());
    }

    private List<string> TermsFrom(string start)
    {
        var terms = new List<string>();
        using var command = Command($"""SELECT "term" FROM "PlanTextTerms" WHERE "term" >= $from AND "term" < $to LIMIT {TermsMax}""", "$from", "$to");
        command.Parameters[0].Value = start;
        command.Parameters[1].Value = start + new Rune(0x10ffff);
        using var reader = command.ExecuteReader();
        while (reader.Read()) terms.Add(reader.GetString(0));
        return terms;
    }

    private Dictionary<(NodeId Node, string Field), (long Key, IndexedText Text)> Read(int plan)
    {
        var rows = new Dictionary<(NodeId Node, string Field), (long Key, IndexedText Text)>();
        using var command = Command("""SELECT "Key", "Node", "Kind", "Field", "Number", "Title", "Text" FROM "PlanTexts" WHERE "Plan" = $plan""", "$plan");
        command.Parameters[0].Value = plan;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var text = TextAt(reader, 1);
            rows.Add((text.Node, text.Field), (reader.GetInt64(0), text));
        }

        return rows;
    }

    private static IndexedText TextAt(DbDataReader reader, int at) => new(
        new NodeId(unchecked((ulong)reader.GetInt64(at))),
        reader.GetString(at + 1),
        reader.GetString(at + 2),
        reader.GetString(at + 3),
        reader.GetString(at + 4),
        reader.GetString(at + 5));

    private static string Quote(string term) => $"\"{term.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static void Run(DbCommand command, params ReadOnlySpan<object> values)
    {
        Set(command, values);
        command.ExecuteNonQuery();
    }

    private static object? Ask(DbCommand command, params ReadOnlySpan<object> values)
    {
        Set(command, values);
        return command.ExecuteScalar();
    }

    private static void Set(DbCommand command, ReadOnlySpan<object> values)
    {
        for (var at = 0; at < values.Length; at++) command.Parameters[at].Value = values[at];
    }

    private DbCommand Command(string sql, params ReadOnlySpan<string> parameters)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        foreach (var name in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}

/// <summary>One row of the index that changes.</summary>
/// <param name="Key">The row; null: a new one.</param>
/// <param name="Text">What stands in it; null: nothing, it goes.</param>
/// <param name="Folded">Its words as they are compared; null: as they are.</param>
internal readonly record struct RowChange(long? Key, IndexedText? Text, string? Folded);
