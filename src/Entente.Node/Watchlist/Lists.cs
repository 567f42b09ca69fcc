using Microsoft.Extensions.Options;

namespace Entente.Node.Watchlist;

/// <summary>The watchlists of the node: read at the start, read anew when their files change.</summary>
internal static class Lists
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<ListOptions>().BindConfiguration("Lists").ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<ListOptions>, ListOptionsValidator>();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<CurrentLists>();
        builder.Services.AddHostedService<ListRefresh>();
    }
}
