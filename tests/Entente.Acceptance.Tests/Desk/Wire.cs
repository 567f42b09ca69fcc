using System.Text.Json;

namespace Entente.Acceptance.Tests.Desk;

/// <summary>What a page costs on the line, as Chromium counts it: headers and compressed bodies of what came over the network, nothing of what the browser still had.</summary>
internal sealed class Wire
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _asked = new(StringComparer.Ordinal);
    private readonly List<(string Address, long Bytes)> _came = [];

    private Wire()
    {
    }

    /// <summary>How a link of a desert post behaves: 64 kbit/s each way, 800 ms from question to answer.</summary>
    public const int SlowBytesPerSecond = 8_000, SlowRoundTripMilliseconds = 800;

    /// <summary>Bytes that came.</summary>
    public long Bytes => Came().Sum(c => c.Bytes);

    /// <summary>What came, in its order.</summary>
    public IReadOnlyList<(string Address, long Bytes)> Came()
    {
        lock (_lock)
        {
            return [.. _came];
        }
    }

    /// <summary>Begins to count.</summary>
    public static async Task<Wire> TapAsync(Visitor visitor)
    {
        var wire = new Wire();
        await visitor.Protocol().SendAsync("Network.enable");
        visitor.Protocol().Event("Network.requestWillBeSent").OnEvent += (_, what) => wire.Note(what, (id, e) => wire._asked[id] = e.GetProperty("request").GetProperty("url").GetString() ?? "");
        visitor.Protocol().Event("Network.loadingFinished").OnEvent += (_, what) => wire.Note(what, (id, e) =>
        {
            var (address, bytes) = (wire._asked.GetValueOrDefault(id, ""), (long)e.GetProperty("encodedDataLength").GetDouble());
            if (bytes > 0 && address.StartsWith("http", StringComparison.Ordinal))
            {
                wire._came.Add((new Uri(address).PathAndQuery, bytes));
            }
        });
        return wire;
    }

    /// <summary>Counts from zero.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _came.Clear();
        }
    }

    /// <summary>Makes the link slow from now on.</summary>
    public static Task SlowAsync(Visitor visitor) => visitor.Protocol().SendAsync("Network.emulateNetworkConditions", new()
    {
        ["offline"] = false, ["latency"] = SlowRoundTripMilliseconds, ["downloadThroughput"] = SlowBytesPerSecond, ["uploadThroughput"] = SlowBytesPerSecond,
    });

    private void Note(JsonElement? what, Action<string, JsonElement> note)
    {
        lock (_lock)
        {
            if (what is { } e)
            {
                note(e.GetProperty("requestId").GetString() ?? "", e);
            }
        }
    }
}
