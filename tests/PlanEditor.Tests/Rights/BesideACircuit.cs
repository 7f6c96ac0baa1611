using System.Collections.Immutable;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PlanEditor.Components.Editor;
using PlanEditor.Export.Pdf;
using PlanEditor.Identity;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Publishing;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Rights;

/// <summary>What is not about one plan, over the line of a page: by who may, as a browser does it; by who may no more, with the event that a page has offered while they might (<see cref="OverACircuit"/>).</summary>
public sealed class BesideACircuit(RightsSite shared) : IClassFixture<RightsSite>, IAsyncLifetime
{
    private const string Way = "circuit";
    private const int UnseenPictures = 12;

    private readonly string _name = $"Other {Guid.NewGuid():N}";
    private RightsSite _site = shared;
    private RightsSite? _own;
    private Ground? _there;
    private Ground? _here;
    private UserId _other;
    private string? _linkFor;

    /// <summary>How each is done, up to the last event.</summary>
    private static ImmutableDictionary<string, (string Path, Func<BesideACircuit, CircuitPage, Task<Func<Task>>> Reach)> All { get; } = new Dictionary<string, (string, Func<BesideACircuit, CircuitPage, Task<Func<Task>>>)>
    {
        ["start the plan of this country"] = ("", async (_, page) =>
        {
            await page.PressAsync("New plan…");
            var form = await FormAsync(page, "new-plan");
            await page.ChangeAsync(form.All.First(one => one.Name == "input" && one["required"] is not null), "Open data plan");
            return page.Act(form, "submit");
        }
        ),
        ["start it with a file"] = ("", async (_, page) =>
        {
            await page.PressAsync("New plan…");
            var form = await FormAsync(page, "new-plan");
            await page.GiveFile(form.All.Single(one => one["type"] == "file"), "plan.json", PlanFile.Write(Ground.Whole.Plan.Document))();
            await page.ButtonAsync("Start with an empty plan");
            return page.Act(form, "submit");
        }
        ),
        ["start the report"] = ("report", async (_, page) => page.Act(await page.FindAsync(one => one["aria-label"] == "Start the report"), "submit")),
        ["invite a focal point of this country"] = Invite(Role.FocalPoint, Colleague.Country),
        ["invite a contributor of this country"] = Invite(Role.Contributor, Colleague.Country),
        ["invite a plan lead of this country"] = Invite(Role.PlanLead, Colleague.Country),
        ["invite a focal point of another country"] = Invite(Role.FocalPoint, Colleague.Elsewhere),
        ["invite a reviewer"] = Invite(Role.Reviewer, null),
        ["invite a peer"] = Invite(Role.Peer, null),
        ["invite an administrator"] = Invite(Role.Administrator, null),
        ["give somebody another role"] = Change((page, form) => page.ChangeAsync(form.All.First(one => one.Name == "select"), nameof(Role.PlanLead))),
        ["suspend somebody"] = Change((page, form) => page.ChangeAsync(form.All.Single(one => one["type"] == "checkbox"), true)),
        ["let somebody back in"] = Change((page, form) => page.ChangeAsync(form.All.Single(one => one["type"] == "checkbox"), false)),
        ["make a link for a new password"] = ("people", async (test, page) =>
        {
            await page.BeginAsync($"Change {test._name}");
            return page.Act(await page.ButtonAsync("Make a link for a new password"), "click");
        }
        ),
        ["take back a link to contribute here"] = TakeBack(),
        ["take back a link for a new password"] = TakeBack(),
        ["read a draft for a reason"] = ("drafts", async (_, page) =>
        {
            var form = await page.FindAsync(one => one["aria-label"] == "Read a draft");
            await page.ChangeAsync(form.All.Single(one => one.Name == "input"), "A complaint came in.");
            return page.Act(form, "submit");
        }
        ),
        ["replace the styles of printed files"] = ("templates", async (_, page) =>
            page.GiveFile(await page.FindAsync(one => one["accept"] == ".css"), "plan.css", Encoding.UTF8.GetBytes($"h1 {{ font-weight: {Random.Shared.Next(100, 900)}; }}"))),
        ["put the built-in styles back"] = ("templates", async (_, page) =>
        {
            var section = await page.FindAsync(one => one["class"] == "template" && one.All.Any(inner => inner["accept"] == ".css"));
            await page.PressAsync(await page.FindAsync(one => one.Name == "button" && one.Words.StartsWith("Put the built-in one back…", StringComparison.Ordinal) && one.Above.Contains(section)));
            return page.Act(await page.ButtonAsync("Delete it"), "click");
        }
        ),
        ["adopt a commitment of the plan here"] = ("adopt", async (_, page) => page.Act(await page.FindAsync(one => one["aria-label"] == "Adopt a commitment" && one.Name == "form"), "submit")),
        ["discuss a question of the workshop"] = Say("Say something"),
        ["answer a question for a peer country"] = Say("Post your country’s answer"),
    }.ToImmutableDictionary();

