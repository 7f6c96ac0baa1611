using System.Collections;
using System.ComponentModel;
using System.Reflection;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Options;

namespace PlanEditor.Hosting;

/// <summary>
/// Settings that are given must be declared, and of the form that they are declared in. What is not is passed over without a word when settings are read: a name with a letter too few, one
/// value where a list is meant.
/// </summary>
internal static class DeclaredSettings
{
    /// <summary>What is given beside the sections: to this program, and to the framework.</summary>
    private static readonly string[] Others =
    [
        "data", "sample", "backup", "restore", "AllowedHosts", "Logging", "Kestrel", "ReloadStaticAssetsAtRuntime", "$schema", "hostBuilder", "https_port", "servicesStartConcurrently", "servicesStopConcurrently",
        .. new[] { typeof(HostDefaults), typeof(WebHostDefaults) }.SelectMany(keys => keys.GetFields(BindingFlags.Public | BindingFlags.Static)).Select(key => key.GetValue(null)).OfType<string>(),
    ];

    /// <summary>Reads the settings of a section, which are looked at before the server starts.</summary>
    public static OptionsBuilder<T> AddSettings<T>(this IServiceCollection services, string section) where T : class
    {
        services.AddSingleton(new Section(section));
        services.AddSingleton<IValidateOptions<T>>(provider => new Form<T>(provider.GetRequiredService<IConfiguration>().GetSection(section)));
        return services.AddOptions<T>().BindConfiguration(section).ValidateOnStart();
    }

    /// <summary>The names on the command line and in files of settings that nothing reads. What else stands in the environment is other programs'.</summary>
    public static IEnumerable<string> Unknown(IServiceProvider services, IConfigurationRoot all)
    {
        string[] known = [.. services.GetServices<Section>().Select(section => section.Name), .. Others];
        return all.Providers.Where(from => from is CommandLineConfigurationProvider or JsonConfigurationProvider)
            .SelectMany(from => from.GetChildKeys([], null)).Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(name => !known.Contains(name, StringComparer.OrdinalIgnoreCase))
            .Select(name => $"{name} is no setting; the nearest is {Nearest(name, known)}");
    }

    private static string Nearest(string name, IEnumerable<string> known) => known.MinBy(one => (Distance(one.ToUpperInvariant(), name.ToUpperInvariant()), Math.Abs(one.Length - name.Length)))!;

    /// <summary>What is wrong with the names and forms of what is given for an object of a type.</summary>
    private static IEnumerable<string> ProblemsOfObject(IConfigurationSection given, Type type)
    {
        var declared = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite).ToArray();
        foreach (var setting in given.GetChildren())
        {
            if (declared.FirstOrDefault(property => Is(property, setting)) is { } known)
                foreach (var problem in Problems(setting, known.PropertyType)) yield return problem;
            else yield return $"{setting.Path} is no setting; the nearest is {given.Path}:{Nearest(setting.Key, declared.Select(property => property.Name))}";
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

    /// <summary>A section of settings.</summary>
    private sealed record Section(string Name);

    // The section's own value is not looked at: MAIL is a variable of many systems.
    private sealed class Form<T>(IConfigurationSection given) : IValidateOptions<T> where T : class
    {
        public ValidateOptionsResult Validate(string? name, T options) =>
            ProblemsOfObject(given, typeof(T)).ToArray() is { Length: > 0 } problems ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
    }
}
