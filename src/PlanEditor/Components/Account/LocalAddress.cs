namespace PlanEditor.Components.Account;

/// <summary>Where to go after signing in: only within this site, whatever a link says.</summary>
public static class LocalAddress
{
    public static string OrHome(string? address) =>
        address is ['/', ..] && address is not ['/', '/' or '\\', ..] && !address.Any(char.IsControl) ? address : "/";
}
