using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Entente.Node.Demo;

namespace Entente.Node.Tests.Demo;

/// <summary>The demonstration as somebody starts it: the real program, asked over HTTP.</summary>
public sealed class DemoCommandTests
{
    [Fact]
    public async Task The_demonstration_starts_has_traffic_of_three_kinds_and_says_everywhere_what_it_is()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"entente-demo-{Guid.NewGuid():N}");
        using var demo = Start(folder);
        try
        {
            var origin = await AddressOfAsync(demo);
            using var officer = await SignInAsync(folder, origin, "officer");
            var crossings = await UntilAsync(officer, "/crossings", c => KindsOf(c).Count == 3);
            KindsOf(crossings).ShouldBe(["ferry", "flight", "road"]);
            var encounters = (await UntilAsync(officer, "/encounters?status=all&limit=200", e => e.GetProperty("total").GetInt64() >= 10)).GetProperty("encounters").EnumerateArray().ToList();
            encounters.Select(e => e.GetProperty("state").GetProperty("asks").GetString()).Distinct().Order()
                .ShouldBe(["detain-on-warrant", "discreet-check", "inform", "refuse", "secondary-inspection"]);

            await SendsTheFlightOfTheGuideAsync(folder, origin);
            await IsMarkedAsync(origin);
            await EndsWhenToldAsync(demo);
        }
        finally
        {
            demo.Kill();
            await demo.WaitForExitAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_node_without_demo_accounts_does_not_call_itself_a_demonstration()
    {
        await using var node = await RunningNode.StartEmptyAsync();
        using var answer = await node.Nobody.GetAsync("/sign-in");
        answer.Headers.Contains(Watermark.Header).ShouldBeFalse();
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("invented");
    }

    [Fact]
    public void A_folder_that_no_demonstration_made_stays_as_it_is()
    {
        var folder = Directory.CreateTempSubdirectory("entente-foreign-").FullName;
        var letter = Path.Combine(folder, "letter.txt");
        File.WriteAllText(letter, "Dear colleagues");
        using var demo = new DemoFolder(folder);
        Should.Throw<IOException>(() => demo.Prepare(keep: false));
        Should.Throw<IOException>(() => demo.Prepare(keep: true));
        File.ReadAllText(letter).ShouldBe("Dear colleagues");
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_folder_of_a_demonstration_is_made_afresh_unless_it_is_kept(bool keep)
    {
        var folder = Directory.CreateTempSubdirectory("entente-again-").FullName;
        var before = Path.Combine(folder, "data", "data.txt");
        using (var first = new DemoFolder(folder))
        {
            first.Prepare(keep: false);
            Directory.CreateDirectory(Path.GetDirectoryName(before)!); // It has a folder.
            File.WriteAllText(before, "data");
        }

        using (var again = new DemoFolder(folder))
        {
            again.Prepare(keep);
        }

        File.Exists(before).ShouldBe(keep);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_second_demonstration_does_not_take_the_folder_of_one_that_runs()
    {
        var folder = Directory.CreateTempSubdirectory("entente-twice-").FullName;
        using (var first = new DemoFolder(folder))
        {
            first.Prepare(keep: false);
            File.WriteAllText(first.Links, "links");
            using var second = new DemoFolder(folder);
            Should.Throw<IOException>(() => second.Prepare(keep: false)).Message.ShouldContain("running");
            File.Exists(first.Links).ShouldBeTrue();
        }

        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("--pace")]
    [InlineData("--pace", "0")]
    [InlineData("--port", "70000")]
    [InlineData("--seed", "-1")]
    [InlineData("--host", "0.0.0.0")]
    public async Task A_word_that_is_not_understood_starts_nothing(params string[] words)
    {
        using var error = new StringWriter();
        (await DemoCommand.RunAsync(words, TextWriter.Null, error)).ShouldBe(1);
        error.ToString().ShouldContain("--folder FOLDER");
    }

    private static async Task SendsTheFlightOfTheGuideAsync(string folder, Uri origin)
    {
        using var carrier = new HttpClient { BaseAddress = origin, DefaultRequestHeaders = { { "Authorization", $"Token {(await File.ReadAllTextAsync(Path.Combine(folder, "carrier.token"))).Trim()}" } } };
        using var flight = new StringContent(await File.ReadAllTextAsync(Path.Combine(folder, "flight.edi")), Encoding.ASCII, "application/EDIFACT");
        using var answer = await carrier.PostAsync("/manifests", flight);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var codes = (await answer.Content.ReadAsStringAsync()).Split('\'').Where(s => s.StartsWith("ERC+", StringComparison.Ordinal));
        codes.ShouldBe(["ERC+0Z", "ERC+0Z", "ERC+4Z", "ERC+0Z", "ERC+0Z"]);

        // Nobody else sends under this token, so that the guide finds its own answers.
        (await carrier.GetFromJsonAsync<JsonElement>("/manifests/answers")).GetArrayLength().ShouldBe(1);
    }

    private static async Task IsMarkedAsync(Uri origin)
    {
        using var anybody = new HttpClient { BaseAddress = origin };
        foreach (var (path, status) in new[] { ("/readyz", HttpStatusCode.OK), ("/crossings", HttpStatusCode.Unauthorized), ("/nowhere", HttpStatusCode.NotFound), ("/sign-in", HttpStatusCode.OK) })
        {
            using var answer = await anybody.GetAsync(path);
            answer.StatusCode.ShouldBe(status, path);
            answer.Headers.GetValues(Watermark.Header).ShouldBe(["true"], path);
        }

        (await anybody.GetStringAsync("/sign-in")).ShouldContain("everybody and everything in it is invented");
    }

    private static async Task EndsWhenToldAsync(Process demo)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // Ctrl-C does the same; but where the tests run in the background of a shell, that signal is ignored.
        using var interrupt = Process.Start("kill", ["-TERM", $"{demo.Id}"]);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await demo.WaitForExitAsync(limit.Token);
        demo.ExitCode.ShouldBe(0);
    }

    private static Process Start(string folder)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet") { RedirectStandardOutput = true, RedirectStandardInput = true, UseShellExecute = false };
        foreach (var word in (string[])[Path.Combine(AppContext.BaseDirectory, "entente-node.dll"), "demo", "--one", "--folder", folder, "--port", "0", "--pace", "0.2"])
        {
            start.ArgumentList.Add(word);
        }

        return Process.Start(start) ?? throw new InvalidOperationException("The demonstration could not be started.");
    }

    /// <summary>The address, from the line that says it alone; what follows is read away, so that the program never waits for its reader.</summary>
    private static async Task<Uri> AddressOfAsync(Process demo)
    {
        Uri? origin = null;
        while (await demo.StandardOutput.ReadLineAsync() is { } line)
        {
            origin ??= line.StartsWith("  http://localhost:", StringComparison.Ordinal) ? new Uri(line.Trim()) : null;
            if (origin is not null && line.Contains("Ctrl-C", StringComparison.Ordinal))
            {
                _ = demo.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return origin;
            }
        }

        throw new InvalidOperationException("The demonstration ended before it said where it is.");
    }

    private static async Task<HttpClient> SignInAsync(string folder, Uri origin, string key)
    {
        var line = (await File.ReadAllLinesAsync(Path.Combine(folder, "links.txt"))).Select(l => l.Split('\t')).Single(l => l[0] == key);
        var client = new HttpClient { BaseAddress = origin };
        (await client.PostAsJsonAsync("/sign-in/link", new { link = line[2].Split('#')[1] })).StatusCode.ShouldBe(HttpStatusCode.OK);
        return client;
    }

    private static List<string?> KindsOf(JsonElement crossings) => [.. crossings.EnumerateArray().Select(c => c.GetProperty("kind").GetString()).Distinct().Order()];

    private static async Task<JsonElement> UntilAsync(HttpClient client, string path, Func<JsonElement, bool> reached)
    {
        for (var tries = 0; ; tries++)
        {
            var answer = await client.GetFromJsonAsync<JsonElement>(path);
            if (reached(answer))
            {
                return answer;
            }

            tries.ShouldBeLessThan(150, $"{path} did not come so far within half a minute: {answer}");
            await Task.Delay(200);
        }
    }
}
