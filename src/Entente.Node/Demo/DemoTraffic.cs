using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Entente.Formats.Cusres;
using Entente.Formats.Reading;
using Entente.Node.Border.Manifests;

namespace Entente.Node.Demo;

/// <summary>Sends what the timetable brings to the node, over its API and with tokens, as carriers and counters do, and says in a line what came of it.</summary>
internal sealed class DemoTraffic(Uri origin, DemoTokens tokens, TimeProvider time, TextWriter output) : IDisposable
{
    private readonly HttpClient _airline = Client(origin, tokens.Airline), _lines = Client(origin, tokens.Lines), _counters = Client(origin, tokens.Counters);

    /// <summary>Sends the opening at once, then a message at each pace, until it is cancelled.</summary>
    public async Task RunAsync(IEnumerable<DemoMessage> messages, TimeSpan pace, CancellationToken cancellationToken)
    {
        foreach (var (i, message) in messages.Index())
        {
            if (i >= Timetable.Opening)
            {
                await Task.Delay(pace, time, cancellationToken);
            }

            var answer = await SendAsync(message.Content, cancellationToken);
            await output.WriteLineAsync($"{time.GetUtcNow():HH:mm:ss}  {message.Kind,-8}{message.Words}: {answer}");
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _airline.Dispose();
        _lines.Dispose();
        _counters.Dispose();
    }

    private Task<string> SendAsync(DemoContent content, CancellationToken cancellationToken) => content switch
    {
        DemoContent.Manifest manifest => SendManifestAsync(manifest.Text, cancellationToken),
        DemoContent.Crossing crossing => SendCrossingAsync(crossing.Body, cancellationToken),
        DemoContent.Check check => CheckAsync(check.Body, cancellationToken),
        _ => throw new InvalidOperationException("There is no other content."),
    };

    private async Task<string> SendManifestAsync(string text, CancellationToken cancellationToken)
    {
        using var body = new StringContent(text, Encoding.ASCII, "application/EDIFACT");
        using var response = await _airline.PostAsync("/manifests", body, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            return Failed(response);
        }

        await using var answer = await response.Content.ReadAsStreamAsync(cancellationToken);
        return Counted(CusresReader.Read(answer, new Journal()).SelectMany(r => r.Message.Answers).Select(a => CarrierAnswers.CodeOf(a.Status ?? BoardingStatus.InsufficientData)));
    }

    private async Task<string> SendCrossingAsync(object body, CancellationToken cancellationToken)
    {
        using var response = await _lines.PostAsJsonAsync("/crossings", body, cancellationToken);
        return response.IsSuccessStatusCode
            ? Counted((await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("people").EnumerateArray().Select(p => p.GetProperty("status").GetString() ?? ""))
            : Failed(response);
    }

    /// <summary>Whoever may pass does; whoever has to wait stands there until somebody has decided.</summary>
    private async Task<string> CheckAsync(object body, CancellationToken cancellationToken)
    {
        using var response = await _counters.PostAsJsonAsync("/counter/checks", body, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            return Failed(response);
        }

        var check = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        var advice = check.GetProperty("advice").GetString() ?? "";
        if (advice == "pass")
        {
            using var passage = await _counters.PostAsJsonAsync($"/counter/checks/{check.GetProperty("check").GetString()}/passage", new { result = "passed" }, cancellationToken);
            return passage.IsSuccessStatusCode ? "passed" : Failed(passage);
        }

        return advice;
    }

    private static string Counted(IEnumerable<string> statuses) =>
        string.Join(", ", statuses.GroupBy(s => s).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Count()} {g.Key}").DefaultIfEmpty("taken"));

    private static string Failed(HttpResponseMessage response) => $"the node answered {(int)response.StatusCode}";

    private static HttpClient Client(Uri origin, string token) => new() { BaseAddress = origin, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Token", token) } };
}
