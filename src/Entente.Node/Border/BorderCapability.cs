using Entente.Node.Border.Counter;
using Entente.Node.Border.Crossings;
using Entente.Node.Border.Encounters;
using Entente.Node.Border.Kept;
using Entente.Node.Border.Manifests;
using Entente.Node.Border.Map;
using Entente.Node.Border.Now;
using Entente.Node.Border.Posts;
using Microsoft.Extensions.Options;

namespace Entente.Node.Border;

/// <summary>The border: manifests in, answers out, encounters that people decide, the counter.</summary>
internal static class BorderCapability
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<BorderOptions>().BindConfiguration("Border").ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<BorderOptions>, BorderOptionsValidator>();
        PostsPart.Add(builder);
        MapPages.Add(builder);
        builder.Services.AddSingleton<ClearedTravellers>();
        builder.Services.AddSingleton<TravellerScreening>();
        builder.Services.AddSingleton<EncounterDesk>();
        builder.Services.AddSingleton<EncounterReading>();
        builder.Services.AddSingleton<NodeFitness>();
        builder.Services.AddSingleton<Intake>();
        builder.Services.AddSingleton<CounterCheck>();
        builder.Services.AddSingleton<CounterReading>();
        builder.Services.AddSingleton<KeptPeople>();
        builder.Services.AddHostedService(services => services.GetRequiredService<KeptPeople>());
        builder.Services.AddHostedService<Rescreening>();
        builder.Services.AddHostedService<DueClock>();
        builder.Services.AddHostedService<Retention>();
        builder.Services.AddHostedService<WatchedFolders>();
    }

    public static void Map(WebApplication node)
    {
        SendManifest.Map(node);
        SendCrossing.Map(node);
        ReadAnswers.Map(node);
        ReadCrossings.Map(node);
        ReadMessage.Map(node);
        ReadEncounters.Map(node);
        Steps.Map(node);
        InstructPost.Map(node);
        CheckAtCounter.Map(node);
        RecordPassage.Map(node);
        PostsPart.Map(node);
    }
}
