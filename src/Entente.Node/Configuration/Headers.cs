namespace Entente.Node.Configuration;

/// <summary>Headers of every answer: what is answered about people is kept by nobody on the way, and shown in nobody's frame.</summary>
internal static class Headers
{
    public static void Use(WebApplication node) => node.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        headers["Referrer-Policy"] = "no-referrer";
        return next(context);
    });
}
