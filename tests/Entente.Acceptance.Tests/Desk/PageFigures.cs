using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Entente.Node.Accounts;
using Microsoft.Playwright;

namespace Entente.Acceptance.Tests.Desk;

/// <summary>Weight and timing of every page, measured in the browser and written into docs/design/performance.md. Run by hand: nothing depends on the machine's time.</summary>
public sealed partial class PageFigures(Chromium chromium, FilledNode filled) : IClassFixture<FilledNode>
{
    [Fact(Explicit = true)]
    public async Task Write()
    {
        var table = new StringBuilder("| page | first load, kB | later, kB | local: ready, first paint, ms | slow link, first visit: ready, s | slow link, later: ready, first paint, s |\n|---|---|---|---|---|---|\n");
        foreach (var page in DeskPage.All)
        {
            var first = await MeasureAsync(page, slow: false);
            var slow = await MeasureAsync(page, slow: true);
            table.Append(CultureInfo.InvariantCulture, $"| {page.Name} | {first.FirstBytes / 1000.0:F1} | {first.LaterBytes / 1000.0:F1} | {first.Later.Ready:F0}, {first.Later.Paint:F0} | {slow.First.Ready / 1000:F1} | {slow.Later.Ready / 1000:F1}, {slow.Later.Paint / 1000:F1} |\n");
        }

        var file = PathOfDocument();
        await File.WriteAllTextAsync(file, Place().Replace(await File.ReadAllTextAsync(file), $"<!-- pages -->\n{table}<!-- end of pages -->"));
    }

    /// <summary>From the sending of a passenger list to its hit on a queue that is open.</summary>
    [Fact(Explicit = true)]
    public async Task WriteHits()
    {
        string[] names = ["ALAOUI", "BERRADA", "CHRAIBI", "DAOUDI", "FILALI", "GHARBI", "HAJJI", "IDRISSI", "JOUHARI", "KETTANI"];
        await using var node = await BorderCalls.StartAsync([.. names.Select((n, i) => $"L{i},Nadia {n},primary,1991-03-06,MAR,F,")]);
        await using var officer = await chromium.VisitAsync(node, "amina", Role.Officer);
        await officer.GoAsync("/desk/queue");
        await officer.Page.Locator("html[data-live=true]").WaitForAsync();
        var took = new List<double>();
        foreach (var name in names)
        {
            await Task.Delay(2_000);
            var watch = Stopwatch.StartNew();
            await BorderCalls.SendAsync(node, Flight.Message().Replace("CHOUKRI", name, StringComparison.Ordinal).Replace("UT417", $"UT{took.Count + 1}", StringComparison.Ordinal));
            await officer.UntilSaysAsync($"{name} NADIA");
            took.Add(watch.Elapsed.TotalMilliseconds);
        }

        took.Sort();
        var file = PathOfDocument();
        var said = string.Create(CultureInfo.InvariantCulture, $"From the sending of a passenger list to its hit on a queue that is open, ten times: half within {took[5]:F0} ms, all within {took[^1]:F0} ms.");
        await File.WriteAllTextAsync(file, PlaceOfHits().Replace(await File.ReadAllTextAsync(file), $"<!-- hits -->\n{said}\n<!-- end of hits -->"));
    }

    private async Task<(long FirstBytes, long LaterBytes, Timing First, Timing Later)> MeasureAsync(DeskPage page, bool slow)
    {
        await using var visitor = await chromium.VisitAsync(filled.Node, "amina", page.As);
        visitor.Page.SetDefaultTimeout(120_000);
        var wire = await Wire.TapAsync(visitor);
        if (slow)
        {
            await Wire.SlowAsync(visitor);
        }

        var first = await GoAsync(visitor, page);
        var firstBytes = wire.Bytes;
        wire.Clear();
        var later = await GoAsync(visitor, page);
        return (firstBytes, wire.Bytes, first, later);
    }

    private async Task<Timing> GoAsync(Visitor visitor, DeskPage page)
    {
        await visitor.GoAsync(page.Path(filled));
        await visitor.Page.WaitForLoadStateAsync(LoadState.Load);
        (await BorderCalls.UntilAsync(() => visitor.Page.EvaluateAsync<bool>("performance.getEntriesByName('first-contentful-paint').length > 0"))).ShouldBeTrue("The browser painted nothing.");
        return JsonSerializer.Deserialize<Timing>(await visitor.Page.EvaluateAsync<string>(
            "JSON.stringify({ Ready: performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd, Paint: performance.getEntriesByName('first-contentful-paint')[0].startTime })"))
            ?? throw new InvalidOperationException("The browser measured nothing.");
    }

    private static string PathOfDocument([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here) ?? "", "../../../docs/design/performance.md"));

    [GeneratedRegex("<!-- pages -->.*<!-- end of pages -->", RegexOptions.Singleline, 1000)]
    private static partial Regex Place();

    [GeneratedRegex("<!-- hits -->.*<!-- end of hits -->", RegexOptions.Singleline, 1000)]
    private static partial Regex PlaceOfHits();

    private sealed record Timing(double Ready, double Paint);
}
