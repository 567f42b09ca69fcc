using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Entente.Node.Accounts;
using Entente.Node.Border;
using Entente.Node.Exchange.Notices;
using Entente.Node.Oversight;
using Microsoft.Extensions.DependencyInjection;

namespace Entente.Node.Tests.Exchange;

public sealed class SightingExchangeTests
{
    private const string Atlas = TwoServices.Atlas, Dunes = TwoServices.Dunes;
    private const string Salma = "NAD+FL+++BENTAHAR:SALMA'ATT+2++F'DTM+329:880719'NAT+2+MAR'RFF+ABO:R3'DOC+P:110:111+S0419937'LOC+91+MAR'";
    private static readonly string[] Parts = ["identity", "day"];

    [Fact]
    public async Task A_shared_listing_finds_the_person_and_its_owner_learns_what_a_named_person_released()
    {
        await using var both = await StartAsync();
        var id = await MetAsync(both);
        await ProtectAsync(both, id);
        (await TellAsync(both, id, confirm: false)).Status.ShouldBe(HttpStatusCode.OK);
        (await both.PullAsync(Atlas)).ShouldBeNull();
        both.Value<long>(Atlas, "SELECT count(*) FROM sighting WHERE content IS NOT NULL").ShouldBe(1);
        both.Recorded(Dunes, ActionCode.EncounterOwnerTold).ShouldBe(1);
        both.Recorded(Atlas, ActionCode.SightingReceived).ShouldBe(1);
    }

    [Theory]
    [InlineData("missing", "protection-missing")]
    [InlineData("asylum-seeker", "protected")]
    [InlineData("refugee", "protected")]
    [InlineData("child", "protected")]
    public async Task The_owner_is_not_told_of_somebody_whom_the_law_protects(string flag, string bar)
    {
        await using var both = await StartAsync();
        var id = await MetAsync(both);
        if (flag != "missing")
        {
            await ProtectAsync(both, id, flag);
        }

        var (status, answer) = await TellAsync(both, id, confirm: false);
        status.ShouldBe(HttpStatusCode.Conflict);
        answer.GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain(bar);
        both.Value<long>(Dunes, "SELECT count(*) FROM exchange_outbox WHERE type IN ('sighting', 'request')").ShouldBe(0);
    }

    [Fact]
    public async Task The_owner_is_not_told_of_ones_own_national()
    {
        await using var both = await StartAsync(country: "MAR");
        var id = await MetAsync(both);
        await ProtectAsync(both, id);
        (await TellAsync(both, id, confirm: true)).Answer.GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain("own-national");
    }

