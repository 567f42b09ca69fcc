using Entente.Node.Exchange.Release;
using Entente.Node.Oversight.Purposes;

namespace Entente.Node.Tests.Exchange.Release;

public sealed class ReleaseRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 30);
    private static readonly Recipient Dunes = new("dunes", "NER", ["sahel-task-force"], ["crime"], ["border-control"], Tlp.Amber);
    private static readonly Marking ForDunes = new(["dunes"], "TLP:AMBER", Onward.No, null) { Purposes = ["border-control"] };

    [Fact]
    public void What_names_a_service_goes_to_it() => OwnBars(ForDunes).ShouldBeEmpty();

    [Fact]
    public void What_names_a_community_goes_to_whoever_belongs_to_it() => OwnBars(ForDunes with { Audience = ["sahel-task-force"] }).ShouldBeEmpty();

    public static TheoryData<string, string> Barred => new()
    {
        { nameof(ReleaseBar.NotNamed), (ForDunes with { Audience = [] }).ToText() },
        { nameof(ReleaseBar.NotNamed), (ForDunes with { Audience = ["delta"] }).ToText() },
        { nameof(ReleaseBar.UnknownHandling), (ForDunes with { Handling = "TLP:AMBER//EYES ONLY" }).ToText() },
        { nameof(ReleaseBar.Over), (ForDunes with { Until = Today.AddDays(-1) }).ToText() },
        { nameof(ReleaseBar.Purpose), (ForDunes with { Purposes = ["asylum"] }).ToText() },
        { nameof(ReleaseBar.NotAbroad), (ForDunes with { Handling = "TLP:AMBER//NOFORN" }).ToText() },
        { nameof(ReleaseBar.State), (ForDunes with { Handling = "TLP:AMBER//REL TO USA, MAR" }).ToText() },
        { nameof(ReleaseBar.NoLabel), (ForDunes with { Handling = "H1" }).ToText() },
        { nameof(ReleaseBar.Ceiling), (ForDunes with { Handling = "TLP:RED" }).ToText() },
    };

    [Theory]
    [MemberData(nameof(Barred))]
    public void What_a_marking_does_not_allow_stays(string bar, string marking) => OwnBars(Marking.Parse(marking)).Select(b => b.ToString()).ShouldBe([bar]);

    public static TheoryData<string, string> BarredOnward => new()
    {
        { nameof(ReleaseBar.NotOnward), ForDunes.ToText() },
        { nameof(ReleaseBar.AskOwner), (ForDunes with { Onward = Onward.AskOwner }).ToText() },
        { nameof(ReleaseBar.NotNamed), (ForDunes with { Onward = Onward.Listed, OnwardTo = ["delta"] }).ToText() },
        { nameof(ReleaseBar.NotNamed), (ForDunes with { Onward = Onward.Listed, OnwardTo = ["sahel-task-force"] }).ToText() },
        { nameof(ReleaseBar.AskOwner), (ForDunes with { Onward = Onward.Listed, OnwardTo = ["dunes"], Handling = "TLP:AMBER//ORCON" }).ToText() },
        { nameof(ReleaseBar.AskOwner), (ForDunes with { Onward = Onward.Listed, OnwardTo = ["dunes"], Handling = "TLP:AMBER//H2" }).ToText() },
        { nameof(ReleaseBar.OtherRestrictions), (ForDunes with { Onward = Onward.Listed, OnwardTo = ["dunes"], Handling = "TLP:AMBER//H3" }).ToText() },
    };

    [Theory]
    [MemberData(nameof(BarredOnward))]
    public void What_is_anothers_goes_on_only_as_its_owner_allows(string bar, string marking) =>
        ReleaseRules.Bars(Marking.Parse(marking), "border-control", Dunes, Today, isOwn: false, ownerConsents: false).Select(b => b.ToString()).ShouldBe([bar]);

    [Fact]
    public void What_the_owner_lists_goes_on_and_what_it_consents_to() => new[]
    {
        ReleaseRules.Bars(ForDunes with { Onward = Onward.Listed, OnwardTo = ["dunes"] }, "border-control", Dunes, Today, isOwn: false, ownerConsents: false),
        ReleaseRules.Bars(ForDunes with { Audience = [] }, "border-control", Dunes, Today, isOwn: false, ownerConsents: true),
    }.ShouldAllBe(bars => bars.Count == 0);

    [Fact]
    public void A_consent_lifts_no_rule_of_the_marking_but_those_of_handing_on() =>
        ReleaseRules.Bars(ForDunes with { Handling = "TLP:AMBER//NOFORN" }, "border-control", Dunes, Today, isOwn: false, ownerConsents: true).ShouldBe([ReleaseBar.NotAbroad]);

    [Theory]
    [InlineData("TLP:AMBER", 0)]
    [InlineData("TLP:AMBER//H1", 0)]
    [InlineData("TLP:AMBER//H3", 1)]
    [InlineData("TLP:AMBER//PRIVATE", 1)]
    [InlineData("", 1)]
    public void What_a_program_cannot_heed_waits_for_a_person(string handling, int bars) => ReleaseRules.BarsOfUse(ForDunes with { Handling = handling }, Today).Count.ShouldBe(bars);

    [Fact]
    public void What_arrives_without_a_marking_waits_for_a_person() => ReleaseRules.BarsOfUse(null, Today).ShouldNotBeEmpty();

    private static IReadOnlyList<ReleaseBar> OwnBars(Marking marking) => ReleaseRules.Bars(marking, "border-control", Dunes, Today, isOwn: true, ownerConsents: false);
}
