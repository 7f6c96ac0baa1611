using System.Net.Sockets;
using System.Threading.Channels;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;
using PlanEditor.Hosting;
using PlanEditor.Identity;
using PlanEditor.Notices;
using PlanModel;

namespace PlanEditor.Mail;

/// <summary>
/// Sends what is due, and is tried again later when the server does not take it. A mail is done with only when the server said that it has it. Whether somebody may read of a
/// plan is asked once more just before.
/// </summary>
public sealed partial class MailSender(
    MailStore store, NoticeMail writer, NoticeBoard board, Recipients recipients, IOptions<MailOptions> options, TimeProvider time, ILogger<MailSender> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PatienceOfLine = TimeSpan.FromSeconds(30);

    // Two at once would send one mail twice.
    private readonly SemaphoreSlim _one = new(1);
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Sends what is due now.</summary>
    internal async Task SendDueAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            await SendAsync(cancellation);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task SendAsync(CancellationToken cancellation)
    {
        await store.GatherAsync(cancellation);
        var due = await store.DueAsync(cancellation);
        if (due.Count == 0) return;
        using var line = new SmtpClient { Timeout = (int)PatienceOfLine.TotalMilliseconds };
        foreach (var mail in due)
            if (!await TrySendAsync(line, mail, cancellation)) break;
        if (line.IsConnected) await line.DisconnectAsync(true, cancellation);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.IsOn) return;
        await Task.Yield();
        board.Told += Wake;
        try
        {
            using var timer = new PeriodicTimer(LookEvery, time);
            var (tick, news) = (timer.WaitForNextTickAsync(stoppingToken).AsTask(), _news.Reader.WaitToReadAsync(stoppingToken).AsTask());
            while (true)
            {
                await TryAsync(stoppingToken);
                if (await Task.WhenAny(news, tick) == tick) tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
                stoppingToken.ThrowIfCancellationRequested();
                if (!news.IsCompleted) continue;
                _news.Reader.TryRead(out _);
                news = _news.Reader.WaitToReadAsync(stoppingToken).AsTask();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops; what is due is sent after the next start.
        }
        finally
        {
            board.Told -= Wake;
        }
    }

    public override void Dispose()
    {
        _one.Dispose();
        base.Dispose();
    }

    /// <returns>Whether others are worth a try.</returns>
    private async Task<bool> TrySendAsync(SmtpClient line, MailRow mail, CancellationToken cancellation)
    {
        var to = await recipients.FindAsync(new UserId(mail.User), cancellation);
        var plans = to is { Email: not null, Mail: not MailChoice.None } ? await board.ListAsync(to.Actor, await store.NoticesAsync(mail, cancellation), cancellation) : [];
        if (plans.IsEmpty)
        {
            await store.DropAsync(mail, cancellation);
            return true;
        }

        try
        {
            if (!line.IsConnected) await ConnectAsync(line, cancellation);
            await line.SendAsync(writer.Write(mail, to!, plans), cancellation);
            // Whoever stops the server now has it sent again, as the same mail.
            await store.SentAsync(mail, CancellationToken.None);
            return true;
        }
        catch (ParseException)
        {
            Log.NoAddress(logger, mail.Key, mail.User);
            await store.DropAsync(mail, cancellation);
            return true;
        }
        catch (SmtpCommandException refused) when (refused.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted && (int)refused.StatusCode >= 500)
        {
            Log.Refused(logger, mail.Key, (int)refused.StatusCode);
            await store.DropAsync(mail, cancellation);
            return true;
        }
        catch (SmtpCommandException later) when (later.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted && later.StatusCode != SmtpStatusCode.ServiceNotAvailable && line.IsConnected)
        {
            // It is about this person's mailbox, or this mail: others' are taken.
            Log.NotNow(logger, mail.Key, (int)later.StatusCode, await store.PutOffAsync(mail, cancellation));
            return true;
        }
        catch (Exception problem) when (problem is CommandException or ProtocolException or ServiceNotConnectedException or ServiceNotAuthenticatedException or AuthenticationException or SslHandshakeException or NotSupportedException or SocketException or IOException or TimeoutException)
        {
            var next = await store.PutOffAsync(mail, cancellation);
            Log.NotSent(logger, mail.Key, next, problem);
            return false;
        }
        catch (Exception problem) when (!problem.IsStopOf(cancellation))
        {
            // Whatever it is, it is about this mail: the others are sent, and this one is tried again, not for ever.
            Log.NotSent(logger, mail.Key, await store.PutOffAsync(mail, cancellation), problem);
            return true;
        }
    }

    private async Task ConnectAsync(SmtpClient line, CancellationToken cancellation)
    {
        var server = options.Value;
        var security = server.Security switch
        {
            MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
            MailSecurity.None => SecureSocketOptions.None,
            _ => SecureSocketOptions.StartTls,
        };
        await line.ConnectAsync(server.Host, server.Port, security, cancellation);
        if (server.User.Length > 0) await line.AuthenticateAsync(server.User, server.Password, cancellation);
    }

    private async Task TryAsync(CancellationToken cancellation)
    {
        try
        {
            await SendDueAsync(cancellation);
        }
        catch (Exception problem) when (!problem.IsStopOf(cancellation))
        {
            Log.NotLookedAt(logger, problem);
        }
    }

    private void Wake() => _news.Writer.TryWrite(true);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Mail {Mail} is not sent: the account {User} has an address that is none")]
        public static partial void NoAddress(ILogger logger, long mail, Guid user);

        [LoggerMessage(LogLevel.Warning, "Mail {Mail} was refused for good by the server: {Status}")]
        public static partial void Refused(ILogger logger, long mail, int status);

        [LoggerMessage(LogLevel.Warning, "Mail {Mail} was not taken now by the server: {Status}; the next try is at {Next}")]
        public static partial void NotNow(ILogger logger, long mail, int status, DateTimeOffset? next);

        [LoggerMessage(LogLevel.Warning, "Mail {Mail} could not be sent; the next try is at {Next}")]
        public static partial void NotSent(ILogger logger, long mail, DateTimeOffset? next, Exception problem);

        [LoggerMessage(LogLevel.Error, "Mails that are due could not be looked up")]
        public static partial void NotLookedAt(ILogger logger, Exception problem);
    }
}
