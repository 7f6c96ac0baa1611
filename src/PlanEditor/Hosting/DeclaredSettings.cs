using System.Collections;
using System.ComponentModel;
using System.Reflection;
using Microsoft.Extensions.Options;

namespace PlanEditor.Hosting;

/// <summary>
/// Settings that are given must be declared, and of the form that they are declared in. What is not is passed over without a word when settings are read: a name with a letter too few, one
/// value where a list is meant.
/// </summary>
internal static class DeclaredSettings
{
    /// <summary>Reads the settings of a section, which are looked at before the server starts.</summary>
    public static OptionsBuilder<T> AddSettings<T>(this IServiceCollection services, string section) where T : class
    {
        services.AddSingleton<IValidateOptions<T>>(provider => new Form<T>(provider.GetRequiredService<IConfiguration>().GetSection(section)));
        return services.AddOptions<T>().BindConfiguration(section).ValidateOnStart();
    }

    /// <summary>What is wrong with the names and forms of what is given for an object of a type.</summary>
    private static IEnumerable<string> ProblemsOfObject(IConfigurationSection given, Type type)
    {
        var declared = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite).ToArray();
        foreach (var setting in given.GetChildren())
        {
            if (declared.FirstOrDefault(property => Is(property, setting)) is { } known)
                foreach (var problem in Problems(setting, known.PropertyType)) yield return problem;
            else yield return $"{setting.Path} is no setting; the nearest is {given.Path}:{declared.MinBy(property => Distance(property.Name.ToUpperInvariant(), setting.Key.ToUpperInvariant()))!.Name}";
        }
    }

    private static IEnumerable<string> Problems(IConfigurationSection given, Type type)
    {
        if (type != typeof(string) && type.IsAssignableTo(typeof(IEnumerable)))
        {
            var one = type.GetGenericArguments().Single();
            return given.Value is { Length: > 0 } ? [$"{given.Path} is a list: its first value is given as {given.Path}:0"] : given.GetChildren().SelectMany(value => Problems(value, one));
        }

        if (TypeDescriptor.GetConverter(type).CanConvertFrom(typeof(string))) return given.GetChildren().Any() ? [$"{given.Path} is one value: nothing is given below it"] : [];
        return given.Value is { Length: > 0 } ? [$"{given.Path} is no value: its parts are given below it"] : ProblemsOfObject(given, type);
    }

    private static bool Is(PropertyInfo property, IConfigurationSection setting) => string.Equals(property.Name, setting.Key, StringComparison.OrdinalIgnoreCase);

    /// <summary>How many letters are to be put in, taken out or put in the place of another.</summary>
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            (var before, row[0]) = (row[0], i);
            for (var j = 1; j <= to.Length; j++) (before, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, before + (from[i - 1] == to[j - 1] ? 0 : 1)));
        }

        return row[^1];
    }

    // The section's own value is not looked at: MAIL is a variable of many systems.
    private sealed class Form<T>(IConfigurationSection given) : IValidateOptions<T> where T : class
    {
        public ValidateOptionsResult Validate(string? name, T options) =>
            ProblemsOfObject(given, typeof(T)).ToArray() is { Length: > 0 } problems ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
    }
}
