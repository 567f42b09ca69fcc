using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Entente.Node.Accounts;

namespace Entente.Node.Tests.Accounts;

public sealed partial class AccessTests
{
    private const string Nobody = "nobody";

    private static int _strangers;

    // What concerns one's own account: people in whatever role, and no token.
    private const string Everyone = "officer supervisor analyst liaison programme hazard inspector administrator";

    // By which rules the node works, and how it fares: no case is in it.
    private const string Rules = "officer supervisor analyst liaison inspector administrator";

    // Other services, by the signature over each request: no scope and no role.
    private const string Partners = "";

    /// <summary>Every route, and who reaches it: scopes of tokens and roles of people. "all" is everybody, nobody among them.</summary>
    public static TheoryData<string, string, string> Routes => new()
    {
        { "GET", "/healthz", "all" },
        { "GET", "/readyz", "all" },
        { "GET", "/openapi/v1.json", "all" },
        { "GET", "/record", "inspector" },
        { "GET", "/record/checkpoint", "inspector" },
        { "POST", "/match/default", "match officer supervisor analyst" },
        { "GET", "/catalog", "match officer supervisor analyst" },
        { "GET", "/algorithms", "match officer supervisor analyst" },
        { "GET", "/search/default", "entities officer supervisor analyst liaison" },
        { "GET", "/entities/{id}", "entities officer supervisor analyst liaison" },
        { "POST", "/match/default/stream", "match officer supervisor analyst" },
        { "POST", "/manifests", "manifests" },
        { "POST", "/crossings", "manifests" },
        { "GET", "/manifests/answers", "manifests" },
        { "GET", "/crossings", "officer supervisor analyst" },
        { "GET", "/crossings/{id}", "officer supervisor analyst" },
        { "GET", "/crossings/{id}/messages/{message}", "officer supervisor analyst" },
        { "POST", "/crossings/{id}/messages/{message}/replay", "supervisor" },
        { "GET", "/encounters", "officer supervisor analyst" },
        { "GET", "/encounters/{id}", "officer supervisor analyst" },
        { "POST", "/encounters/{id}/take", "officer supervisor" },
        { "POST", "/encounters/{id}/release", "officer supervisor" },
        { "POST", "/encounters/{id}/decide", "officer supervisor" },
        { "POST", "/encounters/{id}/second", "officer supervisor" },
        { "POST", "/encounters/{id}/decline", "officer supervisor" },
        { "POST", "/encounters/{id}/protection", "officer supervisor analyst" },
        { "POST", "/encounters/{id}/outcome", "officer supervisor" },
        { "POST", "/encounters/{id}/message", "officer supervisor" },
        { "GET", "/posts/{post}/instructions", "counter officer supervisor" },
        { "POST", "/counter/checks", "counter officer supervisor" },
        { "POST", "/counter/checks/{id}/passage", "counter officer supervisor" },
        { "GET", "/desk/figures", "officer supervisor analyst inspector" },
        { "GET", "/desk/map", "officer supervisor analyst" },
        { "GET", "/desk/map/posts", "officer supervisor analyst" },
        { "GET", "/desk/components", Everyone },
        { "GET", "/desk", "officer supervisor analyst" },
        { "GET", "/desk/now", "officer supervisor analyst" },
        { "GET", "/desk/now/board", "officer supervisor analyst" },
        { "GET", "/desk/queue", "officer supervisor analyst" },
        { "GET", "/desk/encounters/{id}", "officer supervisor analyst" },
        { "GET", "/desk/encounters/{id}/state", "officer supervisor analyst" },
        { "GET", "/desk/crossings", "officer supervisor analyst" },
        { "GET", "/desk/crossings/{id}", "officer supervisor analyst" },
        { "GET", "/desk/crossings/{id}/messages/{message}", "officer supervisor analyst" },
        { "GET", "/desk/crossings/{id}/answers/1", "officer supervisor analyst" },
        { "GET", "/desk/travellers/{id}", "officer supervisor analyst" },
        { "GET", "/desk/posts", "officer supervisor analyst" },
        { "GET", "/desk/posts/{code}", "officer supervisor analyst" },
        { "GET", "/desk/counter", "counter officer supervisor" },
        { "GET", "/post/snapshot", "post" },
        { "POST", "/post/hand-over", "post" },
        { "POST", "/listings", "analyst liaison" },
        { "GET", "/listings", "supervisor analyst liaison" },
        { "GET", "/listings/review", "supervisor analyst liaison" },
        { "GET", "/listings/{id}", "supervisor analyst liaison" },
        { "POST", "/listings/{id}/approve", "supervisor analyst" },
        { "POST", "/listings/{id}/refuse", "supervisor analyst" },
        { "POST", "/listings/{id}/correct", "analyst liaison" },
        { "POST", "/listings/{id}/lower", "analyst liaison" },
        { "POST", "/listings/{id}/renew", "analyst liaison" },
        { "POST", "/listings/{id}/remove", "analyst liaison" },
        { "POST", "/listings/{id}/misidentified", "analyst liaison" },
        { "DELETE", "/listings/{id}/misidentified/{entry}", "analyst liaison" },
        { "POST", "/adoptions", "analyst liaison" },
        { "GET", "/adoptions", "supervisor analyst liaison" },
        { "POST", "/adoptions/{id}/approve", "supervisor analyst" },
        { "POST", "/adoptions/{id}/refuse", "supervisor analyst" },
        { "POST", "/adoptions/{id}/withdraw", "analyst liaison" },
        { "POST", "/documents", "analyst liaison" },
        { "GET", "/documents", "supervisor analyst liaison" },
        { "POST", "/documents/{id}/remove", "analyst liaison" },
        { "GET", "/programme/export/{kind}.csv", "programme liaison supervisor inspector" },
        { "GET", "/programme/export.json", "programme liaison supervisor inspector" },
        { "POST", "/programme/import-json", "programme" },
        { "GET", "/programme/calendar.ics", "all" },
        { "GET", "/desk/programme/import", "programme" },
        { "GET", "/desk/programme/import/{id}", "programme" },
        { "POST", "/desk/programme/import/{id}/take", "programme" },
        { "POST", "/desk/programme/import/{id}/undo", "programme" },
        { "GET", "/desk/programme/calendar", "programme liaison supervisor inspector" },
        { "GET", "/sources", "supervisor analyst liaison" },
        { "GET", "/sources/{name}/refreshes", "supervisor analyst liaison" },
        { "GET", "/sources/{name}/held", "supervisor analyst liaison" },
        { "POST", "/sources/{name}/held/release", "supervisor analyst" },
        { "POST", "/sources/{name}/held/discard", "supervisor analyst" },
        { "GET", "/sign-in", "all" },
        { "POST", "/sign-in/options", "all" },
        { "POST", "/sign-in", "all" },
        { "POST", "/sign-in/link", "all" },
        { "GET", "/sign-in/provider", "all" },
        { "GET", "/sign-in/provider/callback", "all" },
        { "GET", "/sign-up", "all" },
        { "POST", "/sign-up/link", "all" },
        { "POST", "/sign-up/options", "all" },
        { "POST", "/sign-up", "all" },
        { "GET", "/recover", "all" },
        { "POST", "/recover/options", "all" },
        { "POST", "/recover", "all" },
        { "GET", "/account", Everyone },
        { "GET", "/account/notices", Everyone },
        { "POST", "/account/notices/read", Everyone },
        { "POST", "/account/passkeys/options", Everyone },
        { "POST", "/account/passkeys", Everyone },
        { "POST", "/account/passkeys/{credential}/remove", Everyone },
        { "POST", "/account/recovery-codes", Everyone },
        { "GET", "/account/sessions", Everyone },
        { "POST", "/account/sign-out", Everyone },
        { "POST", "/account/sign-out-everywhere", Everyone },
        { "POST", "/account/sessions/{id}/end", Everyone },
        { "GET", "/accounts", "administrator" },
        { "POST", "/accounts", "administrator" },
        { "POST", "/accounts/{id}/link", "administrator" },
        { "GET", "/accounts/changes", "administrator" },
        { "POST", "/accounts/{id}/changes", "administrator" },
        { "POST", "/accounts/changes/{id}/confirm", "administrator" },
        { "POST", "/accounts/changes/{id}/refuse", "administrator" },
        { "POST", "/accounts/{id}/lock", "administrator" },
        { "POST", "/accounts/{id}/sessions/end", "administrator" },
        { "GET", "/desk/accounts", "administrator" },
        { "POST", "/desk/accounts", "administrator" },
        { "GET", "/desk/accounts/{id}", "administrator" },
        { "POST", "/desk/accounts/{id}", "administrator" },
        { "GET", "/desk/tokens", "inspector administrator" },
        { "GET", "/desk/purposes", Rules },
        { "GET", "/desk/policy", Rules },
        { "GET", "/desk/health", Rules },
        { "GET", "/desk/health/lines", Rules },
        { "GET", "/desk/record", "inspector" },
        { "POST", "/programme/records", "programme" },
        { "PUT", "/programme/records/{id}", "programme" },
        { "DELETE", "/programme/records/{id}", "programme" },
        { "GET", "/programme/records", "programme liaison supervisor inspector" },
        { "GET", "/programme/records/{id}", "programme liaison supervisor inspector" },
        { "GET", "/desk/programme/records/{kind}", "programme liaison supervisor inspector" },
        { "GET", "/desk/programme/records/{kind}/new", "programme" },
        { "POST", "/desk/programme/records/{kind}/new", "programme" },
        { "GET", "/desk/programme/record/{id}", "programme liaison supervisor inspector" },
        { "GET", "/desk/programme/record/{id}/edit", "programme" },
        { "POST", "/desk/programme/record/{id}/edit", "programme" },
        { "POST", "/desk/programme/record/{id}/delete", "programme" },
        { "GET", "/desk/programme", "programme liaison supervisor inspector" },
        { "GET", "/desk/programme/timeline", "programme liaison supervisor inspector" },
        { "GET", "/desk/programme/partner/{id}", "programme liaison supervisor inspector" },
        { "GET", "/desk/programme/partner/{id}/brief", "programme liaison supervisor inspector" },
        { "GET", "/desk/programme/exercises", "programme liaison supervisor inspector" },
        { "GET", "/desk/programme/cases", "programme liaison supervisor inspector" },
        { "GET", "/desk/programme/map", "programme liaison supervisor inspector" },
        { "GET", "/desk/programme/search", "programme liaison supervisor inspector" },
        { "POST", "/programme/data-sets", "programme" },
        { "GET", "/programme/data-sets", "programme liaison supervisor inspector" },
        { "GET", "/programme/data-sets/{id}", "programme liaison supervisor inspector" },
        { "GET", "/programme/data-sets/{id}/file", "programme liaison supervisor inspector" },
        { "POST", "/programme/data-sets/{id}/take", "programme" },
        { "POST", "/programme/data-sets/{id}/discard", "programme" },
        { "POST", "/programme/data-sets/{id}/undo", "programme" },
        { "GET", "/programme/data-sets/{id}/series", "programme liaison supervisor inspector" },
        { "GET", "/programme/data-sets/{id}/ranking", "programme liaison supervisor inspector" },
        { "GET", "/desk/programme/charts", "programme liaison supervisor inspector" },
        { "GET", "/desk/programme/data-sets", "programme liaison supervisor inspector" },
        { "POST", "/desk/programme/data-sets", "programme" },
        { "GET", "/desk/programme/data-sets/{id}", "programme liaison supervisor inspector" },
        { "POST", "/desk/programme/data-sets/{id}", "programme" },
        { "POST", "/programme/reports", "programme" },
        { "GET", "/programme/reports/{id}", "programme liaison supervisor inspector" },
        { "POST", "/programme/reports/{id}/proposals/{number}/accept", "programme" },
        { "POST", "/programme/reports/{id}/proposals/{number}/reject", "programme" },
        { "GET", "/desk/programme/reports", "programme liaison supervisor inspector" },
        { "POST", "/desk/programme/reports", "programme" },
        { "GET", "/desk/programme/reports/{id}", "programme liaison supervisor inspector" },
        { "POST", "/desk/programme/reports/{id}/{number}/accept", "programme" },
        { "POST", "/desk/programme/reports/{id}/{number}/reject", "programme" },
        { "POST", "/desk/programme/reports/{id}/{number}/merge", "programme" },
        { "POST", "/desk/programme/reports/{id}/{number}/edit", "programme" },
        { "GET", "/desk/programme/reports/{id}/{number}/edit", "programme" },
        { "GET", "/desk/partners", "supervisor liaison inspector administrator" },
        { "GET", "/desk/partners/{code}", "supervisor liaison inspector administrator" },
        { "GET", "/desk/partners/{code}/terms", "liaison administrator" },
        { "GET", "/desk/conversations", "supervisor liaison" },
        { "GET", "/desk/conversations/new", "supervisor liaison" },
        { "GET", "/desk/conversations/{id}", "supervisor liaison" },
        { "GET", "/exchange/card", "administrator" },
        { "GET", "/partners", "administrator" },
        { "POST", "/partners", "administrator" },
        { "POST", "/partners/{code}/words", "administrator" },
        { "POST", "/partners/{code}/lock", "administrator" },
        { "POST", "/listings/{id}/shares", "analyst liaison" },
        { "POST", "/shares/{id}/approve", "supervisor liaison" },
        { "POST", "/shares/{id}/refuse", "supervisor liaison" },
        { "POST", "/shares/{id}/recall", "supervisor liaison" },
        { "GET", "/shares", "supervisor analyst liaison" },
        { "POST", "/encounters/{id}/tell-owner", "supervisor liaison" },
        { "GET", "/foreign", "supervisor analyst liaison" },
        { "POST", "/foreign/{thing}/{partner}/accept", "supervisor liaison" },
        { "POST", "/foreign/{thing}/{partner}/refuse", "supervisor liaison" },
        { "POST", "/foreign/{thing}/{partner}/recall", "supervisor liaison" },
        { "POST", "/foreign/{thing}/{partner}/account", "supervisor liaison" },
        { "GET", "/partners/{code}/terms", "supervisor liaison inspector administrator" },
        { "POST", "/partners/{code}/terms", "liaison administrator" },
        { "POST", "/partners/{code}/terms/{version}/confirm", "supervisor administrator" },
        { "POST", "/partners/{code}/terms/{version}/refuse", "supervisor administrator" },
        { "POST", "/partners/{code}/suspend", "supervisor liaison inspector administrator" },
        { "POST", "/partners/{code}/lift", "liaison administrator" },
        { "POST", "/partners/{code}/lift/confirm", "supervisor administrator" },
        { "POST", "/exchange/keys/rotate", "administrator" },
        { "GET", "/partners/{code}/checkpoint", "administrator" },
        { "GET", "/partners/{code}/evidence/{id}", "administrator" },
        { "POST", "/partners/{code}/evidence/{id}/seen", "administrator" },
        { "POST", "/conversations", "supervisor liaison" },
        { "GET", "/conversations", "supervisor liaison" },
        { "GET", "/conversations/{id}", "supervisor liaison" },
        { "POST", "/conversations/{id}/{step}", "supervisor liaison" },
        { "GET", "/partners/{code}/bundle", "administrator" },
        { "POST", "/partners/{code}/bundle", "administrator" },
        { "POST", "/programme/records/{id}/shares", "supervisor liaison programme" },
        { "POST", "/programme/records/{id}/shares/{partner}/recall", "supervisor liaison programme" },
        { "POST", "/programme/records/{id}/signatures", "supervisor liaison programme" },
        { "POST", "/programme/records/{id}/proposals", "programme" },
        { "GET", "/programme/records/{id}/agreeing", "supervisor liaison programme inspector" },
        { "POST", "/programme/proposals/{proposal}/accept", "supervisor liaison programme" },
        { "POST", "/programme/proposals/{proposal}/refuse", "supervisor liaison programme" },
        { "POST", "/programme/held/{record}/{partner}/accept", "supervisor liaison programme" },
        { "POST", "/programme/held/{record}/{partner}/refuse", "supervisor liaison programme" },
        { "GET", "/exchange/v1/{service}/messages", Partners },
        { "GET", "/exchange/v1/{service}/checkpoint", Partners },
        { "POST", "/exchange/v1/{service}/receipts", Partners },
        { "POST", "/exchange/v1/hint", Partners },
    };

