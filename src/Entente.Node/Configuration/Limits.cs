namespace Entente.Node.Configuration;

/// <summary>Bounds on what a client may send and how slowly.</summary>
internal static class Limits
{
    /// <summary>Bytes of a request's body at most.</summary>
    private const int MostBytes = 1 << 20;

    // A process has some thousands of open files, and the database needs some of them: whoever only opens connections must not take all.
    private const int MostConnections = 2_000;

    public static void Add(WebApplicationBuilder builder) => builder.WebHost.ConfigureKestrel(server =>
    {
        server.AddServerHeader = false;
        server.Limits.MaxConcurrentConnections = MostConnections;
        server.Limits.MaxRequestBodySize = MostBytes;
        server.Limits.MinRequestBodyDataRate = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(10));
        server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
    });
}
