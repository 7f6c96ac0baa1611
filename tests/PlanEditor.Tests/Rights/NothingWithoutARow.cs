using System.Collections.Immutable;
using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;
using PlanEditor.Audit;
using PlanEditor.Collaboration;
using PlanEditor.Components.Comments;
using PlanEditor.Components.Editor;
using PlanEditor.Components.Plans;
using PlanEditor.Components.Report;
using PlanEditor.Digests;
using PlanEditor.Export.Jobs;
using PlanEditor.Identity;
using PlanEditor.Import;
using PlanEditor.Import.Word;
using PlanEditor.Mail;
using PlanEditor.Notices;
using PlanModel.Operations;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Rights;

/// <summary>Every way by which something can be read or changed, listed from the program itself: what has no row in docs/rights.md fails here.</summary>
public sealed class NothingWithoutARow(RightsSite site) : IClassFixture<RightsSite>
{
    private const string AddRow = "add a row to docs/rights.md, and how it is tried to tests/PlanEditor.Tests/Rights";

    /// <summary>What pages may call without a row of its own, and why.</summary>
    private static readonly ImmutableDictionary<Type, string> WithoutRow = new Dictionary<Type, string>
    {
        [typeof(PlanRooms)] = "opens plans for PlanPage, which asks the policy: the rows of reading",
        [typeof(Actors)] = "names of people, for an open page",
        [typeof(PeopleOfPlan)] = "names of people, for an open PlanPage",
        [typeof(ILooks)] = "what the person of an open PlanPage has seen of it",
        [typeof(AuditReader)] = "asks by itself, behind /audit and /audit.csv, which have rows",
        [typeof(AuditLog)] = "writes down what was done and refused",
        [typeof(NoticeBoard)] = "the person's own notices, behind /notices, which has a row",
        [typeof(Recipients)] = "how mails come to the person who looks",
        [typeof(MailStore)] = "how mails come to the person who looks",
        [typeof(StopLinks)] = "behind /account/mail/{Code}, where the code is the right",
        [typeof(PlanBoard)] = "behind the home page and the dashboard, which have rows",
        [typeof(PlanDigests)] = "behind the home page and finding, which have rows",
        [typeof(QuotedPlans)] = "plans that the person of an open page may read, asked of the policy one by one: the rows of reading",
        [typeof(CurrentUser)] = "who looks",
        [typeof(SignIn)] = "behind the pages of accounts, which have rows",
        [typeof(SampleAccounts)] = "what is written in the program",
        [typeof(ExportJobs)] = "asks by itself when it makes a file, behind the addresses of files, which have rows; shows each their own",
        [typeof(IWordImport)] = "behind the tab of the import; what it brings in are operations, which have rows",
        [typeof(FileProcess)] = "reads a file of the person who sends it",
    }.ToImmutableDictionary();

    /// <summary>Methods of services with rows that need none, and why.</summary>
    private static readonly ImmutableDictionary<string, string> MethodsWithoutRow = new Dictionary<string, string>
    {
        ["Accounts.ChangePasswordAsync"] = "behind /account/password",
        ["Accounts.AddSampleAccountsAsync"] = "at the start of the server",
        ["Invitations.OfferFirstAdministratorAsync"] = "at the start of the server",
        ["Invitations.OfferAdministratorAsync"] = "for who starts the program with --new-administrator on the machine itself",
        ["Invitations.FindAsync"] = "behind /account/join/{Code}, where the code is the right",
        ["Invitations.AcceptAsync"] = "behind /account/join/{Code}, where the code is the right",
        ["DraftGrants.PlansAsync"] = "behind /drafts, which has a row",
        ["DraftGrants.FindAsync"] = "what the person who looks reads for a reason",
        ["DraftGrants.EndAsync"] = "ends the own reading",
        ["PlanHistory.PageAsync"] = "behind the tab of the history",
        ["PlanHistory.AuthorsAsync"] = "behind the tab of the history",
        ["PlanHistory.FindAsync"] = "behind the tab of the history",
        ["PlanHistory.TimeAsync"] = "behind the tab of the history",
        ["PlanHistory.ConfirmedAsync"] = "behind the list of what stands before final",
        ["PlanHistory.VersionsAsync"] = "behind the tab of the history",
        ["PlanHistory.AuthorshipAsync"] = "behind the tab of the history",
        ["PlanRemovals.ReadAsync"] = "who removed the parts that an open plan shows as removed",
        ["Adoptions.OfferAsync"] = "behind /adopt/{Slug}/{Part}, which has a row",
        ["PlanRoom.SubmitAsync"] = "every row with an operation",
    }.ToImmutableDictionary();

