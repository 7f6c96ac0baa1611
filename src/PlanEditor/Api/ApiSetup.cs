using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.OpenApi;
using PlanEditor.Components.Public;
using PlanEditor.Finals;
using PlanEditor.Hosting;
using PlanModel.Documents;

namespace PlanEditor.Api;

/// <summary>The read-only interface over finals, for programs.</summary>
public static class ApiSetup
{
    private const string Version = "v1";

    private const string PageNumber = "page";

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>What an address may say behind its question mark.</summary>
    private static readonly string[] Reads = ["country", "target", "from", "to", PageNumber, "size"];

    /// <summary>What each of them is, and what addresses are made of.</summary>
    private static readonly Dictionary<string, string> Meanings = new()
    {
        ["country"] = "The two letters of a country, such as PA.",
        ["target"] = "The code of an SDG target, such as 16.10.",
        ["from"] = "The first day on which they are due, such as 2018-01-31.",
        ["to"] = "The last day on which they are due, such as 2018-12-31.",
        [PageNumber] = "Which page, from 1.",
        ["size"] = string.Create(CultureInfo.InvariantCulture, $"How many on a page: {Page<PlanItem>.SizeUsual} if nothing is said, at most {Page<PlanItem>.SizeMost}."),
        ["plan"] = "The plan’s name in addresses, such as panama.",
        ["version"] = "Which version of it, from 1.",
    };

