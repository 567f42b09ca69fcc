using Entente.Ledger.Envelopes;

namespace Entente.Ledger.Tests.Envelopes;

public sealed class KeyRingTests : IDisposable
{
    private static readonly DateTimeOffset Created = Letters.Created;

    private readonly MessageKey _old = Letters.MessageKey();
    private readonly MessageKey _new = Letters.MessageKey("two");

    [Fact]
    public void Keys_that_overlap_both_count_while_messages_are_queued()
    {
        var ring = new KeyRing(Letters.Sender, [Letters.Term(_old, until: Created.AddDays(1)), Letters.Term(_new, Created.AddDays(-1))], []);
        Verdict(Letters.Signed(_old), ring, Created).ShouldBe(MessageVerdict.SignedByPartner);
        Verdict(Letters.Signed(_new), ring, Created).ShouldBe(MessageVerdict.SignedByPartner);
        Verdict(Letters.Signed(_old).With(_new), ring, Created).ShouldBe(MessageVerdict.SignedByPartner);
    }

    [Fact]
    public void What_a_key_signed_before_its_end_may_arrive_until_it_is_too_late()
    {
        var end = Created.AddDays(1);
        var ring = new KeyRing(Letters.Sender, [Letters.Term(_old, until: end)], [], TimeSpan.FromDays(10));
        Verdict(Letters.Signed(_old), ring, end.AddDays(10)).ShouldBe(MessageVerdict.SignedByPartner);
        Verdict(Letters.Signed(_old), ring, end.AddDays(10).AddMilliseconds(1)).ShouldBe(MessageVerdict.KeyEnded);
    }

    [Fact]
    public void What_a_key_signs_from_its_end_on_does_not_count()
    {
        var ring = new KeyRing(Letters.Sender, [Letters.Term(_old, until: Created)], []);
        Verdict(Letters.Signed(_old), ring, Created).ShouldBe(MessageVerdict.KeyEnded);
    }

    [Fact]
    public void What_is_received_since_a_revocation_does_not_count_whenever_it_says_it_was_made()
    {
        var since = Created.AddDays(3);
        var ring = Letters.Ring(_old).Revoke(_old.Verifier.KeyId, since);
        Verdict(Letters.Signed(_old), ring, since.AddMilliseconds(-1)).ShouldBe(MessageVerdict.SignedByPartner);
        Verdict(Letters.Signed(_old), ring, since).ShouldBe(MessageVerdict.KeyRevoked);
    }

    [Fact]
    public void A_message_of_a_revoked_key_counts_when_it_is_signed_again()
    {
        var since = Created.AddDays(3);
        var ring = Letters.Ring(_old).Revoke(_old.Verifier.KeyId, since).With(Letters.Term(_new, since));
        Verdict(Letters.Signed(_old), ring, since.AddHours(1)).ShouldBe(MessageVerdict.KeyRevoked);
        Verdict(Letters.Signed(_old).Resign(_new), ring, since.AddHours(1)).ShouldBe(MessageVerdict.SignedByPartner);
        Verdict(Letters.Signed(_old).With(_new), ring, since.AddHours(1)).ShouldBe(MessageVerdict.SignedByPartner);
    }

    [Fact]
    public void The_earlier_revocation_stays()
    {
        var ring = Letters.Ring(_old).Revoke(_old.Verifier.KeyId, Created.AddDays(1)).Revoke(_old.Verifier.KeyId, Created.AddDays(9));
        ring.Signing[0].RevokedSince.ShouldBe(Created.AddDays(1));
        ring.Revoke(_old.Verifier.KeyId, Created).Signing[0].RevokedSince.ShouldBe(Created);
    }

    [Fact]
    public void A_key_counts_once_created_or_received_lies_after_its_beginning_so_that_a_slow_clock_holds_nobody_up()
    {
        var ring = new KeyRing(Letters.Sender, [Letters.Term(_old, Created)], []);
        Verdict(Letters.Signed(_old), ring, Created.AddDays(-1)).ShouldBe(MessageVerdict.SignedByPartner);
        ring = new(Letters.Sender, [Letters.Term(_old, Created.AddMilliseconds(1))], []);
        Verdict(Letters.Signed(_old), ring, Created).ShouldBe(MessageVerdict.KeyNotYetValid);
        Verdict(Letters.Signed(_old), ring, Created.AddDays(1)).ShouldBe(MessageVerdict.SignedByPartner);
    }

    [Fact]
    public void Sealing_goes_to_the_newest_key_whose_term_runs_and_never_to_a_revoked_one()
    {
        using var first = Letters.OpeningKey();
        using var second = Letters.OpeningKey("two");
        var ring = new KeyRing(Letters.Recipient, [], [new(first.Sealing, Created, Created.AddDays(9))]).With(new KeyTerm<SealingKey>(second.Sealing, Created.AddDays(5)));
        ring.SealingKeyAt(Created.AddMilliseconds(-1)).ShouldBeNull();
        ring.SealingKeyAt(Created).ShouldBe(first.Sealing);
        ring.SealingKeyAt(Created.AddDays(5)).ShouldBe(second.Sealing);
        ring.Revoke(second.Sealing.KeyId, Created.AddDays(8)).SealingKeyAt(Created.AddDays(6)).ShouldBe(first.Sealing);
        ring.Revoke(second.Sealing.KeyId, Created.AddDays(8)).SealingKeyAt(Created.AddDays(9)).ShouldBeNull();
    }

    [Fact]
    public void No_key_is_for_both_uses_and_none_stands_twice()
    {
        using var opening = OpeningKey.Import(_old.Export());
        Should.Throw<ArgumentException>(() => new KeyRing(Letters.Sender, [Letters.Term(_old)], [new(opening.Sealing, Created)]));
        Should.Throw<ArgumentException>(() => Letters.Ring(_old, _old));
        Should.Throw<ArgumentException>(() => Letters.Ring(_old).With(Letters.Term(_old)));
        Should.Throw<ArgumentException>(() => new KeyRing(Letters.Sender, [Letters.Term(_old, Created, Created)], []));
    }

    public void Dispose()
    {
        _old.Dispose();
        _new.Dispose();
    }

    private static MessageVerdict Verdict(SignedMessage message, KeyRing ring, DateTimeOffset received)
    {
        message.TryVerify(ring, received, out _, out var verdict);
        return verdict;
    }
}
