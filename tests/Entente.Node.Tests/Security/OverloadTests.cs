using System.Net;
using System.Net.Sockets;
using System.Text;
using Dapper;
using Entente.Node.Tests.Border;
using Entente.Node.Tests.Storage;

namespace Entente.Node.Tests.Security;

/// <summary>The holder of a token, or a stranger, tries to have the node hold more than it can.</summary>
public sealed class OverloadTests
{
    [Fact]
    public async Task An_interchange_about_many_crossings_is_not_kept_once_for_each_of_them()
    {
        await using var node = await BorderCalls.StartAsync("L1,Nadia Choukri,primary,1991-03-06,MAR,F,");
        using var carrier = node.With("manifests");
        var answer = await carrier.PostAsync("/manifests", Edifact(Many(400)));
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("interchange");
        using var database = TestDatabase.Open(node.Folder);
        database.ExecuteScalar<long>("SELECT coalesce(sum(length(raw)), 0) FROM message").ShouldBeLessThan(40_000_000);
        (await carrier.PostAsync("/manifests", Edifact(Many(3)))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task More_people_than_any_ship_holds_are_refused()
    {
        await using var node = await BorderCalls.StartAsync("L1,Nadia Choukri,primary,1991-03-06,MAR,F,");
        using var carrier = node.With("manifests");
        var people = string.Concat(Enumerable.Range(0, 20_001).Select(i => $"NAD+FL+++A{i}:B'"));
        (await carrier.PostAsync("/manifests", Edifact(Flight.Message(people)))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_ship_of_which_nobody_can_be_read_is_answered_person_by_person()
    {
        await using var node = await BorderCalls.StartAsync("L1,Nadia Choukri,primary,1991-03-06,MAR,F,");
        using var carrier = node.With("manifests");
        var answer = await carrier.PostAsync("/manifests", Edifact(Flight.Message(string.Concat(Enumerable.Range(0, 19_990).Select(i => $"NAD+FL'RFF+ABO:X{i}'")))));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).Split("ERC+4Z").Length.ShouldBe(19_991);
    }

    [Fact]
    public async Task A_segment_of_many_megabytes_and_thousands_of_references_are_answered()
    {
        await using var node = await BorderCalls.StartAsync("L1,Nadia Choukri,primary,1991-03-06,MAR,F,");
        using var carrier = node.With("manifests");
        var long1 = Flight.Message("NAD+FL+++" + new string('A', 15_000_000) + ":B'");
        ((int)(await carrier.PostAsync("/manifests", Edifact(long1))).StatusCode).ShouldBeLessThan(500);
        var references = Flight.Message("NAD+FL+++SMITH:JO'" + string.Concat(Enumerable.Range(0, 50_000).Select(i => $"RFF+ABO:X{i}'")));
        ((int)(await carrier.PostAsync("/manifests", Edifact(references))).StatusCode).ShouldBeLessThan(500);
    }

    [Theory]
    [InlineData("UT417")]
    [InlineData("CMN")]
    [InlineData("UTAIR")]
    [InlineData("LOC001")]
    public async Task A_character_that_no_database_takes_for_text_is_the_senders_fault(string within)
    {
        await using var node = await BorderCalls.StartAsync("L1,Nadia Choukri,primary,1991-03-06,MAR,F,");
        using var carrier = node.With("manifests");
        var message = Flight.Message().Replace(within, within[..2] + "\0" + within[2..], StringComparison.Ordinal);
        ((int)(await carrier.PostAsync("/manifests", Edifact(message))).StatusCode).ShouldBeLessThan(500);
    }

    [Theory]
    [InlineData("POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{")]
    [InlineData("GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ")]
    public async Task Whoever_sends_too_slowly_is_cut_off(string beginning)
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        (await SendAsync(node, beginning)).ShouldStartWith("HTTP/1.1 408");
    }

    [Theory]
    [InlineData("/manifests", "manifests", 17 << 20)]
    [InlineData("/crossings", "manifests", 17 << 20)]
    [InlineData("/counter/checks", "counter", 2 << 20)]
    [InlineData("/sign-in", "", 2 << 20)]
    [InlineData("/recover/options", "", 2 << 20)]
    public async Task A_body_that_is_too_large_is_refused_before_it_arrives_whoever_sends_it(string path, string token, int bytes)
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        var authorization = token.Length > 0 ? $"Authorization: Token {token}\r\n" : "";
        (await SendAsync(node, $"POST {path} HTTP/1.1\r\nHost: x\r\n{authorization}Content-Type: application/json\r\nContent-Length: {bytes}\r\n\r\n{{")).ShouldStartWith("HTTP/1.1 413");
    }

    [Fact]
    public async Task Every_hundred_lines_of_a_stream_count_as_one_request()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        using var slow = node.With("slow");
        using var lines = new StringContent(string.Join('\n', Enumerable.Repeat("{\"schema\":\"Person\",\"properties\":{\"name\":[\"Nadia\"]}}", 1_000)));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/match/default/stream") { Content = lines };
        using var answer = await slow.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var arriving = new StreamReader(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        var arrived = 0;
        try
        {
            while (await arriving.ReadLineAsync(patience.Token) is not null)
            {
                arrived++;
            }
        }
        catch (OperationCanceledException)
        {
            // The rest comes when the token may ask again, in a minute.
        }

        arrived.ShouldBe(100, "The token has two requests a minute: the first is the call, and the second a hundred lines.");
    }

    private static async Task<string> SendAsync(RunningNode node, string beginning)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, node.Nobody.BaseAddress!.Port, TestContext.Current.CancellationToken); // A client has it.
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(beginning), TestContext.Current.CancellationToken);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        return await new StreamReader(stream).ReadToEndAsync(patience.Token);
    }

    private static StringContent Edifact(string message) => new(message, Encoding.ASCII, "application/EDIFACT");

    /// <summary>An interchange of messages about one flight each.</summary>
    private static string Many(int messages)
    {
        var one = Flight.Message();
        var (from, to) = (one.IndexOf("UNH", StringComparison.Ordinal), one.IndexOf("UNE", StringComparison.Ordinal));
        return one[..from] + string.Concat(Enumerable.Range(0, messages).Select(i => one[from..to].Replace("UT417", $"UT{i}", StringComparison.Ordinal).Replace("UNH+1+", $"UNH+{i}+", StringComparison.Ordinal))) + one[to..];
    }
}
