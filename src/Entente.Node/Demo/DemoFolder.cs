using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Entente.Node.Demo.Story;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;

namespace Entente.Node.Demo;

/// <summary>The folder of a demonstration: configuration, lists, data, keys, links and a token. Only what such a folder was made by is ever deleted.</summary>
internal sealed class DemoFolder(string path) : IDisposable
{
    // A folder without it was made by somebody else; whoever runs in the folder has it open.
    private const string Mark = "DEMONSTRATION.txt";

    private FileStream? _mark;

    /// <summary>The folder.</summary>
    public string Folder { get; } = Path.GetFullPath(path);

    /// <summary>The configuration.</summary>
    public string Configuration => Path.Combine(Folder, "entente.json");

    /// <summary>The token of a carrier, for whoever wants to send a list.</summary>
    public string CarrierToken => Path.Combine(Folder, "carrier.token");

    /// <summary>The links, one role, name and address a line.</summary>
    public string Links => Path.Combine(Folder, "links.txt");

    /// <summary>A passenger list of today to send.</summary>
    public string Flight => Path.Combine(Folder, "flight.edi");

    /// <summary>Makes the folder and holds it until this is disposed of; what is in it goes unless it is kept.</summary>
    /// <exception cref="IOException">The folder has something in it that no demonstration made, or one is running in it.</exception>
    public void Prepare(bool keep)
    {
        var mark = Path.Combine(Folder, Mark);
        if (Directory.Exists(Folder) && Directory.EnumerateFileSystemEntries(Folder).Any() && !File.Exists(mark))
        {
            throw new IOException($"the folder {Folder} is not empty and was made by no demonstration; give an empty one with --folder.");
        }

        Directory.CreateDirectory(Folder);
        _mark = Hold(mark);
        if (!keep)
        {
            Empty(mark);
        }

        var lists = Directory.CreateDirectory(Path.Combine(Folder, "lists")).FullName;
        foreach (var name in (string[])["national-list.csv", "united-list.xml"])
        {
            File.WriteAllText(Path.Combine(lists, name), Resource.Text($"demo.{name}"));
        }
    }

    /// <inheritdoc />
    public void Dispose() => _mark?.Dispose();

    private FileStream Hold(string mark)
    {
        try
        {
            var stream = new FileStream(mark, FileMode.Create, FileAccess.Write, FileShare.None);
            stream.Write("Everybody and everything here is invented. This folder is emptied by the next `entente demo`, unless it is started with --keep.\n"u8);
            stream.Flush();
            return stream;
        }
        catch (IOException busy)
        {
            throw new IOException($"a demonstration is running in {Folder}; end it with Ctrl-C, or give another folder with --folder and another port with --port.", busy);
        }
    }

    private void Empty(string mark)
    {
        foreach (var entry in new DirectoryInfo(Folder).EnumerateFileSystemInfos().Where(e => e.FullName != mark))
        {
            if (entry is DirectoryInfo { LinkTarget: null } directory)
            {
                directory.Delete(recursive: true);
            }
            else
            {
                entry.Delete();
            }
        }
    }

    /// <summary>Writes the configuration and gives the tokens of whoever sends something, by their names. They are new at every start.</summary>
    /// <param name="port">Port on this machine.</param>
    /// <param name="service">Which service of the story the node is; empty for none.</param>
    public DemoTokens Configure(int port, string service = "")
    {
        var tokens = new DemoTokens(NewToken(), NewToken(), NewToken(), NewToken());
        var configuration = new JsonObject
        {
            ["Urls"] = $"http://127.0.0.1:{port}",
            ["Lists"] = new JsonObject { ["Files"] = new JsonArray("lists/national-list.csv", "lists/united-list.xml") },
            ["Listings"] = new JsonObject { ["Service"] = "utopia" },
            ["Border"] = new JsonObject
            {
                ["ServiceName"] = "UTOPIA",
                ["Posts"] = new JsonArray(
                    Post(DemoPosts.Air, "Airport of Amaurot", "Air", DemoPosts.Airport, 29.9, -24.6), Post(DemoPosts.Sea, "Port of Amaurot", "Sea", DemoPosts.Harbour, 27.1, -26.2),
                    Post(DemoPosts.Land, "Bridge over the Anyder", "Land", DemoPosts.Bridge, 31.8, -21.4)),
            },
            ["Oversight"] = new JsonObject { ["LogName"] = "demonstration.utopia", ["CheckpointCopies"] = "copies" },
            ["Catalogue"] = new JsonObject
            {
                ["Version"] = "utopia-1",
                ["Purposes"] = new JsonArray(
                    Purpose("border-control", "border-act-12", Doing.Screen, Doing.Decide), Purpose("watchlisting", "security-act-4", Doing.List, Doing.Screen),
                    Purpose("oversight", "security-act-30", Doing.Oversee), Purpose("administration", "service-act-2", Doing.Run), Purpose("partnership", "service-act-9", Doing.Cooperate)),
            },
            ["Accounts"] = new JsonObject
            {
                ["Demo"] = true, ["IdleLimit"] = "12:00:00",
                ["Tokens"] = new JsonArray(
                    Token("airline of Utopia", tokens.Airline, "manifests"), Token("ferries and coaches of Utopia", tokens.Lines, "manifests"), Token("counters", tokens.Counters, "counter"),
                    Token("whoever tries it", tokens.Visitor, "manifests")),
            },
        };
        if (service.Length > 0)
        {
            StoryNode.Configure(configuration, service, port);
        }

        File.WriteAllText(Configuration, "// A demonstration: everybody and everything in it is invented. Written anew at every start.\n" + configuration.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n");
        WriteSecret(CarrierToken, tokens.Visitor + "\n");
        return tokens;
    }

    /// <summary>Writes a file that its owner alone reads.</summary>
    public static void WriteSecret(string path, string content)
    {
        using var writer = new StreamWriter(SecretFile.Create(path));
        writer.Write(content);
    }

    private static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    // Utopia lies in the Atlantic, where there is no land.
    private static JsonObject Post(string code, string name, string kind, string place, double latitude, double longitude) =>
        new() { ["Code"] = code, ["Name"] = name, ["Kind"] = kind, ["Places"] = new JsonArray(place), ["Latitude"] = latitude, ["Longitude"] = longitude };

    private static JsonObject Purpose(string code, string legalBasis, params string[] doings) => new()
    {
        ["Code"] = code, ["LegalBases"] = new JsonArray(legalBasis), ["Keep"] = new JsonObject(doings.Select(d => KeyValuePair.Create(d, (JsonNode?)"183.00:00:00"))),
    };

    private static JsonObject Token(string name, string token, string scope) => new()
    {
        ["Name"] = name, ["Sha256"] = Accounts.NewToken.HashOf(token), ["Purpose"] = "border-control", ["LegalBasis"] = "border-act-12", ["Scopes"] = new JsonArray(scope), ["RequestsPerMinute"] = 100_000,
    };
}

/// <summary>The tokens of whoever sends something.</summary>
/// <param name="Airline">The airline's.</param>
/// <param name="Lines">That of ferries and coaches.</param>
/// <param name="Counters">That of the counters.</param>
/// <param name="Visitor">A carrier's that nobody uses but who tries the demonstration, so that he hears of his own lists only.</param>
internal sealed record DemoTokens(string Airline, string Lines, string Counters, string Visitor);
