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

    /// <summary>Takes the assets in the program, and those that parts of the node make at the start.</summary>
    public Assets(IEnumerable<MadeAsset> made)
    {
        var assembly = Assembly.GetExecutingAssembly();
        _byName = assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal) && Path.GetExtension(n) is ".css" or ".js" or ".mjs")
            .Select(n => new MadeAsset(n[Prefix.Length..], Read(assembly, n))).Concat(made)
            .ToDictionary(a => a.Name, a => Compressed(a.Content), StringComparer.Ordinal);
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
        return Results.Bytes(compressed ? asset.Compressed : asset.Plain, Path.GetExtension(name) switch { ".css" => "text/css; charset=utf-8", ".json" => "application/json", _ => "text/javascript; charset=utf-8" });
    }

    private static byte[] Read(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"{resource} is not in the program.");
        using var plain = new MemoryStream();
        stream.CopyTo(plain);
        return plain.ToArray();
    }

    private static Asset Compressed(byte[] plain)
    {
        using var compressed = new MemoryStream();
        using (var brotli = new BrotliStream(compressed, new BrotliCompressionOptions { Quality = Quality }, leaveOpen: true))
        {
            brotli.Write(plain);
        }

        return new Asset(Convert.ToHexStringLower(SHA256.HashData(plain))[..16], plain, compressed.ToArray());
    }

    private sealed record Asset(string Hash, byte[] Plain, byte[] Compressed);
}

/// <summary>An asset that a part of the node makes at the start.</summary>
/// <param name="Name">Its name, with extension.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record MadeAsset(string Name, byte[] Content);
