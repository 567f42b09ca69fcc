using System.Text;
using Entente.Ledger.Envelopes;
using Entente.Node.Exchange.Flows;
using FsCheck;
using FsCheck.Fluent;

namespace Entente.Node.Tests.Exchange;

public sealed class FlowExchangeTests
{
    public static TheoryData<string> Flows => [.. FlowTable.All.Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Flows))]
    public void Every_state_is_reached_every_clock_leads_somewhere_and_nobody_waits_for_ever(string flow) => Find(flow).Faults().ShouldBeEmpty();

    [Theory]
    [InlineData("nothing leads to")]
    [InlineData("can do nothing")]
    [InlineData("leads nowhere")]
    [InlineData("could last for ever")]
    [InlineData("which is no state")]
    [InlineData("can never be taken")]
    public void A_table_that_is_wrong_is_told_by_its_fault(string fault)
    {
        FlowState open = new("open", FlowSide.Asked) { Clock = FlowClock.Deadline, WhenOver = "over" }, over = new("over", null);
        FlowStep ask = new("ask", FlowSide.Asker, [], "open"), end = new("end", FlowSide.Asked, ["open"], "over");
        Flow right = new("right", [open, over], [ask, end]);
        var wrong = fault switch
        {
            "nothing leads to" => right with { States = [open, over, new("far", null)] },
            "can do nothing" => right with { Steps = [ask] },
            "leads nowhere" => right with { States = [open with { WhenOver = "gone" }, over] },
            "could last for ever" => right with { States = [open with { Clock = FlowClock.None, WhenOver = "" }, over] },
            "which is no state" => right with { Steps = [ask, end with { To = "gone" }] },
            _ => right with { Steps = [ask, end, new("never", FlowSide.Asked, [], "over")] },
        };
        right.Faults().ShouldBeEmpty();
        wrong.Faults().ShouldContain(f => f.Contains(fault, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Flows))]
    public void Both_sides_end_in_one_state_however_steps_and_clocks_cross(string name)
    {
        var flow = Find(name);
        Prop.ForAll(Gen.Choose(0, 1_000).ListOf().ToArbitrary(), choices =>
        {
            var pair = new Pair(flow);
            foreach (var choice in choices)
            {
                pair.Do(choice);
            }

            pair.DeliverAll();
            pair.RunOutAll();
            pair.Asker.ShouldBe(pair.Asked, $"after {string.Join(' ', pair.Done)}");
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    [Fact]
    public void Without_what_a_table_says_of_crossing_steps_the_two_sides_would_part()
    {
        foreach (var flow in FlowTable.All)
        {
            var bare = flow with { Steps = [.. flow.Steps.Select(s => s with { Crossing = new Dictionary<string, string>(StringComparer.Ordinal) })] };
            Enumerable.Range(0, 3_000).Any(seed => !Agrees(bare, seed)).ShouldBeTrue(flow.Name);
        }
    }

    [Fact]
    public void What_nobody_may_do_in_a_state_is_not_done()
    {
        FlowTable.Request.Move("answered", "withdraw", FlowSide.Asker, hasArrived: false).ShouldBeNull();
        FlowTable.Request.Move("answered", "withdraw", FlowSide.Asker, hasArrived: true).ShouldNotBeNull().To.ShouldBe("answered");
        FlowTable.Request.Move("asked", "answer", FlowSide.Asker, hasArrived: true).ShouldBeNull();
        FlowTable.Request.Move("", "answer", FlowSide.Asked, hasArrived: true).ShouldBeNull();
        FlowTable.Request.Move("asked", "ask", FlowSide.Asker, hasArrived: true).ShouldBeNull();
        FlowTable.Request.Move("answered", "answer", FlowSide.Asked, hasArrived: true).ShouldBeNull();
    }

    [Fact]
    public void Only_refusals_receipts_and_what_tells_nothing_goes_to_a_partner_without_terms() => FlowTable.All.SelectMany(f => f.Steps.Where(s => !s.Releases).Select(s => $"{f.Name} {s.Name}")).ShouldBe(
    [
        "request acknowledge", "request refuse", "request escalate", "request withdraw", "hit-confirmation deny", "hit-confirmation take-back", "hit-confirmation leave-open", "hit-confirmation withdraw",
        "consent refuse", "consent withdraw", "query decline", "query refuse",
    ]);

    [Fact]
    public void A_message_is_read_as_it_was_written()
    {
        var written = new StepMessage(FlowTable.Request, "ask", new Dictionary<string, string> { ["topic"] = "identity", ["about"] = "Nadia «شكري»\n\"<&>" })
        {
            Deadline = DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_000), Ground = new("watchlisting", "act-1"), By = "user:leila",
        };
        StepMessage.TryRead(written.ToBytes(), out var read).ShouldBeTrue();
        read.Flow.ShouldBe(FlowTable.Request);
        (read.Step, read.Deadline, read.Ground, read.By).ShouldBe((written.Step, written.Deadline, written.Ground, written.By));
        read.Fields.ShouldBe(written.Fields, ignoreOrder: true);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"form\":\"entente.request.v2\",\"flow\":\"request\",\"step\":\"ask\",\"fields\":{}}")]
    [InlineData("{\"form\":\"entente.request.v1\",\"flow\":\"request\",\"step\":\"sing\",\"fields\":{}}")]
    [InlineData("{\"form\":\"entente.request.v1\",\"flow\":\"request\",\"step\":\"ask\",\"fields\":{\"a\":1}}")]
    [InlineData("{\"form\":\"entente.request.v1\",\"flow\":\"request\",\"step\":\"ask\",\"fields\":{},\"more\":1}")]
    [InlineData("{\"form\":\"entente.request.v1\",\"flow\":\"request\",\"step\":\"ask\",\"step\":\"ask\",\"fields\":{}}")]
    [InlineData("{\"form\":\"entente.request.v1\",\"flow\":\"request\",\"step\":\"ask\",\"fields\":{},\"deadline\":\"soon\"}")]
    [InlineData("{\"form\":\"entente.request.v1\",\"flow\":\"request\",\"step\":\"ask\",\"fields\":{\"note\":\"\\ud800\"}}")]
    [InlineData("{\"form\":\"\\ud800\",\"flow\":\"request\",\"step\":\"ask\",\"fields\":{}}")]
    [InlineData("{\"fields\":[[[[[[[[")]
    public void What_is_no_message_is_not_read_and_nothing_is_thrown(string payload) => StepMessage.TryRead(Encoding.UTF8.GetBytes(payload), out _).ShouldBeFalse();

    [Fact]
    public void A_message_that_is_too_long_is_not_read() =>
        StepMessage.TryRead(Encoding.UTF8.GetBytes($"{{\"form\":\"entente.request.v1\",\"flow\":\"request\",\"step\":\"ask\",\"fields\":{{\"note\":\"{new string('x', StepMessage.MostBytes)}\"}}}}"), out _).ShouldBeFalse();

    [Theory]
    [InlineData("code", "a", true)]
    [InlineData("code", "b", false)]
    [InlineData("id", "id-1", true)]
    [InlineData("id", "two words", false)]
    [InlineData("day", "2026-11-24", true)]
    [InlineData("day", "24.11.2026", false)]
    [InlineData("line", "Nadia Choukri", true)]
    [InlineData("line", "two\nlines", false)]
    [InlineData("text", "two\nlines", true)]
    [InlineData("text", " ", false)]
    [InlineData("text", "\u0007", false)]
    public void A_field_takes_what_is_of_its_kind(string kind, string value, bool takes) => new FormField("x", Enum.Parse<FieldKind>(kind, ignoreCase: true)) { Codes = ["a"] }.Takes(value).ShouldBe(takes);

    [Fact]
    public void A_grant_is_read_as_it_was_signed_and_is_for_nothing_else()
    {
        using var key = MessageKey.Create();
        var now = DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_000);
        var grant = new Grant("dunes", "atlas", "own-1", "3", "oasis", now.AddDays(30), ["H1", "no-court"], now);
        SignedStatement.TryParse(grant.Sign(key).ToString(), out var statement).ShouldBeTrue();
        var read = Grant.Read(statement).ShouldNotBeNull();
        (read with { Limits = grant.Limits }).ShouldBe(grant);
        read.Limits.ShouldBe(grant.Limits);
        read.IsFor("atlas", "own-1", "3", "oasis", now).ShouldBeTrue();
        read.IsFor("atlas", "own-1", "4", "oasis", now).ShouldBeFalse();
        read.IsFor("atlas", "own-2", "3", "oasis", now).ShouldBeFalse();
        read.IsFor("atlas", "own-1", "3", "delta", now).ShouldBeFalse();
        read.IsFor("delta", "own-1", "3", "oasis", now).ShouldBeFalse();
        read.IsFor("atlas", "own-1", "3", "oasis", now.AddDays(30)).ShouldBeFalse();
        read.IsFor("atlas", "own-1", "3", "oasis", now.AddDays(-1)).ShouldBeFalse();
        Grant.Read(SignedStatement.Sign("receipt", statement.Fields, key)).ShouldBeNull();
    }

    private static Flow Find(string name) => FlowTable.Find(name) ?? throw new ArgumentException($"There is no flow {name}.", nameof(name));

    private static bool Agrees(Flow flow, int seed)
    {
        var (pair, random) = (new Pair(flow), new Random(seed));
        for (var i = random.Next(20); i > 0; i--)
        {
            pair.Do(random.Next(1_000));
        }

        pair.DeliverAll();
        pair.RunOutAll();
        return pair.Asker == pair.Asked;
    }

    /// <summary>Two services by the table alone: steps, messages on their way in both directions, clocks that run out when they like.</summary>
    private sealed class Pair(Flow flow)
    {
        private readonly Queue<string> _toAsked = new([flow.Opening.Name]), _toAsker = new();

        public string Asker { get; private set; } = flow.Opening.To;

        public string Asked { get; private set; } = "";

        public List<string> Done { get; } = [];

        public void Do(int choice)
        {
            switch (choice % 6)
            {
                case 0: Take(FlowSide.Asker, choice / 6); break;
                case 1: Take(FlowSide.Asked, choice / 6); break;
                case 2: Deliver(FlowSide.Asked); break;
                case 3: Deliver(FlowSide.Asker); break;
                case 4: Asker = RunOut(Asker, "asker"); break;
                default: Asked = RunOut(Asked, "asked"); break;
            }
        }

        public void DeliverAll()
        {
            while (_toAsked.Count + _toAsker.Count > 0)
            {
                Deliver(FlowSide.Asked);
                Deliver(FlowSide.Asker);
            }
        }

        public void RunOutAll()
        {
            for (var i = 0; i < flow.States.Count; i++)
            {
                (Asker, Asked) = (RunOut(Asker, "asker"), RunOut(Asked, "asked"));
            }
        }

        private void Take(FlowSide side, int which)
        {
            var state = side == FlowSide.Asker ? Asker : Asked;
            var can = flow.StepsOf(state, side).ToList();
            if (can.Count == 0 || flow.Move(state, can[which % can.Count].Name, side, hasArrived: false) is not { } move)
            {
                return;
            }

            (side == FlowSide.Asker ? _toAsked : _toAsker).Enqueue(move.Step.Name);
            Set(side, move.To);
            Done.Add($"{side} {move.Step.Name}");
        }

        private void Deliver(FlowSide to)
        {
            if ((to == FlowSide.Asked ? _toAsked : _toAsker).TryDequeue(out var step))
            {
                var by = to == FlowSide.Asked ? FlowSide.Asker : FlowSide.Asked;
                Set(to, flow.Move(to == FlowSide.Asker ? Asker : Asked, step, by, hasArrived: true)?.To ?? (to == FlowSide.Asker ? Asker : Asked));
                Done.Add($"{step}->{to}");
            }
        }

        private string RunOut(string state, string side)
        {
            var to = flow.State(state) is { WhenOver.Length: > 0 } found ? found.WhenOver : state;
            Done.Add($"{side} runs out");
            return to;
        }

        private void Set(FlowSide side, string state)
        {
            if (side == FlowSide.Asker)
            {
                Asker = state;
            }
            else
            {
                Asked = state;
            }
        }
    }
}
