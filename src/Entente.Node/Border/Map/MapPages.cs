using Entente.Node.Accounts;
using Entente.Node.Desk;
using Entente.Node.Storage;
using Microsoft.Extensions.Options;

namespace Entente.Node.Border.Map;

/// <summary>GET /desk/map: where the posts lie and what goes on there today. GET /desk/map/posts: the list beside the map alone, fetched when something has changed.</summary>
internal static class MapPages
{
    // MapLibre reads the map in a worker, and shows pictures that it makes itself.
    private const string Also = "worker-src 'self'";

    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<MapOptions>().BindConfiguration("Map").ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<MapOptions>, MapOptionsValidator>();
        builder.Services.AddSingleton(services => BaseMap.Make(services.GetRequiredService<IOptions<MapOptions>>().Value));
    }

    public static void Map(WebApplication node)
    {
        node.MapGet("/desk/map", (HttpContext context, Database database, IOptions<BorderOptions> options, IOptions<MapOptions> map, TimeProvider time) =>
            Pages.Show<MapPage>(context, (PostNow.All(database, options.Value.Posts, time.GetUtcNow()), map.Value.Boundaries), Also)).Requires(Permission.Crossings).ExcludeFromDescription();
        node.MapGet("/desk/map/posts", (HttpContext context, Database database, IOptions<BorderOptions> options, TimeProvider time) =>
            Pages.Show<MapPosts>(context, PostNow.All(database, options.Value.Posts, time.GetUtcNow()))).Requires(Permission.Crossings).ExcludeFromDescription();
    }
}
