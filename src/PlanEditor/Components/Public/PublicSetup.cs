using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using PlanEditor.Finals;
using PlanEditor.Hosting;
using PlanModel.Schema;
using PlanModel.Schema.Vocabularies;

namespace PlanEditor.Components.Public;

/// <summary>The pages and files for everybody: plain HTML from what was published, without a sign-in, a circuit or the database.</summary>
public static class PublicSetup
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    private static readonly string[] ShownInBrowser = ["application/pdf", "application/json", "application/ld+json"];

    public static void MapPublic(this WebApplication app)
    {
        var finals = app.Services.GetRequiredService<PublishedFinals>();
        var site = app.Services.GetRequiredService<IOptions<SiteOptions>>().Value.Address.OriginalString.TrimEnd('/');
        var pages = PublicAnswer.MapPublicAnswers(app, () => finals.Stamp);
        Get("/public", () => Page<PublicHome>(new { Site = site, Plans = finals.Newest.Select(Open).OrderBy(plan => plan.Country, StringComparer.Ordinal).ToArray(), Without = Without() }));
        Get("/public/about", () => Page<PublicAbout>(new { Site = site }));
        Get("/public/data", () => Page<PublicData>(new { Site = site, Example = finals.Newest.Take(1).Select(final => final.Manifest.Plan).ToArray() }));
        Get("/public/feed.atom", () => Results.Bytes(FinalsFeed.Write(finals.All, site), "application/atom+xml; charset=utf-8"));
        Get("/public/schema.json", () => Results.Bytes(Schema(), "application/json"));
        Get("/public/{plan}", (string plan) => finals.IsGone(plan) ? Gone() : OfPlan(finals.FindNewest(plan), shown => Page<PublicPlan>(PlanOf(shown))));
        Get("/public/{plan}/v{version:int}", (string plan, int version) => finals.IsGone(plan, version) ? Gone() : OfPlan(finals.Find(plan, version), shown => Page<PublicPlan>(PlanOf(shown))));
        MapPart<PublicTimeline>("timeline", shown => new { Plan = shown });
        MapPart<PublicCoverage>("coverage", shown => new { Plan = shown });
        MapPart<PublicDatasets>("datasets", shown => new { Plan = shown, Data = PublicMetadata.Catalogue(shown, site) });
        MapPart<PublicVersions>("versions", shown => new { Plan = shown, Versions = finals.Of(shown.Manifest.Plan).Select(Open).ToArray() });
        Get("/public/{plan}/compare/{from:int}/{to:int}", (string plan, int from, int to) =>
            finals.Find(plan, from) is { } before && from < to
                ? OfPlan(finals.Find(plan, to), after => Page<PublicDifference>(new { Before = Open(before), After = after, Canonical = $"{site}/public/{plan}/compare/{from}/{to}" }))
                : Nothing());
        // What things of plans are called in catalogues leads to where they can be read.
        Get("/id/plan/{plan}/catalogue", (string plan) => finals.FindNewest(plan) is { } final && final.Manifest.Files.FirstOrDefault(file => file.Label == "DCAT") is { } file ? SeeOther($"{final.Manifest.Path}/{file.Name}") : Nothing());
        Get("/id/plan/{plan}/{kind}/{id}", (string plan, string kind, string id) => finals.FindNewest(plan) is { } final ? SeeOther($"/public/{plan}{(kind == "dataset" ? $"/v{final.Manifest.Version}/datasets" : "")}#p-{Uri.EscapeDataString(id)}") : Nothing());
        Get("/ns/ogdp", () => SeeOther("/public/data"));
        var files = PublicAnswer.MapPublicFiles(app);
        files.MapMethods("/public/{plan}/v{version:int}/{file}", Reading, (string plan, int version, string file, HttpContext context, FinalStore store) => finals.IsGone(plan, version) ? Gone() : FileOf(finals.Find(plan, version), file, context, store));

        void Get(string pattern, Delegate answer) => pages.MapMethods(pattern, Reading, answer);

        void MapPart<TPage>(string part, Func<PublicFinal, object> parameters) where TPage : Microsoft.AspNetCore.Components.IComponent =>
            Get($"/public/{{plan}}/v{{version:int}}/{part}", (string plan, int version) => finals.IsGone(plan, version) ? Gone() : OfPlan(finals.Find(plan, version), shown => Page<TPage>(parameters(shown))));

        PublicFinal Open(PublishedFinal final) => new(final, finals.DocumentOf(final));

        IResult OfPlan(PublishedFinal? final, Func<PublicFinal, IResult> show) => final is null ? Nothing() : show(Open(final));

        object PlanOf(PublicFinal shown) => new { Plan = shown, Data = PublicMetadata.Plan(shown, site), Description = PublicMetadata.Description(shown) };

        string[] Without() => [.. Countries.OfPlans.Choices.Where(country => finals.All.All(final => final.Manifest.Country != country.Code)).Select(country => country.Label)];
    }

    private static RazorComponentResult Page<TPage>(object parameters, int status = StatusCodes.Status200OK) where TPage : Microsoft.AspNetCore.Components.IComponent =>
        new RazorComponentResult<TPage>(parameters) { StatusCode = status, PreventStreamingRendering = true };

    private static IResult Nothing() => Page<PublicNothing>(
        new { Title = "There is no such page", Words = "Plans appear here when their country makes them final. Addresses of what was published never change." }, StatusCodes.Status404NotFound);

    private static IResult Gone() => Page<PublicNothing>(
        new { Title = "This plan was taken off the public pages", Words = "It was published here. The administrator of this site took it off; ask the country or the administrator for the reason." }, StatusCodes.Status410Gone);

    private static IResult SeeOther(string address) => new SeeOtherResult(address);

    private static IResult FileOf(PublishedFinal? final, string name, HttpContext context, FinalStore store)
    {
        if (final is null) return Nothing();
        context.Response.Headers.AccessControlAllowOrigin = "*";
        if (name == FinalManifest.FileName)
        {
            // It changes until nothing is missing any more.
            context.Response.Headers.CacheControl = final.Manifest.IsWhole ? "public, max-age=86400" : "public, max-age=60";
            return Results.Bytes(final.Manifest.Write(), "application/json");
        }

        if (final.Manifest.Find(name) is not { } file) return Nothing();
        context.Response.Headers.CacheControl = "public, max-age=300";
        return Results.File(
            store.PathOf(final.Manifest, file.Name), file.MediaType, ShownInBrowser.Contains(file.MediaType) ? null : file.Name,
            final.Manifest.At, new EntityTagHeaderValue($"\"{file.Sha256}\""), enableRangeProcessing: true);
    }

    private static byte[] Schema()
    {
        using var stream = new MemoryStream();
        SchemaJson.Write(ActionPlan.Schema, stream);
        return stream.ToArray();
    }

    private sealed class SeeOtherResult(string address) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = address;
            return Task.CompletedTask;
        }
    }
}
