using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Entente.Ledger.Envelopes;
using Entente.Node.Exchange;
using Entente.Node.Exchange.Sending;
using Entente.Node.Oversight;
using Microsoft.Extensions.DependencyInjection;

namespace Entente.Node.Tests.Exchange;

public sealed class KeysExchangeTests
{
    private const string Atlas = TwoServices.Atlas, Dunes = TwoServices.Dunes;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Messages_queued_on_both_sides_over_a_change_of_keys_all_arrive_in_order(bool compromised)
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        both.Cut = "/";
        await both.SendAsync(Atlas, "a before");
        await both.SendAsync(Dunes, "d before");
        await RotateAsync(both, Atlas, compromised);
        await both.SendAsync(Atlas, "a behind");
        await both.SendAsync(Dunes, "d behind");
        both.Cut = null;

        (await both.PullAsync(Atlas)).ShouldBeNull(); // With the old key in the request, and what was sealed to it.
        (await both.PullAsync(Dunes)).ShouldBeNull(); // The card stands between the two.
        await both.SendAsync(Dunes, "d to the new key");
        (await both.PullAsync(Atlas)).ShouldBeNull();
        both.Effects(Dunes).ShouldBe(["a before", "a behind"]);
        both.Effects(Atlas).ShouldBe(["d before", "d behind", "d to the new key"]);
        foreach (var service in (string[])[Atlas, Dunes])
        {
            both.Value<long>(service, "SELECT count(*) FROM exchange_outbox WHERE receipt IS NULL").ShouldBe(0);
            both.Value<long>(service, "SELECT count(*) FROM exchange_quarantine").ShouldBe(0);
        }

        both.Recorded(Atlas, ActionCode.ExchangeKeysChanged).ShouldBe(1);
        both.Recorded(Dunes, ActionCode.PartnerKeysChanged).ShouldBe(1);
        (await both.PartnerAsync(Dunes)).GetProperty("fingerprint").GetString().ShouldBe(both[Atlas].Services.GetRequiredService<OwnService>().Card.Fingerprint);
        (await both.PartnerAsync(Atlas)).GetProperty("hasOwnKeys").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Both_sides_change_their_keys_at_once_and_twice_and_go_on()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        both.Cut = "/";
        for (var i = 1; i <= 2; i++)
        {
            foreach (var service in (string[])[Atlas, Dunes])
            {
                await both.SendAsync(service, $"{service} {i}");
                await RotateAsync(both, service);
            }
        }

