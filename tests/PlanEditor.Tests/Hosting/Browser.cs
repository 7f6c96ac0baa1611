using System.Net;
using System.Text.RegularExpressions;

namespace PlanEditor.Tests.Hosting;

/// <summary>Opens pages and sends their forms, as a browser without script does.</summary>
public sealed partial class Browser(HttpClient client)
{
    public HttpClient Client => client;

    public Task<HttpResponseMessage> GetAsync(string path) => client.GetAsync(path);

    public async Task<string> ReadAsync(string path) => WebUtility.HtmlDecode(await client.GetStringAsync(path));

    /// <summary>Fills and sends the form with a handler's name on a page.</summary>
    public async Task<HttpResponseMessage> SendAsync(string path, string handler, params (string Name, string Value)[] fields)
    {
        var page = await client.GetStringAsync(path);
        return await client.PostAsync(path, Form([("_handler", handler), ("__RequestVerificationToken", Token().Match(page).Groups[1].Value), .. fields]));
    }

    public async Task<HttpResponseMessage> BecomeAsync(string sampleAccount)
    {
        var page = await client.GetStringAsync("/account/sign-in");
        return await client.PostAsync("/account/sample", Form([("__RequestVerificationToken", Token().Match(page).Groups[1].Value), ("Account", sampleAccount)]));
    }

    public async Task<HttpResponseMessage> SignInAsync(string email, string password) =>
        await SendAsync("/account/sign-in", "sign-in", ("Input.Email", email), ("Input.Password", password));

    public async Task<HttpResponseMessage> SignOutAsync()
    {
        var page = await client.GetStringAsync("/");
        return await client.PostAsync("/account/sign-out", Form([("__RequestVerificationToken", Token().Match(page).Groups[1].Value)]));
    }

    /// <summary>Whether the pages of somebody who is signed in are shown.</summary>
    public async Task<bool> IsSignedInAsync() => (await client.GetAsync("/")).StatusCode == HttpStatusCode.OK;

    private static FormUrlEncodedContent Form(IEnumerable<(string Name, string Value)> fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    [GeneratedRegex("""name="__RequestVerificationToken" value="([^"]+)""")]
    private static partial Regex Token();
}
