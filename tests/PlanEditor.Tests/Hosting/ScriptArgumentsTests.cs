using System.Text.Json;
using Microsoft.AspNetCore.Builder;
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

    private static readonly JsonSerializerOptions Plain = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
    private static readonly JsonSerializerOptions Lean = new(Plain) { Converters = { ScriptArguments.Shared } };

    [Fact]
    public void Arguments_are_written_as_the_framework_writes_them()
    {
        Assert.Equal(JsonSerializer.Serialize(Arguments, Plain), JsonSerializer.Serialize(Arguments, Lean));
    }

    [Fact]
    public async Task Every_circuit_writes_them_so()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Services.AddPages();
        await using var app = builder.Build();
        await using var circuit = app.Services.CreateAsyncScope();
        await using var other = app.Services.CreateAsyncScope();
        var script = circuit.ServiceProvider.GetRequiredService<IJSRuntime>();
        Assert.NotSame(script, other.ServiceProvider.GetRequiredService<IJSRuntime>());
        Assert.Contains(ScriptArguments.Shared, ScriptArguments.OptionsOf(Assert.IsType<JSRuntime>(script, exactMatch: false)).Converters);
    }
}