        both.Cut = null;
        (await both.PullAsync(Dunes)).ShouldBeNull();
        (await both.PullAsync(Atlas)).ShouldBeNull();
        await both.SendAsync(Atlas, "a last");
        await both.SendAsync(Dunes, "d last");
        (await both.PullAsync(Dunes)).ShouldBeNull();
        (await both.PullAsync(Atlas)).ShouldBeNull();
        both.Effects(Dunes).ShouldBe(["atlas 1", "atlas 2", "a last"]);
        both.Effects(Atlas).ShouldBe(["dunes 1", "dunes 2", "d last"]);
        both.Value<long>(Atlas, "SELECT count(*) FROM exchange_outbox WHERE receipt IS NULL").ShouldBe(0);
        both.Value<long>(Dunes, "SELECT count(*) FROM exchange_outbox WHERE receipt IS NULL").ShouldBe(0);
    }

    [Fact]
    public async Task A_receipt_that_was_owed_while_the_keys_changed_is_signed_so_that_the_partner_takes_it()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        await both.SendAsync(Atlas, "once");
        both.Cut = "/receipts";
        await both.PullAsync(Dunes);
        both.Cut = null;
        await RotateAsync(both, Dunes, compromised: true);
        both.Cut = "/receipts";
        await both.PullAsync(Atlas); // It has the card and knows that the old key is not to be believed; Dunes has not got the receipt for that.
        both.Cut = null;
        (await both.PullAsync(Atlas)).ShouldBeNull();
        (await both.PullAsync(Dunes)).ShouldBeNull();
        both.Value<long>(Atlas, "SELECT count(*) FROM exchange_outbox WHERE receipt IS NULL").ShouldBe(0);
    }

    [Fact]
    public async Task A_key_that_others_may_have_signs_nothing_behind_the_card_and_one_that_was_only_changed_does_for_a_day()
    {
        foreach (var compromised in (bool[])[true, false])
        {
            await using var both = await TwoServices.StartConfirmedAsync();
            var old = both[Atlas].Services.GetRequiredService<OwnService>().SigningOf(1);
            await RotateAsync(both, Atlas, compromised);
            (await both.PullAsync(Dunes)).ShouldBeNull();
            await ForgeAsync(both, old);
            var fault = await both.PullAsync(Dunes);
            if (compromised)
            {
                fault.ShouldNotBeNull().ShouldContain("KeyRevoked");
                both.Effects(Dunes).ShouldBeEmpty();
            }
            else
            {
                fault.ShouldBeNull();
                both.Effects(Dunes).ShouldBe(["forged"]);
            }
        }
    }

    [Fact]
    public async Task Within_one_bundle_too_the_old_key_counts_no_more_behind_the_card_that_revokes_it()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        var old = both[Atlas].Services.GetRequiredService<OwnService>().SigningOf(1);
        await RotateAsync(both, Atlas, compromised: true);
        await ForgeAsync(both, old);
        (await both.PullAsync(Dunes)).ShouldNotBeNull().ShouldContain("KeyRevoked");
        both.Effects(Dunes).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_card_of_another_service_or_log_or_with_a_key_of_another_is_refused_and_the_keys_stay()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        var card = both[Atlas].Services.GetRequiredService<OwnService>().Card;
        var own = both[Dunes].Services.GetRequiredService<OwnService>().Card;
        byte[][] wrong = [[1, 2, 3], (card with { Service = "oasis" }).ToBytes(), (card with { Log = own.Log }).ToBytes(), (card with { Signing = own.Signing }).ToBytes()];
        foreach (var payload in wrong)
        {
            await both.Writer(Atlas).WriteAsync(work => both[Atlas].Services.GetRequiredService<ExchangeOutbox>().Send(
                work, new Outgoing(Dunes, MessageType.NodeCard, "c-9", payload, work.Now.AddDays(1)), "user:test", TestAccounts.Ground), CancellationToken.None);
        }

        await both.SendAsync(Atlas, "goes on");
        (await both.PullAsync(Dunes)).ShouldBeNull();
        both.Effects(Dunes).ShouldBe(["goes on"]);
        both.Recorded(Dunes, ActionCode.PartnerCardRefused).ShouldBe(wrong.Length);
        both.Recorded(Dunes, ActionCode.PartnerKeysChanged).ShouldBe(0);
        (await both.PartnerAsync(Dunes)).GetProperty("fingerprint").GetString().ShouldBe(card.Fingerprint);
    }

    [Fact]
    public async Task New_keys_stay_through_a_restart_and_those_who_introduce_themselves_get_them()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        await RotateAsync(both, Atlas);
        (await both.PullAsync(Dunes)).ShouldBeNull();
        var card = await both.CardAsync(Atlas);
        await both.RestartAsync(Atlas);
        (await both.CardAsync(Atlas)).ShouldBe(card);
        await both.SendAsync(Atlas, "after the restart");
        (await both.PullAsync(Dunes)).ShouldBeNull();
        both.Effects(Dunes).ShouldBe(["after the restart"]);
        NodeCard.TryParse(card, out var read, out _).ShouldBeTrue();
        read.Revoked.ShouldBeEmpty();
        await RotateAsync(both, Atlas, compromised: true);
        NodeCard.TryParse(await both.CardAsync(Atlas), out var next, out _).ShouldBeTrue();
        next.Revoked.ShouldBe([read.Signing.KeyId, read.Sealing.KeyId]);
    }

    [Fact]
    public async Task Old_keys_are_destroyed_when_every_partner_has_the_new_ones_and_nothing_sealed_to_them_can_come()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        var own = both[Atlas].Services.GetRequiredService<OwnService>();
        await RotateAsync(both, Atlas);
        await both.GoAsync(TimeSpan.FromDays(70));
        own.Openings.Count.ShouldBe(2); // The partner does not have the card yet.
        (await both.PullAsync(Dunes)).ShouldBeNull();
        await both.GoAsync(TimeSpan.FromMinutes(1));
        own.Openings.Count.ShouldBe(1);
        both.Recorded(Atlas, ActionCode.ExchangeKeysDestroyed).ShouldBe(1);
        await both.RestartAsync(Atlas);
        await both.SendAsync(Atlas, "goes on");
        (await both.PullAsync(Dunes)).ShouldBeNull();
        both.Effects(Dunes).ShouldBe(["goes on"]);
    }

    [Fact]
    public async Task Keys_are_changed_by_an_administrator_who_says_whether_others_may_have_them()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        using var administrator = both.Administrator(Atlas);
        (await administrator.PostAsync("/exchange/keys/rotate", null)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await administrator.PostAsJsonAsync("/exchange/keys/rotate", new { stolen = true })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await administrator.PostAsJsonAsync("/exchange/keys/rotate", new { })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        both.Value<long>(Atlas, "SELECT count(*) FROM exchange_key").ShouldBe(1);
    }

    private static async Task RotateAsync(TwoServices both, string service, bool compromised = false)
    {
        using var administrator = both.Administrator(service);
        var answer = await administrator.PostAsJsonAsync("/exchange/keys/rotate", new { compromised });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("partners").GetInt32().ShouldBe(1);
    }

    /// <summary>The next message of Atlas, as somebody signs it who has an old key and the node.</summary>
    private static async Task ForgeAsync(TwoServices both, MessageKey old)
    {
        await both.SendAsync(Atlas, "forged");
        using var connection = TestDatabase.Open(both[Atlas].Folder);
        var (epoch, sequence, wire) = connection.QuerySingle<(int, long, byte[])>("SELECT epoch, sequence, wire FROM exchange_outbox ORDER BY sequence DESC LIMIT 1");
        var dunes = both[Dunes].Services.GetRequiredService<OwnService>();
        SealedMessage.TryParseWire(wire, out var message, out _).ShouldBeTrue();
        message.TryOpen(Dunes, dunes.Openings, out var signed, out _).ShouldBeTrue();
        connection.Execute("UPDATE exchange_outbox SET wire = @wire WHERE epoch = @epoch AND sequence = @sequence", new { wire = SealedMessage.Seal(signed.Resign(old), dunes.Card.Sealing).ToWire(), epoch, sequence });
    }
}
