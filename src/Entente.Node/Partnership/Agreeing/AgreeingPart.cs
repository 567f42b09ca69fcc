using Entente.Node.Desk;
using Entente.Node.Exchange.Receiving;

namespace Entente.Node.Partnership.Agreeing;

/// <summary>Records that two services have: shared, proposed, decided, signed, taken back.</summary>
internal static class AgreeingPart
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<RecordSender>();
        builder.Services.AddSingleton<TakeVersion>();
        builder.Services.AddSingleton<IMessageEffect>(services => services.GetRequiredService<TakeVersion>());
        builder.Services.AddSingleton<IMessageEffect, TakeRecordRecall>();
        builder.Services.AddSingleton<IMessageEffect, TakeRecordAccount>();
        builder.Services.AddSingleton<IMessageEffect, TakeSignature>();
        builder.Services.AddSingleton<IMessageEffect, TakeProposal>();
        builder.Services.AddSingleton<IMessageEffect, TakeDecision>();
        builder.Services.AddSingleton<AgreeingClock>();
        builder.Services.AddSingleton(new PagePart("programme-record", typeof(AgreeingPanel)));
        builder.Services.AddHostedService(services => services.GetRequiredService<AgreeingClock>());
    }

    public static void Map(WebApplication node)
    {
        ShareRecord.Map(node);
        SignRecord.Map(node);
        ProposeRecord.Map(node);
        DecideProposal.Map(node);
        DecideHeld.Map(node);
        ReadAgreeing.Map(node);
        AgreeingPages.Map(node);
        ProposalPages.Map(node);
    }
}
