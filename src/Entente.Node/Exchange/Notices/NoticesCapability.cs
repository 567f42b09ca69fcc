using Entente.Ledger.Envelopes;
using Entente.Node.Desk;
using Entente.Node.Exchange.Receiving;
using Entente.Node.Watchlist.Foreign;
using Entente.Node.Watchlist.Listings;
using Microsoft.Extensions.Options;

namespace Entente.Node.Exchange.Notices;

/// <summary>Listings that go to partners, come from them, and are taken back.</summary>
internal static class NoticesCapability
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<NoticeOptions>().BindConfiguration("Exchange:Notices").ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<NoticeOptions>, NoticeOptionsValidator>();
        builder.Services.AddSingleton<NoticeSender>();
        builder.Services.AddSingleton<RecallAccounts>();
        builder.Services.AddSingleton<FollowListings>();
        builder.Services.AddSingleton<ForeignListings>();
        builder.Services.AddSingleton<IForeignListings>(services => services.GetRequiredService<ForeignListings>());
        builder.Services.AddSingleton<NoticeClock>();
        builder.Services.AddSingleton<IMessageEffect>(services => Notice(services, MessageType.NewNotice));
        builder.Services.AddSingleton<IMessageEffect>(services => Notice(services, MessageType.NoticeCorrection));
        builder.Services.AddSingleton<IMessageEffect, TakeRecall>();
        builder.Services.AddSingleton<IMessageEffect, TakeAccount>();
        builder.Services.AddHostedService(services => services.GetRequiredService<NoticeClock>());
        builder.Services.AddSingleton(new PagePart("listing", typeof(SharesPanel)));
        builder.Services.AddSingleton(new PagePart("listed", typeof(SharesPanel)));
    }

    public static void Map(WebApplication node)
    {
        ShareListing.Map(node);
        DecideShare.Map(node);
        DecideForeign.Map(node);
        ReadShares.Map(node);
        SharePages.Map(node);
    }

    private static TakeNotice Notice(IServiceProvider services, string type) =>
        new(services.GetRequiredService<Storage.KeyStore>(), services.GetRequiredService<OwnService>(), services.GetRequiredService<IOptions<ListingOptions>>(), type);
}
