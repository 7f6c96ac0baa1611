using PlanEditor.Hosting;

namespace PlanEditor.Webhooks;

/// <summary>Servers that are told of new finals.</summary>
public static class WebhooksSetup
{
    public static void AddWebhooks(this IServiceCollection services)
    {
        services.AddSettings<WebhookOptions>(WebhookOptions.Section)
            .Validate(webhooks => webhooks.AreReadable(), $"{WebhookOptions.Section}: each of at most 20 Addresses has an Address (https://…) and a Secret of at least {WebhookAddress.SecretLengthMin} characters");
        services.AddSingleton<WebhookStore>();
        services.AddSingleton<WebhookSender>();
        services.AddHostedService(provider => provider.GetRequiredService<WebhookSender>());
        services.AddSingleton<FailedWebhooks>();
    }
}
