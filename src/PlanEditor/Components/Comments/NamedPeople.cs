using System.Globalization;
using System.Text;
using PlanEditor.Components.Shared;
using PlanEditor.Identity;
using PlanModel;
using PlanModel.Review;
using PlanModel.Search;

namespace PlanEditor.Components.Comments;

/// <summary>Those who can be named in what is said, each by words that are nobody else's: what is typed leads to one person, or to nobody.</summary>
public sealed class NamedPeople
{
    private readonly Dictionary<UserId, string> _words = [];
    private readonly List<(string Words, UserId User)> _longestFirst;

    /// <param name="readers">Who is offered. Beside equal names stand role and country.</param>
    /// <param name="others">Whose name may stand in what was said before. Who has it in common with somebody keeps the id.</param>
    public NamedPeople(IReadOnlyList<Person> readers, IEnumerable<KeyValuePair<UserId, string>> others)
    {
        var taken = readers.Select(reader => reader.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var equals in readers.GroupBy(reader => reader.Name, StringComparer.Ordinal).Select(group => group.OrderBy(reader => reader.Actor.User.Value).ToList()))
            foreach (var reader in equals) _words[reader.Actor.User] = equals.Count == 1 ? reader.Name : Distinct(reader, taken);
        foreach (var equals in others.Where(other => !_words.ContainsKey(other.Key)).GroupBy(other => other.Value, StringComparer.Ordinal).Select(group => group.ToList()).ToList())
            if (equals.Count == 1 && taken.Add(equals[0].Value)) _words[equals[0].Key] = equals[0].Value;
        _longestFirst = [.. _words.Select(one => (one.Value, one.Key)).OrderByDescending(one => one.Value.Length)];
    }

    /// <summary>What stands for somebody; null: nothing but the id does.</summary>
    public string? WordsOf(UserId user) => _words.GetValueOrDefault(user);

    /// <summary>Whether somebody who typed the beginning of a name, or of a word in it, may mean the person that these words stand for: without case and accents.</summary>
    public static bool MayMean(string typed, string words) => typed != words && SearchText.Fold(words).Contains(SearchText.Fold(typed), StringComparison.Ordinal);

    /// <summary>What was written, with names in the place of ids, for somebody who edits it.</summary>
    public string Typed(string text) => Mentions.Replace(text, user => WordsOf(user) is { } words ? "@" + words : Mentions.Write(user));

    /// <summary>What somebody typed, with ids in the place of names. A name ends where its word ends: "@Anabel" does not name Ana.</summary>
    public string Written(string typed)
    {
        var written = new StringBuilder(typed.Length);
        for (var at = 0; at < typed.Length;)
        {
            if (typed[at] == '@' && !GoesOn(typed.AsSpan(0, at), backwards: true) && Find(typed.AsSpan(at + 1)) is { } found)
            {
                written.Append(Mentions.Write(found.User));
                at += 1 + found.Words.Length;
            }
            else
            {
                written.Append(typed[at++]);
            }
        }

        return written.ToString();
    }

    private (string Words, UserId User)? Find(ReadOnlySpan<char> rest)
    {
        foreach (var one in _longestFirst)
            if (rest.StartsWith(one.Words, StringComparison.Ordinal) && !GoesOn(rest[one.Words.Length..], backwards: false)) return one;
        return null;
    }

    /// <summary>Whether a word goes on where something begins or ends.</summary>
    private static bool GoesOn(ReadOnlySpan<char> beside, bool backwards)
    {
        if (beside.IsEmpty) return false;
        Rune next;
        if (backwards) _ = Rune.DecodeLastFromUtf16(beside, out next, out _);
        else _ = Rune.DecodeFromUtf16(beside, out next, out _);
        return Rune.IsLetterOrDigit(next) || next.Value is '_' or '-' || Rune.GetUnicodeCategory(next) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
    }

    private static string Distinct(Person reader, HashSet<string> taken)
    {
        var who = RoleWords.Of(reader.Actor);
        var words = $"{reader.Name} ({who})";
        for (var number = 2; !taken.Add(words); number++) words = string.Create(CultureInfo.InvariantCulture, $"{reader.Name} ({who}, {number})");
        return words;
    }
}
