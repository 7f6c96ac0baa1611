using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;
using PlanEditor.BrowserTests.Pages;

namespace PlanEditor.BrowserTests.Journeys;

public sealed class OnAPhone(Site site) : Journey(site)
{
    private const string Plan = "uruguay";

    // A switch, a one-line text and boxes to tick: nothing opens in which the help would stand anyhow.
    private static readonly Dictionary<string, string[]> Helped = new() { ["indicator"] = ["baselineUnknown", "unit"], ["sdgMapping"] = ["indicators"] };

    [Fact]
    public async Task The_outline_is_a_drawer_and_a_date_is_set_on_the_way()
    {
        var node = (await ReadAsync(Plan)).Commitment("Ambiente y ciudad");
        var person = await ArriveAsync(Accounts.FocalUruguay, Screen.Phone);
        var page = await PlanPage.OpenAsync(person.Page, Plan, "");
        var outline = page.Page.GetByRole(AriaRole.Button, new() { Name = "Outline" });

        await Assertions.Expect(page.Outline.Tree).Not.ToBeInViewportAsync();
        await outline.TapAsync();
        await Assertions.Expect(page.Outline.Tree).ToBeInViewportAsync();
        await page.Outline.Row("C5").GetByRole(AriaRole.Link, new() { IncludeHidden = true }).TapAsync();
        await Assertions.Expect(page.Outline.Tree).Not.ToBeInViewportAsync();
        await page.Text(node, "problem").ExpectAsync("La calidad del agua");

        await page.TypeDateAsync("Ends", "15/8/2019");
        await Assertions.Expect(page.Fact("Ends")).ToContainTextAsync("15 Aug 2019");
        var text = page.Text(node, "contactRole");
        await text.Content.TapAsync();
        await text.TypeAsync("Coordinación");
        await page.ExpectSavedAsync();
        Assert.True(await page.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), "nothing scrolls sideways");
    }

    [Fact]
    public async Task A_commitment_is_written_checked_and_found_at_phone_width()
    {
        var page = await OpenAsync(Accounts.FocalUruguay, Plan, "", Screen.Phone);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Outline" }).TapAsync();
        await page.Outline.Row("Commitments").GetByRole(AriaRole.Link, new() { IncludeHidden = true }).TapAsync();
        var commitment = await page.AddAsync("Add a commitment");
        var title = page.Text(commitment, "title");
        await Assertions.Expect(title.Content).ToBeFocusedAsync();
        await title.TypeAsync("Playas con datos cada semana");
        await Assertions.Expect(title.Content).ToHaveAttributeAsync("lang", "es");
        // What an empty text asks for is said in the language of the screens.
        await Assertions.Expect(page.Text(commitment, "causes").Content).ToHaveAttributeAsync("lang", "en");
        await Assertions.Expect(page.Text(commitment, "causes").Content.Locator(".cm-placeholder > *")).ToHaveAttributeAsync("lang", "en");
        await page.Text(commitment, "problem").Content.TapAsync();
        await page.Text(commitment, "problem").TypeAsync("Nadie sabe si el agua está limpia.");
        await page.TypeDateAsync("Starts", "1 ago 2017");
        await page.TypeDateAsync("Ends", "30 jun 2019");
        await page.AddChosenAsync("Add an SDG target", "SDG target", "16.7");
        await Assertions.Expect(page.Main.GetByText("Garantizar la adopción en todos los niveles de decisiones inclusivas")).ToBeVisibleAsync();
        await page.ChooseAsync("Strength", "Primary");
        await AssertFitsAsync(page, "commitment");

        var step = await page.AddStepAsync();
        await Assertions.Expect(page.Text(step, "title").Content).ToBeFocusedAsync();
        await page.Text(step, "title").TypeAsync("Medir diez playas");
        await page.TypeDateAsync(step, "Starts", "1 sep 2018");
        await page.TypeDateAsync(step, "Due", "31 dic 2018");
        await AssertFitsAsync(page, "milestones");
        await page.OpenStepAsync(step);
        await Assertions.Expect(page.Fact("Due")).ToContainTextAsync("31 Dec 2018");
        await AssertFitsAsync(page, "milestone");
        await page.ExpectSavedAsync();
        await GoAsync(page, "go to datasets");
        var dataset = await page.AddAsync("Add a dataset");
        await Assertions.Expect(page.Text(dataset, "title").Content).ToBeFocusedAsync();
        await page.Text(dataset, "title").TypeAsync("Calidad del agua en playas");
        await page.ChooseAsync("Frequency", "Weekly");
        await AssertFitsAsync(page, "dataset");

        await ViewAsync(page, "Timeline");
        await Assertions.Expect(page.Main.GetByText("Medir diez playas").First).ToBeVisibleAsync();
        await AssertFitsAsync(page, "timeline");
        await ViewAsync(page, "Coverage");
        await Assertions.Expect(page.Main.GetByRole(AriaRole.Link, new() { NameRegex = new(@"^C\d+, 16\.7: Primary") }).Last).ToBeAttachedAsync();
        await AssertFitsAsync(page, "coverage");
        await ViewAsync(page, "Preview");
        await Assertions.Expect(page.Main.GetByText("Nadie sabe si el agua está limpia.")).ToBeAttachedAsync();
        await AssertFitsAsync(page, "preview");
        await ViewAsync(page, "Before final");
        await AssertFitsAsync(page, "before final");
        await page.Main.Locator($"article.road li a[href$='{commitment}/solution']").First.TapAsync();
        await Assertions.Expect(page.Text(commitment, "solution").Content).ToBeFocusedAsync();
        await page.Text(commitment, "solution").TypeAsync("Un aviso cada viernes.");
        await page.ExpectSavedAsync();

        await page.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Find") }).TapAsync();
        var palette = new Palette(page.Page);
        await palette.Input.FillAsync("esta limpia");
        await palette.Option("Nadie sabe si el agua").First.TapAsync();
        await Assertions.Expect(page.Text(commitment, "problem").Content).ToBeFocusedAsync();
        var plan = await ReadAsync(Plan);
        Assert.Equal("2018-12-31", plan.Text(step, "dueDate"));
        Assert.Equal("WEEKLY", plan.Text(dataset, "frequency"));
    }

    [Fact]
    [Trait("Runs", "long")]
    public async Task Milestones_are_brought_in_and_the_dashboard_tells_of_them_at_phone_width()
    {
        var node = (await ReadAsync(Plan)).Commitment("Ambiente y ciudad");
        var before = (await ReadAsync(Plan)).Children(node, "milestone").Count;
        var page = await OpenAsync(Accounts.FocalUruguay, Plan, node, Screen.Phone);
        await GoAsync(page, "import");
        await page.Main.GetByLabel("File", new() { Exact = true }).SetInputFilesAsync(new FilePayload
        {
            Name = "hitos.csv",
            MimeType = "text/csv",
            Buffer = Encoding.UTF8.GetBytes("Commitment,Step,Due\nC5,Medir diez playas,31 dic 2018\nC5,Sin día,pronto\nC5,Publicar los resultados,30 jun 2019\n"),
        });
        await Assertions.Expect(page.Main.GetByText("2 can be brought in, 1 has something wrong")).ToBeVisibleAsync();
        await Assertions.Expect(page.Main.GetByText("“pronto” is not a day")).ToBeVisibleAsync();
        await AssertFitsAsync(page, "import");
        await AssertLargeAsync(page.Page, "import");
        await page.Main.GetByLabel("Leave out the row with something wrong").TapAsync();
        await page.Main.GetByRole(AriaRole.Button, new() { Name = "Bring in two rows" }).TapAsync();
        await Assertions.Expect(page.Main.GetByText("Brought in two milestones")).ToBeVisibleAsync();
        Assert.Equal(before + 2, (await ReadAsync(Plan)).Children(node, "milestone").Count);

        var reviewer = await ArriveAsync(Accounts.Reviewer, Screen.Phone);
        await reviewer.Page.GotoAsync("dashboard");
        var uruguay = reviewer.Page.Locator("tr.plan-row").Filter(new() { HasText = "Uruguay" });
        await Assertions.Expect(uruguay).ToContainTextAsync("on 1 day");
        var more = uruguay.GetByRole(AriaRole.Button);
        // The first tap may come before the page hears it.
        await Wait.UntilAsync(
            async () =>
            {
                if (await more.GetAttributeAsync("aria-expanded") == "false") await more.TapAsync();
                return await reviewer.Page.Locator("tr.detail").IsVisibleAsync();
            },
            "Uruguay's plan is open on the dashboard");
        await Assertions.Expect(reviewer.Page.GetByRole(AriaRole.Rowheader, new() { Name = Accounts.FocalUruguay })).ToBeVisibleAsync();
        await AssertLargeAsync(reviewer.Page, "dashboard");
        Assert.Equal(0, await reviewer.Page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
        await reviewer.Page.GetByLabel("State").SelectOptionAsync("Final");
        await Assertions.Expect(reviewer.Page.Locator("tr.plan-row")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Two_languages_stand_under_one_another_and_a_number_in_Bengali_digits_is_taken_at_phone_width()
    {
        var nepal = await ReadAsync("nepal");
        var node = nepal.Commitment("खुला");
        var resource = nepal.OneOfEachKind().First(each => each.Kind == "resource").Node;
        var page = await OpenAsync(Accounts.FocalNepal, "nepal", node, Screen.Phone);
        await page.Main.GetByRole(AriaRole.Group, new() { Name = "Languages shown" }).GetByRole(AriaRole.Button, new() { Name = "Both", Exact = true }).TapAsync();
        await Assertions.Expect(page.Text(node, "problemTranslation").Element).ToHaveAttributeAsync("lang", "en");
        var (own, other) = ((await page.Text(node, "problem").Element.BoundingBoxAsync())!, (await page.Text(node, "problemTranslation").Element.BoundingBoxAsync())!);
        Assert.True(other.Y >= own.Y + own.Height, "the translation stands under its text");
        Assert.True(own.Width > 300, "the text has the width of the phone");
        await AssertFitsAsync(page, "two languages");
        await Letters.AssertWellSetAsync(page.Page, "two languages");

        page = await PlanPage.OpenAsync(page.Page, "nepal", resource);
        var amount = nepal.Text(resource, "amount");
        await page.TypeDateAsync("Amount", "৭৫,০০০");
        await Wait.ForAsync(() => ReadAsync("nepal"), plan => plan.Text(resource, "amount") == "75000", "the amount is stored");
        await page.Undo.TapAsync();
        await Wait.ForAsync(() => ReadAsync("nepal"), plan => plan.Text(resource, "amount") == amount, "the amount is as it was");
    }

    [Fact]
    [Trait("Runs", "long")]
    public async Task Two_organisations_are_merged_at_phone_width()
    {
        var page = await OpenAsync(Accounts.FocalUruguay, Plan, "organisations", Screen.Phone);
        await page.Main.GetByRole(AriaRole.Searchbox, new() { Name = "Find in this list" }).FillAsync("contaduría");
        await page.Main.GetByRole(AriaRole.Link).Filter(new() { HasText = "Contaduría General" }).First.TapAsync();
        await MenuAsync("Duplicate");
        await Assertions.Expect(page.Main.Locator("#node-name")).ToContainTextAsync("(2)");
        await page.ExpectSavedAsync();
        page = await PlanPage.OpenAsync(page.Page, Plan, new Uri(page.Page.Url).Segments[3].TrimEnd('/'));
        await MenuAsync("Merge into…");
        await page.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button).Filter(new() { HasText = "Contaduría General" }).First.TapAsync();
        await Assertions.Expect(page.Main.Locator("#node-name")).Not.ToContainTextAsync("(2)");
        await AssertFitsAsync(page, "merged");
        await page.ExpectSavedAsync();

        async Task MenuAsync(string act)
        {
            await page.Main.Locator(".crumb").GetByRole(AriaRole.Button, new() { NameRegex = new("^What to do with") }).TapAsync();
            await page.Page.GetByRole(AriaRole.Menuitem, new() { Name = act }).TapAsync();
        }
    }

    [Fact]
    public async Task What_a_finger_is_on_is_gone_to_also_when_the_list_is_drawn_anew_under_it()
    {
        var page = await OpenAsync(Accounts.FocalUruguay, Plan, "", Screen.Phone);
        await page.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Find") }).TapAsync();
        var palette = new Palette(page.Page);
        await palette.Input.FillAsync("C5.M1");
        await Assertions.Expect(palette.Options.First).ToContainTextAsync("C5.M1");
        await using var finger = await Finger.OnAsync(page.Page, palette.Options.First);

        await finger.DownAsync();
        await palette.Input.FillAsync("presupuesto");
        await Assertions.Expect(palette.Dialog.GetByRole(AriaRole.Listbox)).ToHaveAttributeAsync("data-for", "presupuesto");
        await finger.UpAsync();

        await Assertions.Expect(palette.Dialog).ToBeHiddenAsync();
        await Assertions.Expect(page.Main.GetByLabel("Where this is").GetByText("C5.M1")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_is_tapped_is_large_enough()
    {
        var person = await ArriveAsync(Accounts.FocalUruguay, Screen.Phone);
        var plan = await ReadAsync(Plan);
        await person.Page.GotoAsync("");
        await Assertions.Expect(person.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await AssertLargeAsync(person.Page, "home");
        foreach (var (kind, node) in plan.OneOfEachKind().Concat([("group", "datasets"), ("tab", "final"), ("tab", "coverage"), ("tab", "timeline"), ("tab", "timeline?as=table")]))
        {
            await PlanPage.OpenAsync(person.Page, Plan, node);
            await AssertLargeAsync(person.Page, kind);
            await AssertSignsStandAsideAsync(person.Page, kind);
            await AssertNamesHaveRoomAsync(person.Page, kind);
            await AssertHistoryStandsBesideAsync(person.Page, kind);
            foreach (var field in Helped.GetValueOrDefault(kind, [])) await AssertHelpsAsync(person.Page, $"f-{node}-{field}");
        }

        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Outline" }).TapAsync();
        await Assertions.Expect(new Outline(person.Page).Tree).ToBeInViewportAsync();
        await AssertLargeAsync(person.Page, "outline");
    }

    [Fact]
    public async Task The_bar_of_all_pages_keeps_its_words_apart_on_a_small_tablet()
    {
        var page = (await ArriveAsync(Accounts.Administrator, new Screen(780, 600, Touch: true))).Page;
        await page.GotoAsync("");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        var over = await page.EvaluateAsync<string[]>("""
            () => {
              const bar = document.querySelector('.bar.top'), words = [...bar.querySelectorAll('.brand span, .tabs a')];
              return words.filter((word, at) => word.getBoundingClientRect().left < (words[at - 1]?.getBoundingClientRect().right ?? 0) || word.scrollHeight > bar.clientHeight)
                .map(word => word.textContent);
            }
            """);
        Assert.True(over.Length == 0, string.Join('\n', over));
        await page.Locator(".bar.top .tabs a").Last.TapAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/templates$"));
    }

    [Fact]
    public async Task The_heading_of_a_text_says_who_is_in_it()
    {
        var node = (await ReadAsync(Plan)).Commitment("Ambiente y ciudad");
        var page = await OpenAsync(Accounts.FocalUruguay, Plan, node, Screen.Phone);
        var other = await OpenAsync(Accounts.FocalIne, Plan, node);
        await other.Text(node, "solution").CaretAtEndAsync();

        var heading = page.Main.GetByRole(AriaRole.Region, new() { Name = "The solution" }).GetByRole(AriaRole.Heading);
        await Assertions.Expect(heading.GetByText($"{Accounts.FocalIne} is here")).ToBeVisibleAsync();
        await other.Text(node, "problem").CaretAtEndAsync();
        await Assertions.Expect(heading.GetByText($"{Accounts.FocalIne} is here")).ToBeHiddenAsync();
    }

    private static async Task GoAsync(PlanPage page, string words)
    {
        var before = page.Page.Url;
        await page.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Find") }).TapAsync();
        var palette = new Palette(page.Page);
        await palette.Input.FillAsync(words);
        // Until then the list is still drawn for what was typed before.
        await Assertions.Expect(palette.Dialog.GetByRole(AriaRole.Listbox)).ToHaveAttributeAsync("data-for", words);
        await palette.Options.First.TapAsync();
        await Assertions.Expect(palette.Dialog).ToBeHiddenAsync();
        await page.Page.WaitForURLAsync(url => url != before);
    }

    private static async Task ViewAsync(PlanPage page, string name)
    {
        await page.Page.GetByRole(AriaRole.Navigation, new() { Name = "Views" }).GetByRole(AriaRole.Link, new() { NameRegex = new($"^{name}") }).TapAsync();
        await Assertions.Expect(page.Page.Locator("nav[aria-label=Views] [aria-current=page]")).ToContainTextAsync(name);
    }

    private static async Task AssertFitsAsync(PlanPage page, string where)
    {
        var over = await page.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth");
        Assert.True(over <= 0, $"{where} scrolls sideways by {over} px");
    }

    // Beside the label of a fact and right of its value, below neither.
    private static async Task AssertSignsStandAsideAsync(IPage page, string where)
    {
        var strays = await page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('.fact > dt > button.comment')].filter(sign => sign.parentElement.clientWidth > 1).flatMap(sign => {
              const box = sign.getBoundingClientRect(), label = sign.parentElement.firstElementChild;
              const said = [label, ...sign.closest('.fact').querySelectorAll('dd .value, dd plan-text')].map(one => one.getBoundingClientRect());
              return box.top < said[0].bottom && said.every(one => one.right <= box.left + 1 || one.top >= box.bottom - 1) ? [] : [`${label.textContent}: ${Math.round(box.left)}, ${Math.round(box.top)}`];
            })
            """);
        Assert.True(strays.Length == 0, $"{where}\n{string.Join('\n', strays)}");
    }

    // None of the signs above a part has a line for itself.
    private static async Task AssertHistoryStandsBesideAsync(IPage page, string where) => Assert.True(
        await page.EvaluateAsync<bool>("""
            () => {
              const middle = element => { const box = element.getBoundingClientRect(); return box.top + box.height / 2; };
              return [...document.querySelectorAll('.crumb > .past')].every(sign => [...sign.parentElement.querySelectorAll('nav, .seg, .comment, .acts')].some(other => Math.abs(middle(other) - middle(sign)) < 12));
            }
            """),
        $"{where}: the way to the history has a line of its own");

    // A name covers its row, but other things of the row lie over that: it alone is large enough too.
    private static async Task AssertNamesHaveRoomAsync(IPage page, string where)
    {
        var low = await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('td.title a')].filter(name => name.getBoundingClientRect().height < 24).map(name => name.textContent)");
        Assert.True(low.Length == 0, $"{where}\n{string.Join('\n', low)}");
    }

    private static async Task AssertHelpsAsync(IPage page, string field)
    {
        var help = page.Locator($".help[aria-controls='h-{field}']");
        await help.TapAsync();
        await Assertions.Expect(page.Locator($"[id='h-{field}']")).ToBeVisibleAsync();
        await help.TapAsync();
        await Assertions.Expect(page.Locator($"[id='h-{field}']")).ToBeHiddenAsync();
    }

    // A link that covers its row, line or card is as large as that; a switch is as large as its label.
    private static async Task AssertLargeAsync(IPage page, string where)
    {
        // What still moves is measured between two places.
        await page.WaitForFunctionAsync("() => document.getAnimations().every(animation => animation.playState === 'finished')");
        var small = await page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('button, a[href], [role=button], [role=treeitem], label.switch, select')]
              .filter(target => target.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !target.matches('.skip'))
              .map(target => ({ target, box: (getComputedStyle(target, '::after').position === 'absolute' ? target.closest('tr, article, li') : target).getBoundingClientRect() }))
              .filter(({ box }) => box.width > 0 && box.right > 0 && (box.width < 44 || box.height < 44))
              .map(({ target, box }) => `${box.width} x ${box.height} ${target.outerHTML.slice(0, 120)}`)
            """);
        Assert.True(small.Length == 0, $"{where}\n{string.Join('\n', small)}");
    }
}
