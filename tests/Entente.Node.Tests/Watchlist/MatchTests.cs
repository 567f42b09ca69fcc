using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Entente.Node.Tests.Watchlist;

public sealed class MatchTests
{
    private const string Nadia = "L1,Nadia Choukri,primary,1991-03-06,MA,F,XA1204417";

    [Fact]
    public async Task A_listed_person_asked_about_in_another_script_is_a_match_explained_by_evidence()
    {
        await using var node = await RunningNode.StartAsync(Nadia, "L2,Karim Benali,primary,,,,");
        var answer = await node.MatchAsync(new { name = new[] { "نادية شكري" }, birthDate = new[] { "1991-03-06" }, nationality = new[] { "ma" } });
        answer.GetProperty("status").GetInt32().ShouldBe(200);
        var result = answer.GetProperty("results").EnumerateArray().ShouldHaveSingleItem();
        result.GetProperty("id").GetString().ShouldBe("L1");
        result.GetProperty("match").GetBoolean().ShouldBeTrue();
        result.GetProperty("properties").GetProperty("nationality")[0].GetString().ShouldBe("ma");
        result.GetProperty("explanations").EnumerateObject().Select(e => e.Name).ShouldBe(["name_match_1", "name_match_2", "document", "birth_date", "nationality", "gender"], ignoreOrder: true);
        result.GetProperty("explanations").GetProperty("birth_date").GetProperty("detail").GetString().ShouldBe("same birth date");
    }

    [Fact]
    public async Task Threshold_decides_what_is_called_a_match_and_cutoff_what_is_shown()
    {
        await using var node = await RunningNode.StartAsync(Nadia);
        var names = new { name = new[] { "Nadia Choukri" } };
        (await node.MatchAsync(names, "?threshold=0.99")).GetProperty("results")[0].GetProperty("match").GetBoolean().ShouldBeFalse();
        (await node.MatchAsync(names, "?cutoff=0.99")).GetProperty("results").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_query_that_cannot_be_read_says_why_and_the_others_are_answered()
    {
        await using var node = await RunningNode.StartAsync(Nadia);
        using var client = node.With("match");
        var response = await client.PostAsJsonAsync("/match/default", new
        {
            queries = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["ship"] = new { schema = "Vessel", properties = new { name = new[] { "Nadia" } } },
                ["nameless"] = new { schema = "Person", properties = new { birthDate = new[] { "1991-03-06" } } },
                ["text"] = "Nadia",
                ["good"] = new { schema = "Person", properties = new { firstName = new[] { "Nadia" }, lastName = new[] { "Choukri" } } },
            },
        });
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var answers = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("responses");
        foreach (var (query, words) in new[] { ("ship", "schema Person"), ("nameless", "has no name"), ("text", "not one JSON object") })
        {
            answers.GetProperty(query).GetProperty("status").GetInt32().ShouldBe(400);
            answers.GetProperty(query).GetProperty("detail").GetString()!.ShouldContain(words); // Every refused query has a detail.
        }

        answers.GetProperty("good").GetProperty("results").GetArrayLength().ShouldBe(1);
    }

    [Theory]
    [InlineData("/match/nowhere", 1, HttpStatusCode.NotFound)]
    [InlineData("/match/default?limit=0", 1, HttpStatusCode.BadRequest)]
    [InlineData("/match/default?threshold=2", 1, HttpStatusCode.BadRequest)]
    [InlineData("/match/default?limit=many", 1, HttpStatusCode.BadRequest)]
    [InlineData("/match/default", 0, HttpStatusCode.BadRequest)]
    [InlineData("/match/default", 101, HttpStatusCode.BadRequest)]
    public async Task A_request_out_of_range_is_a_problem_in_words(string path, int queries, HttpStatusCode expected)
    {
        await using var node = await RunningNode.StartAsync(Nadia);
        using var client = node.With("match");
        var query = new { schema = "Person", properties = new { name = new[] { "Nadia" } } };
        var response = await client.PostAsJsonAsync(path, new { queries = Enumerable.Range(0, queries).ToDictionary(i => $"q{i}", _ => query) });
        response.StatusCode.ShouldBe(expected);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        (await response.Content.ReadAsStringAsync()).ShouldNotContain("Nadia");
    }

    [Fact]
    public async Task A_list_that_changes_is_in_force_soon_after()
    {
        await using var node = await RunningNode.StartAsync(Nadia);
        await node.ReplaceListAsync("L9,Karim Zerhouni,primary,,,,\n");
        (await node.MatchAsync(new { name = new[] { "Karim Zerhouni" } })).GetProperty("results")[0].GetProperty("id").GetString().ShouldBe("L9");
        (await node.MatchAsync(new { name = new[] { "Nadia Choukri" } })).GetProperty("results").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_list_that_is_gone_is_told_to_strangers_without_its_path()
    {
        await using var node = await RunningNode.StartAsync(Nadia);
        await node.RemoveListAsync();
        var readiness = await node.Nobody.GetStringAsync("/readyz");
        readiness.ShouldContain("could not be read");
        readiness.ShouldNotContain(node.Folder);
    }

    [Fact]
    public async Task A_list_that_breaks_leaves_the_state_before_in_force_and_readyz_says_so()
    {
        await using var node = await RunningNode.StartAsync(Nadia);
        await node.ReplaceListAsync("");
        (await node.MatchAsync(new { name = new[] { "Nadia Choukri" } })).GetProperty("results").GetArrayLength().ShouldBe(1);
        (await node.Nobody.GetStringAsync("/readyz")).ShouldContain("could not be read");
    }

    [Fact]
    public async Task A_stream_of_people_is_answered_line_by_line_in_its_order()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,1991-03-06,MAR,,");
        using var client = node.With("match");
        var lines = Enumerable.Range(0, 250).Select(i => i % 50 == 7 ? "no JSON" : $$$"""{"schema":"Person","properties":{"name":["{{{(i % 2 == 0 ? "Nadya Shukri" : "Ingrid Solheim")}}}"],"birthDate":["1991-03-06"]}}""");
        using var content = new StringContent(string.Join('\n', lines), System.Text.Encoding.UTF8, "application/x-ndjson");
        var answers = (await (await client.PostAsync("/match/default/stream", content)).Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonSerializer.Deserialize<JsonElement>(l)).ToList();
        answers.Count.ShouldBe(250);
        answers.Index().ShouldAllBe(a => a.Item.GetProperty("status").GetInt32() == (a.Index % 50 == 7 ? 400 : 200));
        answers.Index().Where(a => a.Index % 50 != 7).ShouldAllBe(a => (a.Item.GetProperty("results").GetArrayLength() > 0) == (a.Index % 2 == 0));
    }

    [Fact]
    public async Task A_hundred_questions_with_five_hundred_answers_each_are_recorded_and_answered()
    {
        static string Name(int i) => $"Karbo{(char)('a' + (i / 10))}n Delmu{(char)('k' + (i % 10))}r";
        await using var node = await RunningNode.StartAsync([.. Enumerable.Range(0, 50_000).Select(i => $"a-listing-with-a-rather-long-identifier-{i:000000},{Name(i / 500)},primary,,,,")]);
        using var client = node.With("match");
        var queries = Enumerable.Range(0, 100).ToDictionary(i => $"q{i}", i => new { schema = "Person", properties = new { name = new[] { Name(i) } } });
        var response = await client.PostAsJsonAsync("/match/default?limit=500", new { queries });
        response.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        var answers = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("responses").EnumerateObject().Sum(r => r.Value.GetProperty("results").GetArrayLength());
        answers.ShouldBe(50_000);
    }
}
