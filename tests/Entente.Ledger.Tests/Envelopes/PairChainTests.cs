using Entente.Ledger.Envelopes;
using Entente.Ledger.Merkle;
using FsCheck;
using FsCheck.Fluent;

namespace Entente.Ledger.Tests.Envelopes;

public sealed class PairChainTests : IDisposable
{
    private static readonly DateTimeOffset Now = Letters.Created.AddMinutes(1);
    private static readonly PairChain Empty = new(Letters.Sender, Letters.Recipient);

    private readonly MessageKey _key = Letters.MessageKey();

    [Fact]
    public void Messages_in_order_are_accepted_and_each_gives_the_next_place()
    {
        var chain = Empty;
        foreach (var message in Messages(3))
        {
            chain.Next.ShouldBe(new(1, message.Header.Sequence, message.Header.Previous));
            chain = chain with { Last = chain.Judge(message, null, null, Now).ShouldBeOfType<PairVerdict.Accepted>().Place };
        }

        chain.Last!.Value.Sequence.ShouldBe(3);
    }

    [Fact]
    public void In_whatever_order_and_however_often_they_arrive_all_are_accepted_once_and_in_order()
    {
        var messages = Messages(8);
        Claims.Hold(Gen.Choose(0, messages.Count - 1).ListOf(60), arrivals =>
        {
            var (chain, accepted) = (Empty, new List<VerifiedMessage>());
            foreach (var message in arrivals.Select(at => messages[at]).Concat(messages))
            {
                var held = accepted.FirstOrDefault(other => other.Header.Id == message.Header.Id)?.Message.Digest;
                if (chain.Judge(message, held, held, Now) is PairVerdict.Accepted next)
                {
                    chain = chain with { Last = next.Place };
                    accepted.Add(message);
                }
            }

            return accepted.SequenceEqual(messages);
        });
    }

    [Fact]
    public void The_same_message_again_is_a_duplicate_and_stays_one_when_it_was_signed_again()
    {
        using var other = Letters.MessageKey("two");
        var message = Messages(1)[0];
        var again = Letters.Verified(message.Message.Resign(other), Letters.Ring(other));
        var chain = Empty with { Last = new(1, 1, message.Message.Digest) };
        chain.Judge(message, message.Message.Digest, message.PlaceDigest, Now).ShouldBeOfType<PairVerdict.Duplicate>();
        chain.Judge(again, message.Message.Digest, message.PlaceDigest, Now).ShouldBeOfType<PairVerdict.Duplicate>();
        chain.Judge(again, null, null, Now).ShouldBeOfType<PairVerdict.Duplicate>();
    }

    [Fact]
    public void Another_message_under_the_same_id_is_a_conflict_wherever_it_stands()
    {
        var messages = Messages(2);
        var held = messages[0].Message.Digest;
        var imitation = Verified(Letters.Header(2, held) with { Id = messages[0].Header.Id });
        (Empty with { Last = new(1, 1, held) }).Judge(imitation, held, null, Now).ShouldBe(new PairVerdict.Conflict(PairClaim.Id, held));
    }

    [Fact]
    public void Another_message_at_the_same_place_is_a_conflict()
    {
        var messages = Messages(2);
        var chain = Empty with { Last = new(1, 2, messages[1].Message.Digest) };
        var second = Verified(messages[1].Header with { Id = Letters.Id(99) });
        chain.Judge(second, null, null, Now).ShouldBe(new PairVerdict.Conflict(PairClaim.Place, messages[1].Message.Digest));
        var first = Verified(messages[0].Header with { Id = Letters.Id(98) });
        chain.Judge(first, null, messages[0].PlaceDigest, Now).ShouldBe(new PairVerdict.Conflict(PairClaim.Place, messages[0].PlaceDigest));
        chain.Judge(first, null, null, Now).ShouldBeOfType<PairVerdict.NoLongerHeld>();
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        var messages = Messages(6);
        Empty.Judge(messages[5], null, null, Now).ShouldBe(new PairVerdict.Gap(1, 1, 5));
        (Empty with { Last = new(1, 2, messages[1].Message.Digest) }).Judge(messages[5], null, null, Now).ShouldBe(new PairVerdict.Gap(1, 3, 5));
    }

