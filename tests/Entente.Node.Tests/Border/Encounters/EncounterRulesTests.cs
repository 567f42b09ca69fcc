using Entente.Formats.Cusres;
using Entente.Node.Accounts;
using Entente.Node.Border.Encounters;
using Entente.Node.Border.Manifests;
using Entente.Node.Watchlist;
using FsCheck;
using FsCheck.Fluent;

namespace Entente.Node.Tests.Border.Encounters;

/// <summary>Random people do random things to an encounter, in any order; whatever state comes of it keeps the rules.</summary>
public sealed class EncounterRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);

    private static readonly Person[] People =
    [
        new("user:amina", "Amina", [Role.Officer]), new("user:brahim", "Brahim", [Role.Officer]), new("user:chafik", "Chafik", [Role.Supervisor]),
        new("user:dounia", "Dounia", [Role.Analyst]), new("user:elias", "Elias", [Role.Officer, Role.Supervisor]),
    ];

    [Fact]
    public void No_sequence_of_steps_takes_something_from_a_traveller_without_two_named_persons()
    {
        var reached = 0;
        Check(encounter =>
        {
            if (encounter.InForce is { NeedsSecond: true } decision)
            {
                reached++;
                decision.SecondedBy.ShouldNotBeNull();
                decision.SecondedBy.ShouldNotBe(decision.By);
            }
        });
        reached.ShouldBeGreaterThan(100, "The sequences did not get there, so they prove nothing.");
    }

    [Fact]
    public void No_sequence_of_steps_refuses_or_detains_without_a_protection_screening_by_somebody_in_another_role()
    {
        // What counts is the screening at the moment at which the second person agreed.
        var reached = 0;
        Prop.ForAll(Sequences(), steps =>
        {
            var encounter = New(steps.Item1);
            foreach (var step in steps.Item2)
            {
                var next = Apply(encounter, step);
                if (next.InForce is { NeedsProtection: true } decision && next.InForce != encounter.InForce)
                {
                    reached++;
                    var protection = encounter.Protection.ShouldNotBeNull();
                    protection.By.ShouldNotBe(decision.By);
                    protection.Roles.Except(decision.Roles, StringComparer.Ordinal).ShouldNotBeEmpty();
                    (protection.BarsRefusal && decision.Measure == Measure.Refuse).ShouldBeFalse();
                }

                encounter = next;
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(60));
        reached.ShouldBeGreaterThan(20, "The sequences did not get there, so they prove nothing.");
    }

    [Fact]
    public void No_sequence_of_steps_goes_beyond_what_the_listing_asks_for() =>
        Check(encounter => encounter.InForce?.Measure.ShouldSatisfyAllConditions(m => ((int)m).ShouldBeLessThanOrEqualTo((int)encounter.Asks)));

    [Fact]
    public void Whoever_is_another_person_passes() =>
        Check(encounter => (encounter.InForce is { Conclusion: Conclusion.NotThisPerson, Measure: not Measure.LetPass }).ShouldBeFalse());

    [Fact]
    public void A_carrier_hears_that_somebody_must_not_board_only_by_the_decision_of_two_named_persons()
    {
        foreach (var whenTimeRunsOut in Enum.GetValues<WhenTimeRunsOut>())
        {
            Check(encounter =>
            {
                var told = CarrierAnswer.Of(canTell: true, [encounter], Start.AddDays(1), whenTimeRunsOut);
                (told == BoardingStatus.NoBoard).ShouldBe(encounter.InForce is { Measure: Measure.Refuse, SecondedBy: not null });
            });
        }
    }

    [Theory]
    [InlineData(EncounterAction.Inform, BoardingStatus.OkToBoard)]
    [InlineData(EncounterAction.DiscreetCheck, BoardingStatus.OkToBoard)]
    [InlineData(EncounterAction.SecondaryInspection, BoardingStatus.OkToBoard)]
    [InlineData(EncounterAction.Refuse, BoardingStatus.InsufficientData)]
    [InlineData(EncounterAction.DetainOnWarrant, BoardingStatus.OkToBoard)]
    internal void What_a_carrier_is_told_comes_from_the_action_and_not_from_the_fact_of_a_hit(EncounterAction asks, BoardingStatus told) =>
        CarrierAnswer.Of(canTell: true, [New(asks)], Start, WhenTimeRunsOut.InsufficientData).ShouldBe(told);

    [Fact]
    public void Time_that_runs_out_is_never_a_yes_unless_the_deployment_says_so()
    {
        var encounter = New(EncounterAction.Refuse) with { Due = Start };
        CarrierAnswer.Of(canTell: true, [encounter], Start.AddHours(1), WhenTimeRunsOut.InsufficientData).ShouldBe(BoardingStatus.InsufficientData);
        CarrierAnswer.Of(canTell: true, [encounter], Start.AddHours(1), WhenTimeRunsOut.OkToBoard).ShouldBe(BoardingStatus.OkToBoard);
        CarrierAnswer.Of(canTell: false, [encounter], Start.AddHours(1), WhenTimeRunsOut.OkToBoard).ShouldBe(BoardingStatus.InsufficientData);
    }

    [Fact]
    public void Two_officers_on_one_hit_are_one_officer_on_it()
    {
        var taken = Done(EncounterRules.Take(New(EncounterAction.Inform), People[0], Start, TimeSpan.FromMinutes(15)));
        EncounterRules.Take(taken, People[1], Start.AddMinutes(14), TimeSpan.FromMinutes(15)).ShouldBe(new Step.Refused(Refusal.HeldByAnother));
        EncounterRules.Decide(taken, People[1], Conclusion.NotThisPerson, Measure.LetPass, "other-parents", Start).ShouldBe(new Step.Refused(Refusal.HeldByAnother));
        Done(EncounterRules.Take(taken, People[1], Start.AddMinutes(16), TimeSpan.FromMinutes(15))).Holder.ShouldBe("user:brahim");
    }

    [Fact]
    public void A_listing_that_asks_for_more_has_whoever_may_be_the_person_decided_again()
    {
        var taken = Done(EncounterRules.Take(New(EncounterAction.Inform), People[0], Start, TimeSpan.FromMinutes(15)));
        var passed = Done(EncounterRules.Decide(taken, People[0], Conclusion.ThisPerson, Measure.LetPass, "same-document", Start));
        EncounterRules.AskedAnew(passed, EncounterAction.Refuse).Status.ShouldBe(EncounterStatus.Open);
        var another = Done(EncounterRules.Decide(taken, People[0], Conclusion.NotThisPerson, Measure.LetPass, "other-parents", Start));
        EncounterRules.AskedAnew(another, EncounterAction.Refuse).Status.ShouldBe(EncounterStatus.Decided);
    }

    [Fact]
    public void What_the_protection_screening_finds_later_ends_a_refusal()
    {
        var refused = Refused();
        Done(EncounterRules.Protect(refused, People[3], [ProtectionFlags.AsylumSeeker], Start)).InForce.ShouldBeNull();
        Done(EncounterRules.Protect(refused, People[3], [ProtectionFlags.Child], Start)).InForce.ShouldNotBeNull();
    }

    [Fact]
    public void The_post_records_no_outcome_that_nobody_decided()
    {
        EncounterRules.Happened(New(EncounterAction.Refuse), People[0], OutcomeCode.RefusedEntry, Start).ShouldBe(new Step.Refused(Refusal.OutcomeNotDecided));
        Done(EncounterRules.Happened(Refused(), People[0], OutcomeCode.RefusedEntry, Start)).Outcome.ShouldNotBeNull();
    }

    private static Encounter Refused()
    {
        var taken = Done(EncounterRules.Take(New(EncounterAction.Refuse), People[0], Start, TimeSpan.FromMinutes(15)));
        var proposed = Done(EncounterRules.Decide(taken, People[0], Conclusion.ThisPerson, Measure.Refuse, "same-document", Start));
        EncounterRules.Second(proposed, People[1], Start).ShouldBe(new Step.Refused(Refusal.ProtectionMissing));
        EncounterRules.Second(proposed, People[0], Start).ShouldBe(new Step.Refused(Refusal.SamePerson));
        EncounterRules.Second(Done(EncounterRules.Protect(proposed, People[1], [], Start)), People[2], Start).ShouldBe(new Step.Refused(Refusal.ProtectionNotIndependent));
        return Done(EncounterRules.Second(Done(EncounterRules.Protect(proposed, People[2], [], Start)), People[1], Start));
    }

    private static void Check(Action<Encounter> keeps) =>
        Prop.ForAll(Sequences(), steps =>
        {
            var encounter = New(steps.Item1);
            foreach (var step in steps.Item2)
            {
                encounter = Apply(encounter, step);
                keeps(encounter);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithEndSize(60));

    private static Arbitrary<Tuple<EncounterAction, List<Move>>> Sequences()
    {
        var move = from what in Gen.Frequency((1, Gen.Constant(0)), (1, Gen.Constant(1)), (6, Gen.Constant(2)), (6, Gen.Constant(4)), (1, Gen.Constant(5)), (5, Gen.Constant(6)), (1, Gen.Constant(7)))
                   from who in Gen.Choose(0, People.Length - 1)
                   from conclusion in Gen.Elements(Enum.GetValues<Conclusion>())
                   from measure in Gen.Elements(Enum.GetValues<Measure>())
                   from reason in Gen.Frequency((5, Gen.Constant(Reasons.Of(conclusion)[0])), (1, Gen.Elements("same-document", "other-parents", "because")))
                   from flag in Gen.Elements("", "", "", ProtectionFlags.Child, ProtectionFlags.Refugee, "tall")
                   from minutes in Gen.Choose(0, 20)
                   from asks in Gen.Elements(Enum.GetValues<EncounterAction>())
                   select new Move(what, People[who], conclusion, measure, reason, flag, minutes, asks);
        var all = from asks in Gen.Elements(Enum.GetValues<EncounterAction>())
                  from moves in move.ListOf(40)
                  select Tuple.Create(asks, moves.ToList());
        return all.ToArbitrary();
    }

    private static Encounter Apply(Encounter encounter, Move move)
    {
        var now = Start.AddMinutes(move.Minutes);
        Step step = move.What switch
        {
            0 => EncounterRules.Take(encounter, move.Who, now, TimeSpan.FromMinutes(15)),
            1 => EncounterRules.Release(encounter, move.Who, now),

            // Somebody who holds it decides more often than not, or few sequences would get anywhere.
            2 => EncounterRules.Decide(encounter with { Holder = move.Who.Id, HeldUntil = now.AddMinutes(1) }, move.Who, move.Conclusion, move.Measure, move.Reason, now),
            4 => EncounterRules.Second(encounter, move.Who, now),
            5 => EncounterRules.Decline(encounter),
            6 => EncounterRules.Protect(encounter, move.Who, move.Flag.Length == 0 ? [] : [move.Flag], now),
            _ => new Step.Done(EncounterRules.AskedAnew(encounter, move.Asks)),
        };
        return step is Step.Done done ? done.Now : encounter;
    }

    private static Encounter New(EncounterAction asks) => new() { Asks = asks, Opened = Start };

    private static Encounter Done(Step step) => step.ShouldBeOfType<Step.Done>().Now;

    private sealed record Move(int What, Person Who, Conclusion Conclusion, Measure Measure, string Reason, string Flag, int Minutes, EncounterAction Asks);
}
