using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Entente.Acceptance.Tests.Desk;

/// <summary>Which paths a node was asked for, counted before anything else looks at a request.</summary>
internal sealed class AskedPaths : IStartupFilter
{
    private readonly ConcurrentQueue<string> _asked = new();

    /// <summary>How often a path was asked for.</summary>
    public int Count(string path) => _asked.Count(p => p == path);

    /// <summary>Puts it into a node.</summary>
    public void Add(IServiceCollection services) => services.AddSingleton<IStartupFilter>(this);

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => node =>
    {
        node.Use((context, run) =>
        {
            _asked.Enqueue($"{context.Request.Method} {context.Request.Path}");
            return run(context);
        });
        next(node);
    };
}
