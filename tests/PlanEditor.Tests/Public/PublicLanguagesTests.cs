using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using OgdPlans.Tests;
using PlanEditor.Finals;
using PlanEditor.Storage;
using PlanEditor.Tests.Hosting;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Schema;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Public;

/// <summary>Words of a plan on public pages say their language, wherever they stand: fonts and voices go by it.</summary>
public sealed class PublicLanguagesTests
{
    private const string Office = "তথ্য ও যোগাযোগ প্রযুক্তি বিভাগ";

    [Fact]
    public async Task Whatever_is_written_in_Bengali_letters_is_said_to_be_Bengali()
    {
        await using var site = new Site(sample: false);
        var plan = new PlanBuilder();
        foreach (var operation in new NewPlan("BD", "bn", "উন্মুক্ত তথ্য পরিকল্পনা") { PeriodStart = new DateOnly(2017, 7, 1), PeriodEnd = new DateOnly(2019, 6, 30) }.Operations(plan.NextId)) plan.Do(operation);
        var office = plan.Add("organisation", ("name", Office));
        plan.Set(NodeId.Root, "leadOrganisation", office.ToString());
        plan.Set(NodeId.Root, "summary", "সবাই বাজেট দেখতে পাবে।");
        plan.Add("dataset", ("title", "স্থানীয় বাজেট"), ("description", "প্রতিটি সারি একটি খাত।"), ("publisher", office.ToString()));
        var commitment = plan.Add("commitment", ("title", "বাজেট প্রকাশ"), ("problem", "কেউ দেখতে পায় না।"), ("leadOrganisation", office.ToString()), ("startDate", "2017-09-01"), ("endDate", "2019-04-30"));
        plan.Add("milestone", commitment, ("title", "একটি নির্দেশ"), ("dueDate", "2018-01-31"));
        var row = (await site.Services.GetRequiredService<PlanEditor.Storage.Plans>().CreateAsync("bd", ActionPlan.Schema.Name, "BD", default))!;
        Operation[][] steps = [[.. plan.Operations], [new ChangeState(PlanState.Final, "")], [new NoteErratum(office, "নামটি পুরোনো।"), new NoteErratum(NodeId.Root, "The year is 2018.")]];
        await site.Services.GetRequiredService<ChangeLog>().AppendAllAsync(new PlanId(row.Id), [.. steps.Select((step, at) => Logged(at + 1, step))], default);
        Assert.True(await site.Services.GetRequiredService<FinalMaker>().MakeAsync(row, default));

        using var reader = site.CreateClient();
        foreach (var path in new[] { "/public", "/public/bd", "/public/bd/v1/timeline", "/public/bd/v1/coverage", "/public/bd/v1/datasets", "/public/bd/v1/versions" })
        {
            using var page = new HtmlParser().ParseDocument(await reader.GetStringAsync(path));
            var texts = page.Body!.Descendants<IText>().Where(text => text.ParentElement is not { LocalName: "script" } && text.Data.Any(IsBengali)).ToArray();
            Assert.NotEmpty(texts);
            Assert.All(texts, text => Assert.True(text.ParentElement!.Closest("[lang]")!.GetAttribute("lang") == "bn", $"{path}: {text.Data}"));
            if (path == "/public/bd") Assert.Contains(texts, text => text.Data == Office && text.ParentElement!.Closest(".note") is not null);
        }
    }

    private static bool IsBengali(char letter) => letter is >= '\u0980' and <= '\u09FF';

    private static LoggedChange Logged(long revision, Operation[] operations)
    {
        var at = new DateTimeOffset(2017, 9, 29, 12, 0, 0, TimeSpan.Zero).AddHours(revision);
        var change = new CommittedChange(revision, new ChangeId(Guid.NewGuid()), UserId.Server, default, at, [.. operations.Select(one => one is StampedOperation stamped ? stamped with { Stamp = new Stamp(UserId.Server, at, revision) } : one)]);
        return new LoggedChange(change, LoggedChange.HashOf(revision - 1, change.Operations));
    }
}
