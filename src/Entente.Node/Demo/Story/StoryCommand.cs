using System.Net;
using System.Net.Sockets;
using Entente.Node.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Demo.Story;

/// <summary>What the page of the story shows.</summary>
internal sealed record StoryShown(StoryTelling Telling, IReadOnlyList<StoryNode> Nodes);

/// <summary>
/// `entente demo`: three nodes in three processes, Rabat, Washington and Niamey, each with its own database, keys and cookies, and a page on which what happens between them is told.
/// </summary>
internal static class StoryCommand
{
    /// <summary>Starts the nodes, tells the story once, and goes on until Ctrl-C.</summary>
    public static async Task RunAsync(DemoRequest request, TextWriter output)
    {
        using var folder = new DemoFolder(Path.Combine(request.Folder, "story"));
        folder.Prepare(keep: false);
        var nodes = StoryNode.All.Select(code => new StoryNode(code, Path.Combine(folder.Folder, code), FreePort())).ToList();
        var telling = new StoryTelling();
        await using var stage = Stage(request.Port, telling, nodes);
        try
        {
            await stage.StartAsync();
            var ending = stage.Lifetime.ApplicationStopping;
            await output.WriteLineAsync($"A demonstration: everybody and everything in it is invented.\n\n  {stage.Urls.First()}\n\nThree services tell a story on that page. Ctrl-C ends it.");
            await TellAsync(telling, nodes, folder.Folder, request, output, ending);
            await stage.WaitForShutdownAsync(CancellationToken.None);
        }
        finally
        {
            nodes.ForEach(node => node.Dispose());
        }
    }

    private static async Task TellAsync(StoryTelling telling, List<StoryNode> nodes, string folder, DemoRequest request, TextWriter output, CancellationToken ending)
    {
        try
        {
            telling.Begin("Three nodes start");
            await Task.WhenAll(nodes.Select(async node =>
            {
                await node.StartAsync(keep: false, isCutOff: false, ending);
                telling.Say(node.Code, "has its own process, database, keys and people.", "/");
                await output.WriteLineAsync($"  {node.Name,-12}{node.Origin}");
            }));
            await new StoryPlot(telling, nodes.ToDictionary(n => n.Code, StringComparer.Ordinal), folder, request, TimeProvider.System, ending).TellAsync();
            telling.End(null);
            await output.WriteLineAsync("The story is told.");
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // Ctrl-C.
        }
        catch (Exception exception) when (exception is InvalidOperationException or HttpRequestException or KeyNotFoundException || StorageFault.IsOne(exception))
        {
            telling.End(exception.Message);
            await output.WriteLineAsync($"The story broke off: {exception.Message}");
        }
    }

    private static WebApplication Stage(int port, StoryTelling telling, List<StoryNode> nodes)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.ClearProviders();
        builder.Services.AddRazorComponents();
        var stage = builder.Build();
        stage.MapGet("/", IResult (HttpContext context) => Show(context, new StoryShown(telling, nodes)));
        return stage;
    }

    private static RazorComponentResult<StoryPage> Show(HttpContext context, StoryShown shown)
    {
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'none'";
        return new RazorComponentResult<StoryPage>(new Dictionary<string, object?>(StringComparer.Ordinal) { ["Shown"] = shown });
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
