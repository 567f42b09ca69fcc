using Entente.Node.Configuration;

namespace Entente.Node.Accounts.Sessions;

/// <summary>
/// No other site's page may act for somebody who is signed in (CSRF). What changes anything must come from a page of this node: by Sec-Fetch-Site, which
/// scripts cannot set, or by Origin. A request that has neither is no browser's and is let through unless it brings the cookie. A token is never sent by itself.
/// </summary>
internal static class SameOrigin
{
    public static void Use(WebApplication node) => node.Use(async (context, next) =>
    {
        if (IsForged(context.Request, context.RequestServices.GetRequiredService<PublicOrigin>(), context.RequestServices.GetRequiredService<SessionCookie>()))
        {
            await Problems.Of(StatusCodes.Status403Forbidden, "From another site", "Only the node's own pages may ask this for somebody who is signed in; a program sends a token, or the header Origin with the node's address.").ExecuteAsync(context);
            return;
        }

        await next(context);
    });

    private static bool IsForged(HttpRequest request, PublicOrigin origin, SessionCookie cookie)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method) || request.Headers.ContainsKey("Authorization"))
        {
            return false;
        }

        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var from = request.Headers.Origin.ToString();
        return site.Length > 0 ? site != "same-origin"
            : from.Length > 0 ? from != origin.Text
            : cookie.Of(request) is not null;
    }
}