    [Fact]
    public async Task Nobody_reaches_what_the_table_does_not_say()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        var wrong = new List<string>();
        foreach (var (method, path, allowed) in Routes.Select(row => row.Data))
        {
            foreach (var who in (string[])[Nobody, "guess", .. Scope.All, .. Role.All])
            {
                using var client = await ClientOfAsync(node, who);
                var status = await SendAsync(client, method, path);
                var reached = status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden);
                if (reached != (allowed == "all" || allowed.Split(' ').Contains(who)) || (who is Nobody or "guess" && status == HttpStatusCode.Forbidden))
                {
                    wrong.Add($"{who} {method} {path}: {status}");
                }
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_route_is_in_the_table_above()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        var document = await node.Nobody.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        var routes = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(m => $"{m.Name.ToUpperInvariant()} {path.Name}"));
        routes.Select(r => r.Replace("{dataset}", "default", StringComparison.Ordinal)).ShouldBeSubsetOf(Routes.Select(row => $"{row.Data.Item1} {row.Data.Item2}"));
    }

    [Theory]
    [InlineData("curiosity")]
    [InlineData("oversight")]
    public async Task A_purpose_that_the_catalogue_does_not_allow_is_refused(string purpose)
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        using var officer = node.As("amina", Role.Officer);
        officer.DefaultRequestHeaders.Add(PermissionCheck.PurposeHeader, purpose);
        (await officer.GetAsync("/entities/L1")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_token_used_too_often_is_held_back()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        using var slow = node.With("slow");
        (await slow.GetAsync("/catalog")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await slow.GetAsync("/catalog")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await slow.GetAsync("/catalog")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Whoever_guesses_tokens_is_held_back()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        var answers = new HashSet<HttpStatusCode>();
        for (var guess = 0; guess < 200; guess++)
        {
            using var guessing = node.With($"guess {guess}");
            answers.Add((await guessing.GetAsync("/catalog")).StatusCode);
        }

        answers.ShouldBe([HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests], ignoreOrder: true);
    }

    [Fact]
    public async Task Health_is_told_however_often_somebody_asks()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        for (var ask = 0; ask < 300; ask++)
        {
            (await node.Nobody.GetAsync(ask % 2 == 0 ? "/healthz" : "/readyz")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task A_body_that_is_too_large_or_no_JSON_is_refused_in_words()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        using var client = node.With("match");
        (await client.PostAsync("/match/default", new StringContent("{\"queries\":", System.Text.Encoding.UTF8, "application/json"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await node.PostBlanksAsync("match", "/match/default", 2_000_000)).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    private static async Task<HttpStatusCode> SendAsync(HttpClient client, string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), Placeholder().Replace(path, "L1"));
        if (method is "POST" or "PUT")
        {
            request.Content = JsonContent.Create(new { queries = new { q = new { schema = "Person", properties = new { name = new[] { "Nadia" } } } } });
        }

        return (await client.SendAsync(request)).StatusCode;
    }

    private static async Task<HttpClient> ClientOfAsync(RunningNode node, string who) =>
        who is Nobody or "guess" ? FromElsewhere(node, who)
        : Role.All.Contains(who) ? await node.SignInAsync("Amina Haddad", who)
        : node.With(who);

    /// <summary>Strangers are held back by their address, so each comes from another one of this machine.</summary>
    internal static HttpClient FromElsewhere(RunningNode node, string who)
    {
        var from = new IPEndPoint(new IPAddress([127, 1, (byte)(++_strangers / 250), (byte)((_strangers % 250) + 1)]), 0);
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(from);
                await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        var client = new HttpClient(handler) { BaseAddress = node.Nobody.BaseAddress };
        if (who != Nobody)
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Token", who);
        }

        return client;
    }

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.None, 1000)]
    private static partial Regex Placeholder();
}
