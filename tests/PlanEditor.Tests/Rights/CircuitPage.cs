using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
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

    private const string Events = "Blazor._internal.attachWebRendererInterop";
    private const string FileField = "Blazor._internal.InputFile.init";

    private readonly HubConnection _line;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<long>> _objects = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonNode?>> _calls = new();
    private readonly List<string> _scripts = [];
    private readonly Lock _gate = new();
    private readonly PageTree _shown = new();
    private TaskCompletionSource _showsMore = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RightsSite _site;
    private byte[] _file = [];
    private bool _isHeld;
    private long _last;
    private int _called;

    private CircuitPage(RightsSite site, Colleague colleague)
    {
        _site = site;
        var building = new HubConnectionBuilder().WithUrl(new Uri(site.Address, "_blazor"), HttpTransportType.WebSockets, options =>
        {
            options.SkipNegotiation = true;
            options.Headers["Cookie"] = colleague.Cookie!;
            options.Headers["Origin"] = site.Address.GetLeftPart(UriPartial.Authority);
        });
        // The language of circuits, as the server has it.
        building.Services.AddSingleton(site.Services.GetServices<IHubProtocol>().Single(protocol => protocol.Name == "blazorpack"));
        _line = building.Build();
        _line.Closed += _ =>
        {
            foreach (var call in _calls.Values) call.TrySetException(new InvalidOperationException("The line is closed."));
            return Task.CompletedTask;
        };
        _line.On<long, byte[]>("JS.RenderBatch", (batch, shown) =>
        {
            Take(shown);
            _last = batch;
            return _isHeld ? Task.CompletedTask : _line.SendCoreAsync("OnRenderCompleted", [batch, null]);
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

    /// <summary>Waits until a component has given itself to a script.</summary>
    public Task GivenAsync(string component) => Given(component).Task.WaitAsync(Patience);

    /// <summary>Goes to another page of the circuit.</summary>
    public Task GoAsync(string path) => _line.SendCoreAsync("OnLocationChanged", [new Uri(_site.Address, path).ToString(), null, false]);

    /// <summary>
    /// Says from now on of nothing that it was shown. What the page has heard events with until then, the circuit goes on hearing them with, also where the server shows it no more:
    /// the numbers of a handler end when the browser has said that it shows what came in its place.
    /// </summary>
    public void Hold() => _isHeld = true;

    /// <summary>Says that all was shown, and from now on of each picture.</summary>
    public Task LetGoAsync()
    {
        _isHeld = false;
        return _line.SendCoreAsync("OnRenderCompleted", [_last, null]);
    }

    /// <summary>Words that are looked for in each picture.</summary>
    public string? Watched { get; set; }

    /// <summary>Whether they were in one.</summary>
    public bool WasSeen { get; private set; }

    /// <summary>An element, once it is on the page.</summary>
    public async Task<PageElement> FindAsync(Func<PageElement, bool> wanted, [CallerArgumentExpression(nameof(wanted))] string what = "")
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            Task more;
            lock (_gate)
            {
                if (_shown.All.FirstOrDefault(wanted) is { } found) return found;
                more = _showsMore.Task;
            }

            try
            {
                await more.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                string said;
                lock (_gate) said = string.Join(" · ", _shown.All.Where(one => one.Own.Trim().Length > 0).Select(one => one.Own.Trim()));
                throw new TimeoutException($"{what} is not on the page, which says: {said}");
            }
        }
    }

    /// <summary>What somebody can press, by its words or its label, once it is on the page.</summary>
    public Task<PageElement> ButtonAsync(string called, PageElement? within = null) =>
        FindAsync(one => one.Name is "button" or "li" && one.Called == called && (within is null || one.Above.Contains(within)), called);

    public bool Has(Func<PageElement, bool> wanted)
    {
        lock (_gate) return _shown.All.Any(wanted);
    }

    /// <summary>Takes hold of what an element does: it can be done later, also when the element is gone.</summary>
    /// <param name="on">The element.</param>
    /// <param name="name">The event, "click".</param>
    /// <param name="says">What the browser says of it.</param>
    public Func<Task> Act(PageElement on, string name, object? says = null)
    {
        var number = on.Listens("on" + name) ?? throw new InvalidOperationException($"“{on.Called}” does not listen to {name}");
        return () => CallAsync(Events, "DispatchEventAsync", new { eventHandlerId = number, eventName = name, eventFieldInfo = (object?)null }, says ?? new { type = name });
    }

    public Task PressAsync(PageElement button) => Act(button, "click")();

    /// <summary>Presses what opens a dialog, which is done only when the dialog is closed.</summary>
    public async Task BeginAsync(string called)
    {
        var press = new { eventHandlerId = (await ButtonAsync(called)).Listens("onclick"), eventName = "click", eventFieldInfo = (object?)null };
        await _line.SendCoreAsync("BeginInvokeDotNetFromJS", [null, null, "DispatchEventAsync", await Given(Events).Task.WaitAsync(Patience), JsonSerializer.Serialize(new object[] { press, new { type = "click" } })]);
    }

    public async Task PressAsync(string called, PageElement? within = null)
    {
        for (var again = true; ; again = false)
        {
            var button = await ButtonAsync(called, within);
            var pressed = button.Listens("onclick");
            try
            {
                await PressAsync(button);
                return;
            }
            catch (InvalidOperationException) when (again)
            {
                // Drawn anew while it was pressed, it listens under another number: whoever sees that presses again.
                if ((await ButtonAsync(called, within)).Listens("onclick") == pressed) throw;
            }
        }
    }

    /// <summary>Somebody types into a field that hears each key.</summary>
    public Task TypeAsync(PageElement field, string text) => Act(field, "input", new { value = text })();

    /// <summary>Somebody sets a control to a value.</summary>
    /// <exception cref="InvalidOperationException">It is no longer there.</exception>
    public Task ChangeAsync(PageElement control, object value) => Act(control, "change", new { value })();

    /// <summary>Chooses a file: the page asks for its bytes.</summary>
    public Func<Task> GiveFile(PageElement field, string name, byte[] file) => () =>
    {
        _file = file;
        return CallAsync($"{FileField} {field.Reference}", "NotifyChange", [new[] { new { id = 1, lastModified = "2017-07-01T00:00:00Z", name, size = file.Length, contentType = "" } }]);
    };

    public ValueTask DisposeAsync() => _line.DisposeAsync();

    private void Take(byte[] batch)
    {
        lock (_gate)
        {
            _shown.Take(batch);
            WasSeen |= Watched is { } words && _shown.All.Any(one => one.Own.Contains(words, StringComparison.Ordinal));
            _showsMore.TrySetResult();
            _showsMore = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Remembers the components that give themselves to scripts, and answers as a browser whose scripts have nothing to say.</summary>
    private async Task AnswerAsync(long call, string name, string arguments, int result, long on)
    {
        var script = on > 0 ? _scripts[(int)on - 1] : name;
        // There are several fields for files on a page, each with an element of its own.
        if (script == FileField) script += " " + Element().Match(arguments).Groups[1].Value;
        if (Component().Match(arguments) is { Success: true } component) Give(script, long.Parse(component.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture));
        if (call == 0) return;
        var answer = "null";
        if ((JSResult)result is JSResult.Reference or JSResult.Stream)
        {
            _scripts.Add(name == "import" ? Path.GetFileName(JsonNode.Parse(arguments)![0]!.GetValue<string>()) : name);
            answer = (JSResult)result == JSResult.Stream ? $$"""{"__jsStreamReferenceLength":{{_file.Length}},"__jsObjectId":{{_scripts.Count}}}""" : $$"""{"__jsObjectId":{{_scripts.Count}}}""";
        }

        // A tab that keeps nothing.
        if (name == "ogdPlans.drafts") answer = "[]";
        await _line.SendCoreAsync("EndInvokeJSFromDotNet", [call, true, $"[{call},true,{answer}]"]);
        if (name == "Blazor._internal.sendJSDataStream") await _line.SendCoreAsync("ReceiveJSDataChunk", [JsonNode.Parse(arguments)![1]!.GetValue<long>(), 0L, _file, null]);
    }

    /// <summary>A component gave itself to a script, perhaps in the place of one that is gone.</summary>
    private void Give(string script, long component)
    {
        if (Given(script).TrySetResult(component)) return;
        _objects[script] = new TaskCompletionSource<long>();
        _objects[script].SetResult(component);
    }

    private TaskCompletionSource<long> Given(string component) => _objects.GetOrAdd(component, _ => new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously));

    private enum JSResult
    {
        Value,
        Reference,
        Stream,
    }

    [GeneratedRegex("<!--Blazor:(\\{[^<]*\"descriptor\"[^<]*\\})-->", RegexOptions.CultureInvariant)]
    private static partial Regex Root();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->", RegexOptions.CultureInvariant)]
    private static partial Regex State();

    [GeneratedRegex("\"__internalId\":\"([^\"]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Element();

    [GeneratedRegex("\"__dotNetObject\":(\\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex Component();
}
