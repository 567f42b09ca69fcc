using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Entente.Node;

namespace Entente.Benchmarks.Border;

/// <summary>A real node with many encounters in its queue: how long its pages take on the server, each recorded durably before it is answered.</summary>
internal static class DeskLoad
{
    private const int Names = 20_000, Warm = 30, Times = 200;

    /// <summary>Fills the queue with so many encounters by passenger lists, then asks for pages, one after the other.</summary>
    public static async Task RunAsync(int encounters, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("entente-bench-").FullName;
        try
        {
            await BorderLoad.WriteAsync(folder, Names);
            await using var node = NodeHost.Build(["--config", Path.Combine(folder, "entente.json"), "--Logging:LogLevel:Default=None"]);
            await node.StartAsync();
            using var client = new HttpClient { BaseAddress = new Uri(node.Urls.First()) };
            while (!(await client.GetAsync("/readyz")).IsSuccessStatusCode)
            {
                await Task.Delay(100);
            }

            using var officer = await BorderLoad.SignInAsync(node, client, "officer");
            officer.DefaultRequestHeaders.Add("Accept-Encoding", "br");
            using var reader = await BorderLoad.SignInAsync(node, client, "reader");
            var (waiting, id) = await FillAsync(client, reader, encounters);
            await output.WriteLineAsync($"{waiting} encounters wait; each page {Times} times, compressed with brotli and recorded, after {Warm} to warm up");
            foreach (var path in (string[])["/desk/queue", $"/desk/queue?page={(waiting / 50) - 1}", "/desk/queue?status=all", "/desk/queue/rows", $"/desk/encounters/{id}", "/desk/crossings", "/desk/counter"])
            {
                await output.WriteLineAsync(await TimeAsync(officer, path));
            }

            await node.StopAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(long Waiting, string Id)> FillAsync(HttpClient client, HttpClient reader, int encounters)
    {
        for (var flight = 0; ; flight++)
        {
            await BorderLoad.SendOneAsync(client, flight, Names);
            if (flight % 10 == 9 && await reader.GetFromJsonAsync<JsonElement>("/encounters?status=waiting&limit=1") is var page && page.GetProperty("total").GetInt64() is var total && total >= encounters)
            {
                return (total, page.GetProperty("encounters")[0].GetProperty("state").GetProperty("id").GetString() ?? "");
            }
        }
    }

    private static async Task<string> TimeAsync(HttpClient officer, string path)
    {
        var times = new List<double>(Times);
        var bytes = 0;
        for (var i = -Warm; i < Times; i++)
        {
            var started = Stopwatch.GetTimestamp();
            bytes = (await officer.GetByteArrayAsync(path)).Length;
            if (i >= 0)
            {
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        times.Sort();
        return $"{path}: half within {times[Times / 2]:F1} ms, 99 of 100 within {times[Times * 99 / 100]:F1} ms, all within {times[^1]:F1} ms; {bytes} bytes";
    }
}