    [Fact]
    public void A_message_that_continues_another_history_is_named()
    {
        var messages = Messages(2);
        var told = Verified(Letters.Header() with { Id = Letters.Id(50) });
        (Empty with { Last = new(1, 1, told.Message.Digest) }).Judge(messages[1], null, null, Now).ShouldBe(new PairVerdict.WrongPrevious(told.Message.Digest));
        Empty.Judge(Verified(Letters.Header(1, told.Message.Digest)), null, null, Now).ShouldBe(new PairVerdict.WrongPrevious(default));
    }

    [Fact]
    public void A_new_epoch_begins_at_place_one_with_no_previous_message_and_is_told()
    {
        var chain = Empty with { Last = new(2, 40, Messages(1)[0].Message.Digest) };
        chain.Judge(Verified(Letters.Header(epoch: 3)), null, null, Now).ShouldBeOfType<PairVerdict.Accepted>().OpensEpoch.ShouldBeTrue();
        chain.Judge(Verified(Letters.Header(5, epoch: 3)), null, null, Now).ShouldBe(new PairVerdict.Gap(3, 1, 4));
        chain.Judge(Verified(Letters.Header(1, chain.Last!.Value.Digest, 3)), null, null, Now).ShouldBe(new PairVerdict.WrongPrevious(default));
        chain.Judge(Verified(Letters.Header(epoch: 1)), null, null, Now).ShouldBe(new PairVerdict.OldEpoch(2));
        Empty.Judge(Messages(1)[0], null, null, Now).ShouldBeOfType<PairVerdict.Accepted>().OpensEpoch.ShouldBeTrue();
    }

    [Fact]
    public void An_expired_message_takes_its_place_and_nothing_else()
    {
        var message = Messages(1)[0];
        Empty.Judge(message, null, null, message.Header.Expires.AddMilliseconds(-1)).ShouldBeOfType<PairVerdict.Accepted>();
        var place = Empty.Judge(message, null, null, message.Header.Expires).ShouldBeOfType<PairVerdict.Expired>().Place;
        place.ShouldBe(new(1, 1, message.Message.Digest));
    }

    [Fact]
    public void A_filler_lets_the_chain_go_on_over_a_message_that_never_came()
    {
        var messages = Messages(3);
        var lost = messages[1];
        var filler = Filler(lost, lost.Message.Digest);
        var chain = Empty with { Last = new(1, 1, messages[0].Message.Digest) };
        chain = chain with { Last = chain.Judge(filler, null, null, Now).ShouldBeOfType<PairVerdict.Accepted>().Place };
        chain.Judge(messages[2], null, null, Now).ShouldBeOfType<PairVerdict.Accepted>();
        chain.Judge(lost, null, filler.PlaceDigest, Now).ShouldBeOfType<PairVerdict.Duplicate>();
    }

    [Fact]
    public void A_filler_cannot_stand_for_another_message_than_the_one_that_came()
    {
        var messages = Messages(2);
        var chain = Empty with { Last = new(1, 2, messages[1].Message.Digest) };
        chain.Judge(Filler(messages[1], messages[1].Message.Digest), null, null, Now).ShouldBeOfType<PairVerdict.Duplicate>();
        chain.Judge(Filler(messages[1], messages[0].Message.Digest), null, null, Now).ShouldBe(new PairVerdict.Conflict(PairClaim.Place, messages[1].Message.Digest));
    }

    [Fact]
    public void A_message_for_or_from_another_is_none_of_this_pair()
    {
        var message = Messages(1)[0];
        new PairChain(Letters.Sender, "third-service").Judge(message, null, null, Now).ShouldBeOfType<PairVerdict.OtherPair>();
        new PairChain("third-service", Letters.Recipient).Judge(message, null, null, Now).ShouldBeOfType<PairVerdict.OtherPair>();
    }

    public void Dispose() => _key.Dispose();

    private List<VerifiedMessage> Messages(int count)
    {
        var (messages, previous) = (new List<VerifiedMessage>(), default(Digest));
        for (var sequence = 1; sequence <= count; sequence++)
        {
            messages.Add(Verified(Letters.Header(sequence, previous)));
            previous = messages[^1].Message.Digest;
        }

        return messages;
    }

    private VerifiedMessage Verified(MessageHeader header) => Letters.Verified(SignedMessage.Sign(header, Letters.Payload, _key), Letters.Ring(_key));

    private VerifiedMessage Filler(VerifiedMessage lost, Digest digest)
    {
        var header = lost.Header with { Id = Letters.Id(70), Type = MessageType.Filler, MediaType = "application/octet-stream", Expires = Now.AddYears(1) };
        return Letters.Verified(SignedMessage.Sign(header, digest.Bytes, _key), Letters.Ring(_key));
    }
}
