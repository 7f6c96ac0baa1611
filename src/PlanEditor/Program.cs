using System.Globalization;
using PlanEditor.Api;
using PlanEditor.Audit;
using PlanEditor.Collaboration;
using PlanEditor.Components;
using PlanEditor.Components.Public;
using PlanEditor.Exchange;
using PlanEditor.Export;
using PlanEditor.Export.Data;
using PlanEditor.Export.Jobs;
using PlanEditor.Finals;
using PlanEditor.Hosting;
using PlanEditor.Identity;
using PlanEditor.Import;
using PlanEditor.Mail;
using PlanEditor.Notices;
using PlanEditor.Samples;
using PlanEditor.Storage;
using PlanEditor.Webhooks;

// What the program writes does not depend on the machine's language; what is written for people of a country says so where it is.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (FileProcess.IsAsked(args)) return FileProcess.Run(args);

if (Usage.IsAsked(args)) return Usage.Say();
// Flags stand alone, and would take the next argument for their value.
var settings = args.Where(argument => argument is not (FinalsSetup.Verify or IdentitySetup.NewAdministrator)).ToArray();
if (HostingSetup.TryReadSettings(settings) is not { } builder) return 1;
builder.AddHosting(settings);
builder.Services.AddStorage();
builder.Services.AddIdentity();
builder.Services.AddMail();
builder.Services.AddCollaboration();
builder.Services.AddSamples();
builder.Services.AddExportFormats();
builder.Services.AddDataFormats();
builder.Services.AddFinals();
builder.Services.AddWebhooks();
builder.Services.AddApi();
builder.Services.AddExchange();
builder.Services.AddPages();
builder.Services.AddExportJobs();

await using var app = builder.Build();
if (!await app.CheckSettingsAsync()) return 1;
if (await app.CopyStorageIfAskedAsync() is { } exitCode) return exitCode;
if (await app.VerifyFinalsIfAskedAsync(args) is { } verified) return verified;
if (await app.OfferAdministratorIfAskedAsync(args) is { } offered) return offered;
if (!app.CheckAddress()) return 1;
if (!await Preparing.TryAsync(app, app.PrepareStorageAsync, app.PrepareIdentityAsync, app.PrepareSamplesAsync)) return 1;

app.UseHosting();
app.UseIdentity();
app.UseOutputCache();
app.UseCollaboration();
app.MapHosting();
app.MapIdentity();
app.MapCollaboration();
app.MapPages();
app.MapExports();
app.MapExportJobs();
app.MapPublic();
app.MapApi();
app.MapNotices();
app.MapMail();
app.MapAudit();

if (!await Listening.TryStartAsync(app)) return 1;
await app.WaitForShutdownAsync();
return 0;
