using System.Net;
using System.Text.Json.Nodes;
using Entente.Node.Partnership.Agreeing;
using FsCheck;
using FsCheck.Fluent;

namespace Entente.Node.Tests.Exchange;

/// <summary>
/// Random interleavings of what both sides do with one record, with messages that are delivered late: once everything is delivered both have the same version, the same digest, the same states of proposals, and agree on the same versions.
/// Which versions are agreed is worked out here by itself, of who signed what.
/// </summary>
public sealed class RecordProperties
{
    private const string Atlas = TwoServices.Atlas, Dunes = TwoServices.Dunes;
    private const int Runs = 25;

    [Fact]
    public async Task Whatever_crosses_on_the_way_both_sides_end_with_the_same_version_and_agree_on_the_same()
    {
        await using var two = await TwoProgrammes.StartAsync();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Runs), Prop.ForAll(Arb.From(Steps), steps => PlayAsync(two, steps, seen)));
        seen.ShouldBeSubsetOf(["agreed", "changed-since", "accepted", "refused", "open", "lapsed", "crossed", "recalled"]);
        seen.Except(["lapsed"]).Count().ShouldBeGreaterThan(5, $"The runs are not to be empty: they had {string.Join(", ", seen)}.");
    }

    private static Gen<Step[]> Steps => Gen.Frequency(
        (4, Gen.Elements(Step.DeliverToAtlas, Step.DeliverToDunes)), (2, Gen.Elements(Step.SignAtlas, Step.SignDunes)), (2, Gen.Elements(Step.Propose, Step.Accept)), (1, Gen.Elements(Step.Change, Step.Refuse, Step.Change, Step.RecallAndShare)))
        .ArrayOf(30);

    private static async Task<bool> PlayAsync(TwoProgrammes two, Step[] steps, HashSet<string> seen)
    {
        var id = await two.MakeAsync(Atlas);
        (await two.ShareAsync(Atlas, id)).Status.ShouldBe(HttpStatusCode.OK);
        await two.DeliverAsync();
        var signed = new HashSet<(string Service, long Version)>();
        for (var i = 0; i < steps.Length; i++)
        {
            await TakeAsync(two, id, steps[i], i, signed, seen);
        }

        await two.DeliverAsync();
        var (here, there) = (two.View(Atlas, id).ShouldNotBeNull(), two.View(Dunes, id).ShouldNotBeNull());
        var (own, other) = (two.State(Atlas, id), two.State(Dunes, id));
        (there.Version, there.Digest).ShouldBe((here.Version, here.Digest));
        there.Proposals.Select(p => (p.Id, p.State, p.Became)).Order().ShouldBe(here.Proposals.Select(p => (p.Id, p.State, p.Became)).Order());
        (other.AgreedVersion, other.OwnSigned, other.PartnerSigned).ShouldBe((own.AgreedVersion, own.PartnerSigned, own.OwnSigned));
        var agreed = signed.Where(s => s.Service == Atlas && signed.Contains((Dunes, s.Version))).Select(s => (long?)s.Version).DefaultIfEmpty(null).Max();
        own.AgreedVersion.ShouldBe(agreed);
        seen.UnionWith(here.Proposals.Select(p => p.State));
        seen.UnionWith(own.IsAgreed ? ["agreed"] : own.IsChangedSince ? ["changed-since"] : []);
        return true;
    }

    private static async Task TakeAsync(TwoProgrammes two, string id, Step step, int number, HashSet<(string, long)> signed, HashSet<string> seen)
    {
        switch (step)
        {
            case Step.DeliverToAtlas:
                (await two.Both.PullAsync(Atlas)).ShouldBeNull();
                break;
            case Step.DeliverToDunes:
                (await two.Both.PullAsync(Dunes)).ShouldBeNull();
                break;
            case Step.Change:
                (await two.ChangeAsync(Atlas, id, $"Text {number}.")).ShouldBe(HttpStatusCode.OK);
                break;
            case Step.SignAtlas or Step.SignDunes when (step == Step.SignAtlas ? Atlas : Dunes) is var service && two.View(service, id) is { } view:
                if (await two.SignAsync(service, id) == HttpStatusCode.OK)
                {
                    signed.Add((service, view.Version)).ShouldBeTrue("A version is signed once.");
                    seen.UnionWith(service == Dunes && two.Version(Atlas, id) != view.Version ? ["crossed"] : []);
                }

                break;
            case Step.Propose when two.Record(Dunes, id) is not null:
                (await two.ProposeAsync(Dunes, id, $"Proposal {number}.")).Status.ShouldBe(HttpStatusCode.OK);
                break;
            case Step.Accept or Step.Refuse when two.View(Atlas, id)?.Proposals.LastOrDefault(p => p.State == ProposalRow.Open) is { } open:
                var before = two.Version(Atlas, id);
                var answer = step == Step.Accept ? await two.CallAsync(Atlas, $"/programme/proposals/{open.Id}/accept") : await two.CallAsync(Atlas, $"/programme/proposals/{open.Id}/refuse", new JsonObject { ["why"] = "No." });
                answer.Status.ShouldBe(step == Step.Refuse || open.Base == before ? HttpStatusCode.OK : HttpStatusCode.Conflict);
                break;
            case Step.RecallAndShare:
                (await two.RecallAsync(Atlas, id)).Status.ShouldBe(HttpStatusCode.OK);
                (await two.ShareAsync(Atlas, id)).Status.ShouldBe(HttpStatusCode.OK);
                seen.Add("recalled");
                break;
        }
    }

    private enum Step
    {
        DeliverToAtlas, DeliverToDunes, Change, SignAtlas, SignDunes, Propose, Accept, Refuse, RecallAndShare,
    }
}
