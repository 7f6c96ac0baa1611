namespace PlanModel.Workflow;

/// <summary>What somebody is in this project. Stored by its name.</summary>
public enum Role
{
    /// <summary>Invites, gives roles, configures; does not write plans.</summary>
    Administrator,

    /// <summary>Reads all plans, comments, suggests, approves (DPADM).</summary>
    Reviewer,

    /// <summary>A focal point who may also submit, finalise, reopen and open the plan to peers.</summary>
    PlanLead,

    /// <summary>Writes the plan of the own country.</summary>
    FocalPoint,

    /// <summary>Suggests and comments in the plan of the own country.</summary>
    Contributor,

    /// <summary>Reads and discusses plans that are opened to peers.</summary>
    Peer,

    /// <summary>The server's own acts: creating, importing, carrying out what the review decided.</summary>
    Server,
}
