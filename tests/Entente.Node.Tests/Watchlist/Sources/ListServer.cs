using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Entente.Node.Tests.Watchlist.Sources;

/// <summary>A real server of lists on a free port of this machine.</summary>
internal sealed class ListServer : IAsyncDisposable
{
    private readonly WebApplication _server;

    private ListServer(WebApplication server) => _server = server;

    /// <summary>What it answers.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = context => context.Response.WriteAsync("");

    /// <summary>How often it answered that nothing is newer.</summary>
    public int NotModified { get; private set; }

    /// <summary>Its address.</summary>
    public string Address => _server.Urls.First();

    public static async Task<ListServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new ListServer(builder.Build());
        server._server.Run(context => server.Answer(context));
        await server._server.StartAsync();
        return server;
    }

    /// <summary>Serves a list under an entity tag from now on.</summary>
    public void Serve(string content, string tag) => Answer = async context =>
    {
        context.Response.Headers.ETag = $"\"{tag}\"";
        if (context.Request.Headers.IfNoneMatch == $"\"{tag}\"")
        {
            NotModified++;
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        await context.Response.WriteAsync(content);
    };

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
