using PlanEditor.Api;
using PlanEditor.Audit;
using PlanEditor.Collaboration;
using PlanEditor.Components;
using PlanEditor.Components.Public;
using PlanEditor.Export;
using PlanEditor.Export.Data;
using PlanEditor.Finals;
using PlanEditor.Hosting;
using PlanEditor.Identity;
using PlanEditor.Import;
using PlanEditor.Mail;
using PlanEditor.Notices;
using PlanEditor.Samples;
using PlanEditor.Storage;
using PlanEditor.Webhooks;

if (SheetProcess.IsAsked(args)) return SheetProcess.Run();

var builder = WebApplication.CreateBuilder(args);
builder.AddHosting(args);
builder.Services.AddStorage();
builder.Services.AddIdentity();
builder.Services.AddMail();
builder.Services.AddCollaboration();
builder.Services.AddSamples();
builder.Services.AddDataFormats();
builder.Services.AddFinals();
builder.Services.AddWebhooks();
builder.Services.AddApi();
builder.Services.AddPages();

await using var app = builder.Build();
if (!await app.CheckSettingsAsync()) return 1;
if (await app.CopyStorageIfAskedAsync() is { } exitCode) return exitCode;
if (app.VerifyFinalsIfAsked(args) is { } verified) return verified;
if (!await app.PrepareStorageAsync()) return 1;
await app.PrepareIdentityAsync();
await app.PrepareSamplesAsync();

app.UseHosting();
app.UseIdentity();
app.UseOutputCache();
app.UseCollaboration();
app.MapHosting();
app.MapIdentity();
app.MapCollaboration();
app.MapPages();
app.MapExports();
app.MapPublic();
app.MapApi();
app.MapNotices();
app.MapMail();
app.MapAudit();

await app.RunAsync();
return 0;
