namespace PlanEditor.Exchange;

/// <summary>What countries take over from one another, and discuss.</summary>
public static class ExchangeSetup
{
    public static void AddExchange(this IServiceCollection services)
    {
        services.AddSingleton<Adoptions>();
        services.AddSingleton<QuestionRoom>();
    }
}
