using System.Globalization;
using Entente.Node.Demo.Story;

namespace Entente.Node.Demo;

/// <summary>What `entente demo` was asked for.</summary>
internal sealed record DemoRequest
{
    private static readonly TimeSpan Fastest = TimeSpan.FromSeconds(0.05), Slowest = TimeSpan.FromHours(1);

    /// <summary>The folder of its own.</summary>
    public string Folder { get; init; } = "entente-demo";

    /// <summary>Whether what is in the folder stays.</summary>
    public bool Keep { get; init; }

    /// <summary>Port on this machine; 0 for any free one.</summary>
    public int Port { get; init; } = 8080;

    /// <summary>Between two messages. 0.05 seconds to an hour.</summary>
    public TimeSpan Pace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>From which all travellers come.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Whether one node with people arriving starts, in place of three services that tell a story to each other.</summary>
    public bool One { get; init; }

    /// <summary>Which service of the story the node is, of <see cref="StoryNode.All"/>; empty for the node with traffic. The story gives it to the nodes that it starts.</summary>
    public string As { get; init; } = "";

    /// <summary>Reads the words of the command; the fault is null where there is none.</summary>
    public static (DemoRequest Request, string? Fault) Read(IReadOnlyList<string> words)
    {
        var request = new DemoRequest();
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i] == "--keep")
            {
                request = request with { Keep = true };
                continue;
            }

            if (words[i] == "--one")
            {
                request = request with { One = true };
                continue;
            }

            if (i + 1 == words.Count || request.With(words[i], words[i + 1]) is not { } next)
            {
                return (request, $"`{words[i]}` is not understood; allowed are --folder FOLDER, --keep, --one, --port 0 to 65535, --pace SECONDS from 0.05 to 3600, and --seed NUMBER.");
            }

            (request, i) = (next, i + 1);
        }

        return (request, null);
    }

    private DemoRequest? With(string key, string value) => key switch
    {
        "--folder" when value.Length > 0 => this with { Folder = value },
        "--port" when ushort.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) => this with { Port = port },
        "--pace" when double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            && seconds >= Fastest.TotalSeconds && seconds <= Slowest.TotalSeconds => this with { Pace = TimeSpan.FromSeconds(seconds) },
        "--as" when StoryNode.All.Contains(value) => this with { As = value },
        "--seed" when ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed) => this with { Seed = seed },
        _ => null,
    };
}
