using System.Net;
using System.Text;
using Entente.Ledger.Envelopes;
using Entente.Node.Exchange;
using Entente.Node.Exchange.Partners;
using Entente.Node.Oversight;
using Microsoft.Extensions.DependencyInjection;

namespace Entente.Node.Tests.Exchange;

public sealed class PartnershipExchangeTests
{
    [Fact]
    public async Task Each_side_hears_the_words_that_the_other_reads_and_confirms_by_them()
    {
        await using var both = await TwoServices.StartAsync();
        await both.IntroduceAsync();
        var (atlas, dunes) = (await both.ReadAloudAsync(TwoServices.Atlas), await both.ReadAloudAsync(TwoServices.Dunes));
        atlas.ShouldNotBe(dunes);
        (await both.TypeAsync(TwoServices.Atlas, dunes.ToUpperInvariant().Replace(' ', ','))).ShouldBe(HttpStatusCode.OK);
        (await both.TypeAsync(TwoServices.Dunes, atlas)).ShouldBe(HttpStatusCode.OK);
        (await both.PartnerAsync(TwoServices.Atlas)).GetProperty("state").GetString().ShouldBe(PartnerRow.ConfirmedHere);
        both.Recorded(TwoServices.Atlas, ActionCode.PartnerIntroduced).ShouldBe(1);
        both.Recorded(TwoServices.Atlas, ActionCode.PartnerConfirmed).ShouldBe(1);
    }

