using Entente.Node.Desk;
using Entente.Node.Exchange.Flows;
using Entente.Node.Exchange.Receiving;

namespace Entente.Node.Exchange.Sightings;

/// <summary>Encounters of which owners of listings are told, and what they answer.</summary>
internal static class SightingsCapability
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SightingSender>();
        builder.Services.AddSingleton<IMessageEffect, TakeSighting>();
        builder.Services.AddSingleton<IFlowFollower, FollowConfirmation>();
        builder.Services.AddSingleton(new PagePart("encounter", typeof(OwnerPanel)));
        builder.Services.AddSingleton(new PagePart("listing", typeof(SightingsPanel)));
    }

    public static void Map(WebApplication node)
    {
        TellOwner.Map(node);
    }
}
