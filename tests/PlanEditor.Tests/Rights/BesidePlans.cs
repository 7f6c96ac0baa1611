using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PlanEditor.Collaboration;
using PlanEditor.Components.Editor;
using PlanEditor.Components.Plans;
using PlanEditor.Components.Report;
using PlanEditor.Exchange;
using PlanEditor.Export;
using PlanEditor.Export.Pdf;
using PlanEditor.Identity;
using PlanEditor.Storage;
using PlanEditor.Webhooks;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Exchange;
using PlanModel.Operations;
using PlanModel.Publishing;
using PlanModel.Review;
using PlanModel.Schema;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Rights;

/// <summary>What is not about one plan: accounts, invitations, starting a plan, the pages of the _site.</summary>
public sealed partial class BesidePlans(RightsSite shared) : IClassFixture<RightsSite>
{
    private const string OtherEmail = "other@example.org";

    private RightsSite _site = shared;

    public static TheoryData<string> Acts => new(RightsTable.Rows.Where(row => !row.IsOfPlan).Select(row => row.Act));

    [Theory]
    [MemberData(nameof(Acts))]
    public async Task Each_may_what_the_table_says_and_no_more(string act)
    {
        var (row, wrong) = (RightsTable.Find(act), new Failures(act));
        var way = Assert.Single(row.Plain);
        // A country has one plan: what starts it needs a site without. What is adopted is told to others, and another act asks for a notice that is nobody's.
        await using var own = row.By is "PlanStart.StartAsync" or "ReportStart.StartAsync" or "Adoptions.AdoptAsync" ? new RightsSite() : null;
        if (own is not null) await (_site = own).InitializeAsync();
        // Those who may come last: what they do is seen by the others.
        foreach (var colleague in _site.Colleagues.OrderBy(one => row[one.Index, 0] == RightsTable.Yes))
        {
            var got = way == "address" ? await AskAsync(row, colleague) : await DoAsync(act, colleague);
            wrong.Compare(row[colleague.Index, 0], got, colleague, null, way);
        }

        wrong.Assert();
    }

    private async Task<string> AskAsync(RightsRow row, Colleague colleague)
    {
        using var browser = _site.Browse(row.By == "/account/sign-out" && colleague.Cookie is not null && colleague.Column != "Suspended" ? await _site.SignInAsync(colleague.Id) : colleague.Cookie);
        using var answer = row.By switch
        {
            "/_blazor" => await browser.PostAsync("/_blazor/negotiate?negotiateVersion=1", null),
            "/hubs/plan" => await KnockAsync(browser),
            "/account/sign-out" or "/account/sample" => await SendAsync(browser, row.By),
            "/mail/stop/{code}" => await browser.PostAsync("/mail/stop/abc", new FormUrlEncodedContent([KeyValuePair.Create("List-Unsubscribe", "One-Click")])),
            _ => await browser.GetAsync(row.By.Replace("{Code}", "abc", StringComparison.Ordinal).Replace("{key:long}", "1", StringComparison.Ordinal)
                .Replace("{plan}", "atlantis", StringComparison.Ordinal).Replace("{version:int}", "1", StringComparison.Ordinal).Replace("{from:int}", "1", StringComparison.Ordinal)
                .Replace("{to:int}", "2", StringComparison.Ordinal).Replace("{page:int}", "2", StringComparison.Ordinal).Replace("{key}", "abc", StringComparison.Ordinal).Replace("{documentName}", "v1", StringComparison.Ordinal)
                .Replace("{id:guid}", Guid.NewGuid().ToString("N"), StringComparison.Ordinal).Replace("{file}", "plan.pdf", StringComparison.Ordinal).Replace("{kind}", "dataset", StringComparison.Ordinal).Replace("{id}", "abc", StringComparison.Ordinal)),
        };
        return answer.StatusCode switch
        {
            HttpStatusCode.OK or HttpStatusCode.Found when answer.Headers.Location?.OriginalString == "/" => "Y",
            HttpStatusCode.OK or HttpStatusCode.SwitchingProtocols or HttpStatusCode.SeeOther => "Y",
            HttpStatusCode.NotFound => ".",
            HttpStatusCode.Unauthorized => "s",
            HttpStatusCode.Found when answer.Headers.Location!.OriginalString is "/public" || answer.Headers.Location.OriginalString.Contains("/account/sign-in", StringComparison.Ordinal) => "s",
            var other => $"{(int)other} {answer.Headers.Location}",
        };
    }

