using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Entente.Node;
using Entente.Node.Accounts;
using Entente.Node.Accounts.Sessions;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Entente.Benchmarks.Border;

/// <summary>
/// A real node on a free port and a disk of this machine, its senders and officers beside it in one process: how long a manifest takes from upload to
/// answer, and how many decisions a second are durable.
/// </summary>
internal static class BorderLoad
{
    private const int People = 300;
    private const int Flights = 40;
    private const int Officers = 64;
    private const string Token = "bench";

    internal static readonly Ground Ground = new("border-control", "bench-act");

    /// <summary>Runs against a list of so many names and writes a few lines.</summary>
    public static async Task RunAsync(int names, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("entente-bench-").FullName;
        try
        {
            await WriteAsync(folder, names);
            await using var node = NodeHost.Build(["--config", Path.Combine(folder, "entente.json"), "--Logging:LogLevel:Default=None"]);
            await node.StartAsync();
            using var client = new HttpClient { BaseAddress = new Uri(node.Urls.First()) };
            while (!(await client.GetAsync("/readyz")).IsSuccessStatusCode)
            {
                await Task.Delay(100);
            }

            await SendAsync(client, names, output);
            await DecideAsync(node, client, output);
            await output.WriteLineAsync($"working set {Process.GetCurrentProcess().WorkingSet64 >> 20} MB, senders and officers included");
            await node.StopAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    internal static async Task WriteAsync(string folder, int names)
    {
        var list = new StringBuilder("listing_id,name,kind,birth_date\n");
        for (var i = 0; i < names; i++)
        {
            list.Append("f:").Append(i).Append(',').Append(FictionalNames.Of(i)).Append(",primary,1980-03-0").Append((i % 9) + 1).Append('\n');
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "list.csv"), list.ToString());
        var purpose = new JsonObject { ["Code"] = Ground.Purpose, ["LegalBases"] = new JsonArray(Ground.LegalBasis), ["Keep"] = new JsonObject(Doing.All.Select(d => KeyValuePair.Create(d, (JsonNode?)"30.00:00:00"))) };
        var token = new JsonObject
        {
            ["Name"] = "airline", ["Sha256"] = NewToken.HashOf(Token), ["Purpose"] = Ground.Purpose, ["LegalBasis"] = Ground.LegalBasis, ["Scopes"] = new JsonArray("manifests"), ["RequestsPerMinute"] = 1_000_000,
        };
        await File.WriteAllTextAsync(Path.Combine(folder, "entente.json"), new JsonObject
        {
            ["Urls"] = "http://127.0.0.1:0",
            ["Lists"] = new JsonObject { ["Files"] = new JsonArray("list.csv") },
            ["Catalogue"] = new JsonObject { ["Purposes"] = new JsonArray(purpose) },
            ["Accounts"] = new JsonObject { ["Tokens"] = new JsonArray(token) },
        }.ToJsonString());
    }

    /// <summary>Sends the passenger list of a flight and gives how long the answer took, in milliseconds.</summary>
    internal static async Task<double> SendOneAsync(HttpClient client, int flight, int names)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/manifests")
        {
            Content = new StringContent(MessageOf(flight, names), Encoding.ASCII, "application/EDIFACT"),
            Headers = { Authorization = new AuthenticationHeaderValue("Token", Token) },
        };
        var started = Stopwatch.GetTimestamp();
        var response = await client.SendAsync(request);
        await response.Content.ReadAsByteArrayAsync();
        var taken = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        response.EnsureSuccessStatusCode();
        return taken;
    }

    /// <summary>Flights of 300, a fifth of them with a listed name and birth date, one after the other.</summary>
    private static async Task SendAsync(HttpClient client, int names, TextWriter output)
    {
        var times = new List<double>(Flights);
        for (var flight = 0; flight < Flights; flight++)
        {
            times.Add(await SendOneAsync(client, flight, names));
        }

        times = [.. times.Skip(Flights / 4).Order()];
        await output.WriteLineAsync($"manifest of {People} against {names} names, upload to answer: half within {times[times.Count / 2]:F0} ms, all within {times[^1]:F0} ms ({times.Count} flights, after a warm-up)");
    }

