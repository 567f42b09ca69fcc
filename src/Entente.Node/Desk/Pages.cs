using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Desk;

/// <summary>How a use case answers with a page.</summary>
internal static class Pages
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>A page, rendered on the server.</summary>
    /// <param name="context">The request.</param>
    /// <param name="shown">What it shows; null where there is nothing of what was asked for.</param>
    /// <param name="also">What this page may do beside what all may, as its policy has it; empty for nothing.</param>
    public static IResult Show<TPage>(HttpContext context, object? shown, string also = "")
        where TPage : IComponent
    {
        context.Response.Headers.ContentSecurityPolicy = also.Length > 0 ? $"{Policy}; {also}" : Policy;
        return new RazorComponentResult<TPage>(new Dictionary<string, object?>(StringComparer.Ordinal) { ["Shown"] = shown });
    }
}
