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
    public async Task<HttpResponseMessage> SendAsync(string path, string handler, params (string Name, string Value)[] fields) =>
        await PostAsync(path, await TokenAsync(path), [("_handler", handler), .. fields]);

    public async Task<HttpResponseMessage> BecomeAsync(string sampleAccount) => await PostAsync("/account/sample", await TokenAsync("/account/sign-in"), ("Account", sampleAccount));

    /// <summary>What the forms of a page are sent with.</summary>
    public async Task<string> TokenAsync(string path) => Token().Match(await client.GetStringAsync(path)).Groups[1].Value;

    /// <summary>Sends a form of a page that was opened before.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, string token, params (string Name, string Value)[] fields) => client.PostAsync(path, Form([("__RequestVerificationToken", token), .. fields]));

    public async Task<HttpResponseMessage> SignInAsync(string email, string password) =>
        await SendAsync("/account/sign-in", "sign-in", ("Input.Email", email), ("Input.Password", password));

    public async Task<HttpResponseMessage> SignOutAsync() => await PostAsync("/account/sign-out", await TokenAsync("/"));

    /// <summary>Whether the pages of somebody who is signed in are shown.</summary>
    public async Task<bool> IsSignedInAsync() => (await client.GetAsync("/")).StatusCode == HttpStatusCode.OK;

    private static FormUrlEncodedContent Form(IEnumerable<(string Name, string Value)> fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    [GeneratedRegex("""name="__RequestVerificationToken" value="([^"]+)""")]
    private static partial Regex Token();
}
