using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using Entente.Ledger.Entries;
using Entente.Node.Accounts;
using Entente.Node.Border.Posts;
using Entente.Node.Border.Posts.Snapshots;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Entente.Node.Tests.Border.Posts;

/// <summary>A main node and a post without a link, two real nodes with a key in common. Snapshots go by file; records over the link, where a test wants one.</summary>
internal sealed class PostAndMain : IAsyncDisposable
{
    public const string Name = "tarfaya";

    private RunningNode? _post;
    private int _put;

    private PostAndMain(RunningNode main, string key, string folder, SetTime time) => (Main, KeyFile, Folder, MainTime) = (main, key, folder, time);

    public RunningNode Main { get; private set; }

    public RunningNode Post => _post ?? throw new InvalidOperationException("The test has not started the post.");

    /// <summary>The key that they share.</summary>
    public string KeyFile { get; }

    /// <summary>Where files lie that are carried.</summary>
    public string Folder { get; }

    /// <summary>The file in which the post looks for snapshots.</summary>
    public string Snapshot => Path.Combine(Folder, "snapshot");

    /// <summary>The clock of the post.</summary>
    public SetTime Time { get; } = new();

    /// <summary>The clock of the main node.</summary>
    public SetTime MainTime { get; }

    /// <summary>The link from post to main node.</summary>
    public CutLink Link { get; } = new();

    /// <summary>Starts a main node with these rows on its list.</summary>
    public static async Task<PostAndMain> StartMainAsync(params string[] rows)
    {
        var time = new SetTime();
        var main = await RunningNode.StartAsync(configuration => configuration["Border"] = Posts(), services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(time)), rows);
        var output = new StringWriter();
        SnapshotCommands.MakeKey([Name, "--config", Path.Combine(main.Folder, "entente.json")], output, output).ShouldBe(0, output.ToString());
        return new PostAndMain(main, Path.Combine(main.Folder, "keys", "posts", Name + ".key"), Directory.CreateTempSubdirectory("entente-carried-").FullName, time);
    }

    /// <summary>Starts both, the post with a snapshot of now.</summary>
    public static async Task<PostAndMain> StartAsync(params string[] rows)
    {
        var both = await StartMainAsync(rows);
        await both.FetchAsync(both.Snapshot);
        await both.StartPostAsync();
        return both;
    }

    /// <summary>Starts the post.</summary>
    public async Task StartPostAsync(Action<JsonObject>? configure = null)
    {
        var vkey = (await File.ReadAllTextAsync(Path.Combine(Main.Folder, "data", "log", "vkey"))).Trim();
        await File.WriteAllTextAsync(Path.Combine(Folder, "token"), "post\n");
        _post = await RunningNode.StartAsync(
            configuration =>
            {
                configuration["Border"] = Posts();
                configuration["Lists"] = new JsonObject { ["Refresh"] = "00:00:01", [nameof(Snapshot)] = new JsonObject { ["File"] = Snapshot, ["VerifierKey"] = vkey, [nameof(KeyFile)] = KeyFile } };
                configuration[nameof(Post)] = new JsonObject { ["Name"] = Name, ["TokenFile"] = Path.Combine(Folder, "token"), ["HandOverEvery"] = "1.00:00:00" };
                configure?.Invoke(configuration);
            },
            Replace);
    }

    /// <summary>Stops the post and starts it again in its folder.</summary>
    public async Task RestartPostAsync()
    {
        await Post.StopAsync();
        _post = await RunningNode.StartInAsync(Post.Folder, Replace);
    }

    /// <summary>Stops the main node and starts it again in its folder, at another port.</summary>
    public async Task RestartMainAsync()
    {
        await Main.StopAsync();
        Main = await RunningNode.StartInAsync(Main.Folder, services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(MainTime)));
        Link.To = Main.Nobody.BaseAddress;
    }

    /// <summary>Fetches a snapshot from the main node into a file.</summary>
    public async Task FetchAsync(string file)
    {
        using var client = Main.With("post");
        await File.WriteAllBytesAsync(file + ".new", await client.GetByteArrayAsync($"/post/snapshot?post={Name}"));
        File.Move(file + ".new", file, overwrite: true);
    }

    /// <summary>Puts a file where the post looks for snapshots, whole at once: the post may be reading the one before.</summary>
    public async Task PutAsync(byte[] snapshot)
    {
        await File.WriteAllBytesAsync(Snapshot + ".new", snapshot);
        File.SetLastWriteTimeUtc(Snapshot + ".new", DateTime.UtcNow.AddSeconds(_put++));
        File.Move(Snapshot + ".new", Snapshot, overwrite: true);
    }

    /// <summary>Lets the post look for a snapshot now.</summary>
    public Task LookAsync() => Post.Services.GetRequiredService<TakeSnapshots>().LookAsync(CancellationToken.None);

    /// <summary>Checks somebody at a counter of the post.</summary>
    public async Task<JsonElement> CheckAsync(string family, string given, string birth, string document = "", RunningNode? at = null)
    {
        using var officer = (at ?? Post).As("amina", Role.Officer);
        var response = await officer.PostAsJsonAsync(
            "/counter/checks", new { post = "OUJ-ROAD", direction = "entry", typed = new { familyName = family, givenNames = given, birthDate = birth, documentNumber = document, documentIssuer = "MAR" } });
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>How often a node has recorded an action.</summary>
    public static int Recorded(RunningNode node, string action)
    {
        using var connection = node.Services.GetRequiredService<Node.Storage.Database>().Open();
        return connection.Query<byte[]>("SELECT entry FROM ledger_entry ORDER BY sequence").Count(bytes => LedgerEntryFormat.TryDecode(bytes, out var entry, out _) && entry.Action == action);
    }

    /// <summary>What /readyz of the post says.</summary>
    public async Task<(int Code, string Status, string Why)> ReadyAsync()
    {
        var response = await Post.Nobody.GetAsync("/readyz");
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        return ((int)response.StatusCode, answer.GetProperty("status").GetString() ?? "", answer.GetProperty("why").GetString() ?? "");
    }

    public async ValueTask DisposeAsync()
    {
        if (_post is not null)
        {
            await _post.DisposeAsync();
        }

        await Main.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private static JsonObject Posts() => new()
    {
        ["Posts"] = new JsonArray(
            new JsonObject { ["Code"] = "CMN-AIR", ["Name"] = "Airport", ["Kind"] = "Air", ["Places"] = new JsonArray("CMN") },
            new JsonObject { ["Code"] = "OUJ-ROAD", ["Name"] = "Road", ["Kind"] = "Land", ["Places"] = new JsonArray("OUJ") }),
    };

    private void Replace(IServiceCollection services)
    {
        Link.To = Main.Nobody.BaseAddress;
        services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Time));
        services.Replace(ServiceDescriptor.Singleton(p => new MainNode(p.GetRequiredService<IOptions<OfflinePostOptions>>(), p.GetRequiredService<IConfiguration>(), Link.Open())));
    }
}
