using Entente.Node.Accounts;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Entente.Acceptance.Tests.Chromium))]

namespace Entente.Acceptance.Tests;

/// <summary>Debian's Chromium, started once for all tests here and driven by Playwright; every visitor has a profile of their own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    // Without its windows the browser takes two thirds of the time.
    private static readonly string? Program = Array.Find(["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"], File.Exists);

    private static readonly string[] Usual = ["--no-sandbox", "--disable-dev-shm-usage"];

    private readonly SemaphoreSlim _starting = new(1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private IBrowser? _drawing;

    public async ValueTask InitializeAsync()
    {
        if (Program is null)
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await StartAsync("--disable-gpu");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var browser in (IBrowser?[])[_browser, _drawing])
        {
            if (browser is not null)
            {
                await browser.DisposeAsync();
            }
        }

        _playwright?.Dispose();
        _starting.Dispose();
    }

    /// <summary>A page of whatever listens at an address.</summary>
    internal async Task<IPage> OpenAsync(Uri address)
    {
        Assert.SkipUnless(_browser is not null, "There is no Chromium here; install the package chromium-headless-shell (Debian) to have the pages tried in a browser.");
        var page = await _browser.NewPageAsync();
        page.SetDefaultTimeout(20_000);
        await page.GotoAsync(address.ToString());
        return page;
    }

    /// <summary>Somebody at a browser who has not signed in.</summary>
    internal async Task<Visitor> VisitAsync(RunningNode node, Look? look = null)
    {
        Assert.SkipUnless(_browser is not null, "There is no Chromium here; install the package chromium-headless-shell (Debian) to have the pages tried in a browser.");
        look ??= new Look();
        var context = await (look.Draws ? await DrawingAsync() : _browser).NewContextAsync(new()
        {
            BaseURL = node.Nobody.BaseAddress?.ToString(),
            Locale = look.Language,
            ColorScheme = look.Dark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new() { Width = look.Width, Height = look.Height },
            ForcedColors = look.ForcedColors ? ForcedColors.Active : ForcedColors.None,
            Contrast = look.MoreContrast ? Contrast.More : Contrast.NoPreference,
            ReducedMotion = look.IsStill ? ReducedMotion.Reduce : ReducedMotion.NoPreference,
        });
        context.SetDefaultTimeout(20_000);
        var page = await context.NewPageAsync();
        return new Visitor(context, page, await context.NewCDPSessionAsync(page), node);
    }

    /// <summary>Somebody at a browser who has an account with these roles and has signed in.</summary>
    internal async Task<Visitor> VisitAsync(RunningNode node, string name, string role, Look? look = null)
    {
        var visitor = await VisitAsync(node, look);
        await SignInAsync(visitor, name, role);
        return visitor;
    }

    /// <summary>A browser with WebGL, which is worked out by the processor and so is slow: started for whoever needs it.</summary>
    private async Task<IBrowser> DrawingAsync()
    {
        await _starting.WaitAsync();
        try
        {
            return _drawing ??= await StartAsync("--use-angle=swiftshader", "--enable-unsafe-swiftshader");
        }
        finally
        {
            _starting.Release();
        }
    }

    private Task<IBrowser> StartAsync(params string[] more) =>
        _playwright?.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = [.. Usual, .. more] }) ?? throw new InvalidOperationException("Playwright was not started.");

    /// <summary>Somebody else, or the same person again, signs in at this browser.</summary>
    internal static async Task SignInAsync(Visitor visitor, string name, string role) => await visitor.SignInAsync(await TestAccounts.AddAsync(visitor.Node, name, role));
}

/// <summary>How somebody looks at the desk.</summary>
/// <param name="Language">What the browser asks for.</param>
/// <param name="Dark">Whether the browser asks for dark pages.</param>
/// <param name="Width">Of the window, pixels; 390 is a phone.</param>
/// <param name="Height">Of the window, pixels.</param>
/// <param name="ForcedColors">Whether the system's own few colours take the place of the page's.</param>
/// <param name="MoreContrast">Whether the browser asks for more contrast.</param>
/// <param name="IsStill">Whether the browser asks for less motion.</param>
/// <param name="Draws">Whether the browser has WebGL.</param>
internal sealed record Look(string Language = "en", bool Dark = false, int Width = 1280, int Height = 800, bool ForcedColors = false, bool MoreContrast = false, bool IsStill = false, bool Draws = false)
{
    /// <summary>A phone.</summary>
    public static Look Phone { get; } = new(Width: 390, Height: 844);
}
