using System.Collections.Immutable;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using MudBlazor;
using MudBlazor.Services;
using OgdPlans.Tests;
using PlanEditor.Collaboration;
using PlanEditor.Components.Comments;
using PlanEditor.Components.Editor;
using PlanEditor.Components.Final;
using PlanEditor.Components.Find;
using PlanEditor.Components.Notices;
using PlanEditor.Components.Suggestions;
using PlanEditor.Finals;
using PlanEditor.History;
using PlanEditor.Hosting;
using PlanEditor.Identity;
using PlanEditor.Import;
using PlanEditor.Import.Word;
using PlanEditor.Tests.Find;
using PlanEditor.Tests.Import.Word;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Schema;
using PlanModel.Workflow;

namespace PlanEditor.Tests.Editor;

/// <summary>A plan that is open in a page, over a room that only keeps a document: <c>page.Other(new SetField(…))</c> is what somebody else did.</summary>
public sealed class OpenPage : IAsyncDisposable
{
    private static readonly UserId Me = new(new Guid(1, 0, 0, new byte[8]));
    private static readonly UserId Somebody = new(new Guid(2, 0, 0, new byte[8]));
    private static readonly SessionId Elsewhere = new(new Guid(3, 0, 0, new byte[8]));

    private readonly BunitContext _context = new();
    private readonly PlanInfo _plan;
    private readonly List<CommittedChange> _log = [];
    private RoomState _state;

    /// <param name="whole">The plan; null: a small one that lacks nothing.</param>
    /// <param name="role">Who looks at it.</param>
    /// <param name="country">Of which country.</param>
    /// <param name="document">Another plan in the place of <paramref name="whole"/>.</param>
    public OpenPage(WholePlan? whole = null, Role role = Role.FocalPoint, string? country = "NP", Document? document = null)
    {
        Whole = whole ?? new WholePlan();
        _state = new RoomState(1, document ?? Whole.Plan.Document);
        // The workshop's report is of no country.
        _plan = new PlanInfo(new PlanId(new Guid(4, 0, 0, new byte[8])), "np", OnDisk.Schema == AnalyticalReport.Schema ? "" : "NP", OnDisk.Schema.Name);
        _context.JSInterop.Mode = JSRuntimeMode.Loose;
        _context.Services.AddMudServices();
        // What people are told has a database behind it, and tests and journeys of its own.
        _context.ComponentFactories.AddStub<Bell>();
        _context.ComponentFactories.AddStub<ThreadAttention>();
        _context.ComponentFactories.AddStub<SaidBy>();
        _context.ComponentFactories.AddStub<ConfirmedWarnings>();
        _context.ComponentFactories.AddStub<ThreadCard>();
        _context.ComponentFactories.AddStub<SuggestedItem>();
        _context.Services.AddSingleton(_ => Time);
        _context.Services.AddSingleton<IFindElsewhere>(OtherPlans);
        _context.Services.AddSingleton(new FileProcess(NullLogger<FileProcess>.Instance));
        _context.Services.AddSingleton<IWordImport>(WordFiles = new StubWordImport(Whole.Plan.Document, _log));
        _context.Services.AddSingleton(_ => new PublishedFinals(FinalFiles, NullLogger<PublishedFinals>.Instance));
        Session = new EditingSession(_plan, _state, new Person(new Actor(Me, role, country), "Me"), new SessionId(new Guid(5, 0, 0, new byte[8])), SubmitAsync, NullLogger.Instance);
    }

    public WholePlan Whole { get; }

    /// <summary>The page's clock; to be set before the page is shown.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>The data directory, in which finals are; to be set before the page is shown.</summary>
    public string Data { get; set; } = "/nowhere";

    /// <summary>The files of finals.</summary>
    public FinalStore FinalFiles => new(new DataDirectory(Options.Create(new SiteOptions { Data = Data }), new HostingEnvironment { ContentRootPath = "/" }));

    /// <summary>The other plans.</summary>
    public StubElsewhere OtherPlans { get; } = new();

    /// <summary>The plan's Word files.</summary>
    internal StubWordImport WordFiles { get; }

