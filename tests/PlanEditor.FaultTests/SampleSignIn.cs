using System.Net;
using System.Text.RegularExpressions;

namespace PlanEditor.FaultTests;

/// <summary>Signs in as a sample account by the form that people use.</summary>
internal static partial class SampleSignIn
{
    private const string PagePath = "/account/sign-in";

    /// <returns>The Cookie header of the sign-in.</returns>
    public static async Task<string> CookieAsync(Uri site, string account)
    {
        var cookies = new CookieContainer();
        using var http = new HttpClient(new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = site };
        var form = SampleForm().Match(await http.GetStringAsync(PagePath)).Value;
        var fields = Hidden().Matches(form).ToDictionary(field => field.Groups["name"].Value, field => WebUtility.HtmlDecode(field.Groups["value"].Value));
        fields["Account"] = account;
        using var answer = await http.PostAsync("/account/sample", new FormUrlEncodedContent(fields));
        if (answer.StatusCode is not (HttpStatusCode.Found or HttpStatusCode.SeeOther)) throw new InvalidOperationException($"signing in as {account} was answered with {answer.StatusCode}");
        return cookies.GetCookieHeader(site);
    }

    [GeneratedRegex("<form[^>]*class=\"samples\".*?</form>", RegexOptions.Singleline)]
    private static partial Regex SampleForm();

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\"")]
    private static partial Regex Hidden();
}
