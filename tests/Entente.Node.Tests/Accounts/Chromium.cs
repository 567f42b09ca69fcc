using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Entente.Node.Tests.Accounts;

/// <summary>One page of a real Chromium, driven over its DevTools protocol, with a virtual authenticator for passkeys.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private const string Program = "/usr/bin/chromium";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly string _profile;
    private readonly ClientWebSocket _socket = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode>> _waiting = new();
    private readonly CancellationTokenSource _closing = new();
    private int _last;
    private string _session = "";

    private Chromium(Process process, string profile) => (_process, _profile) = (process, profile);

    /// <summary>Skips the test where there is no Chromium.</summary>
    public static void SkipWhereMissing() => Assert.SkipUnless(File.Exists(Program), $"There is no {Program} here; install the package chromium to have the pages tried in a browser.");

    /// <summary>Starts a browser with an empty profile and an authenticator.</summary>
    public static async Task<Chromium> StartAsync()
    {
        var profile = Directory.CreateTempSubdirectory("entente-chromium-").FullName;
        var start = new ProcessStartInfo(Program) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in (string[])["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-dev-shm-usage", "--remote-debugging-port=0", $"--user-data-dir={profile}", "about:blank"])
        {
            start.ArgumentList.Add(argument);
        }

        var browser = new Chromium(Process.Start(start) ?? throw new InvalidOperationException("Chromium could not be started."), profile);
        await browser.ConnectAsync();
        return browser;
    }

    /// <summary>Opens an address and waits until its script is ready.</summary>
    public async Task OpenAsync(string address)
    {
        // An address that differs behind the # alone would not be loaded anew.
        await SendAsync("Page.navigate", new() { ["url"] = "about:blank" });
        await SendAsync("Page.navigate", new() { ["url"] = address });
        await UntilAsync("document.querySelector('main')?.dataset.ready === 'true'");
    }

    /// <summary>Fills in a field.</summary>
    public Task FillAsync(string selector, string text) => EvaluateAsync($"document.querySelector({Text(selector)}).value = {Text(text)}");

    /// <summary>Clicks.</summary>
    public Task ClickAsync(string selector) => EvaluateAsync($"document.querySelector({Text(selector)}).click()");

    /// <summary>Presses a key, as somebody at a keyboard does.</summary>
    public async Task PressAsync(string key)
    {
        var text = key == "Enter" ? "\r" : key;
        await SendAsync("Input.dispatchKeyEvent", new() { ["type"] = "keyDown", ["key"] = key, ["text"] = text, ["windowsVirtualKeyCode"] = key == "Enter" ? 13 : char.ToUpperInvariant(key[0]) });
        await SendAsync("Input.dispatchKeyEvent", new() { ["type"] = "keyUp", ["key"] = key });
    }

    /// <summary>What is written on the page.</summary>
    public async Task<string> TextAsync(string selector = "body") => (await EvaluateAsync($"document.querySelector({Text(selector)})?.innerText ?? ''"))?.GetValue<string>() ?? "";

    /// <summary>Waits until a page of that path is ready.</summary>
    public Task UntilAtAsync(string path) => UntilAsync($"location.pathname === {Text(path)} && document.querySelector('main')?.dataset.ready === 'true'");

    /// <summary>Waits until an expression is true.</summary>
    public async Task UntilAsync(string expression)
    {
        var waited = Stopwatch.StartNew();
        while ((await EvaluateAsync(expression))?.GetValue<bool>() != true)
        {
            waited.Elapsed.ShouldBeLessThan(Patience, $"{expression} did not come true; the page says: {await TextAsync()}");
            await Task.Delay(50);
        }
    }

    /// <summary>Sends a command of the protocol.</summary>
    public async Task<JsonNode> SendAsync(string method, JsonObject? parameters = null)
    {
        var id = Interlocked.Increment(ref _last);
        var answer = _waiting[id] = new TaskCompletionSource<JsonNode>(TaskCreationOptions.RunContinuationsAsynchronously);
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] };
        if (_session.Length > 0)
        {
            message["sessionId"] = _session;
        }

        await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, endOfMessage: true, _closing.Token);
        var got = await answer.Task.WaitAsync(Patience);
        return got["error"] is { } error ? throw new InvalidOperationException($"{method}: {error["message"]}") : got["result"]!; // An answer has one or the other.
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _socket.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _closing.Dispose();
        try
        {
            Directory.Delete(_profile, recursive: true);
        }
        catch (IOException)
        {
            // A child that is still dying may write a last file.
        }
    }

    private async Task ConnectAsync()
    {
        await _socket.ConnectAsync(new Uri(await AddressAsync()), _closing.Token);
        _ = ListenAsync();
        var target = await SendAsync("Target.createTarget", new() { ["url"] = "about:blank" });
        var attached = await SendAsync("Target.attachToTarget", new() { ["targetId"] = target["targetId"]!.GetValue<string>(), ["flatten"] = true }); // A made target has an id.
        _session = attached["sessionId"]!.GetValue<string>(); // And a session.
        await SendAsync("Page.enable");
        await SendAsync("WebAuthn.enable");
        await AddAuthenticatorAsync();
    }

    /// <summary>A further authenticator, as a second device would be.</summary>
    public Task<JsonNode> AddAuthenticatorAsync() => SendAsync("WebAuthn.addVirtualAuthenticator", new()
    {
        ["options"] = new JsonObject
        {
            ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true,
            ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
        },
    });

    /// <summary>The address that the browser names on standard error.</summary>
    private async Task<string> AddressAsync()
    {
        const string mark = "DevTools listening on ";
        using var patience = new CancellationTokenSource(Patience);
        while (await _process.StandardError.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith(mark, StringComparison.Ordinal))
            {
                _ = _process.StandardError.ReadToEndAsync(_closing.Token);
                return line[mark.Length..];
            }
        }

        throw new InvalidOperationException("Chromium ended before it said where it listens.");
    }

    private async Task ListenAsync()
    {
        var buffer = new byte[1 << 16];
        using var message = new MemoryStream();
        try
        {
            while (await _socket.ReceiveAsync(buffer, _closing.Token) is { MessageType: WebSocketMessageType.Text } part)
            {
                message.Write(buffer, 0, part.Count);
                if (part.EndOfMessage)
                {
                    var node = JsonNode.Parse(message.ToArray());
                    message.SetLength(0);
                    if (node?["id"] is { } id && _waiting.TryRemove(id.GetValue<int>(), out var waiting))
                    {
                        waiting.SetResult(node);
                    }
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // The browser is being closed.
        }
    }

    private async Task<JsonNode?> EvaluateAsync(string expression)
    {
        try
        {
            var result = await SendAsync("Runtime.evaluate", new() { ["expression"] = expression, ["returnByValue"] = true, ["userGesture"] = true });
            return result["result"]?["value"];
        }
        catch (InvalidOperationException)
        {
            // The page is being replaced by another; whoever waits asks again.
            return null;
        }
    }

    private static string Text(string text) => JsonSerializer.Serialize(text);
}