    [Fact]
    public async Task A_wrong_word_locks_the_partner_until_it_is_introduced_anew()
    {
        await using var both = await TwoServices.StartAsync();
        await both.IntroduceAsync();
        var right = await both.ReadAloudAsync(TwoServices.Dunes);
        (await both.TypeAsync(TwoServices.Atlas, await both.ReadAloudAsync(TwoServices.Atlas))).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await both.TypeAsync(TwoServices.Atlas, right)).ShouldBe(HttpStatusCode.Conflict);
        (await both.PartnerAsync(TwoServices.Atlas)).GetProperty("state").GetString().ShouldBe(PartnerRow.Locked);
        both.Recorded(TwoServices.Atlas, ActionCode.PartnerLocked).ShouldBe(1);
        (await both.IntroduceAsync(TwoServices.Atlas, await both.CardAsync(TwoServices.Dunes))).ShouldBe(HttpStatusCode.OK);
        (await both.TypeAsync(TwoServices.Atlas, right)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Words_that_no_node_makes_are_a_slip_and_change_nothing()
    {
        await using var both = await TwoServices.StartAsync();
        await both.IntroduceAsync();
        var right = await both.ReadAloudAsync(TwoServices.Dunes);
        (await both.TypeAsync(TwoServices.Atlas, right[..^1] + "#")).ShouldBe(HttpStatusCode.BadRequest);
        (await both.TypeAsync(TwoServices.Atlas, right + " acid")).ShouldBe(HttpStatusCode.BadRequest);
        (await both.TypeAsync(TwoServices.Atlas, right)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_partner_that_is_not_confirmed_here_is_given_nothing_and_told_so()
    {
        await using var both = await TwoServices.StartAsync();
        await both.IntroduceAsync();
        (await both.TypeAsync(TwoServices.Dunes, await both.ReadAloudAsync(TwoServices.Atlas))).ShouldBe(HttpStatusCode.OK);
        (await both.PullAsync(TwoServices.Dunes)).ShouldBe("the partner answered 403");
        (await both.PullAsync(TwoServices.Atlas)).ShouldBe("the partner is not confirmed here");
        await Should.ThrowAsync<InvalidOperationException>(() => both.SendAsync(TwoServices.Atlas, "too early"));
        await both.SendAsync(TwoServices.Dunes, "waits");
        both.Value<long>(TwoServices.Atlas, "SELECT count(*) FROM exchange_inbox").ShouldBe(0);
        (await both.TypeAsync(TwoServices.Atlas, await both.ReadAloudAsync(TwoServices.Dunes))).ShouldBe(HttpStatusCode.OK);
        (await both.PullAsync(TwoServices.Atlas)).ShouldBeNull();
        both.Effects(TwoServices.Atlas).ShouldBe(["waits"]);
    }

    [Fact]
    public async Task A_partner_that_a_person_locks_gets_nothing_any_more()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        await both.SendAsync(TwoServices.Atlas, "before");
        (await both.PullAsync(TwoServices.Dunes)).ShouldBeNull();
        using (var administrator = both.Administrator(TwoServices.Atlas))
        {
            (await administrator.PostAsync($"/partners/{TwoServices.Dunes}/lock", null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        (await both.PullAsync(TwoServices.Dunes)).ShouldBe("the partner answered 403");
        await Should.ThrowAsync<InvalidOperationException>(() => both.SendAsync(TwoServices.Atlas, "after"));
    }

    [Fact]
    public async Task A_card_that_is_spelt_otherwise_or_ones_own_is_refused()
    {
        await using var both = await TwoServices.StartAsync();
        var card = Encoding.UTF8.GetString(await both.CardAsync(TwoServices.Dunes));
        foreach (var wrong in (string[])["", "{}", "[1]", card + "\n", card.Replace(",", ", ", StringComparison.Ordinal), card.Replace("dunes", "Dunes", StringComparison.Ordinal), card.Replace("https://", "http://", StringComparison.Ordinal),
            card.Replace("\"use\":\"enc\"", "\"use\":\"sig\"", StringComparison.Ordinal), card[..^1] + ",\"more\":1}", new string('[', 5_000)])
        {
            (await both.IntroduceAsync(TwoServices.Atlas, Encoding.UTF8.GetBytes(wrong))).ShouldBe(HttpStatusCode.BadRequest, wrong);
        }

        (await both.IntroduceAsync(TwoServices.Atlas, await both.CardAsync(TwoServices.Atlas))).ShouldBe(HttpStatusCode.BadRequest);
        (await both.IntroduceAsync(TwoServices.Atlas, Encoding.UTF8.GetBytes(card))).ShouldBe(HttpStatusCode.OK);
        (await both.IntroduceAsync(TwoServices.Atlas, Encoding.UTF8.GetBytes(card.Replace("\"service\":\"dunes\"", "\"service\":\"oasis\"", StringComparison.Ordinal)))).ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task The_keys_of_a_service_are_two_and_stay_through_a_restart()
    {
        await using var both = await TwoServices.StartAsync();
        var card = await both.CardAsync(TwoServices.Atlas);
        NodeCard.TryParse(card, out var read, out var fault).ShouldBeTrue(fault);
        read.Signing.KeyId.ShouldNotBe(read.Sealing.KeyId);
        await both.RestartAsync(TwoServices.Atlas);
        (await both.CardAsync(TwoServices.Atlas)).ShouldBe(card);
    }

    [Fact]
    public void The_list_has_a_word_for_each_byte_and_four_letters_tell_two_apart()
    {
        PartnerWords.List.Count.ShouldBe(256);
        PartnerWords.List.Select(word => word[..Math.Min(4, word.Length)]).Distinct().Count().ShouldBe(256);
        PartnerWords.List.ShouldBe(PartnerWords.List.Order(StringComparer.Ordinal));
        PartnerWords.List.ShouldAllBe(word => word.Length >= 3 && word.All(char.IsAsciiLetterLower));
    }

    [Fact]
    public async Task Nobody_but_the_partner_gets_in_by_a_request_that_it_signed_lately_for_this_node()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        var dunes = both[TwoServices.Dunes].Services.GetRequiredService<OwnService>();
        const string target = $"/exchange/v1/{TwoServices.Atlas}/messages?epoch=0&after=0";
        var now = DateTimeOffset.UtcNow;
        async Task<HttpStatusCode> AskAsync(string token)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, target);
            request.Headers.TryAddWithoutValidation("Authorization", $"Entente {token}");
            return (await both[TwoServices.Atlas].Nobody.SendAsync(request)).StatusCode;
        }

        (await AskAsync(RequestToken.Sign(dunes, TwoServices.Atlas, "GET", target, [], now))).ShouldBe(HttpStatusCode.OK);
        (await AskAsync(RequestToken.Sign(dunes, TwoServices.Atlas, "GET", target, [], now.AddMinutes(-6)))).ShouldBe(HttpStatusCode.Unauthorized);
        (await AskAsync(RequestToken.Sign(dunes, TwoServices.Atlas, "GET", target, [], now.AddMinutes(6)))).ShouldBe(HttpStatusCode.Unauthorized);
        (await AskAsync(RequestToken.Sign(dunes, "oasis", "GET", target, [], now))).ShouldBe(HttpStatusCode.Unauthorized);
        (await AskAsync(RequestToken.Sign(dunes, TwoServices.Atlas, "GET", target + "0", [], now))).ShouldBe(HttpStatusCode.Unauthorized);
        (await AskAsync(RequestToken.Sign(dunes, TwoServices.Atlas, "POST", target, [], now))).ShouldBe(HttpStatusCode.Unauthorized);
        (await AskAsync(RequestToken.Sign(dunes, TwoServices.Atlas, "GET", target, [1], now))).ShouldBe(HttpStatusCode.Unauthorized);
        using var third = MessageKey.Create();
        (await AskAsync(SignedStatement.Sign("request", ["dunes", "atlas", "GET", target, new string('0', 64), "1"], third).ToString())).ShouldBe(HttpStatusCode.Unauthorized);
        (await AskAsync("guess")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Partners_are_not_held_back_by_the_count_of_strangers()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        for (var i = 0; i < 150; i++)
        {
            (await both[TwoServices.Atlas].Nobody.PostAsync("/exchange/v1/hint", null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        (await both.PullAsync(TwoServices.Dunes)).ShouldBeNull();
    }

    [Theory]
    [InlineData("/exchange/v1/atlas/receipts", "\0\0\0")]
    [InlineData("/exchange/v1/atlas/receipts", "a.b.c\n..\n\n\n{}")]
    [InlineData("/exchange/v1/atlas/receipts", "cmVjZWlwdAox.k.AA")]
    [InlineData("/exchange/v1/atlas/messages?epoch=-1&after=-9223372036854775808", null)]
    [InlineData("/exchange/v1/atlas/messages?epoch=2147483647&after=9223372036854775807", null)]
    public async Task What_a_partner_sends_wrongly_breaks_nothing(string target, string? body)
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        var atlas = both[TwoServices.Atlas].Services.GetRequiredService<OwnService>().Card;
        var answer = await both.Link(TwoServices.Dunes).SendAsync(atlas, body is null ? HttpMethod.Get : HttpMethod.Post, target, Encoding.UTF8.GetBytes(body ?? ""), CancellationToken.None);
        answer.ShouldNotBeEmpty();
        both.Recorded(TwoServices.Atlas, ActionCode.ExchangeReceiptTaken).ShouldBe(0);
    }

    [Theory]
    [InlineData(0, 0, "as here")]
    [InlineData(1, 0, "as here")]
    [InlineData(0, 630, "0:10:")]
    [InlineData(0, -90_030, "25:00:")]
    public async Task The_difference_of_a_partners_clock_is_shown_by_its_last_answer(int daysGone, int secondsAhead, string shown)
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        both.Time.Gone += TimeSpan.FromDays(daysGone);
        both.ClocksSayAhead = TimeSpan.FromSeconds(secondsAhead);
        (await both.PullAsync(TwoServices.Atlas)).ShouldBeNull();
        Math.Abs((await both.PartnerAsync(TwoServices.Atlas)).GetProperty("clockAheadSeconds").GetInt64() - secondsAhead).ShouldBeLessThanOrEqualTo(2);
        (await both.Administrator(TwoServices.Atlas).GetStringAsync($"/desk/partners/{TwoServices.Dunes}")).ShouldContain(shown);
    }
}
