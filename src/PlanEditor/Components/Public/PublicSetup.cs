using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using PlanEditor.Finals;
using PlanEditor.Hosting;
using PlanModel;
using PlanModel.Schema;
using PlanModel.Schema.Vocabularies;

namespace PlanEditor.Components.Public;

/// <summary>The pages and files for everybody: plain HTML from what was published, without a sign-in, a circuit or the database.</summary>
public static class PublicSetup
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    private static readonly string[] ShownInBrowser = ["application/pdf", "application/json", "application/ld+json"];

    /// <summary>That a final is not public any more, in short.</summary>
    internal static string GoneTitle(GoneFinal gone) => $"This {(gone.IsPlan ? "plan" : "report")} was taken off the public pages";

    public static void MapPublic(this WebApplication app)
    {
        var finals = app.Services.GetRequiredService<PublishedFinals>();
        var site = app.Services.GetRequiredService<IOptions<SiteOptions>>().Value.Address.OriginalString.TrimEnd('/');
        var pages = PublicAnswer.MapPublicAnswers(app, () => finals.Stamp);
        Get("/public", () => Page<PublicHome>(new { Site = site, Plans = finals.Newest.Select(Open).OrderBy(plan => plan.Country, StringComparer.Ordinal).ToArray(), Without = Without(), Report = finals.Report is { } report ? Open(report) : null }));
        Get("/public/about", () => Page<PublicAbout>(new { Site = site }));
        Get("/public/data", () => Page<PublicData>(new { Site = site, Example = finals.Newest.Take(1).Select(final => final.Manifest.Plan).ToArray() }));
        Get("/public/feed.atom", () => Results.Bytes(FinalsFeed.Write(finals.All, site), "application/atom+xml; charset=utf-8"));
        Get("/public/schema.json", () => Schema(ActionPlan.Schema));
        Get("/public/schema/{name}.json", (string name) => DocumentSchemas.OfFiles.FirstOrDefault(schema => schema.Name == name) is { } schema ? Schema(schema) : Nothing());
        Get("/public/{plan}", (string plan) => finals.GoneOf(plan) is { } gone ? Gone(gone) : OfPlan(finals.FindNewest(plan), Read));
        Get("/public/{plan}/v{version:int}", (string plan, int version) => OfVersion(plan, version, Read));
        Get("/public/{plan}/v{version:int}/part/{key}", (string plan, int version, string key) => OfVersion(plan, version, shown => PartOf(shown, key)));
        MapPart<PublicTimeline>("timeline", PublicTimeline.CountOf, (shown, page) => new { Plan = shown, Page = page });
        MapPart<PublicCoverage>("coverage", PublicCoverage.CountOf, (shown, page) => new { Plan = shown, Page = page });
        MapPart<PublicDatasets>("datasets", shown => shown.Document is { } document ? PublicPages.Of(document).Datasets.Length : 1, (shown, page) => new { Plan = shown, Page = page, Data = PublicMetadata.Catalogue(shown, site, page) });
        Get("/public/{plan}/v{version:int}/versions", (string plan, int version) => OfVersion(plan, version, shown => Page<PublicVersions>(new { Plan = shown, Versions = finals.Of(shown.Manifest.Plan).Select(Open).ToArray() })));
        Get("/public/{plan}/compare/{from:int}/{to:int}", (string plan, int from, int to) => Compared(plan, from, to, 1));
        Get("/public/{plan}/compare/{from:int}/{to:int}/{page:int}", (string plan, int from, int to, int page) => page < 2 ? Nothing() : Compared(plan, from, to, page));
        // Of the newest version they are asked for without its number.
        foreach (var place in new[] { "timeline", "coverage", "datasets", "versions" })
            Get($"/public/{{plan}}/{place}", (string plan) => finals.GoneOf(plan) is { } gone ? Gone(gone) : OfPlan(finals.FindNewest(plan), shown => shown.Final.IsPlan || place == "versions" ? SeeOther($"{shown.Manifest.Path}/{place}") : Nothing()));
        // What things of plans are called in catalogues leads to where they can be read.
        Get("/id/plan/{plan}/catalogue", (string plan) => Named(plan, final => final.Manifest.Files.FirstOrDefault(file => file.Label == "DCAT") is { } file ? $"{final.Manifest.Path}/{file.Name}" : null));
        Get("/id/plan/{plan}/publisher", (string plan) => Named(plan, final => Open(final).Path));
        Get("/id/plan/{plan}/{kind}/{id}", (string plan, string kind, string id) => NamedPart(plan, kind, id));
        Get("/ns/ogdp", () => SeeOther("/public/data"));
        // Who mistypes an address is told so, and not asked to sign in.
        foreach (var place in new[] { "public", "id", "ns" }) Get($"/{place}/{{**rest}}", () => Nothing());
        var files = PublicAnswer.MapPublicFiles(app);
        files.MapMethods("/public/{plan}/v{version:int}/{file}", Reading, (string plan, int version, string file, HttpContext context, FinalStore store) => finals.GoneOf(plan, version) is { } gone ? Gone(gone) : FileOf(finals.Find(plan, version), file, context, store));

        void Get(string pattern, Delegate answer) => pages.MapMethods(pattern, Reading, answer);

        void MapPart<TPage>(string part, Func<PublicFinal, int> count, Func<PublicFinal, int, object> parameters) where TPage : Microsoft.AspNetCore.Components.IComponent
        {
            IResult Show(PublicFinal shown, int page) => shown.Final.IsPlan && page <= count(shown) ? Page<TPage>(parameters(shown, page)) : Nothing();
            Get($"/public/{{plan}}/v{{version:int}}/{part}", (string plan, int version) => OfVersion(plan, version, shown => Show(shown, 1)));
            Get($"/public/{{plan}}/v{{version:int}}/{part}/{{page:int}}", (string plan, int version, int page) => page < 2 ? Nothing() : OfVersion(plan, version, shown => Show(shown, page)));
        }

        IResult PartOf(PublicFinal shown, string key)
        {
            if (shown.Document is not { } document) return Nothing();
            var pages = PublicPages.Of(document);
            return pages.Find(key) is not { } page ? Nothing() : pages.IsOne || page.Key != key ? SeeOther(pages.AddressOf(shown, key)) : Page<PublicPart>(new { Plan = shown, Page = page });
        }

        IResult Compared(string plan, int from, int to, int page) => from < to
            ? OfVersion(plan, from, before => OfVersion(plan, to, after => page <= PublicDifference.CountOf(before, after) ? Page<PublicDifference>(new { Before = before, After = after, Site = site, Page = page }) : Nothing()))
            : Nothing();

        PublicFinal Open(PublishedFinal final) => new(final, finals.DocumentOf(final));

        IResult OfPlan(PublishedFinal? final, Func<PublicFinal, IResult> show) => final is null ? Nothing() : show(Open(final));

        IResult OfVersion(string plan, int version, Func<PublicFinal, IResult> show) => finals.GoneOf(plan, version) is { } gone ? Gone(gone) : OfPlan(finals.Find(plan, version), show);

        IResult Named(string plan, Func<PublishedFinal, string?> address) => finals.GoneOf(plan) is { } gone ? Gone(gone) : finals.FindNewest(plan) is { } final && address(final) is { } to ? SeeOther(to) : Nothing();

        // In the newest version that has it.
        IResult NamedPart(string plan, string kind, string id)
        {
            if (finals.GoneOf(plan) is { } gone) return Gone(gone);
            if (!NodeId.TryParse(id, out var node)) return Nothing();
            foreach (var shown in finals.Of(plan).Select(Open))
                if (shown.Document is { } document && document.Find(node) is { } part && part.Kind.Key == kind && document.IsVisible(part)) return SeeOther(PublicPages.Of(document).AddressOf(shown, document, part));
            return Nothing();
        }

        IResult Read(PublicFinal shown) => shown.Final.IsPlan ? Page<PublicPlan>(PlanOf(shown)) : Page<PublicReport>(new { Report = shown, Data = PublicMetadata.Of(shown, site), Description = PublicMetadata.Description(shown) });

        object PlanOf(PublicFinal shown) => new { Plan = shown, Data = PublicMetadata.Of(shown, site), Description = PublicMetadata.Description(shown) };

        string[] Without() => [.. Countries.OfPlans.Choices.Where(country => finals.All.All(final => final.Manifest.Country != country.Code)).Select(country => country.Label)];
    }

    private static RazorComponentResult Page<TPage>(object parameters, int status = StatusCodes.Status200OK) where TPage : Microsoft.AspNetCore.Components.IComponent =>
        new RazorComponentResult<TPage>(parameters) { StatusCode = status, PreventStreamingRendering = true };

    private static IResult Nothing() => Page<PublicNothing>(
        new { Title = "There is no such page", Words = "Plans appear here when their country makes them final. Addresses of what was published never change." }, StatusCodes.Status404NotFound);

    private static IResult Gone(GoneFinal gone) => Page<PublicNothing>(
        new { Title = GoneTitle(gone), Words = GoneWords(gone) }, StatusCodes.Status410Gone);

    /// <summary>What stands in the place of a final that was taken off.</summary>
    internal static string GoneWords(GoneFinal gone) =>
        $"Version {gone.Version} was published here, and the administrator of this site took it off. {(gone.Reason.Length > 0 ? $"The reason: “{gone.Reason}”" : $"Ask {(gone.IsPlan ? "the country" : "the reviewers")} or the administrator for the reason.")}";

    private static IResult SeeOther(string address) => new SeeOtherResult(address);

    private static IResult FileOf(PublishedFinal? final, string name, HttpContext context, FinalStore store)
    {
        if (final is null) return Nothing();
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

    private static IResult Schema(PlanSchema schema)
    {
        using var stream = new MemoryStream();
        SchemaJson.Write(schema, stream);
        return Results.Bytes(stream.ToArray(), "application/json");
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
