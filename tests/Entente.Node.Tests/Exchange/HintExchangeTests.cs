using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Entente.Node.Accounts;
using Entente.Node.Exchange;
using Entente.Node.Exchange.Partners;
using Entente.Node.Exchange.Sending;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Entente.Node.Tests.Exchange;

public sealed class HintExchangeTests
{
    private const string Atlas = TwoServices.Atlas, Dunes = TwoServices.Dunes, Route = "/exchange/v1/hint";

    [Fact]
    public async Task A_short_message_comes_with_the_hint_and_has_its_effect_though_nothing_can_be_fetched()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        (both.Cut, both.Hints) = ("/messages", true);
        await both.SendAsync(Atlas, "now");
        await UntilAsync(() => both.Effects(Dunes).Count == 1, "The message did not come with the hint.");
        both.Effects(Dunes).ShouldBe(["now"]);
        await UntilAsync(() => both.Value<long>(Atlas, "SELECT count(*) FROM exchange_outbox WHERE receipt IS NOT NULL") == 1, "The look behind the hint did not hand over the receipt.");
        both.Recorded(Dunes, ActionCode.ExchangeReceived).ShouldBe(1);
    }

    [Fact]
    public async Task Messages_that_come_with_hints_and_by_looks_at_once_are_there_once_and_in_order()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        both.Hints = true;
        var texts = Enumerable.Range(0, 60).Select(i => $"a{i}").ToList();
        foreach (var text in texts)
        {
            await both.SendAsync(Atlas, text);
        }

        await UntilAsync(() => both.Value<long>(Atlas, "SELECT count(*) FROM exchange_outbox WHERE receipt IS NULL") == 0, "Not every message has its receipt.");
        both.Effects(Dunes).ShouldBe(texts);
        both.Recorded(Dunes, ActionCode.ExchangeReceived).ShouldBe(texts.Count);
        both.Value<long>(Dunes, "SELECT count(*) FROM exchange_quarantine").ShouldBe(0);
    }

    public static TheoryData<string, string[]> Carried => new()
    {
        { "nothing", [] },
        { "1 2", ["one", "two"] },
        { "1 1", ["one"] },
        { "2", [] },
        { "2 1", [] },
        { "1 2 1 2", ["one", "two"] },
    };

    [Theory]
    [MemberData(nameof(Carried))]
    public async Task Whatever_a_hint_carries_takes_its_place_in_order_and_once_and_the_look_brings_the_rest(string places, string[] effects)
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        var wires = await SendTwoAsync(both);
        both.Cut = "/messages";
        var body = places == "nothing" ? [] : Bundle.Write(places.Split(' ').Select(place => wires[place[0] - '1']), more: false);
        (await HintAsync(both, body)).ShouldBe(HttpStatusCode.NoContent);
        both.Effects(Dunes).ShouldBe(effects);

        both.Cut = null;
        (await both.PullAsync(Dunes)).ShouldBeNull();
        (await HintAsync(both, Bundle.Write(wires, more: false))).ShouldBe(HttpStatusCode.NoContent);
        both.Effects(Dunes).ShouldBe(["one", "two"]);
        both.Recorded(Dunes, ActionCode.ExchangeReceived).ShouldBe(2);
        both.Value<long>(Atlas, "SELECT count(*) FROM exchange_outbox WHERE receipt IS NULL").ShouldBe(0);
    }

    public static TheoryData<string> Hostile => ["words", "another version", "no message in it", "a length longer than any", "bytes behind the end", "a changed byte", "too long"];

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task Of_a_hint_with_anything_else_nothing_is_kept_and_it_wakes_all_the_same(string what)
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        var wires = await SendTwoAsync(both);
        var right = Bundle.Write([wires[0]], more: false);
        byte[] changed = [.. right];
        changed[^30] ^= 1;
        byte[] body = what switch
        {
            "words" => "look at me"u8.ToArray(),
            "another version" => [.. "entente.bundle.v2\n"u8, .. right.AsSpan(Bundle.Start.Length)],
            "no message in it" => [.. Bundle.Start, 0, 0, 0, 4, 1, 2, 3, 4, 0, 0, 0, 0, 0],
            "a length longer than any" => [.. Bundle.Start, 0x7F, 0xFF, 0xFF, 0xFF],
            "bytes behind the end" => [.. right, 0],
            "a changed byte" => changed,
            _ => Bundle.Write(Enumerable.Repeat(wires[0], 10), more: false),
        };
        (both.Cut, var before) = ("/messages", both.Asked.Count(IsOfMessages));
        (await HintAsync(both, body)).ShouldBe(HttpStatusCode.NoContent);
        await UntilAsync(() => both.Asked.Count(IsOfMessages) > before, "The hint did not wake.");
        both.Effects(Dunes).ShouldBeEmpty();
        both.Value<long>(Dunes, "SELECT count(*) FROM exchange_quarantine").ShouldBe(0);

        both.Cut = null;
        (await both.PullAsync(Dunes)).ShouldBeNull();
        both.Effects(Dunes).ShouldBe(["one", "two"]);
    }

    [Fact]
    public async Task An_effect_that_fails_leaves_nothing_of_a_message_that_came_with_a_hint()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        var wires = await SendTwoAsync(both);
        (both.Cut, both.EffectsFail) = ("/messages", true);
        (await HintAsync(both, Bundle.Write(wires, more: false))).ShouldBe(HttpStatusCode.NoContent);
        both.Value<long>(Dunes, "SELECT count(*) FROM exchange_inbox").ShouldBe(0);
        (both.Cut, both.EffectsFail) = (null, false);
        (await both.PullAsync(Dunes)).ShouldBeNull();
        both.Effects(Dunes).ShouldBe(["one", "two"]);
    }

    [Theory]
    [InlineData(Dunes)]
    [InlineData(Atlas)]
    public async Task While_either_side_has_suspended_the_other_no_message_comes_with_a_hint(string who)
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        var wires = await SendTwoAsync(both);
        Hinted(both).ShouldBe(Bundle.Write(wires, more: false));
        (await both.CallAsync(who, "ines", Role.Inspector, $"/partners/{TwoServices.Other(who)}/suspend", new JsonObject { ["reason"] = "A list of ours was seen in the press." })).Status.ShouldBe(HttpStatusCode.OK);
        if (who == Atlas)
        {
            Hinted(both).ShouldBeEmpty();
            return;
        }

        (await HintAsync(both, Bundle.Write(wires, more: false))).ShouldBe(HttpStatusCode.Forbidden);
        both.Effects(Dunes).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_hint_carries_all_that_is_not_acknowledged_or_nothing_and_never_more_than_it_may()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        Hinted(both).ShouldBeEmpty();
        var wires = new List<byte[]>();
        for (var (isFull, sent) = (false, 0); !isFull; sent++)
        {
            sent.ShouldBeLessThan(20);
            await both.SendAsync(Atlas, $"a{sent}");
            wires.Add(both.Value<byte[]>(Atlas, "SELECT wire FROM exchange_outbox ORDER BY sequence DESC LIMIT 1")!); // It was just sent.
            var whole = Bundle.Write(wires, more: false);
            isFull = whole.Length > ExchangeOutbox.MostHinted;
            Hinted(both).ShouldBe(isFull ? [] : whole);
        }

        wires.Count.ShouldBeGreaterThan(2);
        (await both.PullAsync(Dunes)).ShouldBeNull();
        Hinted(both).ShouldBeEmpty();
        await both.SendAsync(Atlas, new string('x', ExchangeOutbox.MostHinted));
        Hinted(both).ShouldBeEmpty();
    }

    private static byte[] Hinted(TwoServices both)
    {
        using var connection = both[Atlas].Services.GetRequiredService<Database>().Open();
        return both[Atlas].Services.GetRequiredService<ExchangeOutbox>().Hinted(connection, PartnerRow.Find(connection, Dunes)!); // They are partners.
    }

    private static async Task<IReadOnlyList<byte[]>> SendTwoAsync(TwoServices both)
    {
        await both.SendAsync(Atlas, "one");
        await both.SendAsync(Atlas, "two");
        return [.. (await both.FetchAllAsync(Atlas)).Messages.Select(message => message.ToWire())];
    }

    /// <summary>A hint of atlas with this body, past its own loop, which no hint of the test's leaves.</summary>
    private static async Task<HttpStatusCode> HintAsync(TwoServices both, byte[] body)
    {
        var token = RequestToken.Sign(both[Atlas].Services.GetRequiredService<OwnService>(), Dunes, "POST", Route, body, both.Time.GetUtcNow());
        using var request = new HttpRequestMessage(HttpMethod.Post, Route) { Content = new ByteArrayContent(body), Headers = { Authorization = new AuthenticationHeaderValue(RequestToken.Scheme, token) } };
        using var response = await both[Dunes].Nobody.SendAsync(request);
        return response.StatusCode;
    }

    private static bool IsOfMessages(string target) => target.Contains("/messages?", StringComparison.Ordinal);

    private static async Task UntilAsync(Func<bool> isSo, string otherwise)
    {
        for (var tries = 0; !isSo(); tries++)
        {
            tries.ShouldBeLessThan(400, otherwise);
            await Task.Delay(50);
        }
    }
}
