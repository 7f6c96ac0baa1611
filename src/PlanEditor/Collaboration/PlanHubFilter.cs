using Microsoft.AspNetCore.SignalR;

namespace PlanEditor.Collaboration;

/// <summary>Stands around every call of the hub: counts it, and turns whatever goes wrong into a refusal.</summary>
internal sealed partial class PlanHubFilter(ILogger<PlanHubFilter> logger) : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var connection = PlanHub.ConnectionOf(invocationContext.Context);
        if (connection.TooFast() is { } refusal) return new PlainAnswer(refusal);
        if (invocationContext.HubMethodArguments is [null]) return new PlainAnswer(RoomRefusals.Malformed($"{invocationContext.HubMethodName} takes exactly one object, not null."));
        try
        {
            return await next(invocationContext);
        }
        catch (OperationCanceledException) when (invocationContext.Context.ConnectionAborted.IsCancellationRequested)
        {
            // They left while it was answered: nothing failed, and nobody hears this.
            return new PlainAnswer(RoomRefusals.Failed);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            Log.Failed(logger, invocationContext.HubMethodName, problem);
            return new PlainAnswer(RoomRefusals.Failed);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A call of {Method} failed")]
        public static partial void Failed(ILogger logger, string method, Exception problem);
    }
}
