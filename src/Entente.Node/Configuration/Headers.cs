namespace Entente.Node.Configuration;

/// <summary>Headers of every answer: what is answered about people is kept by nobody on the way, and shown in nobody's frame.</summary>
internal static class Headers
{
    /// <summary>What an answer says that holds nothing about anybody and stays the same under its address for ever, such as a style sheet.</summary>
    public const string Immutable = "immutable";

    public static void Use(WebApplication node) => node.Use((context, next) =>
    {
        // At the last moment: where an exception becomes a problem, what was set before is thrown away.
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.CacheControl = headers.CacheControl.ToString().Contains(Immutable, StringComparison.Ordinal) ? headers.CacheControl : "no-store";
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            headers.TryAdd("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
            return Task.CompletedTask;
        });
        return next(context);
    });
}
