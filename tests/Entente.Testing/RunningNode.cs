using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Entente.Node;
using Entente.Node.Accounts;
using Entente.Node.Watchlist;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Entente.Testing;

/// <summary>A real node on a free port of this machine, with fictional lists in a folder of its own and a database of its own.</summary>
internal sealed class RunningNode : IAsyncDisposable
{
    /// <summary>The list that every node here has.</summary>
    public const string List = "list.csv";

    /// <summary>Entries that a new node makes by itself: its list was read for the first time.</summary>
    public const int EntriesOfAStart = 1;

    private const string Header = "listing_id,name,kind,birth_date,nationality,sex,document_number\n";

    private readonly WebApplication _node;
    private readonly string _folder;
    private bool _stopped;

    private RunningNode(WebApplication node, string folder, HttpClient nobody) => (_node, _folder, Nobody) = (node, folder, nobody);

    /// <summary>The folder of configuration, list, data and copies.</summary>
    public string Folder => _folder;

    /// <summary>A client without a token.</summary>
    public HttpClient Nobody { get; }

    /// <summary>Starts a node with these rows on its list; the tokens of <see cref="Configuration"/> are known to it.</summary>
    public static Task<RunningNode> StartAsync(params string[] rows) => StartAsync(_ => { }, rows);

    /// <summary>Starts a node that has no account yet, and so a link for its first administrator.</summary>
    public static Task<RunningNode> StartEmptyAsync(Action<IServiceCollection>? replace = null) =>
        StartAsync(c => ((JsonObject)c["Accounts"]!)["Demo"] = false, replace ?? (_ => { }), "L1,Nadia Choukri,primary,,,,"); // The configuration has the section.

    /// <summary>Starts a node with another configuration.</summary>
    public static Task<RunningNode> StartAsync(Action<JsonObject> configure, params string[] rows) => StartAsync(configure, _ => { }, rows);

