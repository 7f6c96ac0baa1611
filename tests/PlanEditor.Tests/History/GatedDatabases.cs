using Microsoft.EntityFrameworkCore;
using PlanEditor.Storage;

namespace PlanEditor.Tests.History;

/// <summary>Databases that are opened when a gate is.</summary>
public sealed class GatedDatabases(IDbContextFactory<PlanDb> databases) : IDbContextFactory<PlanDb>
{
    private TaskCompletionSource? _closed;

    public void Close() => _closed = new TaskCompletionSource();

    /// <summary>Opens the gate, for all who wait too.</summary>
    /// <param name="problem">What meets them instead of a database.</param>
    public void Open(Exception? problem = null)
    {
        var closed = _closed;
        _closed = null;
        if (problem is null) closed?.SetResult();
        else closed?.SetException(problem);
    }

    public PlanDb CreateDbContext() => databases.CreateDbContext();

    public async Task<PlanDb> CreateDbContextAsync(CancellationToken cancellationToken = default)
    {
        if (_closed is { } closed) await closed.Task.WaitAsync(cancellationToken);
        return await databases.CreateDbContextAsync(cancellationToken);
    }
}
