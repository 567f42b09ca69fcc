using System.Globalization;
using Entente.Ledger.Envelopes;
using Entente.Node.Exchange;
using Entente.Node.Exchange.Receiving;
using Entente.Node.Oversight;
using FsCheck;
using FsCheck.Fluent;

namespace Entente.Node.Tests.Exchange;

public sealed class NarrowExchangeTests
{
    private const string Atlas = TwoServices.Atlas, Dunes = TwoServices.Dunes;

    [Fact]
    public async Task A_bundle_that_was_cut_goes_on_at_its_byte_wherever_that_was_and_no_byte_comes_twice()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        var texts = new List<string>();
        for (var i = 0; i < 25; i++)
        {
            texts.Add($"a{i}");
            await both.SendAsync(Atlas, texts[^1]);
            var (whole, came, answers) = (0, 0, 0);
            both.Comes = (target, body) =>
            {
                if (!IsOfMessages(target))
                {
                    return new MemoryStream(body);
                }

                whole = Math.Max(whole, body.Length);
                var cut = answers++ == 0 ? 97 * i % body.Length : body.Length;
                came += Math.Max(0, cut - FirstLine(body));
                return cut == body.Length ? new MemoryStream(body) : new BreakingStream(body[..cut]);
            };
            for (var looks = 0; await both.PullAsync(Dunes) is not null; looks++)
            {
                looks.ShouldBeLessThan(2);
            }

            came.ShouldBe(whole - Bundle.Start.Length, $"cut {i}");
        }

