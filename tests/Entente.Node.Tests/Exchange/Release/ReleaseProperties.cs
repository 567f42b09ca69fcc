using Entente.Node.Exchange.Release;
using Entente.Node.Oversight.Purposes;
using FsCheck;
using FsCheck.Fluent;

namespace Entente.Node.Tests.Exchange.Release;

/// <summary>
/// Random services, random markings, and random sequences of shares, relays and consents, on whatever way: whoever holds a copy in the end was named by the owner. What is
/// named is worked out here by itself, of the marking and the consents, and not by the rules that are tried.
/// </summary>
public sealed class ReleaseProperties
{
    private const int Services = 6, Steps = 40;
    private const string Purpose = "border-control";

    private static readonly DateOnly Today = new(2026, 11, 30);
    private static readonly string[] Handlings = ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED", "TLP:GREEN//ORCON", "TLP:AMBER//H2", "TLP:GREEN//NOFORN", "TLP:GREEN//REL TO AAA, BBB", "TLP:AMBER//SECRET", ""];
    private static readonly string[] Countries = ["AAA", "BBB", "CCC"];

    [Fact]
    public void No_sequence_of_shares_relays_and_consents_gets_a_thing_to_a_service_that_its_owner_has_not_named() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5_000), Prop.ForAll(Arb.From(Worlds), world =>
        {
            var reached = world.Play();
            return reached.All(service => service == 0 || world.IsNamed(service));
        }));

    [Fact]
    public void What_must_not_leave_the_State_or_carries_an_unknown_code_reaches_nobody() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll(Arb.From(Worlds), world =>
            !(world.Marking.Handling.Contains("NOFORN", StringComparison.Ordinal) || world.Marking.Handling.Contains("SECRET", StringComparison.Ordinal) || world.Marking.Handling.Length == 0) || world.Play().Count == 1));

    [Fact]
    public void What_goes_to_named_States_reaches_no_other() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll(Arb.From(Worlds), world =>
            !world.Marking.Handling.Contains("REL TO", StringComparison.Ordinal) || world.Play().All(service => service == 0 || Countries[service % Countries.Length] is "AAA" or "BBB")));

    /// <summary>That these worlds are not empty: things do reach others, directly, by relay, and by consent.</summary>
    [Fact]
    public void Things_do_go_where_they_may()
    {
        var worlds = Worlds.Sample(2_000, 30);
        worlds.Count(world => world.Play().Count > 1).ShouldBeGreaterThan(200);
        worlds.Count(world => world.Play().Any(s => s != 0 && world.Marking.OnwardTo.Contains($"s{s}") && !world.Marking.Audience.Contains($"s{s}"))).ShouldBeGreaterThan(20);
    }

    private static Gen<World> Worlds =>
        from handling in Gen.Elements(Handlings)
        from onward in Gen.Elements(Enum.GetValues<Onward>())
        from audience in Gen.SubListOf(Enumerable.Range(0, Services).Select(i => $"s{i}").Append("group"))
        from onwardTo in Gen.SubListOf(Enumerable.Range(0, Services).Select(i => $"s{i}").Append("group"))
        from members in Gen.SubListOf(Enumerable.Range(0, Services))
        from ceilings in Gen.Elements(Enum.GetValues<Tlp>()).ArrayOf(Services)
        from steps in (from kind in Gen.Choose(0, 2) from a in Gen.Choose(0, Services - 1) from b in Gen.Choose(0, Services - 1) select new Step(kind, a, b)).ListOf(Steps)
        select new World(new Marking([.. audience], handling, onward, null) { OnwardTo = onward == Onward.Listed ? [.. onwardTo] : [] }, [.. members], ceilings, [.. steps]);

    /// <summary>0: whoever holds it gives it on, 1: the owner consents that A gives it to B, 2: whoever holds it gives it on with the consent that is there.</summary>
    private sealed record Step(int Kind, int A, int B);

    private sealed record World(Marking Marking, IReadOnlyList<int> Members, IReadOnlyList<Tlp> Ceilings, IReadOnlyList<Step> All)
    {
        private readonly HashSet<(int Holder, int To)> _consents = [];

        public bool IsNamed(int service) =>
            Marking.Audience.Contains($"s{service}") || (Members.Contains(service) && Marking.Audience.Contains("group"))
            || Marking.OnwardTo.Contains($"s{service}") || _consents.Any(c => c.To == service);

        /// <summary>Plays all steps; who holds a copy in the end.</summary>
        public HashSet<int> Play()
        {
            _consents.Clear();
            var copies = new Dictionary<int, Marking> { [0] = Marking };
            foreach (var (kind, a, b) in All)
            {
                if (kind == 1)
                {
                    _consents.Add((a, b));
                }
                else if (copies.TryGetValue(a, out var marking) && a != b && !copies.ContainsKey(b)
                    && ReleaseRules.Bars(marking, Purpose, RecipientOf(a, b), Today, isOwn: a == 0, ownerConsents: kind == 2 && _consents.Contains((a, b))).Count == 0)
                {
                    copies[b] = a == 0 ? marking : ReleaseRules.OfOnwardCopy(marking);
                }
            }

            return [.. copies.Keys];
        }

        /// <summary>As A knows B: who is in a community differs, because only the owner's list of them counts.</summary>
        private Recipient RecipientOf(int a, int b) =>
            new($"s{b}", Countries[b % Countries.Length], (a == 0 ? Members.Contains(b) : (a + b) % 2 == 0) ? ["group"] : [], [], [Purpose], Ceilings[b]);
    }
}
