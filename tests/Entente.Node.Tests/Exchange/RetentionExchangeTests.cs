using System.Net;
using Dapper;
using Entente.Ledger.Envelopes;
using Entente.Ledger.Merkle;
using Entente.Node.Exchange;
using Entente.Node.Exchange.Receiving;
using Entente.Node.Exchange.Sending;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Entente.Node.Tests.Exchange;

public sealed class RetentionExchangeTests
{
    private const string Atlas = TwoServices.Atlas, Dunes = TwoServices.Dunes;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1), Keep = TimeSpan.FromDays(30);

    [Fact]
    public async Task What_expired_before_it_was_fetched_is_stated_by_signature_and_a_filler_takes_its_place()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        await both.SendAsync(Atlas, "first", 100 * Hour);
        await both.SendAsync(Atlas, "late", Hour);
        await both.SendAsync(Atlas, "in time", 100 * Hour);
        var key = both.Value<string>(Atlas, "SELECT data_key FROM exchange_outbox WHERE sequence = 2");
        await both.GoAsync(2 * Hour);

        both.Recorded(Atlas, ActionCode.ExchangeNotDelivered).ShouldBe(1);
        both.Value<long>(Atlas, "SELECT count(*) FROM exchange_outbox WHERE length(wire) = 0 AND content IS NULL").ShouldBe(1);
        IsDestroyed(both, Atlas, key).ShouldBeTrue();
        SignedStatement.TryParse(both.Value<string>(Atlas, "SELECT undelivered FROM exchange_outbox WHERE sequence = 2") ?? "", out var statement).ShouldBeTrue();
        NonDelivery.Read(statement).ShouldNotBeNull().Place.Sequence.ShouldBe(2);
        (await both.PartnerAsync(Atlas)).GetProperty("undelivered").GetInt64().ShouldBe(1);

        (await both.PullAsync(Dunes)).ShouldBeNull();
        both.Effects(Dunes).ShouldBe(["first", "in time"]);
        both.Value<string>(Dunes, "SELECT type FROM exchange_inbox WHERE sequence = 2").ShouldBe(MessageType.Filler);
        both.Value<byte[]>(Dunes, "SELECT place_digest FROM exchange_inbox WHERE sequence = 2").ShouldBe(both.Value<byte[]>(Atlas, "SELECT digest FROM exchange_outbox WHERE sequence = 2"));
        both.Value<string>(Atlas, "SELECT outcome FROM exchange_outbox WHERE sequence = 2").ShouldBe(SentReceipts.Filled);
        both.Value<long>(Atlas, "SELECT count(*) FROM exchange_outbox WHERE receipt IS NULL").ShouldBe(0);
        (await both.PartnerAsync(Atlas)).GetProperty("undelivered").GetInt64().ShouldBe(1);
    }

    [Fact]
    public async Task A_first_message_that_expired_leaves_no_hole_at_the_beginning()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        await both.SendAsync(Atlas, "late", Hour);
        await both.GoAsync(2 * Hour);
        await both.SendAsync(Atlas, "in time");
        (await both.PullAsync(Dunes)).ShouldBeNull();
        both.Effects(Dunes).ShouldBe(["in time"]);
    }

    [Fact]
    public async Task A_receipt_that_was_under_way_when_its_message_expired_still_counts()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        await both.SendAsync(Atlas, "there in time", Hour);
        both.Cut = "/receipts";
        (await both.PullAsync(Dunes)).ShouldNotBeNull();
        await both.GoAsync(2 * Hour);
        both.Recorded(Atlas, ActionCode.ExchangeNotDelivered).ShouldBe(1);
        both.Cut = null;
        (await both.PullAsync(Dunes)).ShouldBeNull();
        both.Effects(Dunes).ShouldBe(["there in time"]);
        both.Value<string>(Atlas, "SELECT outcome FROM exchange_outbox").ShouldBe(Receipt.Accepted);
        (await both.PartnerAsync(Atlas)).GetProperty("undelivered").GetInt64().ShouldBe(0);
    }

    [Fact]
    public async Task The_message_itself_that_comes_by_another_way_after_its_filler_has_no_effect()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        await both.SendAsync(Atlas, "late", Hour);
        var late = (await both.FetchAllAsync(Atlas)).Messages.Single();
        await both.GoAsync(2 * Hour);
        (await both.PullAsync(Dunes)).ShouldBeNull();
        using var connection = both[Dunes].Services.GetRequiredService<Database>().Open();
        var partner = Node.Exchange.Partners.PartnerRow.Find(connection, Atlas)!; // The test has introduced it.
        (await both[Dunes].Services.GetRequiredService<Inbox>().TakeAsync(partner, late, CancellationToken.None)).Taking.ShouldBe(Taking.Known);
        both.Effects(Dunes).ShouldBeEmpty();
    }

    [Fact]
    public async Task Contents_go_on_both_sides_when_their_time_is_over_and_what_proves_the_exchange_stays()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        await both.SendAsync(Atlas, "once", 100 * Keep);
        var ownKey = both.Value<string>(Atlas, "SELECT data_key FROM exchange_outbox");
        (await both.PullAsync(Dunes)).ShouldBeNull();
        var key = both.Value<string>(Dunes, "SELECT data_key FROM exchange_inbox");
        await both.GoAsync(Keep - Hour);
        IsDestroyed(both, Atlas, ownKey).ShouldBeTrue();
        IsDestroyed(both, Dunes, key).ShouldBeFalse();
        both.Value<long>(Atlas, "SELECT count(*) FROM exchange_outbox WHERE length(wire) > 0").ShouldBe(1);

        await both.GoAsync(2 * Hour);
        IsDestroyed(both, Dunes, key).ShouldBeTrue();
        both.Value<long>(Dunes, "SELECT count(*) FROM exchange_inbox WHERE content IS NULL AND length(digest) = 32 AND length(receipt) > 0 AND state = 'done'").ShouldBe(1);
        both.Value<long>(Atlas, "SELECT count(*) FROM exchange_outbox WHERE length(wire) = 0 AND length(receipt) > 0 AND outcome = 'accepted'").ShouldBe(1);
        both.Recorded(Dunes, ActionCode.ExchangeDeleted).ShouldBe(1);
    }

    [Fact]
    public async Task A_recipient_that_was_restored_goes_on_over_what_its_partner_has_deleted()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        await both.SendAsync(Atlas, "a1", 100 * Keep);
        await both.SendAsync(Atlas, "a2", 100 * Keep);
        (await both.PullAsync(Dunes)).ShouldBeNull();
        var receipt = both.Value<string>(Atlas, "SELECT receipt FROM exchange_outbox WHERE sequence = 2");
        await both.GoAsync(Keep + Hour);
        using (var connection = TestDatabase.Open(both[Dunes].Folder))
        {
            connection.Execute("DELETE FROM exchange_inbox");
        }

        await both.SendAsync(Atlas, "a3");
        (await both.PullAsync(Dunes)).ShouldBeNull();
        both.Effects(Dunes).ShouldBe(["a1", "a2", "a3"]);
        both.Value<long>(Dunes, "SELECT count(*) FROM exchange_inbox WHERE type = 'filler'").ShouldBe(2);
        both.Value<string>(Atlas, "SELECT receipt FROM exchange_outbox WHERE sequence = 2").ShouldBe(receipt);
        both.Value<long>(Dunes, "SELECT count(*) FROM exchange_inbox WHERE receipt_sent = 0").ShouldBe(0);
    }

    [Fact]
    public async Task A_message_that_waits_too_long_loses_its_effect_by_time_alone_and_lets_the_next_go()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        await both.ForgeAsync(Atlas, 1, "without its cause", causes: new MessageId(Guid.NewGuid().ToByteArray()));
        await both.SendAsync(Atlas, "behind it", 100 * Hour);
        (await both.PullAsync(Dunes)).ShouldBeNull();
        both.Effects(Dunes).ShouldBeEmpty();
        await both.GoAsync(25 * Hour);
        both.Effects(Dunes).ShouldBe(["behind it"]);
        both.Value<string>(Dunes, "SELECT state FROM exchange_inbox WHERE sequence = 1").ShouldBe(MessageState.Expired);
    }

    [Fact]
    public async Task What_a_person_has_to_look_at_is_kept_for_as_long_as_it_holds_and_then_as_long_again()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        var outbox = both[Atlas].Services.GetRequiredService<ExchangeOutbox>();
        await both.Writer(Atlas).WriteAsync(work => outbox.Send(work, new Outgoing(Dunes, "of-an-unknown-type", "c-1", "{}"u8.ToArray(), work.Now + (2 * Keep)), "user:test", TestAccounts.Ground), CancellationToken.None);
        (await both.PullAsync(Dunes)).ShouldBeNull();
        var key = both.Value<string>(Dunes, "SELECT data_key FROM exchange_inbox");
        await both.GoAsync((3 * Keep) - Hour);
        IsDestroyed(both, Dunes, key).ShouldBeFalse();
        both.Value<string>(Dunes, "SELECT state FROM exchange_inbox").ShouldBe(MessageState.Held);
        await both.GoAsync(2 * Hour);
        IsDestroyed(both, Dunes, key).ShouldBeTrue();
        both.Value<string>(Dunes, "SELECT state FROM exchange_inbox").ShouldBe(MessageState.Expired);
    }

    [Fact]
    public async Task What_was_kept_apart_loses_its_content_and_stays_as_evidence()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        var id = await both.SendAsync(Atlas, "first", 100 * Keep);
        (await both.PullAsync(Dunes)).ShouldBeNull();
        await both.ForgeAsync(Atlas, 2, "second", id);
        (await both.PullAsync(Dunes)).ShouldNotBeNull();
        await both.GoAsync(Keep + Hour);
        both.Value<long>(Dunes, "SELECT count(*) FROM exchange_quarantine WHERE content IS NULL AND length(digest) = 32 AND length(statement) > 0").ShouldBe(1);
    }

    [Fact]
    public async Task More_statements_than_one_request_holds_are_refused_with_a_word_and_none_is_taken()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        var lines = string.Join('\n', Enumerable.Repeat("a.b.c", TakeReceipts.Most + 1));
        var refused = await Should.ThrowAsync<InvalidDataException>(() => both.Link(Dunes).SendAsync(
            both[Atlas].Services.GetRequiredService<OwnService>().Card, HttpMethod.Post, $"/exchange/v1/{Atlas}/receipts", System.Text.Encoding.ASCII.GetBytes(lines), CancellationToken.None));
        refused.Message.ShouldContain($"{(int)HttpStatusCode.BadRequest}");
    }

    [Fact]
    public void A_filler_is_the_same_message_however_often_it_is_made()
    {
        using var key = MessageKey.Create();
        var row = new FilledRow { Epoch = 3, Sequence = 2, Digest = [.. Enumerable.Repeat((byte)9, Digest.Length)], SentAt = DateTimeOffset.FromUnixTimeMilliseconds(1_800_000_000_000), Previous = new byte[Digest.Length] };
        Filler.Of(row, Atlas, Dunes, key).Digest.ShouldBe(Filler.Of(row, Atlas, Dunes, key).Digest);
    }

    private static bool IsDestroyed(TwoServices both, string service, string? key)
    {
        try
        {
            both[service].Services.GetRequiredService<KeyStore>().Seal(key ?? "", "anywhere", [1]);
            return false;
        }
        catch (KeyDestroyedException)
        {
            return true;
        }
    }
}
