using Microsoft.AspNetCore.Components;
using PlanEditor.Identity;

namespace PlanEditor.Components.Plans;

/// <summary>A page over all plans that somebody may see, which follows them while it is open.</summary>
public abstract class BoardPage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private bool _following;

    /// <summary>Who looks.</summary>
    [CascadingParameter]
    public required Person Me { get; set; }

    [Inject]
    private PlanBoard Boards { get; set; } = default!;

    /// <summary>The plans; null until they are read.</summary>
    protected PlanBoard.Following? Board { get; private set; }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Called when the plans were read anew, before the page shows them.</summary>
    protected virtual void OnRead()
    {
    }

    protected override async Task OnInitializedAsync()
    {
        Board = await Boards.OpenAsync(Me.Actor, _end.Token);
        OnRead();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (Board is null || Board.Actor == Me.Actor) return;
        Board.Actor = Me.Actor;
        await Board.RefreshAsync(_end.Token);
        OnRead();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (Board is not null && !_following) _ = FollowAsync(Board);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing || _end.IsCancellationRequested) return;
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
                OnRead();
                StateHasChanged();
            }));
        }
        catch (Exception exception) when (!_end.IsCancellationRequested)
        {
            await DispatchExceptionAsync(exception);
        }
    }
}
