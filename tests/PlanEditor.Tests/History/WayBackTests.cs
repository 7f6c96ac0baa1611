using System.Collections.Immutable;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MudBlazor;
using MudBlazor.Services;
using PlanEditor.Collaboration;
using PlanEditor.Components.Editor;
using PlanEditor.Components.History;
using PlanEditor.History;
using PlanEditor.Identity;
using PlanEditor.Tests.Storage;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Text;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.History;

/// <summary>The question before something of the past is brought back, and what others do while it stands.</summary>
public sealed class WayBackTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly NodeId Chapter = new(101);
    private static readonly UserId Me = new(new Guid(1, 0, 0, new byte[8]));
    private static readonly UserId Somebody = new(new Guid(2, 0, 0, new byte[8]));

    private readonly TemporaryDirectory _directory = new();
    private readonly BunitContext _context = new();
    private readonly PlanWriter _writer = new(1);
    private readonly List<Submission> _submitted = [];
    private TestStore _store = null!;
    private PlanHistory _history = null!;
    private EditingSession _session = null!;
    private IRenderedComponent<MudDialogProvider> _dialogs = null!;
    private PlanId _plan;

    public async ValueTask InitializeAsync()
    {
        _store = await TestStore.OpenSqliteAsync(Path.Combine(_directory.Path, "plans.db"));
        _plan = await _store.NewPlanAsync();
        await WriteAsync(Somebody, new InsertNode(Chapter, "chapter", NodeId.Root, null, Node.NoFields.Add("title", Scalar.Of("Wells"))));
        await WriteAsync(Me, Set("due", Scalar.Of("2018-01-31")), Set("amount", Scalar.Of(7m)));
        _history = new PlanHistory(_store.Reader);
        _context.JSInterop.Mode = JSRuntimeMode.Loose;
        _context.Services.AddMudServices();
        _context.Services.AddSingleton(TimeProvider.System);
        _context.Services.AddSingleton(_history);
        _context.Services.AddSingleton(new Actors(_store.Databases, null!, TimeProvider.System));
        _session = new EditingSession(
            new PlanInfo(_plan, "np", "NP", "book"), new RoomState(Revision, _writer.Document), new Person(new Actor(Me, Role.FocalPoint, "NP"), "Me"), new SessionId(Guid.NewGuid()), SubmitAsync, NullLogger.Instance);
        _dialogs = _context.Render<MudDialogProvider>();
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        _history.Dispose();
        await _store.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task What_others_changed_while_the_question_stood_is_not_taken_back_and_is_asked_about_again()
    {
        var tab = Show("?sitting=2");
        Ask(tab, "Take back all of it…");
        Assert.Contains("Emptied “Due” of C1", Said("One undo"), StringComparison.Ordinal);
        await OtherAsync(Set("due", Scalar.Of("2018-06-30")));
        Press("Take back");
        var said = Said("Somebody changed the plan");
        Assert.Contains("“Due” of C1 was changed again since", said, StringComparison.Ordinal);
        Assert.Empty(_submitted);

        Press("Take back");
        _dialogs.WaitForAssertion(() => Assert.Empty(_dialogs.FindAll(".mud-dialog")), Patience);
        Assert.Equal<Operation>([Set("amount", null)], Assert.Single(_submitted).Changes.Single().Operations);
    }

    [Fact]
    public async Task What_a_restored_plan_would_replace_is_asked_about_again()
    {
        var tab = Show("?from=1");
        Ask(tab, "Restore the plan to this…");
        Said("One undo");
        await OtherAsync(Set("amount", Scalar.Of(8m)), new InsertNode(new NodeId(102), "note", Chapter, null, Node.NoFields));
        Press("Restore");
        var said = Said("Somebody changed the plan");
        Assert.Contains("(was 8)", said, StringComparison.Ordinal);
        Assert.Contains("emoved", said, StringComparison.Ordinal);
        Assert.Empty(_submitted);
        Press("Restore");
        _dialogs.WaitForAssertion(() => Assert.Equal(Revision, Assert.Single(_submitted).Base), Patience);
    }

    [Fact]
    public async Task What_others_type_meanwhile_stays_and_nothing_is_asked_again()
    {
        var tab = Show("?from=1");
        Ask(tab, "Restore the plan to this…");
        Said("One undo");
        var asked = Revision;
        await OtherAsync(new EditText(Chapter, "title", TextChangeSet.Of(5, (5, 5, " and pumps"))));
        Press("Restore");
        _dialogs.WaitForAssertion(() => Assert.Single(_submitted), Patience);
        Assert.Equal(asked, _submitted[0].Base);
        Assert.DoesNotContain(_submitted[0].Changes.Single().Operations, operation => operation is EditText);
    }

    private long Revision => _writer.Written.Count;

    private static SetField Set(string field, Scalar? value) => new(Chapter, field, value);

    private IRenderedComponent<HistoryTab> Show(string query)
    {
        _context.Services.GetRequiredService<NavigationManager>().NavigateTo(PlanAddress.OfTab("np", PlanTab.History) + query);
        return _context.Render<HistoryTab>(parameters => parameters.AddCascadingValue(_session).Add(shown => shown.Plan, _session.Shown));
    }

    private static void Ask(IRenderedComponent<HistoryTab> tab, string words)
    {
        tab.WaitForAssertion(() => Assert.Contains(tab.FindAll("button"), button => button.TextContent == words), Patience);
        tab.FindAll("button").Single(button => button.TextContent == words).Click();
    }

    private string Said(string words)
    {
        var said = "";
        _dialogs.WaitForAssertion(() => Assert.Contains(words, said = _dialogs.Find(".mud-dialog").TextContent, StringComparison.Ordinal), Patience);
        return said;
    }

    private void Press(string words) => _dialogs.FindAll(".mud-dialog button").Single(button => button.TextContent == words).Click();

    private Task OtherAsync(params ImmutableArray<Operation> operations) => _dialogs.InvokeAsync(async () =>
    {
        await WriteAsync(Somebody, operations);
        _session.Take(new RoomState(Revision, _writer.Document), [_writer.Written[^1].Change]);
    });

    private async Task WriteAsync(UserId author, params ImmutableArray<Operation> operations) => await _store.Log.AppendAllAsync(_plan, [_writer.Next(operations, author)], CancellationToken.None);

    private Task<SubmitAnswer> SubmitAsync(Submission submission)
    {
        _submitted.Add(submission);
        return Task.FromResult(new SubmitAnswer([], null, null));
    }
}
