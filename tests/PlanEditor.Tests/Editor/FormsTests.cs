using Bunit;
using OgdPlans.Tests;
using PlanEditor.Components.Editor;
using PlanEditor.Components.Editor.Fields;
using PlanEditor.Components.Shared;
using PlanEditor.Identity;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;
using Xunit;

namespace PlanEditor.Tests.Editor;

/// <summary>Each kind has a form that fits it.</summary>
public sealed class FormsTests
{
    [Fact]
    public async Task A_commitment_reads_like_a_page_texts_then_facts_then_parts()
    {
        await using var page = new OpenPage();
        var view = page.Show(page.Whole.Commitment);
        var order = view.FindAll(".node > section.field:not(.parts), .node > dl.facts, .node > section.parts").Select(part => part.NodeName == "DL" ? "facts" : part.ClassList.Contains("parts") ? "parts" : "text").ToArray();
        Assert.Equal(["text", "facts", "parts"], order.Where((kind, at) => at == 0 || kind != order[at - 1]).Where(kind => kind.Length > 0).Take(3));
        view = page.Show(page.Whole.Dataset);
        Assert.Equal("DL", view.Find(".node > section.field, .node > dl.facts").NodeName);
    }

    [Fact]
    public async Task Headings_are_called_by_their_names_and_not_by_the_buttons_and_fields_in_them()
    {
        await using var page = new OpenPage();
        var view = page.Show(page.Whole.Commitment);
        string NameOf(AngleSharp.Dom.IElement heading) => string.Join(' ', heading.GetAttribute("aria-labelledby")!.Split(' ').SelectMany(id => view.Find($"#{id}").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal("C1 Publish local budgets", NameOf(view.Find(".node h2")));
        Assert.Equal("C1 Publish local budgets", NameOf(view.Find(".node")));
        var texts = view.FindAll(".node > section.field:not(.parts) > h3").Where(heading => heading.FirstElementChild?.Id?.StartsWith("l-f-", StringComparison.Ordinal) == true).ToArray();
        Assert.Equal(5, texts.Length);
        Assert.Contains("The public problem", texts.Select(NameOf));
        Assert.All(texts, heading => Assert.Equal(ActionPlan.Commitment.Kind.Find(heading.FirstElementChild!.Id!.Split('-')[^1])!.Label, NameOf(heading)));
    }

    [Theory]
    [InlineData("vulnerableGroup", "group name", "need howWeKnow benefit harm", "intermediaries channels commitments")]
    [InlineData("innovation", "", "whatIsNew rationale howImplemented", "commitments serviceAreas forumTrack")]
    [InlineData("lesson", "", "whatHappened improvement", "area shareWithPeers sdgTargets")]
    [InlineData("risk", "likelihood impact score", "mitigation", "owner commitments")]
    [InlineData("readinessRating", "dimension rating year", "evidence", "")]
    [InlineData("consultationEvent", "date method participants audience", "heard response", "")]
    public async Task A_part_begins_with_what_it_is_about_and_ends_with_what_it_belongs_to(string key, string above, string texts, string below)
    {
        var whole = new WholePlan();
        var node = whole.Plan.Add(key);
        if (key == ActionPlan.Risk.Key) foreach (var weight in Words("likelihood impact")) whole.Plan.Set(node, weight, "high");
        await using var page = new OpenPage(whole);
        page.Show(node);
        foreach (var more in page.View.FindAll(".node .facts + .more")) more.Click();
        var order = page.View.FindAll($".node > dl.facts > .fact [id^='l-f-{node}-'], .node > section.field:not(.parts) > h3 > [id^='l-f-{node}-']").Select(label => label.Id!.Split('-')[^1]).ToList();
        Assert.All(Words(above).Concat(Words(texts)).Concat(Words(below)), field => Assert.Contains(field, order));
        string[] first = [.. Words(above), .. Words(texts)];
        Assert.Equal(first, order.Where(first.Contains));
        Assert.All(Words(below), field => Assert.True(order.IndexOf(field) > order.IndexOf(Words(texts)[^1]), $"{field} in {string.Join(' ', order)}"));

        static string[] Words(string fields) => fields.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    [Theory]
    [InlineData("green", "chip final", "Green")]
    [InlineData("red", "chip blocking", "Red")]
    public async Task A_rating_stands_in_its_colour_and_in_words_in_the_list(string rating, string chip, string words)
    {
        var whole = new WholePlan();
        whole.Plan.Add("readinessRating", ("dimension", "leadership"), ("rating", rating));
        await using var page = new OpenPage(whole);
        Assert.Contains(page.Follow("plans/np/readiness").FindAll("td .chip"), cell => (cell.ClassName, cell.TextContent) == (chip, words));
    }

    [Fact]
    public async Task The_score_of_a_risk_is_said_in_words_and_not_typed()
    {
        var whole = new WholePlan();
        var risk = whole.Plan.Add("risk", ("description", "Paper"), ("likelihood", "high"), ("impact", "medium"));
        await using var page = new OpenPage(whole);
        var fact = page.Show(risk).Find($"[id='{PlanAddress.ElementId(risk, "score")}']");
        Assert.Contains("High: 6 of 9", fact.TextContent, StringComparison.Ordinal);
        Assert.Empty(fact.QuerySelectorAll("button.value"));
        page.Other(new SetField(risk, "impact", null));
        Assert.Empty(page.View.FindAll($"[id='{PlanAddress.ElementId(risk, "score")}']"));
    }

    [Fact]
    public async Task Stars_are_suggested_from_format_and_licence_and_set_by_a_person()
    {
        var whole = new WholePlan();
        var file = whole.Plan.Add("distribution", whole.Dataset, ("format", "CSV"), ("licence", "CC-BY-4.0"), ("accessUrl", "https://example.org/budgets"));
        await using var page = new OpenPage(whole);
        Assert.Contains("★★★ Open format", page.Show(file).Find(".advice").TextContent, StringComparison.Ordinal);
        var view = page.Show(whole.Dataset);
        view.Find(".advice button").Click();
        Assert.Equal(new SetField(whole.Dataset, "currentStars", Scalar.Of("3")), Assert.Single(page.Committed.Single().Operations));
        Assert.Empty(view.FindAll(".advice"));
    }

    [Theory]
    [InlineData("CSV", "CC-BY-4.0", "", 3)]
    [InlineData("XLSX", "CC0-1.0", "", 2)]
    [InlineData("CSV", "other", "CC BY-NC 4.0", 0)]
    [InlineData("CSV", "other", "cc by-nc 4.0", 0)]
    [InlineData("JSON", "national", "Our licence", 3)]
    [InlineData("CSV", "undecided", "", null)]
    [InlineData(null, "CC-BY-4.0", "", null)]
    public void Stars_follow_from_format_and_licence(string? format, string licence, string name, int? stars)
    {
        var whole = new WholePlan();
        var file = whole.Plan.Add("distribution", whole.Dataset, ("licence", licence), ("licenceName", name));
        if (format is not null) whole.Plan.Set(file, "format", format);
        Assert.Equal(stars, ActionPlan.Dataset.SuggestedStars(whole.Plan.Document, whole.Plan.Document[whole.Dataset]));
    }

    [Theory]
    [InlineData("https://creativecommons.org/licenses/by-nc/4.0/", 0)]
    [InlineData("https://example.org/licence", 3)]
    public void Where_a_distribution_does_not_name_its_licence_that_of_the_dataset_tells(string address, int stars)
    {
        var whole = new WholePlan();
        whole.Plan.Set(whole.Dataset, "licence", "other");
        whole.Plan.Set(whole.Dataset, "licenceUrl", address);
        whole.Plan.Add("distribution", whole.Dataset, ("licence", "other"), ("format", "CSV"));
        Assert.Equal(stars, ActionPlan.Dataset.SuggestedStars(whole.Plan.Document, whole.Plan.Document[whole.Dataset]));
    }

    [Fact]
    public async Task All_indicators_of_a_target_are_in_view_and_ticked_at_once()
    {
        await using var page = new OpenPage();
        var view = page.Show(page.Whole.Commitment);
        var boxes = () => view.Find($"[id='{PlanAddress.ElementId(page.Whole.FirstMapping, "indicators")}']").QuerySelectorAll("label");
        Assert.Equal(["16.6.1", "16.6.2"], boxes().Select(box => box.TextContent.Trim().Split(' ')[0]));
        boxes()[1].QuerySelector("input")!.Change(true);
        Assert.Equal(["16.6.2"], page.OnDisk[page.Whole.FirstMapping].Set("indicators"));
        boxes()[1].QuerySelector("input")!.Change(false);
        Assert.Empty(page.OnDisk[page.Whole.FirstMapping].Set("indicators"));
        Assert.Single(view.FindAll($"[id='{PlanAddress.ElementId(page.Whole.FirstMapping, "disaggregation")}']"));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "Another language leaves the one translation that is written to be looked at")]
    [InlineData(2, "Another language leaves the 2 translations that are written to be looked at")]
    public async Task Before_another_working_language_is_chosen_it_is_said_what_it_leaves(int count, string? words)
    {
        var whole = new WholePlan();
        whole.Plan.Set(NodeId.Root, "workingLanguage", "en");
        foreach (var text in new[] { "summaryTranslation", "legalBasisTranslation" }.Take(count)) whole.Plan.Set(NodeId.Root, text, "In English");
        await using var page = new OpenPage(whole);
        var view = page.Show(NodeId.Root);
        view.Find($"#v-{PlanAddress.ElementId(NodeId.Root, "workingLanguage")}").Click();
        var said = view.Find(".editor").TextContent;
        if (words is null) Assert.DoesNotContain("Another language", said, StringComparison.Ordinal);
        else Assert.Contains(words, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contribution_has_its_translation_when_both_languages_are_shown()
    {
        var whole = new WholePlan();
        whole.Plan.Set(NodeId.Root, "workingLanguage", "en");
        await using var page = new OpenPage(whole);
        var view = page.Show(whole.Commitment);
        var translation = $"plan-text[node='{whole.FirstMapping}'][field='contributionTranslation']";
        Assert.Empty(view.FindAll(translation));
        view.FindAll(".seg button").Single(button => button.TextContent == "Both").Click();
        Assert.Single(view.FindAll(translation));
    }

    [Theory]
    [InlineData("es", "es", null)]
    [InlineData("ne", "en", "जवाफदेही संस्था")]
    public void A_target_is_picked_by_its_official_text_in_the_plan_s_language_where_there_is_one(string language, string shown, string? ours)
    {
        var whole = new WholePlan();
        whole.Plan.Set(NodeId.Root, "language", language);
        var hints = PickOptions.Of(whole.Plan.Document, ActionPlan.SdgMapping.Target.Choices, "16.6")[0].Hints;
        Assert.Equal(shown, hints[0].Pieces[0].Language);
        Assert.Equal(ours, hints.ElementAtOrDefault(1)?.Pieces[0].Text);
    }

    [Theory]
    [InlineData("bbs")]
    [InlineData("পরিসংখ্যান")]
    [InlineData("bureau of statistics")]
    public void An_organisation_is_found_by_its_acronym_and_its_name_in_another_language(string typed)
    {
        var whole = new WholePlan();
        var bureau = whole.Plan.Add("organisation", ("name", "Bureau of Statistics"), ("acronym", "BBS"), ("nameInLanguage", "বাংলাদেশ পরিসংখ্যান ব্যুরো"));
        var option = PickOptions.Of(whole.Plan.Document, whole.Plan.Document[whole.Commitment], ["organisation"], typed)[0];
        Assert.Equal(bureau.ToString(), option.Value);
        Assert.Equal([("BBS", "en"), ("বাংলাদেশ পরিসংখ্যান ব্যুরো", "bn")], option.Hints.Select(hint => (hint.ToString(), hint.Pieces[0].Language)));
    }

    [Fact]
    public async Task The_register_stands_in_the_order_of_the_plan_s_language_everywhere()
    {
        var whole = new WholePlan();
        whole.Plan.Set(NodeId.Root, "language", "es");
        foreach (var name in (string[])["Ñandutí", "Zona", "Ábaco", "Nube"]) whole.Plan.Add("organisation", ("name", name));
        string[] sorted = ["Ábaco", "National Information Office", "Nube", "Ñandutí", "Zona"];
        await using var page = new OpenPage(whole);
        var document = whole.Plan.Document;
        Assert.Equal(sorted, PickOptions.Of(document, document[whole.Commitment], ["organisation"], "").Select(option => option.Label));
        Assert.Equal(sorted, PartsView.Of(document, document.Root, ActionPlan.Organisation.Kind, PlanMarks.Of(document), "uy").Rows.Select(row => row.Title));
        Assert.Equal(sorted, document.ReadingOrder(document.Root).Where(node => node.Kind == ActionPlan.Organisation.Kind).Select(document.Title));
        page.Show(whole.Organisation);
        page.View.Find(".crumb [aria-haspopup=menu]").Click();
        Assert.DoesNotContain("Move up", page.View.FindAll(".crumb [role=menuitem] span").Select(item => item.TextContent));
        Assert.Equal(sorted, page.View.FindAll("[role=treeitem][data-kind=organisation]").Select(row => row.GetAttribute("data-find")));
    }

    [Fact]
    public async Task What_people_wrote_says_its_language_in_cells_and_names()
    {
        var whole = new WholePlan();
        whole.Plan.Set(whole.Organisation, "name", "सूचना आयोग");
        await using var page = new OpenPage(whole);
        page.Show(whole.Commitment);
        Assert.All(page.View.FindAll("td[data-label=Responsible] span[lang]"), cell => Assert.Equal(("ne", "सूचना आयोग"), (cell.GetAttribute("lang"), cell.TextContent)));
        Assert.NotEmpty(page.View.FindAll("td[data-label=Responsible] span[lang]"));
        page.Show(whole.Dataset);
        await page.View.InvokeAsync(() => page.Show(whole.Organisation));
        var contact = page.OnDisk.Children(page.OnDisk[whole.Organisation]).Single().Id;
        page.Show(contact);
        Assert.Equal("ne", page.View.FindAll(".crumb nav a span[lang]").Single().GetAttribute("lang"));
    }

    [Fact]
    public void A_sentence_that_quotes_another_script_says_its_language()
    {
        Assert.Equal(
            [new Wording("Dataset “"), new Wording("जल दर्ता", "ne"), new Wording("”: “Licence” is empty.")],
            Worded.OfSentence("Dataset “जल दर्ता”: “Licence” is empty.").Pieces.Select(piece => piece));
        Assert.Equal(
            [new Wording("Moved "), new Wording("জেলা হাসপাতাল, ২০১৮", "bn"), new Wording(" to “Open "), new Wording("জেলা", "bn"), new Wording(" data”")],
            Worded.OfSentence("Moved জেলা হাসপাতাল, ২০১৮ to “Open জেলা data”").Pieces.Select(piece => piece));
        Assert.Equal([new Wording("“Licence” is empty.")], Worded.OfSentence("“Licence” is empty.").Pieces.Select(piece => piece));
    }

    [Theory]
    [InlineData("BD", DayOfWeek.Sunday)]
    [InlineData("NP", DayOfWeek.Sunday)]
    [InlineData("PA", DayOfWeek.Sunday)]
    [InlineData("UY", DayOfWeek.Monday)]
    [InlineData(null, DayOfWeek.Monday)]
    public void Weeks_begin_as_they_do_in_the_country(string? country, DayOfWeek day) => Assert.Equal(day, CountryHabits.WeekStartOf(country));

    [Fact]
    public async Task A_calendar_begins_its_weeks_as_the_plan_s_country_does()
    {
        await using var page = new OpenPage();
        page.Show(page.Whole.Milestone);
        page.View.Find($"[id='{PlanAddress.ValueId(page.Whole.Milestone, "dueDate")}']").Click();
        Assert.Equal("Sunday", page.View.Find(".calendar th").GetAttribute("abbr"));
    }

    [Fact]
    public async Task A_choice_that_no_list_names_is_described()
    {
        var whole = new WholePlan();
        whole.Plan.Set(whole.Commitment, "serviceAreas", "budget,other");
        await using var page = new OpenPage(whole);
        Assert.Contains("Advised", page.Show(whole.Commitment).Find($"dl div:has(plan-text[field=serviceAreasOther])").TextContent, StringComparison.Ordinal);
    }
}
