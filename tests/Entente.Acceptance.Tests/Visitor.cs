using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Entente.Acceptance.Tests;

/// <summary>Somebody who looks at the pages of a node in a browser.</summary>
internal sealed class Visitor(IBrowserContext context, IPage page, ICDPSession protocol, RunningNode node) : IAsyncDisposable
{
    // Run in the page itself: the library's own call opens a second page for each, which takes four times as long, and is for frames, of which the desk has none.
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    public IPage Page => page;

    public RunningNode Node => node;

    /// <summary>Chromium's own protocol, for what Playwright has no call for.</summary>
    public ICDPSession Protocol() => protocol;

    /// <summary>Gives the browser an authenticator that holds no passkey yet.</summary>
    public async Task AddAuthenticatorAsync()
    {
        await protocol.SendAsync("WebAuthn.enable");
        await protocol.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new { protocol = "ctap2", transport = "internal", hasResidentKey = true, hasUserVerification = true, isUserVerified = true, automaticPresenceSimulation = true },
        });
    }

    /// <summary>Begins a session of an account at this browser.</summary>
    public async Task SignInAsync(string account) =>
        await context.AddCookiesAsync([new() { Name = "entente", Value = await TestAccounts.BeginAsync(node, account), Url = node.Nobody.BaseAddress?.ToString(), HttpOnly = true, SameSite = SameSiteAttribute.Strict }]);

    /// <summary>The address of a path.</summary>
    public string Address(string path) => new Uri(node.Nobody.BaseAddress ?? throw new InvalidOperationException("A node has an address."), path).ToString();

    /// <summary>Opens a page and waits until its script is ready.</summary>
    public async Task GoAsync(string path)
    {
        try
        {
            await page.GotoAsync(path);
        }
        catch (PlaywrightException exception) when (exception.Message.Contains("ERR_ABORTED", StringComparison.Ordinal))
        {
            // The page was just going somewhere by itself, as it does when its session has ended.
            await page.GotoAsync(path);
        }

        await ReadyAsync();
    }

    /// <summary>Waits until the script of the page is ready.</summary>
    public Task ReadyAsync() => page.Locator("main[data-ready=true]").WaitForAsync();

    /// <summary>Presses keys, one after the other, as somebody at a keyboard does; each is answered before the next where it leads to another page.</summary>
    public async Task PressAsync(params string[] keys)
    {
        foreach (var key in keys)
        {
            await page.Keyboard.PressAsync(key);
        }
    }

    /// <summary>Waits until the page of that path is there, whatever was begun and given up on the way.</summary>
    /// <param name="path">How the path begins.</param>
    /// <param name="query">What stands somewhere behind it; empty for nothing.</param>
    public async Task UntilAtAsync(string path, string query = "")
    {
        await Assertions.Expect(page).ToHaveURLAsync(new Regex($"^https?://[^/]+{Regex.Escape(path)}.*{Regex.Escape(query)}", RegexOptions.None, TimeSpan.FromSeconds(1)), new() { Timeout = 20_000 });
        await ReadyAsync();
    }

    /// <summary>Takes the encounter that is open, and waits for the form in which it is decided.</summary>
    public async Task TakeAsync()
    {
        await PressAsync("t");
        await page.Locator(".decide-form").WaitForAsync();
        await ReadyAsync();
    }

    /// <summary>Waits until the page says something.</summary>
    public Task UntilSaysAsync(string text, string selector = "main") => page.Locator(selector).Filter(new() { HasText = text }).First.WaitForAsync();

    /// <summary>What is written on the page.</summary>
    public Task<string> TextAsync(string selector = "main") => page.Locator(selector).First.InnerTextAsync();

    /// <summary>The page holds nothing that axe-core calls serious or critical, and is no wider than its window.</summary>
    public async Task ShouldBeAccessibleAsync()
    {
        await page.EvaluateAsync(Axe);
        var found = await page.EvaluateAsync<string[]>("""
            async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
                .filter(v => ['serious', 'critical'].includes(v.impact))
                .map(v => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map(n => n.html).join(' | ')}`)
            """);
        found.Select(f => $"{page.Url}: {f}").ShouldBeEmpty();
        await ShouldFitAsync();
    }

    /// <summary>The page is no wider than its window.</summary>
    public async Task ShouldFitAsync()
    {
        var wider = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        wider.ShouldBeLessThanOrEqualTo(0, $"{page.Url} is {wider} pixels wider than its window: {await WidestAsync()}");
    }

    private Task<string> WidestAsync() => page.EvaluateAsync<string>(
        "[...document.querySelectorAll('main *')].filter(e => { const r = e.getBoundingClientRect(); return r.right > innerWidth + 1 || r.left < -1; }).slice(0, 8).map(e => `${e.tagName}.${e.className}`).join(', ')");

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