        both.Effects(Dunes).ShouldBe(texts);
    }

    [Fact]
    public async Task A_message_of_which_every_link_brings_a_little_arrives_in_one_look()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        await both.SendAsync(Atlas, "in pieces");
        both.Comes = (target, body) => IsOfMessages(target) && body.Length > FirstLine(body) + 100 ? new BreakingStream(body[..(FirstLine(body) + 100)]) : new MemoryStream(body);
        (await both.PullAsync(Dunes)).ShouldBeNull();
        both.Effects(Dunes).ShouldBe(["in pieces"]);
        both.Asked.Count(IsOfMessages).ShouldBeGreaterThan(8);
    }

    [Fact]
    public async Task A_link_that_brings_nothing_ends_the_look()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        await both.SendAsync(Atlas, "a1");
        both.Comes = (target, body) => IsOfMessages(target) ? new BreakingStream(body[..FirstLine(body)]) : new MemoryStream(body);
        var before = both.Asked.Count(IsOfMessages);
        (await both.PullAsync(Dunes)).ShouldBe("the link broke");
        both.Asked.Count(IsOfMessages).ShouldBe(before + 1);
    }

    [Fact]
    public async Task Where_another_bundle_is_there_now_it_comes_from_its_beginning()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        await both.SendAsync(Atlas, "one");
        await CutOnceAsync(both, 600);
        await both.ForgeAsync(Atlas, 1, "another");
        (await both.PullAsync(Dunes)).ShouldBeNull();
        both.Asked.Last(IsOfMessages).ShouldContain("&from=582&of=");
        both.Effects(Dunes).ShouldBe(["another"]);
    }

    [Fact]
    public async Task What_a_partner_puts_behind_what_came_opens_nothing_and_is_not_kept()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        await both.SendAsync(Atlas, "one");
        await CutOnceAsync(both, 600);
        both.Comes = (target, body) =>
        {
            if (IsOfMessages(target))
            {
                body[^30] ^= 1;
            }

            return new MemoryStream(body);
        };
        (await both.PullAsync(Dunes)).ShouldNotBeNull().ShouldContain("does not open");
        both.Asked.Last(IsOfMessages).ShouldContain("&from=");
        both.Effects(Dunes).ShouldBeEmpty();
        both.Comes = null;
        (await both.PullAsync(Dunes)).ShouldBeNull();
        both.Asked.Last(IsOfMessages).ShouldNotContain("&from=");
        both.Effects(Dunes).ShouldBe(["one"]);
    }

    public static TheoryData<string, string> Hostile => new()
    {
        { "a message longer than any", "7FFFFFFF" },
        { "a negative length", "80000001" },
        { "a message that is none", "00000004AAAAAAAA" },
        { "bytes behind the end", "000000000000" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task A_bundle_that_is_none_is_refused_and_nothing_of_it_is_kept(string what, string bytes)
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        await both.SendAsync(Atlas, "one");
        both.Comes = (target, body) => new MemoryStream(IsOfMessages(target) ? [.. Bundle.Start, .. Convert.FromHexString(bytes)] : body);
        (await both.PullAsync(Dunes)).ShouldNotBeNull(what);
        both.Comes = null;
        (await both.PullAsync(Dunes)).ShouldBeNull();
        both.Asked.Last(IsOfMessages).ShouldNotContain("&from=");
        both.Effects(Dunes).ShouldBe(["one"]);
    }

    [Fact]
    public void What_nobody_began_is_not_continued_and_no_more_than_a_message_is_kept()
    {
        var arriving = new ArrivingBundle();
        Should.Throw<InvalidDataException>(() => arriving.Add([.. Bundle.RestStart, 0, 0, 0, 0, 0]));
        arriving.Begin();
        byte[] longest = [.. Bundle.Start, .. BitConverter.GetBytes(SealedMessage.MostBytes).Reverse(), .. new byte[SealedMessage.MostBytes - 1]];
        arriving.Add(longest).Messages.ShouldBeEmpty();
        arriving.Held.ShouldBe(longest.Length - Bundle.Start.Length);
        Should.Throw<InvalidDataException>(() => arriving.Add([0, 0, 0, 0]));
        arriving.Held.ShouldBe(0);
        arriving.Query.ShouldBeEmpty();
    }

    [Fact]
    public async Task However_often_and_wherever_a_bundle_is_cut_it_is_the_same_in_the_end()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        foreach (var text in (string[])["one", "two", "three"])
        {
            await both.SendAsync(Atlas, text);
        }

        var wires = (await both.FetchAllAsync(Atlas)).Messages.Select(m => m.ToWire()).ToList();
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var chance = new Random(seed);
            var (arriving, came) = (new ArrivingBundle(), new List<byte[]>());
            for (var isWhole = false; !isWhole;)
            {
                var bundle = Bundle.Write(wires.Skip(came.Count), more: false);
                var held = arriving.Query.Split('&', '=');
                var answer = held.Length > 1 ? Bundle.From(bundle, int.Parse(held[2], CultureInfo.InvariantCulture), held[4]) : bundle;
                var cut = chance.Next(answer.Length + 400);
                arriving.Begin();
                for (var at = 0; at < Math.Min(cut, answer.Length) && !isWhole;)
                {
                    var part = Math.Min(chance.Next(1, 700), Math.Min(cut, answer.Length) - at);
                    var now = arriving.Add(answer.AsSpan(at, part));
                    came.AddRange(now.Messages.Select(m => m.ToWire()));
                    (at, isWhole) = (at + part, now.IsWhole);
                }
            }

            came.Count.ShouldBe(wires.Count);
            came.Zip(wires).ShouldAllBe(pair => pair.First.SequenceEqual(pair.Second));
            arriving.Held.ShouldBe(0);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(0, true, false)]
    [InlineData(-1, true, false)]
    [InlineData(int.MinValue, true, false)]
    [InlineData(int.MaxValue, true, false)]
    [InlineData(5, false, false)]
    [InlineData(5, true, true)]
    public void The_rest_is_given_where_the_recipient_has_the_beginning_and_the_whole_otherwise(int from, bool isRight, bool isRest)
    {
        var bundle = Bundle.Write([], more: false);
        var of = isRight && from == 5 ? Bundle.MarkOf(bundle.AsSpan(Bundle.Start.Length, from)) : "0123456789abcdef";
        Bundle.From(bundle, from, of).ShouldBe(isRest ? Bundle.RestStart.ToArray() : bundle);
    }

    [Fact]
    public async Task Messages_that_are_whole_have_their_effect_and_receipt_while_the_rest_of_the_bundle_comes()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        await both.SendAsync(Atlas, "one");
        await both.SendAsync(Atlas, "two");
        var effects = new List<int>();
        both.Comes = (target, body) => !IsOfMessages(target) ? new MemoryStream(body) : new SlowStream(body, body.Length - 100, () =>
        {
            // So long that what has come is taken in, and the rest comes once it is.
            both.Time.Gone += TimeSpan.FromSeconds(6);
            effects.Add(both.Effects(Dunes).Count);
        });
        (await both.PullAsync(Dunes)).ShouldBeNull();
        effects[^1].ShouldBe(1);
        both.Effects(Dunes).ShouldBe(["one", "two"]);
        both.Value<long>(Atlas, "SELECT count(*) FROM exchange_outbox WHERE receipt IS NULL").ShouldBe(0);
    }

    [Fact]
    public async Task Receipts_that_did_not_arrive_are_handed_over_in_smaller_requests()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        both.Cut = "/receipts";
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => both.SendAsync(Atlas, $"a{i}")));
        for (var looks = 0; looks < 3; looks++)
        {
            (await both.PullAsync(Dunes)).ShouldNotBeNull();
        }

        both.Cut = null;
        (await both.PullAsync(Dunes)).ShouldBeNull();
        both.Value<long>(Atlas, "SELECT count(*) FROM exchange_outbox WHERE receipt IS NULL").ShouldBe(0);
        both.Recorded(Dunes, ActionCode.ExchangeReceiptsSent).ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task A_hint_that_was_lost_is_sent_again()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        await both.SendAsync(Atlas, "now");
        await UntilAsync(() => both.Asked.Any(a => a.EndsWith("/hint", StringComparison.Ordinal)), "No hint was sent.");
        both.Hints = true;
        await UntilAsync(() => both.Effects(Dunes).Count == 1, "The hint was not sent again.");
    }

    private static bool IsOfMessages(string target) => target.Contains("/messages?", StringComparison.Ordinal);

    private static int FirstLine(byte[] body) => Array.IndexOf(body, (byte)'\n') + 1;

    /// <summary>A look of which so many bytes of the bundle come, and no more in the same look.</summary>
    private static async Task CutOnceAsync(TwoServices both, int length)
    {
        var answers = 0;
        both.Comes = (target, body) => !IsOfMessages(target) ? new MemoryStream(body) : new BreakingStream(answers++ == 0 ? body[..length] : []);
        (await both.PullAsync(Dunes)).ShouldBe("the link broke");
        both.Comes = null;
    }

    private static async Task UntilAsync(Func<bool> isSo, string otherwise)
    {
        for (var tries = 0; !isSo(); tries++)
        {
            tries.ShouldBeLessThan(400, otherwise);
            await Task.Delay(50);
        }
    }

    /// <summary>Bytes, and then a link that breaks.</summary>
    private sealed class BreakingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            await base.ReadAsync(buffer, cancellationToken) is > 0 and var read ? read : throw new IOException("The link broke.");
    }

    /// <summary>Bytes of which the first come at once, the next one alone, and before that and the rest something happens.</summary>
    private sealed class SlowStream(byte[] bytes, int first, Action happens) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position < first)
            {
                return base.ReadAsync(buffer[..(int)Math.Min(buffer.Length, first - Position)], cancellationToken);
            }

            happens();
            return base.ReadAsync(Position == first ? buffer[..1] : buffer, cancellationToken);
        }
    }
}