    /// <summary>Begins a WebSocket, as far as the first answer.</summary>
    private async Task<HttpResponseMessage> KnockAsync(HttpClient browser)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/hubs/plan");
        foreach (var (name, value) in new[] { ("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13"), ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="), ("Origin", _site.Address.GetLeftPart(UriPartial.Authority)) })
            request.Headers.Add(name, value);
        return await browser.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>Sends a form with its token, which a page of the same browser gave.</summary>
    private static async Task<HttpResponseMessage> SendAsync(HttpClient browser, string address)
    {
        using var page = await browser.GetAsync("/account/sign-in");
        var token = Token().Match(await page.Content.ReadAsStringAsync()).Groups[1].Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        request.Content = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token), KeyValuePair.Create("Account", "admin")]);
        request.Headers.Add("Cookie", page.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]).Concat(browser.DefaultRequestHeaders.TryGetValues("Cookie", out var own) ? own : []).Aggregate((one, other) => $"{one}; {other}"));
        return await browser.SendAsync(request);
    }

    /// <summary>What an open page calls. Who is suspended or signed out has none, and the call has to come to nothing all the same.</summary>
    private async Task<string> DoAsync(string act, Colleague colleague)
    {
        await using var scope = _site.Services.CreateAsyncScope();
        var actor = await _site.Actors.FindAsync(colleague.Id, default);
        var got = await DoAsync(act, colleague, actor ?? new Actor(colleague.Id, Role.Peer, null) { Suspended = true }, scope.ServiceProvider);
        return actor is null or { Suspended: true } && got is "-" or "." ? "s" : got;
    }

    /// <summary>A message of a final that is not there: none is sent by it.</summary>
    private static WebhookDelivery Fail(IServiceProvider services)
    {
        var failed = new WebhookDelivery("atlantis-v1-0", new Uri("https://example.org/hook"), "atlantis", 1, 9, null, "answered 503") { Failed = true };
        services.GetRequiredService<WebhookStore>().Keep(failed);
        return failed;
    }

    private async Task<string> DoAsync(string act, Colleague colleague, Actor actor, IServiceProvider services)
    {
        var (invitations, accounts) = (services.GetRequiredService<Invitations>(), services.GetRequiredService<Accounts>());
        switch (act)
        {
            case "start the plan of this country":
                return Said(await services.GetRequiredService<PlanStart>().StartAsync(actor.User, new NewPlan(Colleague.Country, "en", "Open data plan"), default) is { Slug: null, Problem: var why } ? why : null);
            case "start it with a file":
                return Said(await services.GetRequiredService<PlanStart>().StartAsync(actor.User, PlanFile.Read(PlanFile.Write(Ground.Whole.Plan.Document), ActionPlan.Schema), default) is { Slug: null, Problem: var whyNot } ? whyNot : null);
            case "start the report":
                return Said(await services.GetRequiredService<ReportStart>().StartAsync(actor.User, "Report", default));
            case "see the accounts of this country":
                return (await accounts.ListAsync(colleague.Id, default)).Any(one => one.Country == Colleague.Country) ? "Y" : ".";
            case "see the accounts of another country":
                return (await accounts.ListAsync(colleague.Id, default)).Any(one => one.Country == Colleague.Elsewhere) ? "Y" : ".";
            case "adopt a commitment of the plan here":
                using (var there = await _site.NewPlanAsync(PlanStage.All[1]))
                using (var here = await _site.NewPlanAsync($"elsewhere-{Guid.NewGuid():N}"[..20], PlanStage.All[0], country: Colleague.Elsewhere))
                {
                    var adopted = await services.GetRequiredService<Adoptions>().AdoptAsync(colleague.Id, there.Slug, Ground.Whole.Commitment, null, here.Slug, default);
                    return (adopted.Address is not null) == (here.Document.Proposals.Count == 1) ? Said(adopted.Refusal?.Words) : $"{adopted}, and {here.Document.Proposals.Count} suggestions";
                }

            case "discuss a question of the workshop":
                return await SayAsync(colleague, services, QuestionBoard.DiscussionOf(Question.All[0]));
            case "answer a question for a peer country":
                return await SayAsync(colleague, services, QuestionBoard.AnswersOf(Question.All[0]));
            case "read a draft for a reason":
                using (var ground = await _site.NewPlanAsync(PlanStage.All[0]))
                    return Said(await services.GetRequiredService<DraftGrants>().GrantAsync(colleague.Id, ground.Slug, "A complaint came in.", default));
            case "see which messages to other servers failed":
                Fail(services);
                return (await services.GetRequiredService<FailedWebhooks>().ListAsync(colleague.Id, default)).Count > 0 ? "Y" : ".";
            case "send a message to another server again":
                var (failed, store) = (Fail(services), services.GetRequiredService<WebhookStore>());
                var configured = Options.Create(new WebhookOptions { Addresses = [new WebhookAddress { Address = failed.Address, Secret = new string('s', WebhookAddress.SecretLengthMin) }] });
                var refused = await ActivatorUtilities.CreateInstance<FailedWebhooks>(services, configured).SendAgainAsync(colleague.Id, failed.Id, default);
                return store.Failed().Any(one => one.Id == failed.Id) == refused is not null ? Said(refused) : $"{refused}, and it is not so";
            case "replace the styles of printed files":
                return Said(await services.GetRequiredService<FileTemplates>().ReplaceAsync(colleague.Id, services.GetRequiredService<PrintTemplate>(), "h1 { font-weight: 700; }"u8.ToArray(), default));
            case "put the built-in styles back":
                return Said(await services.GetRequiredService<FileTemplates>().RestoreAsync(colleague.Id, services.GetRequiredService<PrintTemplate>(), default));
            case "make a link for a new password":
                return await invitations.OfferPasswordAsync(colleague.Id, await OtherAsync(suspended: false), default) is null ? "-" : "Y";
            case "see links of this country not used yet":
                await LinkAsync(services, forPassword: false);
                return (await invitations.ListAsync(colleague.Id, default)).Any(one => one.Country == Colleague.Country) ? "Y" : ".";
            case "take back a link to contribute here":
                return await TakeBackAsync(services, colleague, forPassword: false);
            case "take back a link for a new password":
                return await TakeBackAsync(services, colleague, forPassword: true);
            case "give oneself another role":
                return Said(await accounts.ChangeAsync(colleague.Id, colleague.Id, Role.Reviewer, null, false, default));
            case "give somebody another role":
                return await ChangeAsync(accounts, colleague, Role.PlanLead, suspended: false, before: false);
            case "suspend somebody":
                return await ChangeAsync(accounts, colleague, Role.Contributor, suspended: true, before: false);
            case "let somebody back in":
                return await ChangeAsync(accounts, colleague, Role.Contributor, suspended: false, before: true);
            default:
                var (role, country) = InvitedTo(act);
                return Said((await invitations.InviteAsync(colleague.Id, $"{Guid.NewGuid():N}@example.org", role, country, default)).Problem);
        }
    }

    /// <summary>Says something on the board of questions, as its page does, and past the page if it does not open.</summary>
    private async Task<string> SayAsync(Colleague colleague, IServiceProvider services, NodeId part)
    {
        var board = services.GetRequiredService<QuestionRoom>();
        using var reviewers = await board.OpenAsync((await _site.Actors.FindPersonAsync(_site.Colleagues.Single(one => one.Column == "Reviewer").Id, default))!, default);
        var say = new StartThread(new ThreadId(NewNodes.NewId().Value), part, null, null, Severity.Question, "How?");
        var answer = await reviewers!.Room.SubmitAsync(new Submission(colleague.Id, new SessionId(Guid.NewGuid()), reviewers.Room.Durable.Revision, [new Change(new ChangeId(Guid.NewGuid()), [say])]), default);
        var opens = await _site.Actors.FindPersonAsync(colleague.Id, default) is { } person && await board.OpenAsync(person, default) is { } lease && Disposed(lease);
        return answer.Refusal is null && !opens ? "said by who cannot open it" : Said(answer.Refusal?.Words);
    }

    private static bool Disposed(RoomLease lease)
    {
        lease.Dispose();
        return true;
    }

    private static (Role Role, string? Country) InvitedTo(string act) => act switch
    {
        "invite a focal point of this country" => (Role.FocalPoint, Colleague.Country),
        "invite a contributor of this country" => (Role.Contributor, Colleague.Country),
        "invite a plan lead of this country" => (Role.PlanLead, Colleague.Country),
        "invite a focal point of another country" => (Role.FocalPoint, Colleague.Elsewhere),
        "invite a reviewer" => (Role.Reviewer, null),
        "invite a peer" => (Role.Peer, null),
        "invite an administrator" => (Role.Administrator, null),
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, "say here how it is done"),
    };

    /// <summary>A link that an administrator made.</summary>
    private async Task<string> LinkAsync(IServiceProvider services, bool forPassword)
    {
        var (invitations, administrator) = (services.GetRequiredService<Invitations>(), _site.Colleagues.Single(one => one.Column == "Administrator").Id);
        return (forPassword
            ? await invitations.OfferPasswordAsync(administrator, await OtherAsync(suspended: false), default)
            : (await invitations.InviteAsync(administrator, $"{Guid.NewGuid():N}@example.org", Role.Contributor, Colleague.Country, default)).Code)!;
    }

    private async Task<string> TakeBackAsync(IServiceProvider services, Colleague colleague, bool forPassword)
    {
        var (invitations, code) = (services.GetRequiredService<Invitations>(), await LinkAsync(services, forPassword));
        var problem = await invitations.TakeBackAsync(colleague.Id, (await invitations.FindAsync(code, default))!.Id, default);
        return problem is null == await invitations.FindAsync(code, default) is null ? Said(problem) : $"{problem}, and it is not so";
    }

    private async Task<string> ChangeAsync(Accounts accounts, Colleague colleague, Role role, bool suspended, bool before)
    {
        var other = await OtherAsync(before);
        var problem = await accounts.ChangeAsync(colleague.Id, other, role, Colleague.Country, suspended, default);
        var now = await _site.Actors.FindAsync(other, default);
        return problem is null == (now is { } is_ && is_.Role == role && is_.Suspended == suspended) ? Said(problem) : $"{problem}, and yet {now}";
    }

    /// <summary>A contributor whom the others try to change, as at the start.</summary>
    private async Task<UserId> OtherAsync(bool suspended)
    {
        await using var database = await _site.Services.GetRequiredService<IDbContextFactory<PlanDb>>().CreateDbContextAsync();
        var other = await database.Users.SingleOrDefaultAsync(one => one.Email == OtherEmail);
        if (other is null)
        {
            other = RightsSite.UserOf(Guid.NewGuid(), "Other", Role.Contributor, Colleague.Country);
            other.Email = OtherEmail;
            database.Users.Add(other);
        }

        (other.Role, other.Country, other.Suspended) = (Role.Contributor, Colleague.Country, suspended);
        await database.SaveChangesAsync();
        _site.Actors.Revoke(new UserId(other.Id));
        return new UserId(other.Id);
    }

    private static string Said(string? problem) => problem is null ? "Y" : "-";

    [GeneratedRegex("""name="__RequestVerificationToken" value="([^"]+)""")]
    private static partial Regex Token();
}
