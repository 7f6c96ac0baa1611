using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using OgdPlans.Tests;
using Xunit;

namespace PlanEditor.Tests.Rights;

/// <summary>An open page of somebody as a browser has it: the markup is fetched, its circuit started over /_blazor, what it shows taken, and what it asks of scripts answered.</summary>
internal sealed partial class CircuitPage : IAsyncDisposable
{
    // A page is made and brought to life, on a machine that may be busy.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly HubConnection _line;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<long>> _objects = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonNode?>> _calls = new();
    private readonly List<string> _scripts = [];
    private readonly Lock _gate = new();
    private readonly List<ShownElement> _shown = [];
    private TaskCompletionSource _showsMore = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _called;

    private CircuitPage(RightsSite site, Colleague colleague)
    {
        var building = new HubConnectionBuilder().WithUrl(new Uri(site.Address, "_blazor"), HttpTransportType.WebSockets, options =>
        {
            options.SkipNegotiation = true;
            options.Headers["Cookie"] = colleague.Cookie!;
            options.Headers["Origin"] = site.Address.GetLeftPart(UriPartial.Authority);
        });
        // The language of circuits, as the server has it.
        building.Services.AddSingleton(site.Services.GetServices<IHubProtocol>().Single(protocol => protocol.Name == "blazorpack"));
        _line = building.Build();
        _line.On<long, byte[]>("JS.RenderBatch", (batch, shown) =>
        {
            Take(shown);
            return _line.SendCoreAsync("OnRenderCompleted", [batch, null]);
        });
        _line.On<long, string, string, int, long, int>("JS.BeginInvokeJS", (call, name, arguments, result, on, _) => AnswerAsync(call, name, arguments, result, on));
        _line.On<string, bool, string?>("JS.EndInvokeDotNet", (call, done, answer) =>
        {
            if (done) _calls[call].TrySetResult(answer is null ? null : JsonNode.Parse(answer));
            else _calls[call].TrySetException(new InvalidOperationException(answer));
        });
    }

    public static async Task<CircuitPage> OpenAsync(RightsSite site, Colleague colleague, string path)
    {
        using var browser = site.Browse(colleague);
        var markup = await browser.GetStringAsync(path);
        var page = new CircuitPage(site, colleague);
        await page._line.StartAsync();
        var state = State().Match(markup).Groups[1].Value;
        var circuit = await page._line.InvokeCoreAsync<string?>("StartCircuit", [site.Address.ToString(), new Uri(site.Address, path).ToString(), "[]", state]);
        Assert.NotNull(circuit);
        var roots = Root().Matches(markup).Select((root, at) => $$"""{"type":"add","ssrComponentId":{{at + 1}},"marker":{{root.Groups[1].Value}}}""");
        await page._line.SendCoreAsync("UpdateRootComponents", [$$"""{"batchId":1,"operations":[{{string.Join(',', roots)}}]}""", state]);
        return page;
    }

    /// <summary>Calls what a component of the page offers to the browser, once it has come to life.</summary>
    /// <param name="component">The script to which it gave itself, or the file of the component's own script.</param>
    /// <param name="method">The method's name.</param>
    /// <param name="arguments">What it is given.</param>
    /// <returns>What it answers.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public async Task<JsonNode?> CallAsync(string component, string method, params object?[] arguments)
    {
        var target = await Given(component).Task.WaitAsync(Patience);
        var call = Interlocked.Increment(ref _called).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var answer = _calls[call] = new TaskCompletionSource<JsonNode?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _line.SendCoreAsync("BeginInvokeDotNetFromJS", [call, null, method, target, JsonSerializer.Serialize(arguments, BareClient.Plain)]);
        return await answer.Task.WaitAsync(Patience);
    }

    /// <summary>An element that listens, once it is on the page.</summary>
    public async Task<ShownElement> FindAsync(Func<ShownElement, bool> wanted)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            Task more;
            lock (_gate)
            {
                if (_shown.FindLast(element => wanted(element)) is { } found) return found;
                more = _showsMore.Task;
            }

            await more.WaitAsync(patience.Token);
        }
    }

    /// <summary>Somebody sets a control to a value.</summary>
    /// <exception cref="InvalidOperationException">It is no longer there.</exception>
    public Task ChangeAsync(ShownElement control, object value) =>
        CallAsync("Blazor._internal.attachWebRendererInterop", "DispatchEventAsync", new { eventHandlerId = control.Listens("onchange"), eventName = "change", eventFieldInfo = (object?)null }, new { value });

    public ValueTask DisposeAsync() => _line.DisposeAsync();

    private void Take(byte[] batch)
    {
        lock (_gate)
        {
            _shown.AddRange(ShownElement.In(batch));
            _showsMore.TrySetResult();
            _showsMore = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Remembers the components that give themselves to scripts, and answers as a browser whose scripts have nothing to say.</summary>
    private Task AnswerAsync(long call, string name, string arguments, int result, long on)
    {
        if (Component().Match(arguments) is { Success: true } component) Given(on > 0 ? _scripts[(int)on - 1] : name).TrySetResult(long.Parse(component.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture));
        if (call == 0) return Task.CompletedTask;
        var answer = "null";
        if ((JSResult)result == JSResult.Reference)
        {
            _scripts.Add(name == "import" ? Path.GetFileName(JsonNode.Parse(arguments)![0]!.GetValue<string>()) : name);
            answer = $$"""{"__jsObjectId":{{_scripts.Count}}}""";
        }

        return _line.SendCoreAsync("EndInvokeJSFromDotNet", [call, true, $"[{call},true,{answer}]"]);
    }

    private TaskCompletionSource<long> Given(string component) => _objects.GetOrAdd(component, _ => new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously));

    private enum JSResult
    {
        Value,
        Reference,
    }

    [GeneratedRegex("<!--Blazor:(\\{[^<]*\"descriptor\"[^<]*\\})-->", RegexOptions.CultureInvariant)]
    private static partial Regex Root();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->", RegexOptions.CultureInvariant)]
    private static partial Regex State();

    [GeneratedRegex("\"__dotNetObject\":(\\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex Component();
}
