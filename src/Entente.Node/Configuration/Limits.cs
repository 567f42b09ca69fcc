namespace Entente.Node.Configuration;

/// <summary>Bounds on what a client may send and how slowly.</summary>
internal static class Limits
{
    /// <summary>Bytes of a request's body at most.</summary>
    private const int MostBytes = 1 << 20;

    public static void Add(WebApplicationBuilder builder) => builder.WebHost.ConfigureKestrel(server =>
    {
        server.AddServerHeader = false;
        server.Limits.MaxRequestBodySize = MostBytes;
        server.Limits.MinRequestBodyDataRate = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(10));
        server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
    });
}
