using System.Text;

namespace Entente.Node.Accounts.Pages;

/// <summary>The frame of a page: script, style and connections from this node alone, no script within the page, in nobody's frame.</summary>
internal static class Page
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>A whole page.</summary>
    /// <param name="context">The request.</param>
    /// <param name="texts">The language.</param>
    /// <param name="title">Its title.</param>
    /// <param name="body">What stands in it.</param>
    /// <param name="flow">Which part of account.js it needs.</param>
    /// <param name="head">More for its head.</param>
    public static IResult Of(HttpContext context, Texts texts, string title, Markup body, string flow, Markup? head = null)
    {
        context.Response.Headers.ContentSecurityPolicy = Policy;
        var page = Markup.Of(
            $"""
            <!doctype html>
            <html lang="{texts.Language}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{title} · {texts.Product}</title>
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="/assets/account.css">
            <script src="/assets/account.js" defer></script>
            {head ?? Markup.None}
            </head>
            <body>
            <main data-flow="{flow}" data-failed="{texts.Failed}" data-cancelled="{texts.Cancelled}" data-unsupported="{texts.Unsupported}" data-waiting="{texts.Waiting}">
            {Demo.Watermark.Banner(context, texts)}
            <p class="product">{texts.Product}</p>
            {body}
            <p class="status" role="status" aria-live="polite"></p>
            <noscript><p class="status bad">{texts.NoScript}</p></noscript>
            </main>
            </body>
            </html>
            """);
        return TypedResults.Text(page.Text, "text/html; charset=utf-8", Encoding.UTF8);
    }
}
