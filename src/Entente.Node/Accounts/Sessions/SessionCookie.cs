namespace Entente.Node.Accounts.Sessions;

/// <summary>The cookies of a browser: no script reads them, no other site sends them, and with TLS they hold for this host alone.</summary>
internal sealed class SessionCookie(PublicOrigin origin)
{
    /// <summary>Its name. Browsers take __Host- from this very host over TLS only.</summary>
    public string Name => origin.IsSecure ? "__Host-entente" : "entente";

    /// <summary>The secret that the browser presents; null for none.</summary>
    public string? Of(HttpRequest request) => request.Cookies[Name];

    /// <summary>Gives the browser its secret. Without an expiry: it is forgotten when the browser is closed.</summary>
    public void Set(HttpResponse response, string secret) => response.Cookies.Append(Name, secret, Options(SameSiteMode.Strict));

    /// <summary>Takes it back.</summary>
    public void Delete(HttpResponse response) => response.Cookies.Delete(Name, Options(SameSiteMode.Strict));

    /// <summary>The name of another cookie of this kind.</summary>
    public string NameOf(string name) => $"{Name}-{name}";

    /// <summary>Its properties.</summary>
    public CookieOptions Options(SameSiteMode sameSite, TimeSpan? maxAge = null) =>
        new() { HttpOnly = true, Secure = origin.IsSecure, SameSite = sameSite, Path = "/", MaxAge = maxAge, IsEssential = true };
}
