using OgdPlans.Tests;
using PlanModel.Changes;
using PlanModel.Documents;
using Xunit;

namespace PlanModel.Tests.Changes;

public class FoldLaws
{
    [Fact]
    public void It_makes_the_document_that_applying_one_by_one_makes_at_every_point() => Laws.Hold(4_000, random =>
    {
        var editor = new RandomEditor(random);
        var document = Document.Empty(TestSchema.Schema);
        var fold = new Fold(document);
        for (var step = 0; step < 40; step++)
        {
            // Mostly texts, since those are kept open from one change to the next.
            var node = document.All().ElementAt(random.Next(document.Count));
            var operation = random.Next(4) > 0 && editor.Edit(document, node) is { } edit ? edit : editor.Next(document);
            document = operation.Apply(document);
            fold.Apply([operation]);
            if (random.Next(10) == 0) Assert.Equal(DocumentJson.Hash(document), DocumentJson.Hash(fold.Document));
        }

        Assert.Equal(DocumentJson.Hash(document), DocumentJson.Hash(fold.Document));
    });
}
