using System.Data.Common;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Configuration;

/// <summary>Every error is a problem response (RFC 9457): what arrived, what is allowed, what to do, and no personal data.</summary>
internal static class Problems
{
    public static void Add(IServiceCollection services) => services.AddProblemDetails(options =>
        options.CustomizeProblemDetails = context => context.ProblemDetails.Extensions.Remove("exception"));

    public static void Use(WebApplication node)
    {
        node.UseExceptionHandler(new ExceptionHandlerOptions { StatusCodeSelector = StatusOf });
        node.UseStatusCodePages();
    }

    /// <summary>A problem of a request, in words.</summary>
    public static ProblemHttpResult Of(int status, string title, string detail) => TypedResults.Problem(detail, statusCode: status, title: title);

    private static int StatusOf(Exception exception) => exception switch
    {
        BadHttpRequestException bad => bad.StatusCode,

        // What cannot be recorded is not answered, and what cannot be stored is not accepted.
        DbException or TimeoutException => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };
}
