using Entente.Node.Exchange.Carrying;
using Entente.Node.Exchange.Flows;
using Entente.Node.Exchange.Keys;
using Entente.Node.Exchange.Notices;
using Entente.Node.Exchange.Partners;
using Entente.Node.Exchange.Receiving;
using Entente.Node.Exchange.Sending;
using Entente.Node.Exchange.Sightings;
using Entente.Node.Exchange.Witnessing;
using Microsoft.Extensions.Options;

namespace Entente.Node.Exchange;

/// <summary>Messages between this service and others: who they are, what goes to them, what comes from them.</summary>
internal static class ExchangeCapability
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<ExchangeOptions>().BindConfiguration("Exchange").ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<ExchangeOptions>, ExchangeOptionsValidator>();
        builder.Services.AddSingleton<OwnService>();
        builder.Services.AddSingleton<PartnerGuard>();
        builder.Services.AddSingleton(services => new PartnerLink(services.GetRequiredService<OwnService>(), services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<ExchangeOutbox>();
        builder.Services.AddSingleton<ExchangeRetention>();
        builder.Services.AddSingleton<NonDeliveries>();
        builder.Services.AddSingleton<SentReceipts>();
        builder.Services.AddSingleton<WaitingMessages>();
        builder.Services.AddSingleton<Inbox>();
        builder.Services.AddSingleton<HintedMessages>();
        builder.Services.AddSingleton<GiveReceipts>();
        builder.Services.AddSingleton<OldKeys>();
        builder.Services.AddSingleton<IMessageEffect, NodeCardEffect>();
        builder.Services.AddSingleton<PartnerCheckpoints>();
        builder.Services.AddSingleton<MakeBundleFile>();
        builder.Services.AddSingleton<TakeBundleFile>();
        builder.Services.AddSingleton<CarriedBundles>();
        builder.Services.AddSingleton<PullPartners>();
        FlowsPart.Add(builder);
        builder.Services.AddHostedService<OwnServiceStart>();
        builder.Services.AddHostedService(services => services.GetRequiredService<PullPartners>());
        builder.Services.AddHostedService<HintPartners>();
        builder.Services.AddHostedService(services => services.GetRequiredService<CarriedBundles>());
        builder.Services.AddSingleton<ExchangeClock>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ExchangeClock>());
        NoticesCapability.Add(builder);
        SightingsCapability.Add(builder);
    }

    public static void Map(WebApplication node)
    {
        IntroducePartner.Map(node);
        ConfirmPartner.Map(node);
        ReadPartners.Map(node);
        ReadTerms.Map(node);
        ProposeTerms.Map(node);
        DecideTerms.Map(node);
        SuspendPartner.Map(node);
        RotateKeys.Map(node);
        PartnerEvidence.Map(node);
        PartnerBundles.Map(node);
        ServeMessages.Map(node);
        ServeCheckpoint.Map(node);
        TakeReceipts.Map(node);
        HintPartners.Map(node);
        NoticesCapability.Map(node);
        SightingsCapability.Map(node);
        FlowsPart.Map(node);
    }
}
