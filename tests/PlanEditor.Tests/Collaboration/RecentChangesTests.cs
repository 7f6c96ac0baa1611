using System.Collections.Immutable;
using OgdPlans.Tests;
using PlanEditor.Collaboration;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Text;
using Xunit;

namespace PlanEditor.Tests.Collaboration;

public class RecentChangesTests
{
    [Fact]
    public void What_moves_with_a_text_counts_as_memory_too()
    {
        const int letters = 1_000;
        var document = new InsertNode(HubHost.Chapter, "chapter", NodeId.Root, null, Node.NoFields.Add("body", Scalar.Of(new string('x', letters)))).Apply(Document.Empty(TestSchema.Schema));
        var everywhere = new EditText(HubHost.Chapter, "body", TextChangeSet.Of(letters, [.. Enumerable.Range(1, letters - 1).Select(at => (at, at, "y"))]));
        for (ulong person = 1; person <= 20; person++) document = new Suggest(new ProposalId(person), [everywhere], []).Apply(document);

        var recent = RecentChanges.None(0, document);
        for (var revision = 1; revision <= 200; revision++)
        {
            ImmutableArray<Operation> typed = [new EditText(HubHost.Chapter, "body", TextChangeSet.Of(letters + revision - 1, (0, 0, "z")))];
            document = Change.Apply(document, typed);
            var change = new CommittedChange(revision, new ChangeId(Guid.NewGuid()), default, default, default, typed);
            recent = recent.With(new RecentChange(new LoggedChange(change, []), WrittenChange.Of(change), document));
        }

        // Each has for itself where 20 suggestions stand, of some 2,000 sections of 16 bytes.
        Assert.Equal(RecentChanges.CountMin, 200 - recent.Before);
        Assert.NotNull(recent.DocumentAt(200));
    }
}
