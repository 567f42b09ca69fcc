using Entente.Node.Accounts;
using Entente.Node.Accounts.Administration;
using Entente.Node.Border.Counter;
using Entente.Node.Border.Crossings;
using Entente.Node.Border.Encounters;
using Entente.Node.Border.Figures;
using Entente.Node.Border.Map;
using Entente.Node.Border.Now;
using Entente.Node.Border.Posts;
using Entente.Node.Border.Travellers;
using Entente.Node.Desk.Search;
using Entente.Node.Exchange.Flows;
using Entente.Node.Exchange.Partners;
using Entente.Node.Oversight.Policy;
using Entente.Node.Oversight.Record;
using Entente.Node.Oversight.State;
using Entente.Node.Watchlist;
using Entente.Node.Watchlist.Adoptions;
using Entente.Node.Watchlist.Documents;
using Entente.Node.Watchlist.Listings;
using Entente.Node.Watchlist.Matching;
using Entente.Node.Watchlist.Sources;

namespace Entente.Node.Desk;

/// <summary>The pages on which people work; each lies beside its use case.</summary>
internal static class DeskCapability
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<DeskOptions>().BindConfiguration("Desk").ValidateOnStart();
        builder.Services.AddRazorComponents();
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddScoped(services => Viewer.Of(services.GetRequiredService<IHttpContextAccessor>().HttpContext ?? throw new InvalidOperationException("A page is shown to nobody.")));
        builder.Services.AddSingleton<Assets>();
        builder.Services.AddSingleton<DeskEvents>();
        builder.Services.AddSingleton<SentOnce>();
        builder.Services.AddSingleton<Colleagues>();
        builder.Services.AddSingleton<DeskSearch>();
        HealthPages.Add(builder.Services);
    }

    public static void Map(WebApplication node)
    {
        DeskEvents.Note(node);
        SentOnce.Use(node);
        Assets.Map(node);
        DeskEvents.Map(node);
        Start.Map(node);
        ChooseLanguage.Map(node);
        ComponentsPages.Map(node);
        QueuePages.Map(node);
        EncounterPages.Map(node);
        CounterPages.Map(node);
        CrossingPages.Map(node);
        NowPages.Map(node);
        TravellerPages.Map(node);
        PostPages.Map(node);
        FiguresPages.Map(node);
        MapPages.Map(node);
        SourcePages.Map(node);
        ListedPages.Map(node);
        SearchPages.Map(node);
        AdministrationPages.Map(node);
        TokenPages.Map(node);
        PolicyPages.Map(node);
        HealthPages.Map(node);
        RecordPages.Map(node);

        // A post without a link has no lists of its own.
        if (!Lists.IsPost(node.Configuration))
        {
            ListingPages.Map(node);
            NominatePages.Map(node);
            ReviewPages.Map(node);
            DocumentPages.Map(node);
            AdoptionPages.Map(node);
            PartnerPages.Map(node);
            ConversationPages.Map(node);
        }
    }
}
