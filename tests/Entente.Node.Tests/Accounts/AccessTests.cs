using System.Net;
using System.Net.Http.Json;

namespace Entente.Node.Tests.Accounts;

public sealed class AccessTests
{
    /// <summary>Every route, with what it answers to nobody and to each token.</summary>
    public static TheoryData<string, string, HttpStatusCode, HttpStatusCode, HttpStatusCode> Routes => new()
    {
        // method, path, nobody, match, entities
        { "GET", "/healthz", HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK },
        { "GET", "/readyz", HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK },
        { "GET", "/openapi/v1.json", HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK },
        { "POST", "/match/default", HttpStatusCode.Unauthorized, HttpStatusCode.OK, HttpStatusCode.Forbidden },
        { "GET", "/catalog", HttpStatusCode.Unauthorized, HttpStatusCode.OK, HttpStatusCode.Forbidden },
        { "GET", "/algorithms", HttpStatusCode.Unauthorized, HttpStatusCode.OK, HttpStatusCode.Forbidden },
        { "GET", "/search/default?q=Nadia", HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.OK },
        { "GET", "/entities/L1", HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.OK },
    };

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task No_token_reads_what_it_may_not(string method, string path, HttpStatusCode nobody, HttpStatusCode match, HttpStatusCode entities)
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        using var matching = node.With("match");
        using var reading = node.With("entities");
        using var guessing = node.With("guess");
        (await SendAsync(node.Nobody, method, path)).ShouldBe(nobody);
        (await SendAsync(guessing, method, path)).ShouldBe(nobody);
        (await SendAsync(matching, method, path)).ShouldBe(match);
        (await SendAsync(reading, method, path)).ShouldBe(entities);
    }

    [Fact]
    public async Task Every_route_is_in_the_table_above()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        var document = await node.Nobody.GetFromJsonAsync<System.Text.Json.JsonElement>("/openapi/v1.json");
        var tested = Routes.Select(row => row.Data.Item2.Split('?')[0].Split('/')[1]).ToHashSet(StringComparer.Ordinal);
        document.GetProperty("paths").EnumerateObject().Select(path => path.Name.Split('/')[1]).ShouldBeSubsetOf(tested);
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
        (await client.PostAsync("/match/default", new StringContent($"{{\"queries\":\"{new string('a', 2_000_000)}\"}}", System.Text.Encoding.UTF8, "application/json"))).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    private static async Task<HttpStatusCode> SendAsync(HttpClient client, string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method == "POST")
        {
            request.Content = JsonContent.Create(new { queries = new { q = new { schema = "Person", properties = new { name = new[] { "Nadia" } } } } });
        }

        return (await client.SendAsync(request)).StatusCode;
    }
}
