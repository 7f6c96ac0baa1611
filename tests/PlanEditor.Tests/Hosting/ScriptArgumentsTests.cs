using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;
using PlanEditor.Components;
using Xunit;

namespace PlanEditor.Tests.Hosting;

public sealed class ScriptArgumentsTests
{
    private static readonly object?[] Arguments =
    [
        null, "“ক” <b>", true, 7, DayOfWeek.Friday, new Dictionary<string, int[]>(), new Dictionary<string, int> { ["One"] = 1 }, new[] { "a" }, new { FirstName = "A", Born = 1.5 }, 8L, 'c',
    ];

    [Fact]
    public void Arguments_are_written_as_the_framework_writes_them()
    {
        var plain = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
        var lean = new JsonSerializerOptions(plain) { Converters = { ScriptArguments.Shared } };
        Assert.Equal(JsonSerializer.Serialize(Arguments, plain), JsonSerializer.Serialize(Arguments, lean));
    }

    [Fact]
    public async Task Every_circuit_writes_them_so()
    {
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddPages();
        await using var provider = services.BuildServiceProvider();
        await using var circuit = provider.CreateAsyncScope();
        await using var other = provider.CreateAsyncScope();
        var script = circuit.ServiceProvider.GetRequiredService<IJSRuntime>();
        Assert.NotSame(script, other.ServiceProvider.GetRequiredService<IJSRuntime>());
        Assert.Contains(ScriptArguments.Shared, ScriptArguments.OptionsOf(Assert.IsType<JSRuntime>(script, exactMatch: false)).Converters);
    }
}
