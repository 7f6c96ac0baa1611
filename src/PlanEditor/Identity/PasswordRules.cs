using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;

namespace PlanEditor.Identity;

/// <summary>
/// What a password must be: long, and more than common words. No rules of composition. Nothing is looked up elsewhere.
/// </summary>
public sealed partial class PasswordRules : IPasswordValidator<AppUser>
{
    public const int LengthMin = 12;

    public const int LengthMax = 200;

    // What must remain when common words, the person's own names, repeats and runs such as "1234" or "qwerty" are taken out: more than a year.
    private const int OwnMin = 6;
    private const int OwnUnlikeMin = 4;

    private static readonly string[] CommonWords =
    [
        "password", "passwort", "passphrase", "passcode", "contrasena", "senha", "clave", "secret", "secreto", "letmein", "welcome", "bienvenido", "login", "signin",
        "admin", "administrator", "administrador", "master", "user", "usuario", "guest", "root", "test", "temp", "default", "change", "changeme", "please", "account",
        "iloveyou", "love", "amor", "princess", "princesa", "dragon", "monkey", "football", "futbol", "baseball", "cricket", "sunshine", "shadow", "superman", "batman",
        "starwars", "pokemon", "trustno", "freedom", "whatever", "computer", "internet", "summer", "winter", "spring", "autumn", "verano", "invierno", "january", "february",
        "march", "april", "june", "july", "august", "september", "october", "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
        "hello", "hola", "namaste", "qwerty", "qwertyuiop", "asdfghjkl", "zxcvbnm", "azerty", "qazwsx", "abc", "correcthorsebatterystaple", "correct", "horse", "battery", "staple",
        "ogdplans", "ogdplan", "ogd", "opendata", "datosabiertos", "open", "data", "datos", "abiertos", "government", "gobierno", "govt", "gov", "ministry", "ministerio", "action",
        "plan", "plans", "planes", "commitment", "milestone", "focalpoint", "focal", "point", "reviewer", "contributor", "lead", "peer", "dpadm", "undesa", "desa", "nations", "united",
        "sdg", "agenda", "statistics", "estadistica", "bangladesh", "dhaka", "nepal", "kathmandu", "panama", "uruguay", "montevideo", "country", "pais", "nacional", "national",
    ];

    private static readonly string[] Runs = ["01234567890", "09876543210", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm"];

    public Task<IdentityResult> ValidateAsync(UserManager<AppUser> manager, AppUser user, string? password) =>
        Task.FromResult(Problem(password ?? "", user.Email, user.DisplayName) is { } problem
            ? IdentityResult.Failed(new IdentityError { Code = nameof(PasswordRules), Description = problem })
            : IdentityResult.Success);

    /// <summary>Why this cannot be somebody's password, in words; null when it can.</summary>
    public static string? Problem(string password, string? email, string? name)
    {
        if (password.Length < LengthMin) return $"Use at least {LengthMin} characters; three or four unrelated words are easy to remember.";
        if (password.Length > LengthMax) return $"Use at most {LengthMax} characters.";
        var own = Plain(password);
        var names = Words().Matches(Plain($"{email} {name}")).Select(match => match.Value);
        foreach (var word in CommonWords.Concat(names).Where(word => word.Length > 2).OrderByDescending(word => word.Length))
            own = own.Replace(word, " ", StringComparison.Ordinal);
        own = WithoutRuns(own);
        var letters = own.Where(char.IsLetterOrDigit).ToArray();
        return letters.Length >= OwnMin && letters.Distinct().Count() >= OwnUnlikeMin
            ? null
            : "This is made of common words, names or runs of keys. Use three or four unrelated words.";
    }

    private static string Plain(string text) =>
        string.Concat(text.ToLowerInvariant().Select(c => c switch { '0' => 'o', '1' => 'i', '3' => 'e', '4' or '@' => 'a', '5' or '$' => 's', '7' => 't', 'ñ' => 'n', _ => c }));

    private static string WithoutRuns(string text)
    {
        foreach (var run in Runs.Select(Plain))
        {
            for (var length = run.Length; length >= 3; length--)
                for (var at = 0; at + length <= run.Length; at++)
                    text = text.Replace(run.Substring(at, length), " ", StringComparison.Ordinal);
        }

        return text;
    }

    [GeneratedRegex(@"\p{L}{3,}")]
    private static partial Regex Words();
}
