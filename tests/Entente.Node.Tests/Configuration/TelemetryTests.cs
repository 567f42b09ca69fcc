using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Entente.Node.Accounts;

namespace Entente.Node.Tests.Configuration;

public sealed class TelemetryTests
{
    private const string Secret = "Zubayda";

    [Fact]
    public async Task What_is_sent_to_a_collector_tells_how_the_node_does_and_nothing_of_anybody()
    {
        await using var collector = new Collector();
        await using (var node = await RunningNode.StartAsync(
            configuration => configuration["Telemetry"] = new JsonObject { ["Endpoint"] = collector.Address, ["Every"] = "00:00:01", ["TraceShare"] = 1.0 },
            $"L-{Secret}-1,{Secret} Choukri,primary,1991-03-06,MA,F,{Secret}77"))
        {
            await AskEverythingAsync(node);
            await collector.UntilAsync("v1/metrics", "entente.lists.age", "entente.works.waiting", "entente.acts", "entente.screening.duration", "entente.request.duration", "/entities/{id}");
            await collector.UntilAsync("v1/traces", "/entities/{id}", "/search/{dataset}", "http.route");
        }

        collector.Everything.ShouldNotContain(Secret, Case.Insensitive);
        collector.Everything.ShouldNotContain("127.0.0.1");
        collector.Everything.ShouldNotContain("host.name");
        if (Environment.MachineName.Length >= 6)
        {
            // A shorter one is in the bytes of many a word.
            collector.Everything.ShouldNotContain(Environment.MachineName);
        }
    }

    [Fact]
    public async Task Nothing_is_sent_unless_a_collector_is_named()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        node.Services.GetService(typeof(OpenTelemetry.Trace.TracerProvider)).ShouldBeNull();
        node.Services.GetService(typeof(OpenTelemetry.Metrics.MeterProvider)).ShouldBeNull();
    }

    /// <summary>A name in every place that a request has: path, query, body, headers, method.</summary>
    private static async Task AskEverythingAsync(RunningNode node)
    {
        await node.MatchAsync(new { name = new[] { Secret } });
        using var reader = node.With("entities");
        reader.DefaultRequestHeaders.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        reader.DefaultRequestHeaders.Add("tracestate", $"vendor={Secret}");
        reader.DefaultRequestHeaders.Add("baggage", $"name={Secret}");
        reader.DefaultRequestHeaders.UserAgent.ParseAdd(Secret);
        await reader.GetAsync($"/entities/L-{Secret}-1");
        await reader.GetAsync($"/search/default?q={Secret}");
        await reader.GetAsync($"/search/{Secret}?q=x");
        await reader.GetAsync($"/{Secret}");
        await reader.SendAsync(new HttpRequestMessage(new HttpMethod(Secret.ToUpperInvariant()), $"/match/{Secret}"));
        await reader.PostAsJsonAsync("/match/default", Secret);
        using var officer = node.As(Secret, Role.Officer);
        await officer.GetAsync($"/entities/L-{Secret}-1");
    }

    /// <summary>Takes whatever is sent to it, as a collector of OTLP over HTTP does.</summary>
    private sealed class Collector : IAsyncDisposable
    {
        private readonly HttpListener _listener = new();
        private readonly ConcurrentQueue<(string Path, string Content)> _received = new();
        private readonly Task _listening;

        public Collector()
        {
            Address = $"http://localhost:{FreePort()}";
            _listener.Prefixes.Add(Address + "/");
            _listener.Start();
            _listening = ListenAsync();
        }

        public string Address { get; }

        public string Everything => string.Join('\n', _received.Select(r => r.Content));

        public async Task UntilAsync(string path, params string[] words)
        {
            for (var tries = 0; words.Where(w => !_received.Any(r => r.Path == "/" + path && r.Content.Contains(w, StringComparison.Ordinal))).ToList() is { Count: > 0 } missing; tries++)
            {
                tries.ShouldBeLessThan(600, $"{string.Join(", ", missing)} did not arrive.");
                await Task.Delay(50);
            }
        }

        public async ValueTask DisposeAsync()
        {
            _listener.Stop();
            await _listening;
            _listener.Close();
        }

        private async Task ListenAsync()
        {
            try
            {
                while (true)
                {
                    var context = await _listener.GetContextAsync();
                    using var body = new MemoryStream();
                    await context.Request.InputStream.CopyToAsync(body);
                    _received.Enqueue((context.Request.Url?.AbsolutePath ?? "", Encoding.Latin1.GetString(body.ToArray())));
                    context.Response.Close();
                }
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                // Disposed of.
            }
        }

        private static int FreePort()
        {
            using var socket = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
            socket.Start();
            return ((IPEndPoint)socket.LocalEndpoint).Port;
        }
    }
}
