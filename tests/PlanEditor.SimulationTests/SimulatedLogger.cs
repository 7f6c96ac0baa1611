using Microsoft.Extensions.Logging;

namespace PlanEditor.SimulationTests;

/// <summary>Hears what the room logs. Only what the schedule did to the disk may be there.</summary>
internal sealed class SimulatedLogger(Simulation simulation) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (simulation.IsTraced) simulation.Trace($"the room logs: {formatter(state, exception)}: {exception?.Message}");
        if (exception is PlanEditor.Storage.LogUnavailableException or PlanEditor.Storage.LogOutcomeUnknownException) return;
        simulation.Fail(new SimulationFailedException($"the room logged: {formatter(state, exception)}: {exception?.Message}", exception!));
    }
}
