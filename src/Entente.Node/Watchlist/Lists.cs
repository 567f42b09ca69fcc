using Entente.Node.Watchlist.Adoptions;
using Entente.Node.Watchlist.Documents;
using Entente.Node.Watchlist.Listings;
using Entente.Node.Watchlist.Matching;
using Entente.Node.Watchlist.Sources;
using Microsoft.Extensions.Options;

namespace Entente.Node.Watchlist;

/// <summary>The watchlists of the node: those of others, read from files and addresses, its own, and what was adopted.</summary>
internal static class Lists
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<ListOptions>().BindConfiguration("Lists").ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<ListOptions>, ListOptionsValidator>();
        builder.Services.AddOptions<ListingOptions>().BindConfiguration("Listings").ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<ListingOptions>, ListingOptionsValidator>();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(services => new CurrentLists(services.GetRequiredService<IOptions<ListOptions>>().Value.Snapshot.IsUsed));
        builder.Services.AddSingleton<OwnListings>();
        builder.Services.AddSingleton<ListingSteps>();
        builder.Services.AddSingleton<AdoptionBook>();
        builder.Services.AddSingleton<DocumentBook>();
        builder.Services.AddSingleton<WatchlistClock>();
        builder.Services.AddHostedService(services => services.GetRequiredService<WatchlistClock>());
        builder.Services.AddSingleton<RefreshRecord>();
        builder.Services.AddSingleton<SourceRefreshes>();
        if (!IsPost(builder.Configuration))
        {
            builder.Services.AddHostedService(services => services.GetRequiredService<SourceRefreshes>());
        }
    }

    /// <summary>Whether the node is a post without a link, which has no lists but the main node's.</summary>
    public static bool IsPost(IConfiguration configuration) => configuration.GetSection("Lists").Get<ListOptions>()?.Snapshot.IsUsed == true;

    public static void Map(WebApplication node)
    {
        Match.Map(node);
        MatchStream.Map(node);
        Search.Map(node);
        Entities.Map(node);
        Catalog.Map(node);
        Algorithms.Map(node);
        if (!IsPost(node.Configuration))
        {
            MapOwn(node);
        }
    }

    private static void MapOwn(WebApplication node)
    {
        Nominate.Map(node);
        Approve.Map(node);
        Refuse.Map(node);
        Correct.Map(node);
        Lower.Map(node);
        Renew.Map(node);
        Remove.Map(node);
        Misidentify.Map(node);
        ReadListings.Map(node);
        ReadListing.Map(node);
        Adopt.Map(node);
        DecideAdoption.Map(node);
        ReadAdoptions.Map(node);
        ListDocument.Map(node);
        ReadSources.Map(node);
        DecideHeld.Map(node);
    }
}
