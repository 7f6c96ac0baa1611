using MimeKit;

namespace PlanEditor.Mail;

/// <summary>The settings under "Mail". Without a host nothing is mailed.</summary>
public sealed class MailOptions
{
    public const string Section = "Mail";

    /// <summary>The server that takes mail; empty: none is sent.</summary>
    public string Host { get; init; } = "";

    public int Port { get; init; } = 587;

    /// <summary>How the line is kept secret.</summary>
    public MailSecurity Security { get; init; } = MailSecurity.StartTls;

    /// <summary>With which name to sign in at the server; empty: without signing in.</summary>
    public string User { get; init; } = "";

    public string Password { get; init; } = "";

    /// <summary>The sender: <c>OgdPlans &lt;plans@example.gov&gt;</c>.</summary>
    public string From { get; init; } = "";

    /// <summary>The site's own address, for links: <c>https://plans.example.gov</c>. Never taken from a request.</summary>
    public string Site { get; init; } = "";

    public bool IsOn => Host.Length > 0;

    /// <summary>Whether what is set can be right.</summary>
    public bool IsReadable() =>
        !IsOn
        || (MailboxAddress.TryParse(From, out _)
            && Uri.TryCreate(Site, UriKind.Absolute, out var site) && (site.Scheme == Uri.UriSchemeHttps || site.Scheme == Uri.UriSchemeHttp)
            && (User.Length == 0 || Security != MailSecurity.None || Host is "localhost" or "127.0.0.1"));
}

/// <summary>How the line to the mail server is kept secret.</summary>
public enum MailSecurity
{
    /// <summary>TLS after the greeting; a server without it is not used.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Tls,

    /// <summary>Not: for a server on this machine.</summary>
    None,
}
