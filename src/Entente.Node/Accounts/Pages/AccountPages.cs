using System.Reflection;
using Microsoft.Extensions.Options;

namespace Entente.Node.Accounts.Pages;

/// <summary>GET /sign-in, /sign-up, /recover and /account, and the one style sheet and script that they share.</summary>
internal static class AccountPages
{
    public static void Map(WebApplication node)
    {
        node.MapGet("/sign-in", (HttpContext context, IOptions<AccountOptions> options) => SignIn(context, Texts.English, options.Value.OpenIdConnect.Authority.Length > 0)).ExcludeFromDescription();
        node.MapGet("/sign-up", (HttpContext context) => SignUp(context, Texts.English)).ExcludeFromDescription();
        node.MapGet("/recover", (HttpContext context) => Recover(context, Texts.English)).ExcludeFromDescription();
        OwnPage.Map(node);
        MapAsset(node, "account.css", "text/css; charset=utf-8");
        MapAsset(node, "account.js", "text/javascript; charset=utf-8");
    }

    /// <summary>The form with which a passkey is made.</summary>
    public static Markup PasskeyForm(Texts texts, string button, Markup? before = null) => Markup.Of(
        $"""
        <form class="passkey">
        {before ?? Markup.None}
        <label>{texts.PasskeyLabel} <input name="label" maxlength="40" autocomplete="off"></label>
        <button class="main">{button}</button>
        </form>
        """);

    /// <summary>Where new recovery codes are shown.</summary>
    public static Markup CodesPanel(Texts texts) => Markup.Of(
        $"""
        <section class="codes" hidden>
        <h2>{texts.Codes}</h2>
        <p>{texts.CodesHelp}</p>
        <ol></ol>
        <button class="main kept">{texts.CodesKept}</button>
        </section>
        """);

    private static IResult SignIn(HttpContext context, Texts texts, bool hasProvider) => Page.Of(context, texts, texts.SignIn, Markup.Of(
        $"""
        <h1>{texts.SignIn}</h1>
        <p>{texts.SignInHelp}</p>
        <form class="passkey"><button class="main">{texts.SignInWithPasskey}</button></form>
        {(hasProvider ? Markup.Of($"""<p><a class="button" href="/sign-in/provider">{texts.SignInWithProvider}</a></p>""") : Markup.None)}
        <p class="quiet"><a href="/recover">{texts.LostPasskey}</a></p>
        """), "sign-in");

    private static IResult SignUp(HttpContext context, Texts texts) => Page.Of(context, texts, texts.SignUp, Markup.Of(
        $"""
        <div class="step">
        <h1>{texts.SignUp}</h1>
        <p class="whose" hidden>{texts.SignUpAs} <strong></strong>.</p>
        <p>{texts.SignUpHelp}</p>
        {PasskeyForm(texts, texts.MakePasskey, Markup.Of($"""<label class="name" hidden>{texts.YourName} <input name="name" maxlength="{AccountName.Longest}" autocomplete="name"></label>"""))}
        </div>
        {CodesPanel(texts)}
        """), "sign-up");

    private static IResult Recover(HttpContext context, Texts texts) => Page.Of(context, texts, texts.Recover, Markup.Of(
        $"""
        <h1>{texts.Recover}</h1>
        <p>{texts.RecoverHelp}</p>
        {PasskeyForm(texts, texts.MakePasskey, Markup.Of($"""<label>{texts.RecoveryCode} <input class="code" name="code" maxlength="40" autocomplete="off" autocapitalize="characters" spellcheck="false" placeholder="XXXX-XXXX-XXXX-XXXX-XXXX" required></label>"""))}
        <p class="quiet">{texts.NoCodes}</p>
        <p class="quiet"><a href="/sign-in">{texts.BackToSignIn}</a></p>
        """), "recover");

    private static void MapAsset(WebApplication node, string name, string type)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not in the program.");
        using var reader = new StreamReader(stream);
        var content = reader.ReadToEnd();
        node.MapGet($"/assets/{name}", () => TypedResults.Text(content, type)).ExcludeFromDescription();
    }
}
