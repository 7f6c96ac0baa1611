using System.Collections.Immutable;
using OgdPlans.Tests;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Text;
using PlanModel.Workflow;
using Xunit;

namespace PlanModel.Tests.Review;

/// <summary>A plan for which a contributor suggests and whose focal point answers.</summary>
public abstract class WithProposals
{
    private long _revision;

    protected WithProposals() => Plan = Whole.Plan.Document;

    protected static ProposalId Id { get; } = new(70);

    protected static NodeId New { get; } = new(0x7001);

    protected static NodeId Below { get; } = new(0x7003);

    protected static Actor Contributor { get; } = new(User(1), Role.Contributor, "NP");

    protected static Actor Focal { get; } = new(User(2), Role.FocalPoint, "NP");

    protected static Actor Reviewer { get; } = new(User(3), Role.Reviewer, null);

    protected WholePlan Whole { get; } = new();

    protected Document Plan { get; set; }

    /// <summary>What the focal point can undo.</summary>
    protected UndoHistory Undos { get; set; } = UndoHistory.Empty;

    protected Proposal Proposal => Plan.Proposals.Find(Id)!;

    protected ImmutableArray<AppliedPart> Standing => AppliedProposal.Of(Plan, Proposal).Parts;

    protected string Text => Plan[Whole.Milestone].Text("deliverable").ToString();

    protected string? Field(string key) => Plan[Whole.Milestone].Scalar(key)?.Text;

    protected SetField Due(string day) => new(Whole.Milestone, "dueDate", Scalar.Of(day));

    protected EditText Write(string words) => Edit(0, 0, words);

    protected EditText Edit(int from, int to, string insert) => new(Whole.Milestone, "deliverable", TextChangeSet.Of(Text.Length, (from, to, insert)));

    protected InsertNode Milestone() => new(New, "milestone", Whole.Commitment, null, Node.NoFields.Add("title", Scalar.Of("New")));

    protected void Suggest(params Operation[] parts) => Do(Contributor, new Suggest(Id, [.. parts], []));

    protected void Send() => Do(Contributor, new SendProposal(Id, "The districts asked for it."));

    protected void Accept()
    {
        var (before, accept) = (Plan, AppliedProposal.Of(Plan, Proposal).Accept());
        Do(Focal, [.. accept]);
        Undos = UndoHistory.Empty.Made(before, accept);
    }

    /// <summary>As a room does it.</summary>
    protected void Undo()
    {
        var (before, undo) = (Plan, Undos.Undo);
        Do(Focal, [.. undo]);
        Undos = Undos.Undone(before);
    }

    /// <summary>Another than the focal point edits.</summary>
    protected void Others(params Operation[] operations)
    {
        Undos = Undos.Over([.. operations]);
        Do(Reviewer with { Role = Role.Server }, operations);
    }

    protected static UserId User(int at) => new(new Guid(at, 0, 0, new byte[8]));

    protected void Do(Actor actor, params Operation[] operations) => Assert.Null(Try(actor, operations));

    protected RefusalCode? Try(Actor actor, params Operation[] operations)
    {
        var stamped = Change.Stamped([.. operations], new Stamp(actor.User, DateTimeOffset.UnixEpoch.AddHours(_revision), _revision + 1));
        var refusal = Change.TryApply(Plan, stamped, actor, "NP", out var after);
        Plan = after;
        if (refusal is null) _revision++;
        Plan.Check();
        return refusal?.Code;
    }
}
