using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Entente.Acceptance.Tests;

/// <summary>
/// The pictures of the guides. Beside each lies what an assistive technology reads on that page; where that has changed the picture is old and the test
/// fails. `./pictures` takes them all anew.
/// </summary>
internal static partial class Picture
{
    private static readonly bool IsTaking = Environment.GetEnvironmentVariable("ENTENTE_PICTURES") == "take";

    /// <summary>Takes a picture, or makes sure that the one in the guide still shows what the page says.</summary>
    /// <param name="visitor">Who looks at the page.</param>
    /// <param name="name">Name of the picture, without extension.</param>
    /// <param name="whole">Whether the whole page is shown, not what fits into the window alone.</param>
    public static async Task ShowAsync(this Visitor visitor, string name, bool whole = false)
    {
        var said = Steady(await visitor.Page.Locator("main").AriaSnapshotAsync());
        var text = Path.Combine(Folder(), name + ".txt");
        if (IsTaking)
        {
            Directory.CreateDirectory(Folder());
            await visitor.Page.ScreenshotAsync(new() { Path = Path.Combine(Folder(), name + ".png"), FullPage = whole, Animations = ScreenshotAnimations.Disabled, Caret = ScreenshotCaret.Hide });
            await File.WriteAllTextAsync(text, said);
        }

        File.Exists(text).ShouldBeTrue($"There is no picture {name}; run ./pictures.");
        said.ShouldBe(await File.ReadAllTextAsync(text), $"The picture {name} is old; run ./pictures and look at it.");
    }

    /// <summary>Takes a picture of a page whose words the test that shows it reads by itself.</summary>
    /// <param name="page">The page.</param>
    /// <param name="name">Name of the picture, without extension.</param>
    public static async Task TakeAsync(IPage page, string name)
    {
        if (IsTaking)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(Folder(), name + ".png"), FullPage = true, Animations = ScreenshotAnimations.Disabled });
        }
    }

    private static string Folder([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here) ?? "", "../../docs/guide/pictures"));

    /// <summary>What differs from run to run is left out: times that go on, random ids, addresses and hashes, what is free of this machine's disk.</summary>
    private static string Steady(string said) => Changing().Replace(said, "…").ReplaceLineEndings("\n") + "\n";

    [GeneratedRegex(@"−?\d+:\d\d(:\d\d)?|\d{4}-\d\d-\d\d|[0-9a-f]{12,64}|/desk/[a-z]+/[A-Za-z0-9_-]{6,}|127\.0\.0\.1:\d+|http://localhost:\d+[^\s""]*|[\d,]+ MB", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Changing();
}
