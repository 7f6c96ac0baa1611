using Microsoft.JSInterop;

namespace PlanEditor.Components;

/// <summary>The script of a component, a module with <c>start</c> and <c>stop</c>. A component that is gone before it was loaded has no elements any more, and starts nothing.</summary>
public sealed class ComponentScript : IAsyncDisposable
{
    private IJSObjectReference? _module;
    private object?[] _stopWith = [];
    private bool _isGone;

    /// <summary>Loads the script and starts it.</summary>
    /// <param name="browser">The page.</param>
    /// <param name="path">Where it is.</param>
    /// <param name="arguments">What <c>start</c> is given.</param>
    public async Task StartAsync(IJSRuntime browser, string path, params object?[] arguments)
    {
        var module = await browser.InvokeAsync<IJSObjectReference>("import", path);
        if (_isGone) return;
        _module = module;
        await module.InvokeVoidAsync("start", arguments);
    }

    /// <summary>What <c>stop</c> is to be given.</summary>
    public ComponentScript StopWith(params object?[] arguments)
    {
        _stopWith = arguments;
        return this;
    }

    /// <summary>Calls a function of it, if it runs.</summary>
    /// <param name="name">The function.</param>
    /// <param name="arguments">What it is given.</param>
    public async Task CallAsync(string name, params object?[] arguments)
    {
        if (_module is { } module && !_isGone) await module.InvokeVoidAsync(name, arguments);
    }

    /// <summary>Asks a function of it; null where it does not run.</summary>
    /// <param name="name">The function.</param>
    /// <param name="arguments">What it is given.</param>
    public async Task<string?> AskAsync(string name, params object?[] arguments) =>
        _module is { } module && !_isGone ? await module.InvokeAsync<string?>(name, arguments) : null;

    /// <summary>Whether its functions can be called.</summary>
    public bool Runs => _module is not null && !_isGone;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_isGone) return;
        _isGone = true;
        if (_module is null) return;
        try
        {
            await _module.InvokeVoidAsync("stop", _stopWith);
            await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and what the script held with it.
        }
    }
}
