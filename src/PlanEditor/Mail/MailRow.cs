namespace PlanEditor.Mail;

/// <summary>A mail: which notices are in it is said by them. It is made before it is sent, so that sending it again is the same mail.</summary>
public sealed class MailRow
{
    public long Key { get; init; }

    /// <summary>To whom.</summary>
    public required Guid User { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>When to try to send it; null: it is done with.</summary>
    public DateTimeOffset? NextTry { get; set; }

    public int Tries { get; set; }

    /// <summary>When the server took it; null: it did not.</summary>
    public DateTimeOffset? SentAt { get; set; }
}
