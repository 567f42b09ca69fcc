using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Entente.Node.Accounts;
using Microsoft.Playwright;

namespace Entente.Acceptance.Tests.Desk;

/// <summary>Pages of the exchange show by themselves what a partner did.</summary>
public sealed class LiveLiaisonTests(Chromium chromium)
{
    private static readonly object Question = new { partner = TwoNodes.Atlas, flow = "request", fields = new { topic = "identity", urgency = "routine", about = "Nadia Choukri, 1991-03-06" } };

    [Fact]
    public async Task What_a_partner_asks_and_does_stands_on_the_open_pages_of_the_liaison_officer()
    {
        await using var two = await TwoNodes.StartAsync();
        using var other = two[TwoNodes.Dunes].As("omar", Role.Liaison);
        await using var liaison = await chromium.VisitAsync(two[TwoNodes.Atlas], "leila", Role.Liaison);
        await liaison.GoAsync("/desk/conversations");
        await liaison.Page.Locator("html[data-live=true]").WaitForAsync();
        var partners = await OpenAsync(liaison, $"/desk/partners/{TwoNodes.Dunes}");

        var id = await AskAsync(other);
        await two.DeliverAsync();
        await liaison.Page.Locator("#conversations tr.is-open").WaitForAsync();
        await partners.Locator("#health dd a").GetByText("1", new() { Exact = true }).WaitForAsync();

        // What somebody types is not taken away by what the partner does meanwhile; the page shows it as soon as nothing is typed.
        var read = await OpenAsync(liaison, $"/desk/conversations/{id}");
        var typing = await OpenAsync(liaison, $"/desk/conversations/{id}");
        await typing.GetByText("Answer", new() { Exact = true }).First.ClickAsync();
        await typing.Locator("#conversation form textarea").First.FillAsync("She is known to us.");
        (await other.PostAsJsonAsync($"/conversations/{id}/withdraw", new { fields = new { reason = "no-longer-needed" } })).IsSuccessStatusCode.ShouldBeTrue();
        await two.DeliverAsync();
        await read.Locator("#conversation .state").GetByText("withdrawn").WaitForAsync();
        (await read.Locator("#conversation form").CountAsync()).ShouldBe(0);
        (await typing.Locator("#conversation form textarea").First.InputValueAsync()).ShouldBe("She is known to us.");
    }

    [Fact]
    public async Task A_page_that_shows_all_of_a_conversation_is_not_read_again()
    {
        await using var two = await TwoNodes.StartAsync();
        using var other = two[TwoNodes.Dunes].As("omar", Role.Liaison);
        await using var liaison = await chromium.VisitAsync(two[TwoNodes.Atlas], "leila", Role.Liaison);
        var id = await AskAsync(other);
        await two.DeliverAsync();
        await liaison.GoAsync($"/desk/conversations/{id}");
        await liaison.Page.Locator("html[data-live=true]").WaitForAsync();
        var asked = liaison.Page.WaitForResponseAsync(r => r.Url.Contains("seen=", StringComparison.Ordinal));
        await AskAsync(other);
        await two.DeliverAsync();
        var recorded = Recorded(two);
        (await asked).Status.ShouldBe((int)HttpStatusCode.NoContent);
        Recorded(two).ShouldBe(recorded);
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

    private static async Task<string> AskAsync(HttpClient other)
    {
        var answer = await other.PostAsJsonAsync("/conversations", Question);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString() ?? "";
    }

    private static long Recorded(TwoNodes two) => TestAccounts.Value<long>(two[TwoNodes.Atlas], "SELECT count(*) FROM ledger_entry");

    private static async Task<IPage> OpenAsync(Visitor visitor, string path)
    {
        var page = await visitor.Page.Context.NewPageAsync();
        await page.GotoAsync(path);
        await page.Locator("main[data-ready=true]").WaitForAsync();
        return page;
    }
}