    /// <summary>The acts of pages that are tried in process alone, and why.</summary>
    internal static ImmutableDictionary<string, string> Nowhere { get; } = new Dictionary<string, string>
    {
        ["see the accounts of this country"] = "what the page of people shows",
        ["see the accounts of another country"] = "what the page of people shows",
        ["see links of this country not used yet"] = "what the page of people shows",
        ["give oneself another role"] = "the page has no button for oneself",
        ["see which messages to other servers failed"] = "what the page of the audit shows",
        ["send a message to another server again"] = "its button is there for an address of the settings, of which this site has none",
    }.ToImmutableDictionary();

    internal static IEnumerable<string> Tried => All.Keys;

    public static TheoryData<string> Acts => new(All.Keys.Order(StringComparer.Ordinal));

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _there?.Dispose();
        _here?.Dispose();
        if (_own is not null) await _own.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Acts))]
    public async Task Each_may_what_the_table_says_and_no_more(string act)
    {
        var (row, wrong) = (RightsTable.Find(act), new Failures(act));
        var (path, reach) = All[act];
        // A country has one plan, and there is one report: what starts it needs a site without.
        if (row.By is "PlanStart.StartAsync" or "ReportStart.StartAsync" or "Adoptions.AdoptAsync") await RenewAsync();
        else await AddOtherAsync();
        if (path == "adopt") path = PlanAddress.OfAdoption((_there = await _site.NewPlanAsync(PlanStage.All[1])).Slug, Ground.Whole.Commitment);
        if (path == "drafts" || path.StartsWith("adopt", StringComparison.Ordinal)) _here = await _site.NewPlanAsync($"elsewhere-{Guid.NewGuid():N}"[..20], PlanStage.All[0], country: Colleague.Elsewhere);
        var columns = RightsTable.Columns.Select((column, index) => (Column: column, May: row[index, 0] == RightsTable.Yes)).ToList();
        var first = columns.First(one => one.May).Column;

        await MakeReadyAsync(act);
        var person = await JoinAsync(first);
        await using (var page = await CircuitPage.OpenAsync(_site, person, path))
        {
            var last = await reach(this, page);
            var themes = new[] { "light", "dark" };
            var theme = themes.Select(async value => page.Act(await page.FindAsync(one => one["name"] == "theme" && one["value"] == value), "change", new { value })).ToList();
            page.Hold();
            for (var picture = 0; picture < UnseenPictures; picture++) await (await theme[picture % 2])();
            foreach (var (column, _) in columns.Where(one => !one.May && one.Column != "Nobody"))
            {
                var (role, country, suspended) = Colleague.Of(column)!.Value;
                await _site.BecomeAsync(person, role, country, suspended);
                var before = await SeenAsync();
                try
                {
                    await last();
                }
                catch (InvalidOperationException problem)
                {
                    // The line of somebody suspended closes.
                    if (!suspended) wrong.Add(person with { Column = column }, null, Way, $"not reached: {problem.Message}");
                }

                if (await SeenAsync() is var after && after != before) wrong.Add(person with { Column = column }, null, Way, $"{before} became {after}");
            }
        }

        foreach (var (column, _) in columns.Where(one => one.May))
        {
            if (row.By == "ReportStart.StartAsync") await RenewAsync();
            await MakeReadyAsync(act);
            var one = await JoinAsync(column);
            await using var page = await CircuitPage.OpenAsync(_site, one, path);
            var last = await reach(this, page);
            var before = await SeenAsync();
            await last();
            if (await SeenAsync() == before) wrong.Add(one, null, Way, "nothing was changed");
        }

        wrong.Assert();
    }

    private static (string, Func<BesideACircuit, CircuitPage, Task<Func<Task>>>) Invite(Role role, string? country) => ("people", async (_, page) =>
    {
        await page.BeginAsync("Invite…");
        var form = await FormAsync(page, "invite");
        await page.ChangeAsync(form.All.Single(one => one["type"] == "email"), $"{Guid.NewGuid():N}@example.org");
        await page.ChangeAsync(form.All.First(one => one.Name == "select"), role.ToString());
        if (country is not null && form.All.Where(one => one.Name == "select").Skip(1).FirstOrDefault() is { } select) await page.ChangeAsync(select, country);
        return page.Act(form, "submit");
    }
    );

    private static (string, Func<BesideACircuit, CircuitPage, Task<Func<Task>>>) Change(Func<CircuitPage, PageElement, Task> fill) => ("people", async (test, page) =>
    {
        await page.BeginAsync($"Change {test._name}");
        var form = await FormAsync(page, "person");
        await fill(page, form);
        return page.Act(form, "submit");
    }
    );

    private static (string, Func<BesideACircuit, CircuitPage, Task<Func<Task>>>) TakeBack() => ("people", async (test, page) =>
        page.Act(await page.FindAsync(one => one["aria-label"] == $"Take back the link for {test._linkFor}"), "click"));

    private static (string, Func<BesideACircuit, CircuitPage, Task<Func<Task>>>) Say(string button) => ("questions/lessons", async (_, page) =>
    {
        await page.PressAsync(button);
        var form = await page.FindAsync(one => one["class"] == "composer pick");
        await page.TypeAsync(form.All.Single(one => one.Name == "textarea"), "How?");
        return page.Act(form, "submit");
    }
    );

    private static Task<PageElement> FormAsync(CircuitPage page, string id) => page.FindAsync(one => one["id"] == id);

    private async Task<Colleague> JoinAsync(string column)
    {
        var (role, country, _) = Colleague.Of(column)!.Value;
        return await _site.JoinAsync(role, country) with { Column = column };
    }

    private Task<PlanDb> DatabaseAsync() => _site.Services.GetRequiredService<IDbContextFactory<PlanDb>>().CreateDbContextAsync();

    /// <summary>A site in which nothing was begun.</summary>
    private async Task RenewAsync()
    {
        if (_own is not null) await _own.DisposeAsync();
        await (_site = _own = new RightsSite()).InitializeAsync();
        await AddOtherAsync();
    }

    private async Task AddOtherAsync()
    {
        var other = RightsSite.UserOf(Guid.NewGuid(), _name, Role.Contributor, Colleague.Country);
        _other = new UserId(other.Id);
        await using var database = await DatabaseAsync();
        database.Users.Add(other);
        await database.SaveChangesAsync();
    }

    /// <summary>The other one is as at the start, and there are styles where they shall be put back.</summary>
    private async Task MakeReadyAsync(string act)
    {
        await _site.BecomeAsync(new Colleague("Other", 0, _other, null), Role.Contributor, Colleague.Country, suspended: act == "let somebody back in");
        await using var scope = _site.Services.CreateAsyncScope();
        var administrator = _site.Colleagues.Single(one => one.Column == "Administrator").Id;
        var invitations = scope.ServiceProvider.GetRequiredService<Invitations>();
        if (act == "take back a link to contribute here") Assert.NotNull((await invitations.InviteAsync(administrator, _linkFor = $"{Guid.NewGuid():N}@example.org", Role.Contributor, Colleague.Country, default)).Code);
        if (act == "take back a link for a new password")
        {
            Assert.NotNull(await invitations.OfferPasswordAsync(administrator, _other, default));
            await using var database = await DatabaseAsync();
            _linkFor = (await database.Users.SingleAsync(user => user.Id == _other.Value)).Email;
        }

        if (act != "put the built-in styles back") return;
        var templates = scope.ServiceProvider.GetRequiredService<PlanEditor.Export.FileTemplates>();
        Assert.Null(await templates.ReplaceAsync(administrator, scope.ServiceProvider.GetRequiredService<PrintTemplate>(), "h1 { font-weight: 700; }"u8.ToArray(), default));
    }

    /// <summary>All that these acts change, as it is now.</summary>
    private async Task<string> SeenAsync()
    {
        await using var database = await DatabaseAsync();
        var other = await database.Users.AsNoTracking().SingleAsync(user => user.Id == _other.Value);
        var styles = _site.Services.GetRequiredService<PrintTemplate>().Find() is { } own ? Encoding.UTF8.GetString(await File.ReadAllBytesAsync(own.FullName)) : "";
        return $"{await database.Plans.CountAsync()} plans, {await database.Changes.CountAsync()} changes, {await database.Invitations.CountAsync()} links, {await database.Set<DraftGrant>().CountAsync()} readings, {await database.Users.CountAsync()} people, {other.Role} {other.Country} {other.Suspended}, {styles}";
    }
}
