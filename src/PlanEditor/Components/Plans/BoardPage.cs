using Microsoft.AspNetCore.Components;
using PlanEditor.Identity;

namespace PlanEditor.Components.Plans;

/// <summary>A page that shows all plans that somebody may see, and follows them as long as it is open.</summary>
public abstract class BoardPage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private bool _following;

    [Inject]
    private PlanBoard All { get; set; } = default!;

    [CascadingParameter]
    public required Person Me { get; set; }

    /// <summary>The plans; null until they were read.</summary>
    protected PlanBoard.Following? Board { get; private set; }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Called, on the page's thread, whenever the plans were read anew.</summary>
    protected virtual void OnRefreshed()
    {
    }

    protected override async Task OnInitializedAsync()
    {
        Board = await All.OpenAsync(Me.Actor, _end.Token);
        OnRefreshed();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (Board is not { } board || board.Actor == Me.Actor) return;
        board.Actor = Me.Actor;
        await board.RefreshAsync(_end.Token);
        OnRefreshed();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (Board is { } board && !_following) _ = FollowAsync(board);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing) return;
        _end.Cancel();
        _end.Dispose();
        Board?.Dispose();
    }

    private async Task FollowAsync(PlanBoard.Following board)
    {
        _following = true;
        try
        {
            await board.FollowAsync(() => InvokeAsync(() =>
            {
                OnRefreshed();
                StateHasChanged();
            }));
        }
        catch (Exception exception) when (!_end.IsCancellationRequested)
        {
            await DispatchExceptionAsync(exception);
        }
    }
}
