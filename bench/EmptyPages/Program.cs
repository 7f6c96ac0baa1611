using EmptyPages.Components;
using MudBlazor.Services;

// Two pages with one button each, served as the app serves its own: what the framework costs before anybody shows anything.
var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseStaticWebAssets();
builder.Services.AddRazorComponents().AddInteractiveServerComponents();
builder.Services.AddMudServices();
builder.Services.AddHealthChecks();

await using var app = builder.Build();
app.UseAntiforgery();
app.MapStaticAssets();
app.MapHealthChecks("/health");
app.MapRazorComponents<Page>().AddInteractiveServerRenderMode(server => server.ConfigureWebSocketAcceptContext = (_, line) =>
{
    line.DangerousEnableCompression = true;
    line.DisableServerContextTakeover = true;
    return Task.CompletedTask;
});
await app.RunAsync();
