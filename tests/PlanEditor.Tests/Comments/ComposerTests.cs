using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PlanEditor.Components.Comments;
using PlanEditor.Components.Editor;
using PlanEditor.Hosting;
using PlanEditor.Identity;
using PlanEditor.Tests.Editor;
using PlanEditor.Tests.Storage;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Comments;

public sealed class ComposerTests
{
    [Fact]
    public async Task A_name_that_was_picked_is_in_the_draft_and_kept_in_the_tab()
    {
        using var directory = new TemporaryDirectory();
        await using var store = await TestStore.OpenSqliteAsync(Path.Combine(directory.Path, "plans.db"));
        await using (var database = await store.Databases.CreateDbContextAsync())
        {
            database.Users.Add(new AppUser { Id = Guid.NewGuid(), UserName = "maria", DisplayName = "Maria Gomez", Role = Role.FocalPoint, Country = "NP" });
            await database.SaveChangesAsync();
        }

        await using var page = new OpenPage();
        using var context = new BunitContext();
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        context.Services.AddSingleton(new PeopleOfPlan(new Actors(store.Databases, new SampleAccounts(Options.Create(new SiteOptions())), TimeProvider.System)));
        var commenting = new Commenting();
        var composer = context.Render<Composer>(one => one
            .AddCascadingValue(page.Session)
            .AddCascadingValue(commenting)
            .Add(some => some.Label, "Comment")
            .Add(some => some.Draft, "say 101")
            .Add(some => some.OnSend, (_, _) => Task.FromResult<Refusal?>(null)));
        composer.WaitForElement("textarea").Input("Please look, @Mar");
        composer.WaitForElement("[role=option]").Click();

        const string words = "Please look, @Maria Gomez ";
        composer.WaitForAssertion(() => Assert.Equal(words, commenting.DraftOf("say 101")));
        Assert.Equal([Composer.DraftsOf(page.Session) + "say 101", words], Assert.Single(context.JSInterop.Invocations["ogdPlans.keepDraft"]).Arguments);
    }
}
