using Entente.Node.Border.Posts.HandOver;
using Entente.Node.Border.Posts.Snapshots;
using Entente.Node.Watchlist;
using Microsoft.Extensions.Options;

namespace Entente.Node.Border.Posts;

/// <summary>Posts without a link: snapshots of the lists to them, what they did back from them.</summary>
internal static class PostsPart
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<OfflinePostOptions>().BindConfiguration("Post").ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<OfflinePostOptions>, OfflinePostOptionsValidator>();
        builder.Services.AddSingleton<SnapshotAge>();
        builder.Services.AddSingleton<SnapshotWriter>();
        builder.Services.AddSingleton<HandOverState>();
        builder.Services.AddSingleton<TakeOver>();
        builder.Services.AddSingleton<LinklessPosts>();
        builder.Services.AddHostedService<CarriedFiles>();
        if (Lists.IsPost(builder.Configuration))
        {
            builder.Services.AddSingleton<PostSide>();
            builder.Services.AddSingleton(services => new MainNode(services.GetRequiredService<IOptions<OfflinePostOptions>>(), services.GetRequiredService<IConfiguration>()));
            builder.Services.AddSingleton<TakeSnapshots>();
            builder.Services.AddHostedService(services => services.GetRequiredService<TakeSnapshots>());
            builder.Services.AddSingleton<Outbox>();
            builder.Services.AddSingleton<HandOverRecords>();
            builder.Services.AddHostedService(services => services.GetRequiredService<HandOverRecords>());
        }
    }

    public static void Map(WebApplication node)
    {
        // A post makes no snapshot of its snapshot, which would give it another last day, and takes over nothing that it would have to hand over itself.
        if (!Lists.IsPost(node.Configuration))
        {
            MakeSnapshot.Map(node);
            TakeHandOver.Map(node);
        }
    }
}
