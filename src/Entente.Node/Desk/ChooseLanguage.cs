namespace Entente.Node.Desk;

/// <summary>POST /desk/language: the browser keeps the language that somebody chose.</summary>
internal static class ChooseLanguage
{
    public static void Map(WebApplication node) => node.MapPost("/desk/language", async (HttpContext context) =>
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var code = form["code"].ToString();
        if (Words.All.ContainsKey(code))
        {
            context.Response.Cookies.Append(Viewer.LanguageCookie, code, new CookieOptions { SameSite = SameSiteMode.Strict, HttpOnly = true, MaxAge = TimeSpan.FromDays(365), IsEssential = true, Path = "/" });
        }

        // Back to where it was chosen, on this node.
        var back = form["back"].ToString();
        return Results.LocalRedirect(back.StartsWith("/desk", StringComparison.Ordinal) ? "~" + back : "~/desk");
    }).RequireAuthorization().DisableAntiforgery().ExcludeFromDescription();
}
