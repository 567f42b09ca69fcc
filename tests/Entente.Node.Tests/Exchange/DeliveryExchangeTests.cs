using System.Text;
using Dapper;
using Entente.Ledger.Envelopes;
using Entente.Node.Exchange;
using Entente.Node.Exchange.Partners;
using Entente.Node.Exchange.Receiving;
using Entente.Node.Exchange.Sending;
using Entente.Node.Oversight;
using Microsoft.Extensions.DependencyInjection;

namespace Entente.Node.Tests.Exchange;

public sealed class DeliveryExchangeTests
{
    private const string Atlas = TwoServices.Atlas, Dunes = TwoServices.Dunes;

    [Fact]
    public async Task Messages_flow_both_ways_in_order_and_each_has_its_effect_once()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        for (var i = 1; i <= 3; i++)
        {
            await both.SendAsync(Atlas, $"a{i}");
            await both.SendAsync(Dunes, $"d{i}");
        }

        (await both.PullAsync(Dunes)).ShouldBeNull();
        (await both.PullAsync(Atlas)).ShouldBeNull();
        both.Effects(Dunes).ShouldBe(["a1", "a2", "a3"]);
        both.Effects(Atlas).ShouldBe(["d1", "d2", "d3"]);
        foreach (var service in (string[])[Atlas, Dunes])
        {
            both.Value<long>(service, "SELECT count(*) FROM exchange_outbox WHERE receipt IS NOT NULL AND outcome = 'accepted'").ShouldBe(3);
            both.Recorded(service, ActionCode.ExchangeReceived).ShouldBe(3);
            both.Recorded(service, ActionCode.ExchangeReceiptTaken).ShouldBe(3);
        }
    }

    [Fact]
    public async Task More_messages_than_one_bundle_holds_all_arrive()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        var count = Bundle.MostMessages + 3;
        await Task.WhenAll(Enumerable.Range(0, count).Select(i => both.SendAsync(Atlas, $"a{i}")));
        (await both.PullAsync(Dunes)).ShouldBeNull();
        both.Effects(Dunes).Count.ShouldBe(count);
        both.Value<long>(Atlas, "SELECT count(*) FROM exchange_outbox WHERE receipt IS NULL").ShouldBe(0);
    }

    [Fact]
    public async Task Behind_a_message_that_is_kept_apart_nothing_of_the_same_bundle_takes_its_place()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        await both.SendAsync(Atlas, "one");
        (await both.PullAsync(Dunes)).ShouldBeNull();
        await both.SendAsync(Atlas, "two");
        await both.ForgeAsync(Atlas, 1, "another one");
        var bundle = await both.FetchAllAsync(Atlas);
        bundle.Messages.Count.ShouldBe(2);

        var (inbox, partner) = InboxOf(both);
        (await inbox.TakeAsync(partner, bundle.Messages, CancellationToken.None)).ShouldHaveSingleItem().Taking.ShouldBe(Taking.Apart);
        both.Effects(Dunes).ShouldBe(["one"]);
        (await inbox.TakeAsync(partner, bundle.Messages[1], CancellationToken.None)).Taking.ShouldBe(Taking.Taken);
    }

    [Fact]
    public async Task A_message_fetched_again_has_no_second_effect_and_gets_its_first_receipt()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        await both.SendAsync(Atlas, "once");
        (await both.PullAsync(Dunes)).ShouldBeNull();
        var receipt = both.Value<string>(Dunes, "SELECT receipt FROM exchange_inbox");
        var again = await TakeAllAsync(both);
        again.Single().Taking.ShouldBe(Taking.Known);
        again.Single().Receipt.ShouldBe(receipt);
        both.Effects(Dunes).ShouldBe(["once"]);
        both.Recorded(Dunes, ActionCode.ExchangeReceived).ShouldBe(1);
        both.Value<string>(Atlas, "SELECT receipt FROM exchange_outbox").ShouldBe(receipt);
    }

    [Fact]
    public async Task A_second_message_under_one_id_is_kept_apart_and_the_sender_is_told_by_a_signed_statement()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        var id = await both.SendAsync(Atlas, "first");
        (await both.PullAsync(Dunes)).ShouldBeNull();
        await both.ForgeAsync(Atlas, 2, "second", id);
        (await both.PullAsync(Dunes)).ShouldNotBeNull().ShouldContain("apart");
        (await both.PullAsync(Dunes)).ShouldNotBeNull();
        both.Effects(Dunes).ShouldBe(["first"]);
        both.Value<long>(Dunes, "SELECT count(*) FROM exchange_quarantine").ShouldBe(1);
        both.Recorded(Dunes, ActionCode.ExchangeQuarantined).ShouldBe(1);
        both.Recorded(Atlas, ActionCode.ExchangeConflictTold).ShouldBe(1);
        both.Value<string>(Atlas, "SELECT conflict FROM exchange_outbox WHERE conflict IS NOT NULL").ShouldBe(both.Value<string>(Dunes, "SELECT statement FROM exchange_quarantine"));
    }

    [Fact]
    public async Task A_message_that_continues_another_history_is_kept_apart_without_effect()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        await both.SendAsync(Atlas, "first");
        (await both.PullAsync(Dunes)).ShouldBeNull();
        await both.ForgeAsync(Atlas, 2, "of another history", isWrongPrevious: true);
        (await both.PullAsync(Dunes)).ShouldNotBeNull();
        both.Effects(Dunes).ShouldBe(["first"]);
        both.Value<string>(Dunes, "SELECT why FROM exchange_quarantine").ShouldBe("WrongPrevious");
    }

    [Fact]
    public async Task A_message_behind_a_gap_waits_until_the_missing_one_is_there()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        await both.SendAsync(Atlas, "a1");
        await both.SendAsync(Atlas, "a2");
        var all = (await both.FetchAllAsync(Atlas)).Messages;
        var (inbox, partner) = InboxOf(both);
        (await inbox.TakeAsync(partner, all[1], CancellationToken.None)).Taking.ShouldBe(Taking.Gap);
        both.Effects(Dunes).ShouldBeEmpty();
        (await both.PullAsync(Dunes)).ShouldBeNull();
        both.Effects(Dunes).ShouldBe(["a1", "a2"]);
    }

    [Fact]
    public async Task A_message_that_comes_too_late_takes_its_place_without_effect()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        await both.SendAsync(Atlas, "late", TimeSpan.FromMilliseconds(20));
        await both.SendAsync(Atlas, "in time");
        await Task.Delay(60);
        (await both.PullAsync(Dunes)).ShouldBeNull();
        both.Effects(Dunes).ShouldBe(["in time"]);
        both.Value<string>(Atlas, "SELECT outcome FROM exchange_outbox WHERE sequence = 1").ShouldBe(Receipt.Expired);
    }

    [Fact]
    public async Task A_message_waits_for_its_cause_and_the_next_of_its_conversation_behind_it()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        var cause = new MessageId(Guid.NewGuid().ToByteArray());
        await both.ForgeAsync(Atlas, 1, "effect of a cause", causes: cause);
        await both.ForgeAsync(Atlas, 2, "behind it");
        (await both.PullAsync(Dunes)).ShouldBeNull();
        both.Effects(Dunes).ShouldBeEmpty();
        (await both.PartnerAsync(Dunes)).GetProperty("waiting").GetInt64().ShouldBe(2);

        // The cause is a message of the recipient's own, which it has forgotten until now.
        await both.Writer(Dunes).WriteAsync(
            work =>
            {
                work.Execute(
                    "INSERT INTO exchange_outbox (partner, epoch, sequence, message_id, digest, type, conversation, wire, data_key, sent_at, expires) SELECT partner, 1, 1, @id, digest, type, 'c-2', digest, '', 0, 0 FROM exchange_inbox WHERE sequence = 1",
                    new { id = cause.ToString() });
                work.Record(Act.Of("user:test", ActionCode.ExchangeSent, TestAccounts.Ground, null));
                return true;
            },
            CancellationToken.None);
        await both.SendAsync(Atlas, "last");
        (await both.PullAsync(Dunes)).ShouldBeNull();
        both.Effects(Dunes).ShouldBe(["effect of a cause", "behind it", "last"]);
    }

    [Fact]
    public async Task A_receipt_that_a_third_key_signed_or_that_is_of_another_message_is_refused()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        both.Cut = "/receipts";
        await both.SendAsync(Atlas, "a1");
        await both.PullAsync(Dunes);
        both.Cut = null;
        var right = both.Value<string>(Dunes, "SELECT receipt FROM exchange_inbox") ?? "";
        SignedStatement.TryParse(right, out var statement).ShouldBeTrue();
        using var third = MessageKey.Create();
        var own = both[Dunes].Services.GetRequiredService<OwnService>().Signing;
        string[] otherDigest = [.. statement.Fields];
        otherDigest[5] = new string('0', 64);
        string[] lines = [SignedStatement.Sign(Receipt.Kind, statement.Fields, third).ToString(), SignedStatement.Sign(Receipt.Kind, otherDigest, own).ToString(), SignedStatement.Sign("request", statement.Fields, own).ToString(), right[..^2] + "AA", "no statement"];
        var answer = Encoding.UTF8.GetString(await both.Link(Dunes).SendAsync(
            both[Atlas].Services.GetRequiredService<OwnService>().Card, HttpMethod.Post, $"/exchange/v1/{Atlas}/receipts", Encoding.ASCII.GetBytes(string.Join('\n', lines)), CancellationToken.None));
        answer.ShouldContain("\"taken\":0");
        answer.ShouldContain("\"line\":5");
        both.Value<long>(Atlas, "SELECT count(*) FROM exchange_outbox WHERE receipt IS NOT NULL").ShouldBe(0);
        (await both.PullAsync(Dunes)).ShouldBeNull();
        both.Value<string>(Atlas, "SELECT receipt FROM exchange_outbox").ShouldBe(right);
    }

    [Theory]
    [InlineData("/receipts", false)]
    [InlineData("/receipts", true)]
    [InlineData("/messages", true)]
    public async Task A_link_that_breaks_anywhere_loses_nothing_and_doubles_nothing(string path, bool cutsAnswer)
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        (both.Cut, both.CutsAnswer) = (path, cutsAnswer);
        await both.SendAsync(Atlas, "a1");
        (await both.PullAsync(Dunes)).ShouldNotBeNull().ShouldContain("reached");
        both.Cut = null;
        (await both.PullAsync(Dunes)).ShouldBeNull();
        both.Effects(Dunes).ShouldBe(["a1"]);
        both.Value<long>(Atlas, "SELECT count(*) FROM exchange_outbox WHERE receipt IS NULL").ShouldBe(0);
        both.Recorded(Atlas, ActionCode.ExchangeReceiptTaken).ShouldBe(1);
    }

    [Fact]
    public async Task Nodes_that_are_restarted_in_the_middle_go_on_where_they_were()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        await both.SendAsync(Atlas, "a1");
        (await both.PullAsync(Dunes)).ShouldBeNull();
        both.Cut = "/";
        await both.SendAsync(Atlas, "a2");
        await both.RestartAsync(Dunes);
        await both.RestartAsync(Atlas);
        await both.UntilLookedAsync();
        await both.SendAsync(Atlas, "a3");
        both.Cut = null;
        (await both.PullAsync(Dunes)).ShouldBeNull();
        both.Effects(Dunes).ShouldBe(["a1", "a2", "a3"]);
        both.Value<long>(Atlas, "SELECT max(sequence) FROM exchange_outbox WHERE receipt IS NOT NULL").ShouldBe(3);
    }

    [Fact]
    public async Task A_sender_that_was_restored_begins_a_later_epoch_and_gets_every_receipt_again()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        await both.SendAsync(Atlas, "a1");
        await both.SendAsync(Atlas, "forgotten");
        (await both.PullAsync(Dunes)).ShouldBeNull();
        using (var connection = TestDatabase.Open(both[Atlas].Folder))
        {
            connection.Execute("DELETE FROM exchange_outbox WHERE sequence = 2");
            connection.Execute("UPDATE exchange_outbox SET receipt = NULL");
            SendingEpoch.BeginAnew(connection, DateTimeOffset.UtcNow);
        }

        await both.SendAsync(Atlas, "after the restore");
        (await both.PullAsync(Dunes)).ShouldBeNull();
        both.Effects(Dunes).ShouldBe(["a1", "forgotten", "after the restore"]);
        both.Value<long>(Dunes, "SELECT max(epoch) FROM exchange_inbox").ShouldBeGreaterThan(1);
        both.Value<long>(Atlas, "SELECT count(*) FROM exchange_outbox WHERE receipt IS NULL").ShouldBe(0);
    }

    [Fact]
    public async Task An_effect_that_fails_leaves_nothing_behind_and_the_chain_waits_for_it()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        await both.SendAsync(Atlas, "a1");
        await both.SendAsync(Atlas, "a2");
        both.EffectsFail = true;
        (await both.PullAsync(Dunes)).ShouldNotBeNull().ShouldContain("NotSupportedException");
        both.Effects(Dunes).ShouldBeEmpty();
        both.Value<long>(Dunes, "SELECT count(*) FROM exchange_inbox").ShouldBe(0);
        both.Recorded(Dunes, ActionCode.ExchangeReceived).ShouldBe(0);
        both.EffectsFail = false;
        (await both.PullAsync(Dunes)).ShouldBeNull();
        both.Effects(Dunes).ShouldBe(["a1", "a2"]);
    }

    [Fact]
    public async Task A_message_of_a_work_that_fails_was_never_sent()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        var outbox = both[Atlas].Services.GetRequiredService<ExchangeOutbox>();
        await Should.ThrowAsync<NotSupportedException>(() => both.Writer(Atlas).WriteAsync<bool>(
            work =>
            {
                outbox.Send(work, new Outgoing(Dunes, TwoServices.Note, "c-1", "{}"u8.ToArray(), work.Now.AddDays(1)), "user:test", TestAccounts.Ground);
                throw new NotSupportedException("The test lets the work fail.");
            },
            CancellationToken.None));
        await both.SendAsync(Atlas, "a1");
        (await both.PullAsync(Dunes)).ShouldBeNull();
        both.Effects(Dunes).ShouldBe(["a1"]);
        both.Value<long>(Atlas, "SELECT max(sequence) FROM exchange_outbox").ShouldBe(1);
    }

    [Fact]
    public async Task What_waits_for_a_partner_is_sealed_anew_where_its_card_has_another_key()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        await both.SendAsync(Atlas, "waits");
        var digest = both.Value<byte[]>(Atlas, "SELECT digest FROM exchange_outbox");
        using (var administrator = both.Administrator(Atlas))
        {
            (await administrator.PostAsync($"/partners/{Dunes}/lock", null)).EnsureSuccessStatusCode();
        }

        using var signing = MessageKey.Create();
        using var opening = OpeningKey.Create();
        var card = both[Dunes].Services.GetRequiredService<OwnService>().Card with { Signing = signing.Verifier, Sealing = opening.Sealing };
        (await both.IntroduceAsync(Atlas, card.ToBytes())).ShouldBe(System.Net.HttpStatusCode.OK);
        SealedMessage.TryParseWire(both.Value<byte[]>(Atlas, "SELECT wire FROM exchange_outbox"), out var @sealed, out _).ShouldBeTrue();
        @sealed.TryOpen(Dunes, [opening], out var message, out var fault).ShouldBeTrue(fault.ToString());
        message.Digest.Bytes.ToArray().ShouldBe(digest);
    }

    [Fact]
    public async Task A_hint_wakes_a_partner_that_would_look_tomorrow()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        both.Hints = true;
        await both.SendAsync(Atlas, "now");
        for (var tries = 0; both.Value<long>(Atlas, "SELECT count(*) FROM exchange_outbox WHERE receipt IS NOT NULL") == 0; tries++)
        {
            tries.ShouldBeLessThan(200, "The hint did not wake the partner within ten seconds.");
            await Task.Delay(50);
        }

        both.Effects(Dunes).ShouldBe(["now"]);
    }

    [Fact]
    public void A_partner_that_cannot_be_reached_is_asked_ever_more_rarely_up_to_a_limit()
    {
        var options = new ExchangeOptions { PullEvery = TimeSpan.FromSeconds(10), PullAtLeastEvery = TimeSpan.FromMinutes(2) };
        PullPartners.WaitAfter(0, 1, options).ShouldBe(TimeSpan.FromSeconds(10));
        PullPartners.WaitAfter(0, 0, options).ShouldBe(TimeSpan.FromSeconds(7.5));
        PullPartners.WaitAfter(1, 1, options).ShouldBe(TimeSpan.FromSeconds(1));
        PullPartners.WaitAfter(3, 1, options).ShouldBe(TimeSpan.FromSeconds(4));
        PullPartners.WaitAfter(1, 1, new ExchangeOptions { PullEvery = TimeSpan.FromMinutes(10) }).ShouldBe(TimeSpan.FromSeconds(20));
        PullPartners.WaitAfter(7, 0, options).ShouldBe(TimeSpan.FromSeconds(48));
        PullPartners.WaitAfter(1_000, 1, options).ShouldBe(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task A_bundle_that_was_cut_gives_every_message_that_is_whole()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        await both.SendAsync(Atlas, "a1");
        await both.SendAsync(Atlas, "a2");
        var wires = (await both.FetchAllAsync(Atlas)).Messages.Select(m => m.ToWire()).ToList();
        var whole = Bundle.Write(wires, more: false);
        for (var length = 0; length < whole.Length; length++)
        {
            var cut = Bundle.Read(whole.AsSpan(0, length));
            cut.IsWhole.ShouldBeFalse();
            cut.Messages.Count.ShouldBe(length >= 18 + 4 + wires[0].Length + 4 + wires[1].Length ? 2 : length >= 18 + 4 + wires[0].Length ? 1 : 0);
        }

        Bundle.Read(whole).IsWhole.ShouldBeTrue();
        Should.Throw<InvalidDataException>(() => Bundle.Read([.. whole, 0]));
        Should.Throw<InvalidDataException>(() => Bundle.Read("entente.bundle.v2\n"u8));
    }

    private static (Inbox Inbox, PartnerRow Partner) InboxOf(TwoServices both)
    {
        using var connection = both[Dunes].Services.GetRequiredService<Node.Storage.Database>().Open();
        return (both[Dunes].Services.GetRequiredService<Inbox>(), PartnerRow.Find(connection, Atlas)!); // The test has introduced it.
    }

    private static async Task<List<TakenMessage>> TakeAllAsync(TwoServices both)
    {
        var (inbox, partner) = InboxOf(both);
        var taken = new List<TakenMessage>();
        foreach (var message in (await both.FetchAllAsync(Atlas)).Messages)
        {
            taken.Add(await inbox.TakeAsync(partner, message, CancellationToken.None));
        }

        return taken;
    }
}
