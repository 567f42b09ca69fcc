using Entente.Ledger.Envelopes;
using Entente.Node.Exchange.Receiving;
using Entente.Node.Storage;

namespace Entente.Node.Exchange.Flows;

/// <summary>Conversations: questions and answers, hit confirmation, consent, queries.</summary>
internal static class FlowsPart
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Conversations>();
        builder.Services.AddSingleton<QueryAnswers>();
        builder.Services.AddSingleton<ConversationClock>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ConversationClock>());
        foreach (var type in (string[])[MessageType.Request, MessageType.Answer])
        {
            builder.Services.AddSingleton<IMessageEffect>(services => new TakeSteps(
                type, services.GetRequiredService<Conversations>(), services.GetRequiredService<QueryAnswers>(), services.GetRequiredService<OwnService>(), services.GetRequiredService<KeyStore>()));
        }
    }

    public static void Map(WebApplication node)
    {
        OpenConversation.Map(node);
        ReadConversations.Map(node);
        ActOnConversation.Map(node);
    }
}
