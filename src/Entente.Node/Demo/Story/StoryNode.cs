using System.Diagnostics;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Entente.Node.Demo.Story;

/// <summary>One service of the story: a node in a process of its own, with its own folder, database, keys and cookies, and people of the demonstration who are signed in at it.</summary>
/// <param name="code">Its code, of <see cref="All"/>.</param>
/// <param name="folder">Its folder.</param>
/// <param name="port">Its port on this machine.</param>
internal sealed class StoryNode(string code, string folder, int port) : IDisposable
{
    public const string Rabat = "rabat", Washington = "washington", Niamey = "niamey";

    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(2), Between = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<string, HttpClient> _people = new(StringComparer.Ordinal);
    private Process? _process;
    private string _lastError = "";

    /// <summary>The three of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Rabat, Washington, Niamey];

    /// <summary>Its code.</summary>
    public string Code => code;

    /// <summary>Its name as people read it.</summary>
    public string Name => NameOf(code);

    /// <summary>Its folder.</summary>
    public string Folder => folder;

    /// <summary>Its configuration.</summary>
    public string Configuration => Path.Combine(folder, "entente.json");

    /// <summary>Where its desk is. Each has a name of its own on this machine, so that one browser keeps their cookies apart.</summary>
    public Uri Origin { get; } = OriginOf(code, port);

    /// <summary>Where its node is reached: a program resolves no names under localhost.</summary>
    public Uri Here { get; } = new($"http://127.0.0.1:{port}");

    /// <summary>Whether its process lives.</summary>
    public bool IsUp => _process is { HasExited: false };

    /// <summary>Links by which whoever watches signs in, by role.</summary>
    public IReadOnlyList<(string Key, string Link)> Links { get; private set; } = [];

    /// <summary>Makes a configuration of the demonstration that of a service of the story.</summary>
    public static void Configure(JsonObject configuration, string service, int port)
    {
        if (configuration["Accounts"] is JsonObject accounts)
        {
            accounts[nameof(Origin)] = OriginOf(service, port).GetLeftPart(UriPartial.Authority);
        }

        configuration["Listings"] = new JsonObject { ["Service"] = service };
        configuration["Oversight"] = new JsonObject { ["LogName"] = $"demonstration.{service}", ["CheckpointCopies"] = "copies", ["CheckpointEvery"] = "00:00:01" };
        configuration["Exchange"] = new JsonObject
        {
            ["Service"] = service, [nameof(Name)] = NameOf(service), ["Country"] = service switch { Rabat => "MAR", Washington => "USA", _ => "NER" },
            ["Addresses"] = new JsonArray($"http://127.0.0.1:{port}"), ["Offers"] = new JsonArray("notice.new", "request"), ["PullEvery"] = "00:00:01", ["PullAtLeastEvery"] = "00:00:03",
        };
    }

    /// <summary>Starts its process, and signs its people in once it is ready.</summary>
    /// <param name="keep">Whether what is in its folder stays.</param>
    /// <param name="isCutOff">Whether it reaches nobody.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="InvalidOperationException">It has ended, or was not ready in time.</exception>
    public async Task StartAsync(bool keep, bool isCutOff, CancellationToken cancellationToken)
    {
        var links = Path.Combine(Directory.CreateDirectory(folder).FullName, "links.txt");
        File.Delete(links);
        var start = new ProcessStartInfo(Environment.ProcessPath ?? "dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        List<string> words = [Assembly.GetExecutingAssembly().Location, "demo", "--as", code, "--folder", folder, "--port", $"{Origin.Port}", .. keep ? ["--keep"] : Array.Empty<string>()];
        words.ForEach(start.ArgumentList.Add);
        if (isCutOff)
        {
            // Nothing listens there, so whatever it asks others does not get through.
            start.Environment["HTTP_PROXY"] = "http://127.0.0.1:9";
            start.Environment["NO_PROXY"] = "localhost";
        }

        _process = Process.Start(start) ?? throw new InvalidOperationException($"{Name} could not be started.");
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, said) => _lastError = said.Data ?? _lastError;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await UntilAsync(() => Task.FromResult(IsUp ? AreWritten(links) : throw new InvalidOperationException($"{Name} has ended: {_lastError}")), $"{Name} to be ready", cancellationToken);
        foreach (var (key, link) in Read(links))
        {
            _people[key] = await DemoPerson.SignInAsync(Here, Origin, link, cancellationToken);
        }

        // The story has used these up; whoever watches gets others.
        File.Delete(links);
        await _process.StandardInput.WriteLineAsync();
        await _process.StandardInput.FlushAsync(cancellationToken);
        await UntilAsync(() => Task.FromResult(AreWritten(links)), $"links of {Name}", cancellationToken);
        Links = Read(links);
    }

    /// <summary>Kills its process as a power cut does.</summary>
    public async Task KillAsync()
    {
        if (_process is { HasExited: false } process)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }

        foreach (var person in _people.Values)
        {
            person.Dispose();
        }

        _people.Clear();
        Links = [];
    }

    /// <summary>The client of a person of it.</summary>
    public HttpClient PersonOf(string person) => _people[person];

    /// <summary>What a person of it is answered.</summary>
    public async Task<(int Status, JsonElement Answer)> AskAsync(string person, HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body switch { null => null, HttpContent content => content, _ => JsonContent.Create(body) } };
        using var response = await _people[person].SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.StartsWith('{') || text.StartsWith('[') ? JsonSerializer.Deserialize<JsonElement>(text) : default);
    }

    /// <summary>What a person of it is answered who must not be refused.</summary>
    /// <exception cref="InvalidOperationException">It was refused.</exception>
    public async Task<JsonElement> DoAsync(string person, string path, object? body = null)
    {
        var (status, answer) = await AskAsync(person, HttpMethod.Post, path, body ?? new { });
        return status is >= 200 and < 300 ? answer : throw new InvalidOperationException($"{Name} answered {status} to {path}: {answer}");
    }

    /// <summary>What a person of it reads.</summary>
    public async Task<JsonElement> ReadAsync(string person, string path) => (await AskAsync(person, HttpMethod.Get, path)).Answer;

    /// <summary>A file that a person of it is given.</summary>
    public Task<byte[]> FileAsync(string person, string path) => _people[person].GetByteArrayAsync(path);

    /// <summary>Waits until something is so.</summary>
    /// <exception cref="InvalidOperationException">It was not in time.</exception>
    public static async Task UntilAsync(Func<Task<bool>> reached, string what, CancellationToken cancellationToken)
    {
        var since = Stopwatch.StartNew();
        while (!await reached())
        {
            if (since.Elapsed > LongestStart)
            {
                throw new InvalidOperationException($"The story waited for {what} in vain.");
            }

            await Task.Delay(Between, cancellationToken);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_process is { HasExited: false } process)
        {
            process.Kill(entireProcessTree: true);
        }

        _process?.Dispose();
        foreach (var person in _people.Values)
        {
            person.Dispose();
        }
    }

    private static Uri OriginOf(string code, int port) => new($"http://{code}.localhost:{port}");

    private static string NameOf(string code) => $"{char.ToUpperInvariant(code[0])}{code[1..]}";

    // The last of the ten is another administrator.
    private static bool AreWritten(string links) => File.Exists(links) && File.ReadAllText(links) is var text && text.EndsWith('\n') && text.Contains("administrator-2", StringComparison.Ordinal);

    private static List<(string Key, string Link)> Read(string links) => [.. File.ReadAllLines(links).Select(line => line.Split('\t')).Select(parts => (parts[0], parts[2]))];
}