    public static void AddApi(this IServiceCollection services) => services.AddOpenApi(Version, api =>
    {
        // What is asked for its head alone is described with what it is the head of.
        api.ShouldInclude = description => description.RelativePath?.StartsWith($"api/{Version}/", StringComparison.Ordinal) == true && description.HttpMethod == HttpMethods.Get;
        api.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new()
            {
                Title = "OgdPlans: final plans",
                Version = "1",
                Description = "Open government data action plans that are final. Read-only, without a key. Lists come in pages; a Link header leads on. Each answer has an ETag.",
            };
            // The address under which it is asked is the right one.
            document.Servers = [];
            return Task.CompletedTask;
        });
        api.AddOperationTransformer((operation, _, _) =>
        {
            foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? []) parameter.Description = Meanings[parameter.Name!];
            return Task.CompletedTask;
        });
    });

    public static void MapApi(this WebApplication app)
    {
        var finals = app.Services.GetRequiredService<PublishedFinals>();
        var api = PublicAnswer.MapPublicAnswers(app, () => finals.Stamp, Reads).MapGroup($"/api/{Version}").WithTags("Finals").AddEndpointFilter(SayWhatIsWrongAsync);
        Get("/plans", Ok<Page<PlanItem>> (HttpContext context, string? country, int? page, int? size) =>
                Paged(context, finals.Newest.Where(final => IsOf(final, country)).Select(PlanItem.Of), page, size))
            .ProducesProblem(StatusCodes.Status400BadRequest).WithName("listPlans").WithSummary("The newest final of each plan");
        Get("/plans/{plan}", Results<Ok<PlanDetail>, ProblemHttpResult> (string plan) =>
                finals.GoneOf(plan) is { } gone ? Gone(gone)
                : finals.Of(plan) is [{ IsPlan: true }, ..] versions ? TypedResults.Ok(PlanDetail.Of(versions)) : Nothing())
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status410Gone).WithName("getPlan").WithSummary("One plan with all its versions and files");
        Get("/plans/{plan}/versions/{version:int}", Results<Ok<FinalManifest>, ProblemHttpResult> (string plan, int version) =>
                finals.GoneOf(plan, version) is { } gone ? Gone(gone)
                : finals.Find(plan, version) is { IsPlan: true } final ? TypedResults.Ok(final.Manifest) : Nothing())
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status410Gone).WithName("getVersion").WithSummary("What was published of one version: files with their hashes");
        Get("/datasets", Ok<Page<DatasetItem>> (HttpContext context, string? country, string? target, int? page, int? size) =>
                Paged(context, Read(finals, country).SelectMany(one => DatasetItem.Of(one.Final, one.Document)).Where(dataset => target is null || dataset.Targets.Contains(target)), page, size))
            .ProducesProblem(StatusCodes.Status400BadRequest).WithName("listDatasets").WithSummary("The datasets of all plans");
        Get("/milestones", Ok<Page<MilestoneItem>> (HttpContext context, string? country, DateOnly? from, DateOnly? to, int? page, int? size) =>
                Paged(context, Read(finals, country).SelectMany(one => MilestoneItem.Of(one.Final, one.Document)).Where(milestone => !(milestone.Due < from) && !(milestone.Due > to)).OrderBy(milestone => milestone.Due).ThenBy(milestone => milestone.Plan, StringComparer.Ordinal), page, size))
            .ProducesProblem(StatusCodes.Status400BadRequest).WithName("listMilestones").WithSummary("The milestones of all plans by the day on which they are due");
        var rest = PublicAnswer.MapPublicAnswers(app, () => "");
        rest.MapOpenApi("/api/{documentName}/openapi.json");
        rest.MapMethods("/api/{**rest}", Reading, () => TypedResults.Problem($"All addresses are described in /api/{Version}/openapi.json.", statusCode: StatusCodes.Status404NotFound, title: "There is no such address"));

        RouteHandlerBuilder Get(string pattern, Delegate answer) => api.MapMethods(pattern, Reading, answer);
    }

    private static bool IsOf(PublishedFinal final, string? country) => country is null || final.Manifest.Country.Equals(country, StringComparison.OrdinalIgnoreCase);

    /// <summary>Says what the keys mean, where one of them could not be read.</summary>
    private static async ValueTask<object?> SayWhatIsWrongAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var answer = await next(context);
        if (context.HttpContext.Response.StatusCode != StatusCodes.Status400BadRequest) return answer;
        var asked = Reads.Where(context.HttpContext.Request.Query.ContainsKey).Select(key => $"“{key}”: {Meanings[key]}");
        return TypedResults.Problem(string.Join(' ', asked), statusCode: StatusCodes.Status400BadRequest, title: "What stands behind the question mark cannot be read");
    }

    private static ProblemHttpResult Nothing() => TypedResults.Problem("Plans appear here when their country makes them final.", statusCode: StatusCodes.Status404NotFound, title: "There is no such plan or version");

    private static ProblemHttpResult Gone(GoneFinal gone) => TypedResults.Problem(PublicSetup.GoneWords(gone), statusCode: StatusCodes.Status410Gone, title: PublicSetup.GoneTitle(gone));

    private static IEnumerable<(PublishedFinal Final, Document Document)> Read(PublishedFinals finals, string? country)
    {
        foreach (var final in finals.Newest)
            if (IsOf(final, country) && finals.DocumentOf(final) is { } document) yield return (final, document);
    }

    private static Ok<Page<T>> Paged<T>(HttpContext context, IEnumerable<T> all, int? page, int? size)
    {
        var (number, most) = (Math.Max(page ?? 1, 1), Math.Clamp(size ?? Page<T>.SizeUsual, 1, Page<T>.SizeMost));
        var items = all.ToArray();
        var pages = Math.Max(1, (items.Length + most - 1) / most);
        var links = new List<string>();
        if (number > 1) links.Add(Link(context.Request, Math.Min(number - 1, pages), "prev"));
        if (number < pages) links.Add(Link(context.Request, number + 1, "next"));
        if (links.Count > 0) context.Response.Headers.Link = string.Join(", ", links);
        return TypedResults.Ok(new Page<T>([.. items.Skip((int)Math.Min((long)(number - 1) * most, int.MaxValue)).Take(most)], number, most, items.Length));
    }

    private static string Link(HttpRequest request, int page, string relation)
    {
        // Nothing that was not asked for: who else asks gets the same answer.
        var query = Reads.Where(name => name != PageNumber).SelectMany(name => request.Query[name], KeyValuePair.Create).Append(KeyValuePair.Create<string, string?>(PageNumber, $"{page}"));
        return $"<{request.Path}{QueryString.Create(query)}>; rel=\"{relation}\"";
    }
}