    /// <summary>Starts a node with another configuration and something in the place of the world outside.</summary>
    public static async Task<RunningNode> StartAsync(Action<JsonObject> configure, Action<IServiceCollection> replace, params string[] rows)
    {
        var folder = Directory.CreateTempSubdirectory("entente-node-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, List), Header + string.Join('\n', rows) + "\n");
        var configuration = Configuration();
        configure(configuration);
        TestDatabase.AddTo(configuration);
        await WriteAsync(folder, configuration);
        return await StartInAsync(folder, replace);
    }

    /// <summary>Starts a node in a folder in which one ran before.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="replace">What stands in the place of the world outside.</param>
    public static async Task<RunningNode> StartInAsync(string folder, Action<IServiceCollection>? replace = null)
    {
        var node = NodeHost.Build(["--config", Path.Combine(folder, "entente.json"), "--Logging:LogLevel:Default=None", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=None"], TestPeople.Add + replace);
        await node.StartAsync();
        var running = new RunningNode(node, folder, new HttpClient { BaseAddress = new Uri(node.Urls.First()) });
        await running.UntilAsync(lists => lists.Snapshot is not null || lists.LastError is not null);
        return running;
    }

    /// <summary>The services of the node.</summary>
    public IServiceProvider Services => _node.Services;

    /// <summary>A node with one list, four purposes and a token for each scope by the scope's name; "slow" may match twice a minute.</summary>
    public static JsonObject Configuration() => new()
    {
        ["Urls"] = "http://127.0.0.1:0",
        ["Lists"] = new JsonObject { ["Files"] = new JsonArray(List), ["Refresh"] = "00:00:01" },
        ["Oversight"] = new JsonObject { ["LogName"] = "log.test", ["CheckpointEvery"] = "00:00:01", ["CheckpointCopies"] = "copies" },
        ["Catalogue"] = new JsonObject
        {
            ["Purposes"] = new JsonArray(
                Purpose("border-control", "test-act-1", "screen", "decide"), Purpose("watchlisting", "test-act-2", "list", "screen"),
                Purpose("oversight", "test-act-3", "oversee"), Purpose("administration", "test-act-4", "run"), Purpose("partnership", "test-act-5", "cooperate")),
        },

        // With demo accounts a node makes no link for a first administrator, which would be an entry of the record.
        ["Accounts"] = new JsonObject { ["Demo"] = true, ["Tokens"] = new JsonArray([.. Scope.All.Select(scope => Token(scope, 1_000_000, scope)), Token("slow", 2, "match")]) },
    };

    /// <summary>A client of a person who is signed in with these roles.</summary>
    public HttpClient As(string person, params string[] roles) => new()
    {
        BaseAddress = Nobody.BaseAddress,
        DefaultRequestHeaders = { { TestPeople.Header, $"{person} {string.Join(' ', roles)}" } },
    };

    /// <summary>A client of a person who has an account with these roles and is signed in by a session of the node, in the node's own pages.</summary>
    public async Task<HttpClient> SignInAsync(string name, params string[] roles) => await TestAccounts.SignInAsync(this, name, roles);

    /// <summary>A client with a token of that name.</summary>
    public HttpClient With(string token) => new()
    {
        BaseAddress = Nobody.BaseAddress,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Token", token) },
    };

    /// <summary>Posts a body of that many blanks and gives the answer; the body is sent only where the node has not refused it by its length.</summary>
    public async Task<HttpResponseMessage> PostBlanksAsync(string token, string path, int bytes)
    {
        using var client = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) }) { BaseAddress = Nobody.BaseAddress, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Token", token), ExpectContinue = true } };
        return await client.PostAsync(path, new StringContent(new string(' ', bytes), System.Text.Encoding.UTF8, "application/json"));
    }

    /// <summary>Asks about one person and gives the answer to that query.</summary>
    public async Task<JsonElement> MatchAsync(object properties, string query = "")
    {
        using var client = With("match");
        var response = await client.PostAsJsonAsync($"/match/default{query}", new { queries = new { q = new { schema = "Person", properties } } });
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("responses").GetProperty("q");
    }

    /// <summary>Replaces the list and waits until the node has seen it.</summary>
    public async Task ReplaceListAsync(string content)
    {
        var before = Current.Snapshot;
        await File.WriteAllTextAsync(Path.Combine(_folder, List), content.Length > 0 ? Header + content : content);
        await UntilAsync(lists => !ReferenceEquals(lists.Snapshot, before) || lists.LastError is not null);
    }

    /// <summary>Takes the list away and waits until the node has seen it.</summary>
    public async Task RemoveListAsync()
    {
        File.Delete(Path.Combine(_folder, List));
        await UntilAsync(lists => lists.LastError is not null);
    }

    public async ValueTask DisposeAsync()
    {
        Nobody.Dispose();
        await StopAsync();
        TestDatabase.DropOf(_folder);
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    /// <summary>Stops the node; its folder stays until it is disposed of.</summary>
    public async Task StopAsync()
    {
        if (!_stopped)
        {
            _stopped = true;
            await _node.StopAsync();
            await _node.DisposeAsync();
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        }
    }

    /// <summary>Writes a configuration and gives its path.</summary>
    public static async Task<string> WriteAsync(string folder, JsonObject configuration)
    {
        var path = Path.Combine(folder, "entente.json");
        await File.WriteAllTextAsync(path, "// A comment is allowed.\n" + configuration.ToJsonString());
        return path;
    }

    private static JsonObject Purpose(string code, string legalBasis, params string[] doings) => new()
    {
        ["Code"] = code,
        ["LegalBases"] = new JsonArray(legalBasis),
        ["Keep"] = new JsonObject(doings.Select(d => KeyValuePair.Create(d, (JsonNode?)"3.00:00:00"))),
    };

    private CurrentLists Current => _node.Services.GetRequiredService<CurrentLists>();

    private static JsonObject Token(string token, int requests, params string[] scopes) => new()
    {
        ["Name"] = token,
        ["Sha256"] = NewToken.HashOf(token),
        ["Purpose"] = "border-control",
        ["LegalBasis"] = "test-act-1",
        ["Scopes"] = new JsonArray([.. scopes.Select(s => (JsonNode)s)]),
        ["RequestsPerMinute"] = requests,
    };

    private async Task UntilAsync(Func<CurrentLists, bool> reached)
    {
        for (var tries = 0; !reached(Current); tries++)
        {
            tries.ShouldBeLessThan(600, "The node did not read its lists within half a minute.");
            await Task.Delay(50);
        }
    }
}
