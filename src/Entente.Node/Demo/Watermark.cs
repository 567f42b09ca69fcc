using Entente.Node.Accounts;
using Microsoft.Extensions.Options;

namespace Entente.Node.Demo;

/// <summary>Whatever a node with demo accounts answers or shows says that it is a demonstration, so that an exercise is never taken for the real thing, nor the other way round.</summary>
internal static class Watermark
{
    /// <summary>The header of every answer.</summary>
    public const string Header = "Entente-Demonstration";

    /// <summary>Marks every answer, failures among them; so it comes before all else.</summary>
    public static void Use(WebApplication node)
    {
        if (!IsOn(node.Services))
        {
            return;
        }

        node.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                context.Response.Headers[Header] = "true";
                return Task.CompletedTask;
            });
            return next(context);
        });
    }

    /// <summary>Whether the node is a demonstration.</summary>
    public static bool IsOn(IServiceProvider services) => services.GetRequiredService<IOptions<AccountOptions>>().Value.Demo;
}
