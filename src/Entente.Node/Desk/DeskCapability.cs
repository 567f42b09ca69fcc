using Entente.Node.Accounts;
using Entente.Node.Accounts.Administration;
using Entente.Node.Border.Counter;
using Entente.Node.Border.Crossings;
using Entente.Node.Border.Encounters;
using Entente.Node.Oversight.Policy;
using Entente.Node.Oversight.Record;
using Entente.Node.Oversight.State;

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
        HealthPages.Add(builder.Services);
    }

    public static void Map(WebApplication node)
    {
        DeskEvents.Note(node);
        Assets.Map(node);
        DeskEvents.Map(node);
        Start.Map(node);
        ChooseLanguage.Map(node);
        QueuePages.Map(node);
        EncounterPages.Map(node);
        CounterPages.Map(node);
        CrossingPages.Map(node);
        AdministrationPages.Map(node);
        TokenPages.Map(node);
        PolicyPages.Map(node);
        HealthPages.Map(node);
        RecordPages.Map(node);
    }
}