    private static string MessageOf(int flight, int names)
    {
        var people = Enumerable.Range(0, People).Select(i =>
        {
            var listed = i % 5 == 0;
            var index = listed ? ((flight * 977) + (i * 31)) % names : 1_000_000_000 + (flight * People) + i;
            var words = FictionalNames.Of(index).Split(' ', 2);
            return $"NAD+FL+++{words[^1].ToUpperInvariant()}:{words[0].ToUpperInvariant()}'ATT+2++M'DTM+329:80030{(index % 9) + 1}'NAT+2+UTO'RFF+ABO:P{i}'DOC+P:110:111+Z{flight:000}{i:0000}'LOC+91+UTO'";
        });
        return $"UNB+UNOA:4+AIR+BORDER+261121:0130+{flight}++APIS'UNG+PAXLST+AIR+BORDER+261121:0130+1+UN+D:02B'UNH+1+PAXLST:D:02B:UN:IATA+{flight}+01:F'BGM+745'RFF+TN:T{flight}'TDT+20+ZZ{flight + 1}+++ZZ'"
            + $"LOC+125+AAA'DTM+189:2611210310:201'LOC+87+BBB'DTM+232:2611210500:201'{string.Concat(people)}UNT+9+1'UNE+1+1'UNZ+1+{flight}'";
    }

    /// <summary>Officers take and decide encounters at once, each step durable with its act.</summary>
    private static async Task DecideAsync(WebApplication node, HttpClient client, TextWriter output)
    {
        var officers = await Task.WhenAll(Enumerable.Range(0, Officers).Select(i => SignInAsync(node, client, $"officer {i}")));
        var waiting = await WaitingAsync(officers[0]);
        var next = -1;
        var decided = 0;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(officers.Select(async officer =>
        {
            for (var i = Interlocked.Increment(ref next); i < waiting.Count; i = Interlocked.Increment(ref next))
            {
                (await officer.PostAsync($"/encounters/{waiting[i]}/take", null)).EnsureSuccessStatusCode();
                (await officer.PostAsJsonAsync($"/encounters/{waiting[i]}/decide", new { conclusion = "not-this-person", measure = "let-pass", reason = "other-parents" })).EnsureSuccessStatusCode();
                Interlocked.Increment(ref decided);
            }
        }));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await output.WriteLineAsync($"{decided} encounters taken and decided by {Officers} officers at once: {decided / seconds:F0} decisions a second, {2 * decided / seconds:F0} durable steps a second");
        Array.ForEach(officers, o => o.Dispose());
    }

    private static async Task<List<string>> WaitingAsync(HttpClient officer)
    {
        var waiting = new List<string>();
        while (true)
        {
            var page = (await officer.GetFromJsonAsync<JsonElement>($"/encounters?limit=200&offset={waiting.Count}")).GetProperty("encounters");
            if (page.GetArrayLength() == 0)
            {
                return waiting;
            }

            waiting.AddRange(page.EnumerateArray().Select(e => e.GetProperty("state").GetProperty("id").GetString() ?? ""));
        }
    }

    internal static async Task<HttpClient> SignInAsync(WebApplication node, HttpClient client, string name, string role = Role.Officer)
    {
        var keys = node.Services.GetRequiredService<KeyStore>();
        var key = keys.Make();
        var secret = await node.Services.GetRequiredService<LedgerWriter>().WriteAsync(
            work =>
            {
                var id = AccountTable.NewId(work);
                work.AddAccount(id, key, AccountName.Seal(keys, key, id, name), Ground);
                work.Grant(id, role, "user:bench-a", "user:bench-b");
                work.Record(Act.Of("user:bench-a", ActionCode.RoleGranted, Ground, Caller.UserPrefix + id));
                return node.Services.GetRequiredService<SessionTable>().Begin(work, id, Manner.Passkey, null, Ground);
            },
            CancellationToken.None);
        var officer = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = client.BaseAddress };
        officer.DefaultRequestHeaders.Add("Cookie", $"entente={secret}");
        officer.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        return officer;
    }
}
