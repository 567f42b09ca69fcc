using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using Entente.Node.Configuration;

namespace Entente.Node.Desk;

/// <summary>
/// Style sheets and scripts of the desk. Each stands under an address that holds its hash, so that a browser asks for it once and never again; compressed at
/// the start, for bad links.
/// </summary>
internal sealed class Assets
{
    private const string Prefix = "desk/";

    // 0 to 11. The last two steps make the style sheet a tenth smaller and a start two seconds longer.
    private const int Quality = 9;

    private readonly Dictionary<string, Asset> _byName;

    public Assets()
    {
        var assembly = Assembly.GetExecutingAssembly();
        _byName = assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal) && Path.GetExtension(n) is ".css" or ".js")
            .ToDictionary(n => n[Prefix.Length..], n => Read(assembly, n), StringComparer.Ordinal);
    }

    /// <summary>The address of an asset.</summary>
    public string Of(string name) => $"/desk/assets/{_byName[name].Hash}/{name}";

    public static void Map(WebApplication node) => node.MapGet("/desk/assets/{hash}/{name}", (string hash, string name, Assets assets, HttpContext context) => assets.Answer(hash, name, context))
        .DisableRateLimiting().ExcludeFromDescription();

    private IResult Answer(string hash, string name, HttpContext context)
    {
        if (!_byName.TryGetValue(name, out var asset) || asset.Hash != hash)
        {
            return Results.NotFound();
        }

        var compressed = context.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal);
        context.Response.Headers.CacheControl = $"public, max-age=31536000, {Headers.Immutable}";
        context.Response.Headers.Vary = "Accept-Encoding";
        context.Response.Headers.ContentEncoding = compressed ? "br" : default;
        return Results.Bytes(compressed ? asset.Compressed : asset.Plain, name.EndsWith(".css", StringComparison.Ordinal) ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8");
    }

    private static Asset Read(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"{resource} is not in the program.");
        using var plain = new MemoryStream();
        stream.CopyTo(plain);
        using var compressed = new MemoryStream();
        using (var brotli = new BrotliStream(compressed, new BrotliCompressionOptions { Quality = Quality }, leaveOpen: true))
        {
            brotli.Write(plain.GetBuffer(), 0, (int)plain.Length);
        }

        return new Asset(Convert.ToHexStringLower(SHA256.HashData(plain.ToArray()))[..16], plain.ToArray(), compressed.ToArray());
    }

    private sealed record Asset(string Hash, byte[] Plain, byte[] Compressed);
}
