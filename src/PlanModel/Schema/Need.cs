namespace PlanModel.Schema;

/// <summary>What a final plan asks of a field.</summary>
public enum Need
{
    /// <summary>May stay empty.</summary>
    Optional,

    /// <summary>Empty raises a warning.</summary>
    Advised,

    /// <summary>Must be filled before final.</summary>
    Required,
}
