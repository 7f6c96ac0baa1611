using Microsoft.AspNetCore.Components.Authorization;

namespace PlanEditor.Identity;

/// <summary>Who looks at the page, with the rights of this moment.</summary>
public sealed class CurrentUser(AuthenticationStateProvider signIn, Actors actors)
{
    /// <summary>The person; null when nobody is signed in (any more) or the account is gone or suspended.</summary>
    public async ValueTask<Person?> FindAsync(CancellationToken cancellation)
    {
        var state = await signIn.GetAuthenticationStateAsync();
        if (state.User.Identity?.IsAuthenticated != true) return null;
        return await actors.FindPersonAsync(SignInSessions.UserOf(state.User), cancellation) is { Actor.Suspended: false } person ? person : null;
    }
}