    /// <summary>What the page gave the focus to, in order.</summary>
    public IReadOnlyList<string> Focused => [.. _context.JSInterop.Invocations["Blazor._internal.domWrapper.focus"].Select(call => ((ElementReference)call.Arguments[0]!).Id)];

    public IServiceProvider Services => _context.Services;

    public EditingSession Session { get; }

    /// <summary>What the room refuses next, if anything.</summary>
    public Refusal? RefusesNext { get; set; }

    /// <summary>How many changes of the submission it takes before it refuses.</summary>
    public int TakesBefore { get; set; }

    /// <summary>What goes wrong in the room next, if anything.</summary>
    public Exception? BreaksNext { get; set; }

    /// <summary>What the room waits for before it answers.</summary>
    public Task Answers { get; set; } = Task.CompletedTask;

    /// <summary>All that was committed, in order.</summary>
    public IReadOnlyList<CommittedChange> Committed => _log;

    public Document OnDisk => _state.Document;

    public IRenderedComponent<PlanView> View { get; private set; } = null!;

    /// <summary>Where questions are asked; to be looked at before one is.</summary>
    public IRenderedComponent<MudDialogProvider> Dialogs => field ??= _context.Render<MudDialogProvider>();

    /// <summary>What is new to the person at the page; nothing before it started.</summary>
    public Looking Looking { get; } = new(default, Me, new StubLooks(), TimeProvider.System, NullLogger<Looking>.Instance);

    public Removals Removals => new(() => Task.FromResult(LastRemovals()), _ => new ValueTask<string>("Somebody else"));

    public IRenderedComponent<PlanView> Show(NodeId node, string? field = null) => Show(node.ToString(), field);

    public IRenderedComponent<PlanView> Show(PlanTab tab) => Show(tab.Key, null);

    /// <summary>Goes where a link of the plan leads: "plans/np/{node}/{field}".</summary>
    public IRenderedComponent<PlanView> Follow(string address)
    {
        var parts = address.Split('/');
        return Show(parts[2], parts.ElementAtOrDefault(3));
    }

    private IRenderedComponent<PlanView> Show(string open, string? field)
    {
        View = _context.Render<PlanView>(parameters => parameters
            .Add(view => view.Session, Session)
            .Add(view => view.Removals, Removals)
            .Add(view => view.Looking, Looking)
            .Add(view => view.Open, open)
            .Add(view => view.Field, field));
        Session.Changed += () => View.Render();
        return View;
    }

    public void Other(params ImmutableArray<Operation> operations) => View.InvokeAsync(() => Commit(new Change(new ChangeId(Guid.NewGuid()), operations), Somebody, Elsewhere)).GetAwaiter().GetResult();

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private async Task<SubmitAnswer> SubmitAsync(Submission submission)
    {
        await Answers;
        if (BreaksNext is { } problem)
        {
            BreaksNext = null;
            throw problem;
        }

        var accepted = ImmutableArray.CreateBuilder<AcceptedChange>();
        foreach (var change in submission.Changes)
        {
            if (RefusesNext is { } refusal && accepted.Count == TakesBefore)
            {
                RefusesNext = null;
                return new SubmitAnswer(accepted.ToImmutable(), change.Id, refusal);
            }

            Commit(change, submission.Author, submission.Session);
            accepted.Add(new AcceptedChange(change.Id, _state.Revision));
        }

        return new SubmitAnswer(accepted.ToImmutable(), null, null);
    }

    private IReadOnlyDictionary<NodeId, RemovedBy> LastRemovals() =>
        (from change in _log from operation in change.Operations.OfType<RemoveNode>() group change by operation.Node).ToDictionary(node => node.Key, node => new RemovedBy(node.Last().Author, node.Last().At));

    private void Commit(Change change, UserId author, SessionId session)
    {
        var operations = Change.Stamped(change.Operations, new Stamp(author, DateTimeOffset.UnixEpoch, _state.Revision + 1));
        _state = new RoomState(_state.Revision + 1, Change.Apply(_state.Document, operations));
        var committed = new CommittedChange(_state.Revision, change.Id, author, session, DateTimeOffset.UnixEpoch, operations);
        _log.Add(committed);
        Session.Take(_state, [committed]);
    }
}
