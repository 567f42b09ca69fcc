using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using Entente.Node.Accounts;
using Entente.Node.Storage;
using Entente.Node.Tests.Accounts;
using Entente.Node.Tests.Border;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Entente.Node.Tests.Security;

/// <summary>
/// Every route, every parameter and every field of every body, as the OpenAPI document names them, gets what no friend would send. A route that is new is
/// tried from the day it is described.
/// </summary>
public sealed class HostileStringsTests
{
    // Stands in every hostile string, so that it is found wherever it comes up.
    private const string Mark = "h0st1le";

    private static readonly string[] Texts =
    [
        $"{Mark}'; DROP TABLE account; --", $"{Mark}' OR '1'='1", $"{Mark}\") UNION SELECT value FROM node_fact --", $"{Mark}\0nul", $"\u202E{Mark}\u200B\u2028", $"../../../../{Mark}/etc/passwd",
        $"<script>{Mark}</script>", $"{Mark}\r\nSet-Cookie: a=b", $"{Mark}%s%n{{0}}${{jndi:ldap://x}}", Mark + new string('A', 70_000), $"{Mark}+'UNT+1+1'UNZ+1+1'", "9999-12-31T23:59:59", "0001-01-01T00:00:00",
    ];

    private static readonly string[] NoTexts = ["null", "[]", "{}", "[null]", "[[[[]]]]", "true", "-1", "1e999", "99999999999999999999", "\"\\ud800h0st1le\"", "{\"\\ud800\":1}", "{\"a\":1,\"a\":2}"];

    private static readonly string[] Raw = ["%00", "%ED%A0%80", "%FF%FE", "..%2F..%2F..%2Fetc%2Fpasswd", "%2e%2e", "NaN", "-1", "99999999999999999999", "1e999", "%0d%0aSet-Cookie:a=b"];

    [Fact]
    public async Task No_hostile_body_breaks_anything_or_gets_into_the_log()
    {
        var values = Texts.Select(t => JsonSerializer.Serialize(t)).Concat(NoTexts).ToList();
        await TryAsync((route, ids) => values.SelectMany(route.BodiesWith).Select(body => (body.Place, route.Request(ids, body.Json)))
            .Concat(route.Body() is null ? [] : values.Append("{").Append("").Select(v => ("the body", route.Request(ids, v)))));
    }

    [Fact]
    public async Task No_hostile_address_breaks_anything_or_gets_into_the_log()
    {
        // An address has 8 KB at most; what is longer no server reads.
        var values = Texts.Where(t => t.Length < 4_000).Select(Uri.EscapeDataString).Concat(Raw).ToList();
        await TryAsync((route, ids) => route.Parameters("path").Concat(route.Parameters("query")).SelectMany(p => values.Select(v => (p, route.Request(ids, route.Body()?.ToJsonString(), p, v)))));
    }

