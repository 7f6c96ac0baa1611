using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PlanEditor.Components.Plans;
using PlanEditor.Import;
using PlanEditor.Tests.Hosting;
using PlanEditor.Tests.Identity;
using PlanModel.Publishing;
using PlanModel.Schema;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Import.Hostile;

/// <summary>Every hostile file of a whole plan is refused in words, or the plan that it makes says what the file says; soon, and in little memory.</summary>
public sealed class HostilePlansTests
{
    private static readonly Dictionary<string, IEnumerable<HostileFile>> Families = HostilePlans.Families;

    public static TheoryData<string> Names => [.. Families.Keys];

    [Fact]
    public void There_are_very_many() => Assert.InRange(Families.Values.SelectMany(files => files).DistinctBy(file => file.Name).Count(), 1000, 3000);

    [Theory]
    [MemberData(nameof(Names))]
    public void Hostile_plans_are_refused_in_words_or_make_what_they_say(string family) => HostileBounds.All(Families[family], Look);

    private static void Look(HostileFile file)
    {
        var bytes = file.Make();
        if (HostileBounds.Within(() => PlanFileReader.Read(bytes), out var problem) is not { } plan)
        {
            Assert.StartsWith(bytes.Length > PlanFile.SizeBytesMax ? "The file is larger" : "This file cannot start a plan: ", problem, StringComparison.Ordinal);
            Assert.Contains(file.Refused ?? "", problem, StringComparison.Ordinal);
            return;
        }

        Assert.True(file.Refused is null, "it was read");
        Assert.Null(plan.TryMake(ActionPlan.Schema, Actor.Server, "NP", out var document)?.Words);
        Assert.Equal(Meaning(bytes), Meaning(PlanFile.Write(document)));
    }

    [Fact]
    public async Task A_plan_lead_who_chooses_one_that_is_refused_has_no_plan_afterwards()
    {
        await using var site = new Site(sample: false);
        var lead = new Actor(await site.AddAccountAsync("lead@example.org", "kettle violin ashtray"), Role.PlanLead, "NP");
        var start = site.Services.GetRequiredService<PlanStart>();
        var said = new HashSet<string>();
        foreach (var file in Families.Values.SelectMany(files => files))
        {
            PlanFile plan;
            try
            {
                plan = PlanFile.Read(file.Make(), ActionPlan.Schema);
            }
            catch (JsonException)
            {
                continue;
            }

            // What is a plan is for the other test; here is what only the plan's own checks refuse.
            if (plan.TryMake(ActionPlan.Schema, lead, "NP", out _) is null && plan.Country == "NP") continue;
            var (slug, problem) = await start.StartAsync(lead.User, plan, default);
            Assert.Null(slug);
            said.Add(problem!);
        }

        Assert.InRange(said.Count, 30, 1000);
        Assert.Empty(await site.Services.GetRequiredService<PlanEditor.Storage.Plans>().ListAsync(default));
    }

    /// <summary>What a file says, however it is written: an empty value is none, and a set has no order.</summary>
    private static string Meaning(byte[] file)
    {
        var json = JsonNode.Parse(Encoding.UTF8.GetString(file).TrimStart('\uFEFF'))!;
        Plain(json["plan"]!.AsObject());
        return json.ToJsonString();
    }

    private static string Plain(decimal number) => number == 0 ? "0" : number.ToString("0.############################", CultureInfo.InvariantCulture);

    private static void Plain(JsonObject part)
    {
        var fields = part["fields"]!.AsObject();
        foreach (var (key, value) in fields.ToArray())
        {
            fields.Remove(key);
            if (value is JsonArray { Count: > 0 } items) fields[key] = new JsonArray([.. items.Select(item => (string?)item).Order(StringComparer.Ordinal).Select(item => (JsonNode?)item)]);
            else if (value is JsonValue number && number.GetValueKind() == JsonValueKind.Number) fields[key] = Plain(decimal.Parse(number.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture));
            else if (value is not JsonArray && value?.ToJsonString() != "\"\"") fields[key] = value;
        }

        var sorted = fields.OrderBy(field => field.Key, StringComparer.Ordinal).ToArray();
        fields.Clear();
        foreach (var (key, value) in sorted) fields[key] = value;
        foreach (var child in part["children"]!.AsArray()) Plain(child!.AsObject());
    }
}
