using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace Entente.Node.Configuration;

/// <summary>
/// Pages are compressed, for bad links. The length of a compressed page could tell whoever watches the line and makes a browser ask for it what stands beside
/// his own words (BREACH). No page holds a secret that lets anybody in: forms are guarded by where they come from, not by a token. What pages hold is about
/// people, and nobody else can make a browser ask for it: the cookie is sent to no request of another site, and what a browser says another page caused is
/// not compressed, whatever it is. The stream of events and answers to programs are never compressed.
/// </summary>
internal static class Compression
{
    public static void Add(IServiceCollection services)
    {
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = ["text/html", "text/css", "text/javascript"];
            options.Providers.Add<BrotliCompressionProvider>();
            options.Providers.Add<GzipCompressionProvider>();
        });
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
    }

    public static void Use(WebApplication node) => node.UseWhen(IsOwn, compressed => compressed.UseResponseCompression());

    /// <summary>Whether the node's own page, an address that somebody typed, or no browser asks.</summary>
    private static bool IsOwn(HttpContext context) => context.Request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none";
}
