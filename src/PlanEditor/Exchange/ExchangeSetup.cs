namespace PlanEditor.Exchange;

/// <summary>What countries take over from one another.</summary>
public static class ExchangeSetup
{
    public static void AddExchange(this IServiceCollection services) => services.AddSingleton<Adoptions>();
}