    private static async Task TryAsync(Func<DescribedRoute, IReadOnlyDictionary<string, string>, IEnumerable<(string Place, HttpRequestMessage Request)>> requests)
    {
        var log = new CapturedLog();
        await using var node = await StartAsync(log);
        var ids = await IdsAsync(node);
        var before = Tables(node);
        List<string> faults = [];
        foreach (var route in await DescribedRoute.AllAsync(node))
        {
            using var client = await ReachingAsync(node, route, ids);
            foreach (var (place, request) in requests(route, ids))
            {
                using (request)
                {
                    using var answer = await client.SendAsync(request);
                    if ((int)answer.StatusCode >= 500)
                    {
                        faults.Add($"{route.Name} {place}: {(int)answer.StatusCode} for {await Shown(request)}");
                    }

                    answer.Headers.Contains("Set-Cookie").ShouldBeFalse($"{route.Name} {place}");
                }
            }
        }

        faults.ShouldBeEmpty();
        Tables(node).ShouldBe(before);
        log.Lines.Where(line => line.Contains(Mark, StringComparison.Ordinal)).ShouldBeEmpty();
        (await node.Nobody.GetAsync("/readyz")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<string> Shown(HttpRequestMessage request)
    {
        var shown = $"{request.RequestUri} {(request.Content is null ? "" : await request.Content.ReadAsStringAsync())}";
        return shown[..Math.Min(shown.Length, 300)];
    }

    /// <summary>A person of every role where one gets in, and where partners alone do, who are tried in tests of the exchange; a token where only machines do; each from an address of its own, so that nobody is held back.</summary>
    private static async Task<HttpClient> ReachingAsync(RunningNode node, DescribedRoute route, IReadOnlyDictionary<string, string> ids)
    {
        foreach (var scope in (string?[])[null, .. Scope.All])
        {
            var client = AccessTests.FromElsewhere(node, scope ?? "nobody");
            if (scope is null)
            {
                client.DefaultRequestHeaders.Add(TestPeople.Header, $"amina {string.Join(' ', Role.All)}");
            }

            using var request = route.Request(ids, route.Body()?.ToJsonString());
            if ((await client.SendAsync(request)).StatusCode is not (HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized) || route.IsForPartners)
            {
                return client;
            }

            client.Dispose();
        }

        throw new InvalidOperationException($"Nobody reaches {route.Name}.");
    }

    private static async Task<Dictionary<string, string>> IdsAsync(RunningNode node)
    {
        await BorderCalls.SendAsync(node, Flight.Message(day: DateTime.UtcNow.AddDays(1)));
        using var amina = node.As("amina", Role.Officer, Role.Supervisor, Role.Analyst);
        var encounter = (await BorderCalls.EncountersAsync(node))[0].GetProperty("state").GetProperty("id").GetString()!;
        await amina.PostAsync($"/encounters/{encounter}/take", null);
        var crossing = (await amina.GetFromJsonAsync<JsonElement>("/crossings"))[0].GetProperty("id").GetString()!;
        var message = (await amina.GetFromJsonAsync<JsonElement>($"/crossings/{crossing}")).GetProperty("messages")[0].GetProperty("id").GetString()!;
        var listing = await (await amina.PostAsJsonAsync("/listings", new
        {
            names = new[] { new { text = "Amal Idrissi" } }, nationalities = new[] { "MAR" }, category = "crime", action = "inform", quality = "probable", reference = "file 1",
            reviewOn = DateTime.UtcNow.AddDays(20).ToString("yyyy-MM-dd"), expiresOn = DateTime.UtcNow.AddDays(20).ToString("yyyy-MM-dd"),
        })).Content.ReadFromJsonAsync<JsonElement>();
        var account = await TestAccounts.AddAsync(node, "Olive Ferris", Role.Officer);
        return new(StringComparer.Ordinal)
        {
            ["encounters.id"] = encounter, ["crossings.id"] = crossing, ["message"] = message, ["listings.id"] = listing.GetProperty("id").GetString()!, ["accounts.id"] = account,
            ["dataset"] = "default", ["entities.id"] = "L1", ["post"] = "CMN-AIR", ["name"] = "list",
            ["counter.id"] = TestAccounts.Value<string>(node, "SELECT traveller_id FROM encounter")!,
        };
    }

    private static string Tables(RunningNode node)
    {
        using var connection = node.Services.GetRequiredService<Database>().Open();
        var tables = connection.Query<string>(TestDatabase.IsPostgres
            ? "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY table_name" : "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name");
        return string.Join(' ', tables) + connection.ExecuteScalar<long>("SELECT count(*) FROM node_fact");
    }

    private static Task<RunningNode> StartAsync(CapturedLog log) => RunningNode.StartAsync(
        configuration =>
        {
            configuration["Border"] = BorderCalls.Posts();
            configuration["Exchange"] = new JsonObject { ["Service"] = "atlas", ["Addresses"] = new JsonArray("https://atlas.example") };
        },
        services =>
        {
            services.RemoveAll<ILoggerProvider>();
            services.AddSingleton<ILoggerProvider>(log);

            // The levels of a real node: what a test turns off is turned on again.
            services.PostConfigure<LoggerFilterOptions>(filters => filters.Rules.Where(r => r is { LogLevel: LogLevel.None, CategoryName: null }).ToList().ForEach(r => filters.Rules.Remove(r)));
        },
        "L1,Nadia Choukri,primary,1991-03-06,MAR,F,");

    private sealed class CapturedLog : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
