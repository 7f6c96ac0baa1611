using System.Collections;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.JSInterop;

namespace PlanEditor.Components;

/// <summary>
/// Writes what a circuit passes to the browser's script. Each circuit has serialisation options of its own, because its references are; what these know of a type,
/// of all that it implements and inherits, is kept with them for as long as the page is open: over 100 kB for a number, an enumeration and two empty dictionaries with
/// which the framework starts a page. What needs no such knowledge is written here without it.
/// </summary>
internal sealed class ScriptArguments : JsonConverter<object?[]>
{
    internal static readonly ScriptArguments Shared = new();

    private ScriptArguments() { }

    /// <summary>Gives it to every circuit's script runtime.</summary>
    public static void AddTo(IServiceCollection services)
    {
        var runtime = services.Last(service => service.ServiceType == typeof(IJSRuntime) && service.ImplementationType is not null);
        var make = ActivatorUtilities.CreateFactory(runtime.ImplementationType!, []);
        services.AddScoped(provider =>
        {
            var script = (JSRuntime)make(provider, null);
            OptionsOf(script).Converters.Add(Shared);
            return (IJSRuntime)script;
        });
    }

    public override object?[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("Arguments are only written.");

    public override void Write(Utf8JsonWriter writer, object?[] value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var argument in value) Write(writer, argument, options);
        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, object? argument, JsonSerializerOptions options)
    {
        switch (argument)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case int number:
                writer.WriteNumberValue(number);
                break;
            case Enum choice when Enum.GetUnderlyingType(choice.GetType()) == typeof(int):
                writer.WriteNumberValue(((IConvertible)choice).ToInt32(null));
                break;
            case IDictionary { Count: 0 }:
                writer.WriteStartObject();
                writer.WriteEndObject();
                break;
            default:
                JsonSerializer.Serialize(writer, argument, argument.GetType(), options);
                break;
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_JsonSerializerOptions")]
    internal static extern JsonSerializerOptions OptionsOf(JSRuntime script);
}
