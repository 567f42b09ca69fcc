using Entente.Node.Accounts;
using Entente.Node.Demo;
using Entente.Node.Oversight.Purposes;
using Microsoft.Extensions.Options;

namespace Entente.Node.Desk;

/// <summary>Who looks at a page, in which language, and where.</summary>
/// <param name="Caller">Who; <see cref="Caller.Nobody"/> where nobody has signed in.</param>
/// <param name="Words">The language.</param>
/// <param name="Path">The page.</param>
/// <param name="Assets">Addresses of style sheets and scripts.</param>
/// <param name="Now">The moment of the page.</param>
/// <param name="Told">How much open desks had been told when the page was asked for.</param>
/// <param name="IsDemonstration">Whether everything here is invented.</param>
internal sealed record Viewer(Caller Caller, Words Words, string Path, Assets Assets, DateTimeOffset Now, long Told, bool IsDemonstration)
{
    /// <summary>The cookie in which a browser keeps its language.</summary>
    public const string LanguageCookie = "entente-language";

    /// <summary>A text.</summary>
    public string this[string key] => Words[key];

    /// <summary>Whether the viewer may do something.</summary>
    public bool May(Permission permission) => permission.Roles.Any(Caller.Roles.Contains);

    /// <summary>Who looks at the page of a request.</summary>
    public static Viewer Of(HttpContext context) => new(
        context.Features.Get<Ground>() is null ? Caller.Nobody : Caller.Of(context), LanguageOf(context), context.Request.Path, context.RequestServices.GetRequiredService<Assets>(), context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow(), DeskEvents.ToldBefore(context), Watermark.IsOn(context.RequestServices));

    /// <summary>The language that somebody chose, else the first that his browser asks for and the desk has.</summary>
    private static Words LanguageOf(HttpContext context)
    {
        var words = LanguageOf(context.Request);
        return context.RequestServices.GetRequiredService<IOptions<DeskOptions>>().Value.ArabicDigits == ArabicDigits.Eastern ? words.WithEasternDigits() : words;
    }

    private static Words LanguageOf(HttpRequest request)
    {
        if (request.Cookies[LanguageCookie] is { } chosen && Words.All.TryGetValue(chosen, out var words))
        {
            return words;
        }

        var asked = request.Headers.AcceptLanguage.ToString().Split(',').Select(l => l.Split(';', '-')[0].Trim());
        return asked.Select(Words.All.GetValueOrDefault).FirstOrDefault(w => w is not null) ?? Words.All["en"];
    }
}
