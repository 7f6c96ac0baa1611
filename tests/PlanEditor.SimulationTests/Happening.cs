namespace PlanEditor.SimulationTests;

/// <summary>What happens in schedules, counted, so that one sees that the faults really occur.</summary>
internal enum Happening
{
    Edits,
    Submits,
    Resends,
    LateCopies,
    ChangesCommitted,
    ChangesRefused,
    LinesCut,
    SubmitsLost,
    AnswersLost,
    Resyncs,
    GapsFilled,
    Undos,
    Redos,
    RightsChanged,
    StatesChanged,
    DiskFailures,
    AnswersNotSaved,
    OutcomesUnknown,
    AnswersTooBusy,
    ServersKilled,
    CommittedUnacknowledged,
    RoomsReopened,
    CopiesChecked,
}
