using Microsoft.Extensions.DependencyInjection;
using PlanEditor.Identity;
using PlanEditor.Tests.Hosting;
using PlanModel;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Identity;

/// <summary>Accounts for tests, made the way people make them: by the first administrator's link and by invitations.</summary>
internal static class SiteAccounts
{
    public static async Task<UserId> AddAdministratorAsync(this Site site, string email, string password)
    {
        await using var scope = site.Scope();
        var invitations = scope.ServiceProvider.GetRequiredService<Invitations>();
        var code = await invitations.OfferFirstAdministratorAsync(default);
        var (user, problem) = await invitations.AcceptAsync(code!, email, "The administrator", password, default);
        Assert.Null(problem);
        return user!.Value;
    }

    public static async Task<UserId> AddAccountAsync(this Site site, string email, string password, Role role = Role.PlanLead, string? country = "NP")
    {
        var administrator = await site.AddAdministratorAsync($"admin.for.{email}", "seven purple teapots");
        await using var scope = site.Scope();
        var invitations = scope.ServiceProvider.GetRequiredService<Invitations>();
        var (code, _) = await invitations.InviteAsync(administrator, email, role, country, default);
        var (user, problem) = await invitations.AcceptAsync(code!, "", "Somebody", password, default);
        Assert.Null(problem);
        return user!.Value;
    }
}
