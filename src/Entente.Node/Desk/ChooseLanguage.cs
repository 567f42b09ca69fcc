namespace Entente.Node.Desk;

/// <summary>POST /desk/language: the browser keeps the language that somebody chose, whether or not he has signed in.</summary>
internal static class ChooseLanguage
{
    private static readonly string[] Pages = ["/desk", "/account", "/sign-in", "/sign-up", "/recover"];

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
        return Results.LocalRedirect(Pages.Any(p => back.StartsWith(p, StringComparison.Ordinal)) ? "~" + back : "~/");
    }).DisableAntiforgery().ExcludeFromDescription();
}
