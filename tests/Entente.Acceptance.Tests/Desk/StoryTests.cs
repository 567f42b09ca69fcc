using System.Diagnostics;
using Microsoft.Playwright;

namespace Entente.Acceptance.Tests.Desk;

/// <summary>Three nodes in three processes, and the page on which their story is told, in a real browser.</summary>
public sealed class StoryTests(Chromium chromium)
{
    private static readonly string[] Chapters =
    [
        "Three nodes start", "Three services become partners", "Rabat opens its programme with Washington", "Washington shares whom it seeks, and Rabat adopts it", "A passenger list of 180 has one alert", "A lone officer tries to refuse him, and cannot",
        "Washington answers: not him", "A second traveller is confirmed, and two people sign", "Niamey is killed, and Rabat takes a listing back", "A bundle goes to Niamey by file",
        "One row of Rabat's database is edited", "An old backup of Rabat is restored, and Washington notices",
    ];

    [Fact]
    public async Task The_story_of_three_services_runs_to_its_end()
    {
        var folder = Directory.CreateTempSubdirectory("entente-story-").FullName;
        using var demo = Start(folder);
        try
        {
            var page = await chromium.OpenAsync(await AddressOfAsync(demo));
            await EndAsync(page);
            (await page.Locator("h3").AllInnerTextsAsync()).Select(h => h.Split('\n')[^1].Trim().TrimStart("0123456789 ".ToCharArray())).ShouldBe(Chapters);
            var said = await page.Locator("main").InnerTextAsync();
            said.ShouldContain("has not confirmed that this is the person");
            said.ShouldContain("2 of 2 have answered");
            said.ShouldContain("Entry 12 is not what was recorded");
            said.ShouldContain("Rabat's record is shorter than what Washington holds");
            await Picture.TakeAsync(page, "story");
            await LooksAtWashingtonAsync(page);
        }
        finally
        {
            demo.Kill(entireProcessTree: true);
            await demo.WaitForExitAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Whoever watches signs in at a desk by a link of the page, and sees there what was told.</summary>
    private static async Task LooksAtWashingtonAsync(IPage page)
    {
        var washington = page.Locator(".heads > section").Nth(1);
        await washington.Locator("summary").ClickAsync();
        await washington.GetByRole(AriaRole.Link, new() { Name = "liaison", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Conversations" }).WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Partners", Exact = true }).ClickAsync();
        (await page.Locator("main").InnerTextAsync()).ShouldContain("Rabat");
    }

    private static async Task EndAsync(IPage page)
    {
        var since = Stopwatch.StartNew();
        while (await page.Locator(".end").InnerTextAsync() is var end && !end.StartsWith("That was", StringComparison.Ordinal))
        {
            end.ShouldNotContain("broke off");
            since.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(6), end);
            await Task.Delay(500);
        }
    }

    private static Process Start(string folder)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var word in (string[])[Path.Combine(AppContext.BaseDirectory, "entente-node.dll"), "demo", "--folder", folder, "--port", "0", "--pace", "0.1"])
        {
            start.ArgumentList.Add(word);
        }

        return Process.Start(start) ?? throw new InvalidOperationException("The demonstration could not be started.");
    }

    private static async Task<Uri> AddressOfAsync(Process demo)
    {
        while (await demo.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("  http://", StringComparison.Ordinal))
            {
                _ = demo.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return new Uri(line.Trim());
            }
        }

        throw new InvalidOperationException("The demonstration ended before it said where it is.");
    }
}
