using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;
using PlanEditor.FaultTests;

namespace PageBench;

/// <summary>
/// One very large plan in real Chromium: a sample with its commitments copied until there are five hundred of five milestones each, which is over two million characters of text. Measured
/// are opening it after the server was started, and with the plan open; another part; a change of somebody else; and what each further viewer costs the server.
/// </summary>
internal static class BigPlan
{
    private const int Commitments = 500;
    private const int Milestones = 5;
    private const int CommitmentsPerChange = 4;
    private const int ColdOpenings = 3;
    private const int Viewers = 10;

    public static async Task<int> RunAsync()
    {
        using var app = new AppServer(Report.Published) { WarmsUp = true };
        await app.StartAndListenAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") });
        await using var person = await Pages.ArriveAsync(browser, app.Address, "Focal point, Nepal");
        string commitment;
        await using (var hub = await BareHub.ConnectAsync(app.Address, await person.CookiesAsync()))
        {
            var opened = await hub.OpenAsync(Pages.Plan);
            commitment = new PlanCopy(opened).Commitment("Budget and spending");
            var units = await GrowAsync(hub, opened);
            Report.Say($"{Commitments} commitments of {Milestones} milestones, {units:N0} characters of text", ("commitments", Commitments), ("units", units));
        }

        var cold = new List<double>();
        for (var at = 0; at < ColdOpenings; at++)
        {
            await app.KillAsync();
            await app.StartAndListenAsync();
            var (early, ms) = await OpenAsync(person, app, commitment);
            cold.Add(ms);
            await early.CloseAsync();
        }

        Report.Say($"opening it first after the server was started: {Report.Spread(cold)}", ("openingFirst", Report.Spread(cold)));
        await using var writer = await BareHub.ConnectAsync(app.Address, await person.CookiesAsync());
        var revision = (await writer.OpenAsync(Pages.Plan))["revision"]!.GetValue<long>();
        var (seen, _) = await OpenAsync(person, app, commitment);
        await new Responding(commitment, [seen], [], async () => (await OpenAsync(person, app, commitment)).Page, ChangeAsync, app.ProcessId).MeasureAsync("with the plan open");

        // What those five pages held is let go before it is counted what ten more hold.
        await Task.Delay(Report.Calm);
        var (heapBefore, residentBefore) = (await app.LiveBytesAsync(), app.ResidentBytes);
        for (var at = 0; at < Viewers; at++) await OpenAsync(person, app, commitment);
        await Task.Delay(Report.Calm);
        var (heap, resident) = (await app.LiveBytesAsync(), app.ResidentBytes);
        Report.Say(
            $"an idle viewer: {Report.Each(heap - heapBefore, Viewers)} managed, {Report.Each(resident - residentBefore, Viewers)} resident; the server: {Report.Mb(heap)} managed, {Report.Mb(resident)} resident",
            ("viewerManaged", (heap - heapBefore) / Viewers),
            ("viewerResident", (resident - residentBefore) / Viewers),
            ("managed", heap),
            ("resident", resident));
        Report.End("big");
        return 0;

        async Task ChangeAsync(DateOnly day) => revision = Pages.RevisionOf(await writer.SubmitAsync(revision, Pages.StartsOn(commitment, day)));
    }

    /// <summary>Usable: lists and buttons work, and the texts are there to be written.</summary>
    private static async Task<(IPage Page, double Ms)> OpenAsync(IBrowserContext person, AppServer app, string commitment)
    {
        var watch = Stopwatch.StartNew();
        var page = await Pages.OpenAsync(person, app.Address, commitment);
        await page.Locator($"[id='f-{commitment}-problem'] .cm-content[contenteditable=true]").WaitForAsync();
        return (page, watch.Elapsed.TotalMilliseconds);
    }

    // Each change stays under the size of a message.
    private static async Task<long> GrowAsync(BareHub hub, JsonObject opened)
    {
        var nodes = opened["document"]!["nodes"]!.AsObject();
        var plan = new PlanCopy(opened);
        var originals = plan.Children(PlanCopy.Root, "commitment");
        var revision = opened["revision"]!.GetValue<long>();
        var units = 0L;
        foreach (var chunk in Enumerable.Range(originals.Count, Commitments - originals.Count).Chunk(CommitmentsPerChange))
        {
            var operations = new JsonArray();
            foreach (var at in chunk)
            {
                var original = originals[at % originals.Count];
                var fields = FieldsOf(nodes, original);
                var id = Insert("commitment", PlanCopy.Root, fields);
                var steps = plan.Children(original, "milestone");
                for (var step = 0; step < Milestones; step++)
                {
                    var copy = FieldsOf(nodes, steps[step % steps.Count]);
                    copy.Remove("dependsOn");
                    Insert("milestone", id, copy);
                }

                Insert("sdgMapping", id, FieldsOf(nodes, plan.Children(original, "sdgMapping")[0]));
            }

            revision = Pages.RevisionOf(await hub.CallAsync("Submit", new JsonObject
            {
                ["base"] = revision,
                ["changes"] = new JsonArray(new JsonObject { ["id"] = BareHub.NewId(), ["ops"] = operations }),
            }));

            string Insert(string kind, string parent, JsonObject fields)
            {
                var id = BareHub.NewId(8);
                units += fields.Select(field => field.Value).OfType<JsonValue>().Sum(value => value.TryGetValue<string>(out var text) ? text.Length : 0);
                operations.Add(new JsonObject { ["op"] = "insertNode", ["node"] = id, ["kind"] = kind, ["parent"] = parent, ["after"] = null, ["fields"] = fields });
                return id;
            }
        }

        return units;
    }

    private static JsonObject FieldsOf(JsonObject nodes, string node)
    {
        var fields = nodes[node]!["fields"]!.DeepClone().AsObject();
        fields.Remove("staleTranslations");
        return fields;
    }
}
