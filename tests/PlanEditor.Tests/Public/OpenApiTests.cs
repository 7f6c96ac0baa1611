using System.Net;
using System.Text.Json;
using Microsoft.OpenApi;
using Xunit;

namespace PlanEditor.Tests.Public;

/// <summary>The description of the interface for programs: sound by a library that others read such descriptions with, and true of what is answered.</summary>
public sealed class OpenApiTests(PublicSiteTests.Published published) : IClassFixture<PublicSiteTests.Published>
{
    private readonly HttpClient _reader = published.Site.CreateClient();

    [Fact]
    public async Task The_description_is_sound_and_names_every_address_once()
    {
        var description = await DescriptionAsync();
        Assert.Equal(
            ["/api/v1/datasets", "/api/v1/milestones", "/api/v1/plans", "/api/v1/plans/{plan}", "/api/v1/plans/{plan}/versions/{version}"],
            description.Paths.Keys.Order(StringComparer.Ordinal));
        var operations = description.Paths.Values.SelectMany(path => path.Operations!).ToList();
        Assert.All(operations, operation => Assert.Equal(HttpMethod.Get, operation.Key));
        Assert.Distinct(operations.Select(operation => operation.Value.OperationId));
        Assert.All(operations, operation => Assert.False(string.IsNullOrWhiteSpace(operation.Value.Summary)));
        Assert.All(operations.SelectMany(operation => operation.Value.Parameters ?? []), parameter => Assert.False(string.IsNullOrWhiteSpace(parameter.Description), parameter.Name));
    }

    [Theory]
    [InlineData("/api/v1/plans", "/api/v1/plans")]
    [InlineData("/api/v1/plans/{plan}", "/api/v1/plans/panama")]
    [InlineData("/api/v1/plans/{plan}/versions/{version}", "/api/v1/plans/panama/versions/1")]
    [InlineData("/api/v1/datasets", "/api/v1/datasets")]
    [InlineData("/api/v1/milestones", "/api/v1/milestones?from=2018-01-01")]
    [InlineData("/api/v1/milestones", "/api/v1/milestones?from=soon")]
    [InlineData("/api/v1/plans/{plan}", "/api/v1/plans/nepal")]
    [InlineData("/api/v1/plans/{plan}/versions/{version}", "/api/v1/plans/panama/versions/9")]
    public async Task An_answer_is_what_the_description_says(string path, string address)
    {
        var description = await DescriptionAsync();
        using var answer = await published.Site.Open().GetAsync(address);
        var said = description.Paths[path].Operations![HttpMethod.Get].Responses![$"{(int)answer.StatusCode}"].Content![answer.Content.Headers.ContentType!.MediaType!].Schema!;
        Check(said, JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync()), address);
        if (answer.StatusCode == HttpStatusCode.OK && path.EndsWith('s')) Assert.NotEmpty(JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync()).GetProperty("items").EnumerateArray());
    }

    private async Task<OpenApiDocument> DescriptionAsync()
    {
        using var file = new MemoryStream(await _reader.GetByteArrayAsync("/api/v1/openapi.json"));
        var read = await OpenApiDocument.LoadAsync(file, OpenApiConstants.Json, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Empty(read.Diagnostic.Warnings);
        Assert.Empty(read.Document!.Validate(ValidationRuleSet.GetDefaultRuleSet()));
        return read.Document!;
    }

    /// <summary>Every member is described, each that must be there is, and all are of their types.</summary>
    private static void Check(IOpenApiSchema schema, JsonElement value, string where)
    {
        if (schema.OneOf is { Count: > 0 } choices)
        {
            Assert.True(value.ValueKind != JsonValueKind.Null || choices.Any(choice => choice.Type == JsonSchemaType.Null), where);
            if (value.ValueKind == JsonValueKind.Null) return;
            schema = choices.Single(choice => choice.Type != JsonSchemaType.Null);
        }

        var kind = value.ValueKind switch
        {
            JsonValueKind.Object => JsonSchemaType.Object,
            JsonValueKind.Array => JsonSchemaType.Array,
            JsonValueKind.String => JsonSchemaType.String,
            JsonValueKind.Number => JsonSchemaType.Integer | JsonSchemaType.Number,
            JsonValueKind.True or JsonValueKind.False => JsonSchemaType.Boolean,
            _ => JsonSchemaType.Null,
        };
        Assert.True(schema.Type is not { } type || (type & kind) != 0, $"{where} is {value.ValueKind} and not {schema.Type}");
        foreach (var name in schema.Required ?? new HashSet<string>()) Assert.True(value.TryGetProperty(name, out _), $"{where} lacks {name}");
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject())
            {
                // A problem may have more (RFC 9457).
                if (schema.Properties?.TryGetValue(member.Name, out var property) == true) Check(property, member.Value, $"{where}.{member.Name}");
                else Assert.Equal("traceId", member.Name);
            }
        }

        if (value.ValueKind == JsonValueKind.Array)
            foreach (var item in value.EnumerateArray()) Check(schema.Items!, item, $"{where}[]");
    }
}
