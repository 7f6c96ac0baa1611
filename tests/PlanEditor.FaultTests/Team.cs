using System.Collections.Immutable;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Operations;

namespace PlanEditor.FaultTests;

/// <summary>Editors of sample plans, several for each of some accounts, who edit at once.</summary>
internal sealed class Team : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Editor> _editors = [];
    private List<Task> _running = [];

    public IReadOnlyList<Editor> Editors => _editors;

    /// <summary>What they write; anything, where this is not said.</summary>
    public Func<Document, Random, UserId, ImmutableArray<Operation>>? Writes { get; init; }

    public int Acknowledged => _editors.Sum(editor => editor.Acknowledged.Count);

    /// <summary>What ended an editor who should still be editing.</summary>
    public IEnumerable<string> Broken => _running.Where(task => task.IsFaulted).Select(task => task.Exception!.InnerException!.ToString());

    public async Task JoinAsync(Uri server, Uri line, string plan, string account, int count, Random random)
    {
        var cookie = await SampleSignIn.CookieAsync(server, account);
        var user = await Editor.WhoAsync(server, plan, cookie);
        for (var at = 0; at < count; at++) _editors.Add(new Editor(line, plan, user, cookie, random.Next()) { Writes = Writes });
    }

    /// <summary>Everybody edits until <see cref="StopAsync"/>.</summary>
    public void Start() => _running = [.. _editors.Select(editor => editor.RunAsync(_stop.Token))];

    /// <summary>Everybody stops editing, in the middle of whatever is on its way.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running);
    }

    /// <summary>Everybody sends what is left and receives all there is: first everybody's own changes, then everybody else's.</summary>
    public async Task SettleAsync()
    {
        for (var pass = 0; pass < 2; pass++) await Task.WhenAll(_editors.Select(editor => editor.SettleAsync()));
    }

    /// <summary>Compares what the server has with what it said and with what everybody has and typed.</summary>
    public async Task<List<string>> CheckAsync()
    {
        var wrong = new List<string>();
        foreach (var group in _editors.GroupBy(editor => editor.Plan)) wrong.AddRange(await Ledger.CheckAsync([.. group]));
        return wrong;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var editor in _editors) await editor.DisposeAsync();
        _stop.Dispose();
    }
}