    [Fact]
    public async Task Nobody_is_refused_on_a_partners_listing_before_the_partner_has_confirmed()
    {
        await using var both = await StartAsync();
        var id = await MetAsync(both, adopt: true);
        (await DecideAsync(both, id, "refuse")).ShouldContain("has not confirmed");
        await ProtectAsync(both, id);
        (await TellAsync(both, id, confirm: true)).Status.ShouldBe(HttpStatusCode.OK);
        (await DecideAsync(both, id, "refuse")).ShouldContain("has not confirmed");
        await AnswerAsync(both, "confirm");
        (await DecideAsync(both, id, "refuse")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Whom_the_partner_knows_to_be_another_person_is_asked_nothing_more()
    {
        await using var both = await StartAsync();
        var id = await MetAsync(both, adopt: true);
        await ProtectAsync(both, id);
        (await TellAsync(both, id, confirm: true)).Status.ShouldBe(HttpStatusCode.OK);
        (await DecideAsync(both, id, "secondary-inspection")).ShouldBeEmpty();
        await AnswerAsync(both, "deny");
        var state = await StateAsync(both);
        (state.GetProperty("asks").GetString(), state.GetProperty("inForce").ValueKind).ShouldBe(("inform", JsonValueKind.Null));
        (await DecideAsync(both, id, "secondary-inspection")).ShouldNotBeEmpty();
        await BorderCalls.DecideAsync(both[Dunes], id, "NotThisPerson", "LetPass", "other-document", by: "omar");
    }

    [Fact]
    public async Task Somebody_who_waits_for_the_partner_goes_on_at_the_legal_maximum_though_the_link_is_down()
    {
        await using var both = await StartAsync();
        var id = await MetAsync(both, adopt: true);
        await ProtectAsync(both, id);
        (await TellAsync(both, id, confirm: true)).Status.ShouldBe(HttpStatusCode.OK);
        (await DecideAsync(both, id, "secondary-inspection")).ShouldBeEmpty();
        both.Cut = "/";
        both.Time.Gone = TimeSpan.FromHours(4.1);
        (await BorderCalls.UntilAsync(() => Task.FromResult(both.Recorded(Dunes, ActionCode.EncounterHoldEnded) == 1))).ShouldBeTrue();
        (await DecideAsync(both, id, "secondary-inspection")).ShouldNotBeEmpty();
        var state = await StateAsync(both);
        (state.GetProperty("asks").GetString(), state.GetProperty("inForce").ValueKind).ShouldBe(("inform", JsonValueKind.Null));
    }

    [Fact]
    public async Task Asking_again_makes_no_hold_longer()
    {
        await using var both = await StartAsync();
        var id = await MetAsync(both, adopt: true);
        await ProtectAsync(both, id);
        (await TellAsync(both, id, confirm: true)).Status.ShouldBe(HttpStatusCode.OK);
        var until = both.Value<long>(Dunes, "SELECT hold_until FROM encounter");
        (await TellAsync(both, id, confirm: true)).Status.ShouldBe(HttpStatusCode.Conflict);
        both.Value<long>(Dunes, "SELECT hold_until FROM encounter").ShouldBe(until);
    }

    [Fact]
    public async Task What_a_partner_takes_back_is_no_ground_for_anything_any_more()
    {
        await using var both = await StartAsync();
        var id = await MetAsync(both, adopt: true);
        (await DecideAsync(both, id, "secondary-inspection")).ShouldBeEmpty();
        var share = both.Value<string>(Atlas, "SELECT id FROM share");
        (await both.CallAsync(Atlas, "leila", Role.Liaison, $"/shares/{share}/recall")).Status.ShouldBe(HttpStatusCode.OK);
        (await both.PullAsync(Dunes)).ShouldBeNull();
        var state = await StateAsync(both);
        (state.GetProperty("asks").GetString(), state.GetProperty("inForce").ValueKind).ShouldBe(("inform", JsonValueKind.Null));
        both.Value<string>(Dunes, "SELECT recall FROM foreign_listing").ShouldBe("due");
    }

    private static async Task<TwoServices> StartAsync(string country = "NER")
    {
        var both = await TwoServices.StartConfirmedAsync(configuration =>
        {
            configuration["Border"] = BorderCalls.Posts();
            configuration["Exchange"]!["Country"] = country; // TwoServices has written it.
        });
        await both.AgreeTermsAsync(Atlas);
        await both.AgreeTermsAsync(Dunes, terms => terms["ceiling"] = "AMBER+STRICT");
        return both;
    }

    /// <summary>Atlas shares Salma with Dunes, and she flies from there; the encounter at Dunes.</summary>
    private static async Task<string> MetAsync(TwoServices both, bool adopt = false)
    {
        var listing = await both[Atlas].ListAsync(ListingCalls.Salma("refuse"));
        var (status, share) = await both.CallAsync(Atlas, "amina", Role.Analyst, $"/listings/{listing}/shares", new JsonObject { ["partner"] = Dunes, ["purpose"] = "border-control", ["handling"] = "TLP:AMBER" });
        status.ShouldBe(HttpStatusCode.OK, share.ToString());
        (await both.CallAsync(Atlas, "leila", Role.Liaison, $"/shares/{share.GetProperty("id").GetString()}/approve")).Status.ShouldBe(HttpStatusCode.OK);
        (await both.PullAsync(Dunes)).ShouldBeNull();
        await both[Dunes].Services.GetRequiredService<NoticeClock>().TickAsync(CancellationToken.None);
        if (adopt)
        {
            var adopted = await both[Dunes].CallAsync("amina", "POST", "/adoptions", new JsonObject { ["listing"] = $"atlas:{listing}", ["action"] = "refuse", ["reason"] = "sought here as well" });
            adopted.Status.ShouldBe(200, adopted.Answer.ToString());
            (await both[Dunes].CallAsync("bilal", "POST", $"/adoptions/{adopted.Answer.GetProperty("id").GetString()}/approve")).Status.ShouldBe(200);
        }

        await BorderCalls.SendAsync(both[Dunes], Flight.Message(Salma, DateTime.UtcNow.Date.AddDays(1)));
        var state = await StateAsync(both);
        state.GetProperty("owner").GetString().ShouldBe(Atlas);
        state.GetProperty("asks").GetString().ShouldBe(adopt ? "refuse" : "inform");
        return state.GetProperty("id").GetString() ?? "";
    }

    private static async Task<JsonElement> StateAsync(TwoServices both) =>
        (await BorderCalls.EncountersAsync(both[Dunes])).Where(e => e.GetProperty("list").GetString() == Atlas).ToList().ShouldHaveSingleItem().GetProperty("state");

    private static async Task ProtectAsync(TwoServices both, string id, params string[] flags) =>
        (await both.CallAsync(Dunes, "ana", Role.Analyst, $"/encounters/{id}/protection", new JsonObject { ["flags"] = new JsonArray([.. flags.Select(f => (JsonNode?)f)]) })).Status.ShouldBe(HttpStatusCode.OK);

    private static Task<(HttpStatusCode Status, JsonElement Answer)> TellAsync(TwoServices both, string id, bool confirm) =>
        both.CallAsync(Dunes, "leila", Role.Liaison, $"/encounters/{id}/tell-owner", new JsonObject { ["parts"] = new JsonArray([.. Parts.Select(p => (JsonNode?)p)]), ["confirm"] = confirm });

    /// <summary>An officer decides; why that was refused, empty where it was not.</summary>
    private static async Task<string> DecideAsync(TwoServices both, string id, string measure)
    {
        (await both.CallAsync(Dunes, "omar", Role.Officer, $"/encounters/{id}/take")).Status.ShouldBe(HttpStatusCode.OK);
        var (status, answer) = await both.CallAsync(Dunes, "omar", Role.Officer, $"/encounters/{id}/decide", new JsonObject { ["conclusion"] = "ThisPerson", ["measure"] = Pascal(measure), ["reason"] = "same-identity-data" });
        return status == HttpStatusCode.OK ? "" : answer.GetProperty("detail").GetString() ?? "";
    }

    private static string Pascal(string code) => string.Concat(code.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    /// <summary>Atlas hears the question and answers it.</summary>
    private static async Task AnswerAsync(TwoServices both, string step)
    {
        (await both.PullAsync(Atlas)).ShouldBeNull();
        var id = both.Value<string>(Atlas, "SELECT id FROM conversation");
        var (status, answer) = await both.CallAsync(Atlas, "leila", Role.Liaison, $"/conversations/{id}/{step}", new JsonObject { ["fields"] = new JsonObject() });
        status.ShouldBe(HttpStatusCode.OK, answer.ToString());
        (await both.PullAsync(Dunes)).ShouldBeNull();
    }
}
