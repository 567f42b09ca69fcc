using System.Net.Http.Json;
using Entente.Node.Accounts;
using Microsoft.Playwright;

namespace Entente.Acceptance.Tests.Desk;

/// <summary>Pages of the exchange show by themselves what a partner did.</summary>
public sealed class LiveLiaisonTests(Chromium chromium)
{
    private static readonly object Question = new { partner = TwoNodes.Atlas, flow = "request", fields = new { topic = "identity", urgency = "routine", about = "Nadia Choukri, 1991-03-06" } };

    [Fact]
    public async Task What_a_partner_asks_stands_on_the_open_pages_of_the_liaison_officer()
    {
        await using var two = await TwoNodes.StartAsync();
        using var other = two[TwoNodes.Dunes].As("omar", Role.Liaison);
        await using var liaison = await chromium.VisitAsync(two[TwoNodes.Atlas], "leila", Role.Liaison);
        await liaison.GoAsync("/desk/conversations");
        await liaison.Page.Locator("html[data-live=true]").WaitForAsync();
        var partners = await OpenAsync(liaison, $"/desk/partners/{TwoNodes.Dunes}");

        await AskAsync(other);
        await two.DeliverAsync();
        await liaison.Page.Locator("#conversations tr.is-open").WaitForAsync();
        await partners.Locator("#health dd a").GetByText("1", new() { Exact = true }).WaitForAsync();
    }

    [Fact]
    public async Task Whoever_has_no_cases_hears_of_partners_and_of_no_case()
    {
        await using var two = await TwoNodes.StartAsync();
        using var administrator = two[TwoNodes.Atlas].As("aziz", Role.Administrator);
        using var stream = await administrator.GetAsync("/desk/events", HttpCompletionOption.ResponseHeadersRead);
        using var events = new StreamReader(await stream.Content.ReadAsStreamAsync());
        (await NextAsync(events)).ShouldBe("ready");
        await BorderCalls.SendAsync(two[TwoNodes.Atlas], Flight.Message());
        using var other = two[TwoNodes.Dunes].As("omar", Role.Liaison);
        await AskAsync(other);
        await two.DeliverAsync();
        var heard = new HashSet<string>(StringComparer.Ordinal);
        while (!heard.Contains("exchange"))
        {
            heard.Add(await NextAsync(events));
        }

        heard.Except(["partner", "exchange", "beat"]).ShouldBeEmpty();
    }

    private static async Task<string> NextAsync(StreamReader events)
    {
        while (await events.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                return line["event: ".Length..];
            }
        }

        throw new InvalidOperationException("The stream has ended.");
    }

    private static async Task AskAsync(HttpClient other)
    {
        var answer = await other.PostAsJsonAsync("/conversations", Question);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }

    private static async Task<IPage> OpenAsync(Visitor visitor, string path)
    {
        var page = await visitor.Page.Context.NewPageAsync();
        await page.GotoAsync(path);
        await page.Locator("main[data-ready=true]").WaitForAsync();
        return page;
    }
}