    private static readonly ImmutableHashSet<string> Known = [.. RightsTable.Rows.Select(row => row.By)];

    [Fact]
    public void Every_operation_has_a_row_and_every_act_of_the_policy_is_tried()
    {
        foreach (var name in OperationJson.Names) Assert.True(Known.Contains(name), $"{name}: {AddRow}");
        var tried = PlanTries.All.Keys.ToHashSet();
        foreach (var row in RightsTable.Rows.Where(row => row.IsOfPlan && row.Section != RightsTable.Reading && !row.By.StartsWith("PlanRoom.", StringComparison.Ordinal)))
            Assert.True(tried.Remove(row.Act), $"say in PlanTries how to “{row.Act}”");
        Assert.Empty(tried);
    }

    [Fact]
    public async Task Every_act_that_the_policy_tells_apart_is_among_those_that_are_tried()
    {
        using var ground = await site.NewPlanAsync(PlanStage.All[0]);
        var acts = new HashSet<PlanAct> { PlanAct.Read };
        foreach (var plan in PlanTries.All.Values)
            foreach (var operation in (await plan.Make(site, ground, site.Colleagues[0])).Operations) acts.Add(operation.Act);
        Assert.Empty(Enum.GetValues<PlanAct>().Except(acts));
    }

    [Fact]
    public void Every_address_has_a_row()
    {
        foreach (var endpoint in site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null) continue;
            var pattern = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
            // The page that says so, the page of a failure, the scripts of the framework, and what belongs to a line.
            if (pattern is "/not-found" or "/error" || pattern.StartsWith("/_framework/", StringComparison.Ordinal) || pattern.StartsWith("/_blazor/", StringComparison.Ordinal) || pattern == "/hubs/plan/negotiate") continue;
            Assert.True(Known.Contains(pattern), $"{pattern}: {AddRow}");
        }
    }

    [Fact]
    public void No_address_of_a_plan_takes_anything_but_a_question()
    {
        foreach (var endpoint in site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            if (!endpoint.RoutePattern.RawText!.TrimStart('/').StartsWith("plans/", StringComparison.OrdinalIgnoreCase) || endpoint.Metadata.GetMetadata<HttpMethodMetadata>() is not { } methods) continue;
            // Pages are routed for their forms too; a plan's page has none.
            Assert.DoesNotContain(methods.HttpMethods, method => method is "PUT" or "DELETE" or "PATCH");
            if (methods.HttpMethods.Contains("POST")) Assert.NotNull(endpoint.Metadata.GetMetadata<ComponentTypeMetadata>());
        }
    }

    [Fact]
    public void Every_tab_of_a_plan_has_a_row()
    {
        foreach (var tab in PlanTab.All) Assert.True(Known.Contains(tab.Key), $"{tab.Key}: {AddRow}");
    }

    [Fact]
    public void Every_method_of_the_hub_has_a_row()
    {
        foreach (var method in typeof(PlanHub).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(method => method.GetBaseDefinition() == method && !method.IsSpecialName))
        {
            // What is no call gets its refusal there; Submit has a row for each operation.
            if (method.Name is nameof(PlanHub.Malformed) or nameof(PlanHub.NoJson) or nameof(PlanHub.Submit)) continue;
            Assert.True(Known.Contains(method.Name), $"{method.Name}: {AddRow}");
        }
    }

    [Fact]
    public void Everything_that_a_page_may_call_has_a_row_or_a_reason()
    {
        var called = typeof(Program).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IComponent))).SelectMany(InjectedInto).Append(typeof(PlanRoom)).Where(type => type.Assembly == typeof(Program).Assembly).ToHashSet();
        Assert.True(called.Count > 10, "what is injected into components was not found");
        foreach (var type in called.Where(type => !WithoutRow.ContainsKey(type)))
            foreach (var method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(method => method.ReturnType.IsAssignableTo(typeof(Task))))
                Assert.True(Known.Contains($"{type.Name}.{method.Name}") || MethodsWithoutRow.ContainsKey($"{type.Name}.{method.Name}"), $"{type.Name}.{method.Name}: {AddRow}");
        Assert.Empty(WithoutRow.Keys.Except(called));
    }

    [Fact]
    public void Every_act_on_a_plan_is_tried_over_a_circuit_or_offered_by_no_page()
    {
        var tried = CircuitActs.All.Keys.Select(act => CircuitActs.RowOf(act).Act).ToHashSet();
        foreach (var row in RightsTable.Rows.Where(row => row.IsOfPlan && row.Section != RightsTable.Reading))
        {
            Assert.True(tried.Contains(row.Act) != CircuitActs.Nowhere.ContainsKey(row.Act), $"say in CircuitActs how “{row.Act}” is done on a page, or why on none");
            Assert.Equal((row.Act, tried.Contains(row.Act)), (row.Act, row.Ways.Contains("circuit")));
        }
    }

    [Fact]
    public void Every_act_beside_the_plans_that_a_page_offers_is_tried_over_a_circuit_or_has_a_reason()
    {
        foreach (var row in RightsTable.Rows.Where(row => !row.IsOfPlan && row.Ways.Contains("page")))
        {
            Assert.True(BesideACircuit.Tried.Contains(row.Act) != BesideACircuit.Nowhere.ContainsKey(row.Act), $"say in BesideACircuit how “{row.Act}” is done on a page, or why it is not tried there");
            Assert.Equal((row.Act, BesideACircuit.Tried.Contains(row.Act)), (row.Act, row.Ways.Contains("circuit")));
        }
    }

    [Fact]
    public void Everything_that_scripts_of_a_page_may_call_is_tried_or_changes_nothing()
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var methods = typeof(Program).Assembly.GetTypes().SelectMany(type => type.GetMethods(All)).Where(method => method.GetCustomAttribute<JSInvokableAttribute>() is not null).Select(method => $"{method.DeclaringType!.Name}.{method.Name}");
        Assert.Equal(CircuitActs.Scripts.Keys.Order(StringComparer.Ordinal), methods.Order(StringComparer.Ordinal));
        foreach (var (method, act) in CircuitActs.Scripts)
            Assert.True(CircuitActs.All.ContainsKey(act) || act.StartsWith("only ", StringComparison.Ordinal) || act == "says nothing", $"{method}: {AddRow}");
    }

    [Fact]
    public void Every_row_has_its_cells_and_there_are_thousands()
    {
        foreach (var row in RightsTable.Rows)
        {
            Assert.Equal(RightsTable.Columns.Length, row.Cells.Length);
            Assert.All(row.Cells, cell => Assert.Matches(row.IsOfPlan ? "^([YFns.-]|[YFns.-]{6})$" : "^[Ys.-]$", cell));
        }

        Assert.Equal(RightsTable.Rows.Length, RightsTable.Rows.Select(row => row.Act).Distinct().Count());
        Assert.True(RightsTable.Rows.Sum(row => row.Count) >= 7_000, $"{RightsTable.Rows.Sum(row => row.Count)} cells");
    }

    private static IEnumerable<Type> InjectedInto(Type component)
    {
        for (var type = component; type is not null && type != typeof(object); type = type.BaseType)
        {
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(OwningComponentBase<>)) yield return type.GetGenericArguments()[0];
            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly))
                if (property.GetCustomAttribute<InjectAttribute>() is not null) yield return property.PropertyType;
        }
    }
}
