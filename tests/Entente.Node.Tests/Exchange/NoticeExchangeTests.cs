using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Entente.Node.Accounts;
using Entente.Node.Border.Encounters;
using Entente.Node.Exchange.Notices;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Entente.Node.Watchlist;
using Microsoft.Extensions.DependencyInjection;

namespace Entente.Node.Tests.Exchange;

public sealed class NoticeExchangeTests
{
    private const string Atlas = TwoServices.Atlas, Dunes = TwoServices.Dunes;

    [Fact]
    public async Task A_shared_listing_informs_at_the_partners_border_under_its_owners_name()
    {
        await using var both = await StartAsync();
        var listing = await both[Atlas].ListAsync(ListingCalls.Salma());
        await ShareAsync(both, listing);
        await PullAsync(both);
        (await both[Dunes].HitsAsync()).ShouldBe([$"atlas:{listing}"]);
        var snapshot = both[Dunes].Services.GetRequiredService<CurrentLists>().Snapshot.ShouldNotBeNull();
        var terms = snapshot.TermsOf(snapshot.Find($"atlas:{listing}").ShouldNotBeNull());
        (terms.Action, terms.OwnerAsks, terms.Service, terms.Handling).ShouldBe((EncounterAction.Inform, EncounterAction.SecondaryInspection, Atlas, "two officers"));
        both.Value<string>(Atlas, "SELECT outcome FROM exchange_outbox WHERE type = 'notice.new'").ShouldBe("accepted");
    }

    [Fact]
    public async Task Nothing_leaves_before_a_second_person_has_approved_and_the_owners_file_never_does()
    {
        await using var both = await StartAsync();
        var listing = await both[Atlas].ListAsync(ListingCalls.Salma());
        var share = await ProposeAsync(both, listing);
        await PullAsync(both);
        both.Value<long>(Dunes, "SELECT count(*) FROM foreign_listing").ShouldBe(0);
        (await both.CallAsync(Atlas, "amina", Role.Liaison, $"/shares/{share}/approve")).Status.ShouldBe(HttpStatusCode.Conflict);
        (await both.CallAsync(Atlas, "leila", Role.Liaison, $"/shares/{share}/approve")).Status.ShouldBe(HttpStatusCode.OK);
        await PullAsync(both);
        Notice(both, listing).Listing.Reference.ShouldBeEmpty();
    }

    public static TheoryData<string, string, string> Barred => new()
    {
        { "handling", "TLP:RED", "ceiling" },
        { "handling", "TLP:AMBER//NOFORN", "not-abroad" },
        { "handling", "TLP:AMBER//REL TO USA", "state" },
        { "purpose", "asylum", "purpose" },
        { "until", "2020-01-01", "over" },
    };

    [Theory]
    [MemberData(nameof(Barred))]
    public async Task What_the_rules_of_release_bar_cannot_be_proposed(string field, string value, string bar)
    {
        await using var both = await StartAsync();
        var listing = await both[Atlas].ListAsync(ListingCalls.Salma());
        var (status, answer) = await both.CallAsync(Atlas, "amina", Role.Analyst, $"/listings/{listing}/shares", Request(r => r[field] = value));
        status.ShouldBe(HttpStatusCode.Conflict);
        answer.GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain(bar);
        both.Value<long>(Atlas, "SELECT count(*) FROM share").ShouldBe(0);
    }

    [Fact]
    public async Task Without_terms_in_force_nothing_is_shared()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        var listing = await both[Atlas].ListAsync(ListingCalls.Salma());
        (await both.CallAsync(Atlas, "amina", Role.Analyst, $"/listings/{listing}/shares", Request())).Answer.GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain("no-terms");
    }

    [Fact]
    public async Task What_binds_the_listing_at_home_binds_every_copy()
    {
        await using var both = await StartAsync();
        var listing = await both[Atlas].ListAsync(Marked("NOFORN"));
        (await both.CallAsync(Atlas, "amina", Role.Analyst, $"/listings/{listing}/shares", Request())).Answer.GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain("not-abroad");
    }

    [Fact]
    public async Task A_marking_that_only_a_person_can_heed_holds_the_listing_until_one_accepts_it()
    {
        await using var both = await StartAsync();
        var listing = await both[Atlas].ListAsync(ListingCalls.Salma());
        await ShareAsync(both, listing, r => r["handling"] = "TLP:AMBER//H3");
        await PullAsync(both);
        (await both[Dunes].HitsAsync()).ShouldBeEmpty();
        both.Value<string>(Dunes, "SELECT bars FROM foreign_listing").ShouldBe("other-restrictions");
        (await both.CallAsync(Dunes, "leila", Role.Liaison, $"/foreign/atlas:{listing}/atlas/accept")).Status.ShouldBe(HttpStatusCode.OK);
        await TickAsync(both, Dunes);
        (await both[Dunes].HitsAsync()).ShouldBe([$"atlas:{listing}"]);
    }

    [Fact]
    public async Task What_a_person_has_refused_does_not_come_in_force_by_a_correction()
    {
        await using var both = await StartAsync();
        var listing = await both[Atlas].ListAsync(ListingCalls.Salma());
        await ShareAsync(both, listing, r => r["handling"] = "TLP:AMBER//H3");
        await PullAsync(both);
        (await both.CallAsync(Dunes, "leila", Role.Liaison, $"/foreign/atlas:{listing}/atlas/refuse")).Status.ShouldBe(HttpStatusCode.OK);
        var fields = ListingCalls.Salma();
        fields["handling"] = "three officers";
        await both[Atlas].CallAsync("amina", "POST", $"/listings/{listing}/correct", fields);
        (await both[Atlas].CallAsync("bilal", "POST", $"/listings/{listing}/approve", new JsonObject { ["version"] = 2 })).Status.ShouldBe(200);
        await TickAsync(both, Atlas);
        await PullAsync(both);
        (await both[Dunes].HitsAsync()).ShouldBeEmpty();
        both.Value<string>(Dunes, "SELECT bars FROM foreign_listing").ShouldNotBeNull().ShouldContain("refused-before");
    }

    [Fact]
    public async Task A_corrected_listing_is_corrected_at_the_partner()
    {
        await using var both = await StartAsync();
        var listing = await both[Atlas].ListAsync(ListingCalls.Salma());
        await ShareAsync(both, listing);
        await PullAsync(both);
        var fields = ListingCalls.Salma();
        fields["birthDates"] = new JsonArray("1979-01-30");
        await both[Atlas].CallAsync("amina", "POST", $"/listings/{listing}/correct", fields);
        (await both[Atlas].CallAsync("bilal", "POST", $"/listings/{listing}/approve", new JsonObject { ["version"] = 2 })).Status.ShouldBe(200);
        await TickAsync(both, Atlas);
        await PullAsync(both);
        Notice(both, listing).Listing.BirthDates.ShouldBe(["1979-01-30"]);
        (await both[Dunes].HitsAsync(birthDate: "1979-01-30")).ShouldBe([$"atlas:{listing}"]);
        both.Value<string>(Atlas, "SELECT type FROM exchange_outbox ORDER BY sequence DESC LIMIT 1").ShouldBe("notice.correction");
    }

    [Fact]
    public async Task A_removed_listing_stops_alerting_and_its_copy_is_destroyed_and_accounted_for()
    {
        await using var both = await StartAsync();
        var listing = await both[Atlas].ListAsync(ListingCalls.Salma());
        await ShareAsync(both, listing);
        await PullAsync(both);
        var key = both.Value<string>(Dunes, "SELECT key_id FROM foreign_listing");
        (await both[Atlas].CallAsync("amina", "POST", $"/listings/{listing}/remove", new JsonObject { ["reason"] = "error" })).Status.ShouldBe(200);
        await TickAsync(both, Atlas);
        await PullAsync(both);
        (await both[Dunes].HitsAsync()).ShouldBeEmpty();
        both.Value<long>(Dunes, "SELECT count(*) FROM foreign_listing WHERE content IS NOT NULL").ShouldBe(0);
        both.Value<long>(Dunes, "SELECT count(*) FROM exchange_inbox WHERE type = 'notice.new' AND content IS NOT NULL").ShouldBe(0);
        both.Value<long>(Dunes, $"SELECT count(*) FROM destroyed_key WHERE id = '{key}'").ShouldBe(1);
        await both[Dunes].Services.GetRequiredService<Entente.Node.Exchange.ExchangeClock>().TickAsync(CancellationToken.None);
        both.Value<string>(Dunes, "SELECT data_key FROM exchange_inbox WHERE type = 'notice.new'").ShouldBeEmpty("The key of the message that brought it is destroyed, not only marked.");
        (await both.PullAsync(Atlas)).ShouldBeNull();
        both.Value<string>(Atlas, "SELECT account FROM share").ShouldBe("destroyed");
        both.Recorded(Dunes, ActionCode.AccountGiven).ShouldBe(1);
    }

    [Fact]
    public async Task A_copy_because_of_which_somebody_was_met_is_accounted_for_by_a_person_who_says_how()
    {
        await using var both = await StartAsync();
        var listing = await both[Atlas].ListAsync(ListingCalls.Salma());
        await ShareAsync(both, listing);
        await PullAsync(both);
        await both.Writer(Dunes).WriteAsync(
            work =>
            {
                work.Execute("INSERT INTO encounter_listing (traveller_id, listing_id, encounter_id) VALUES ('t', @thing, 'e')", new { thing = $"atlas:{listing}" });
                work.Execute(
                    "INSERT INTO encounter (id, crossing_id, traveller_id, post, status, asks, rank, opened, state, data_key, who, purpose, legal_basis, marking, keep_until, list, carrier, measure) VALUES ('e', 'c', 't', 'p', 'decided', 0, 0, 0, @state, '', @who, '', '', '', 0, '', '', 'secondary-inspection')",
                    new { who = Array.Empty<byte>(), state = SubjectJson.Text(new Encounter { Asks = EncounterAction.Inform, Opened = work.Now, Owner = Atlas }) });
                work.Record(Act.Of("user:test", ActionCode.EncounterOpened, TestAccounts.Ground, "e"));
                return true;
            },
            CancellationToken.None);
        (await both[Atlas].CallAsync("amina", "POST", $"/listings/{listing}/remove", new JsonObject { ["reason"] = "no-longer-sought" })).Status.ShouldBe(200);
        await TickAsync(both, Atlas);
        await PullAsync(both);
        (await both[Dunes].HitsAsync()).ShouldBeEmpty();
        both.Value<string>(Dunes, "SELECT recall FROM foreign_listing").ShouldBe("due");
        (await both.CallAsync(Dunes, "leila", Role.Liaison, $"/foreign/atlas:{listing}/atlas/account", new JsonObject())).Status.ShouldBe(HttpStatusCode.OK);
        (await both.PullAsync(Atlas)).ShouldBeNull();
        both.Value<string>(Atlas, "SELECT account FROM share").ShouldBe("used");
        both.Value<string>(Atlas, "SELECT account_how FROM share").ShouldBe("encounter measure");
    }

    [Fact]
    public async Task A_copy_may_be_kept_on_a_ground_of_law_and_is_destroyed_when_that_has_gone()
    {
        await using var both = await StartAsync();
        var listing = await both[Atlas].ListAsync(ListingCalls.Salma());
        await ShareAsync(both, listing);
        await PullAsync(both);
        await both.Writer(Dunes).WriteAsync(
            work =>
            {
                work.Execute("INSERT INTO share (id, thing, listing_id, partner, marking, purpose, legal_basis, consent, withheld, status, proposed_by, proposed_at) VALUES ('s', @thing, @thing, 'elsewhere', '', '', '', '', '', 'shared', '', 0)", new { thing = $"atlas:{listing}" });
                work.Record(Act.Of("user:test", ActionCode.ShareApproved, TestAccounts.Ground, "s"));
                return true;
            },
            CancellationToken.None);
        var share = both.Value<string>(Atlas, "SELECT id FROM share");
        await both.Writer(Dunes).WriteAsync(
            work =>
            {
                work.Execute("DELETE FROM share");
                work.Execute("UPDATE foreign_listing SET recall = 'due', status = 'recalled'");
                work.Record(Act.Of("user:test", ActionCode.RecallReceived, TestAccounts.Ground, "s"));
                return true;
            },
            CancellationToken.None);
        (await both.CallAsync(Atlas, "leila", Role.Liaison, $"/shares/{share}/recall")).Status.ShouldBe(HttpStatusCode.OK);
        (await both.CallAsync(Dunes, "leila", Role.Liaison, $"/foreign/atlas:{listing}/atlas/account", new JsonObject { ["keep"] = "proceedings" })).Status.ShouldBe(HttpStatusCode.OK);
        (await both.PullAsync(Atlas)).ShouldBeNull();
        both.Value<string>(Atlas, "SELECT account || ' ' || account_how FROM share").ShouldBe("refused proceedings");
        both.Value<long>(Dunes, "SELECT count(*) FROM foreign_listing WHERE content IS NOT NULL").ShouldBe(1);
        (await both.CallAsync(Dunes, "leila", Role.Liaison, $"/foreign/atlas:{listing}/atlas/account", new JsonObject())).Status.ShouldBe(HttpStatusCode.OK);
        (await both.PullAsync(Atlas)).ShouldBeNull();
        both.Value<string>(Atlas, "SELECT account FROM share").ShouldBe("destroyed");
        both.Value<long>(Dunes, "SELECT count(*) FROM foreign_listing WHERE content IS NOT NULL").ShouldBe(0);
    }

    [Fact]
    public async Task More_recalls_than_are_usual_wait_for_a_person_and_alert_until_then()
    {
        await using var both = await TwoServices.StartConfirmedAsync(c => c["Exchange"]!["Notices"] = new JsonObject { ["RecallsAtLeast"] = 0, ["RecallShare"] = 0.5 }); // The test has written it.
        await both.AgreeTermsAsync(Atlas);
        var listing = await both[Atlas].ListAsync(ListingCalls.Salma());
        await ShareAsync(both, listing);
        await PullAsync(both);
        var share = both.Value<string>(Atlas, "SELECT id FROM share");
        (await both.CallAsync(Atlas, "leila", Role.Liaison, $"/shares/{share}/recall")).Status.ShouldBe(HttpStatusCode.OK);
        await PullAsync(both);
        (await both[Dunes].HitsAsync()).ShouldBe([$"atlas:{listing}"]);
        (await both.CallAsync(Dunes, "leila", Role.Liaison, $"/foreign/atlas:{listing}/atlas/recall")).Status.ShouldBe(HttpStatusCode.OK);
        await TickAsync(both, Dunes);
        (await both[Dunes].HitsAsync()).ShouldBeEmpty();
        (await both.PullAsync(Atlas)).ShouldBeNull();
        both.Value<string>(Atlas, "SELECT account FROM share").ShouldBe("destroyed");
    }

    [Fact]
    public async Task An_account_that_is_owed_is_asked_for_again_and_answered_once()
    {
        await using var both = await StartAsync();
        var listing = await both[Atlas].ListAsync(ListingCalls.Salma());
        await ShareAsync(both, listing);
        await PullAsync(both);
        var share = both.Value<string>(Atlas, "SELECT id FROM share");
        (await both.CallAsync(Atlas, "leila", Role.Liaison, $"/shares/{share}/recall")).Status.ShouldBe(HttpStatusCode.OK);
        await AgeAskingAsync(both);
        await TickAsync(both, Atlas);
        both.Value<long>(Atlas, "SELECT asked FROM share").ShouldBe(2);
        await PullAsync(both);
        (await both.PullAsync(Atlas)).ShouldBeNull();
        both.Value<string>(Atlas, "SELECT account FROM share").ShouldBe("destroyed");
        await AgeAskingAsync(both);
        await TickAsync(both, Atlas);
        both.Value<long>(Atlas, "SELECT asked FROM share").ShouldBe(2);
        both.Recorded(Dunes, ActionCode.AccountGiven).ShouldBe(1);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]")]
    [InlineData("""{"form":"entente.notice.v1","thing":"dunes:x","version":1,"purpose":"p","marking":"{}","listing":{}}""")]
    [InlineData("""{"form":"entente.notice.v1","thing":"atlas:x","version":1,"purpose":"p","marking":"{}","listing":{"names":[null]}}""")]
    [InlineData("""{"form":"entente.notice.v1","thing":"atlas:x","version":1,"purpose":"p","marking":"","listing":{"names":[{"text":"A B"}],"category":"ethnicity"}}""")]
    public async Task What_cannot_be_read_or_lacks_something_is_held_and_stops_nothing(string payload)
    {
        await using var both = await StartAsync();
        await both.SendRawAsync(Atlas, "notice.new", payload);
        await both.SendAsync(Atlas, "behind it");
        await PullAsync(both);
        both.Value<string>(Dunes, "SELECT status FROM foreign_listing").ShouldBe("held");
        both.Effects(Dunes).ShouldBe(["behind it"]);
    }

    [Fact]
    public async Task A_copy_below_the_tear_line_has_nothing_of_what_is_withheld_and_is_bound_to_its_original()
    {
        await using var both = await StartAsync();
        var listing = await both[Atlas].ListAsync(ListingCalls.Salma());
        await ShareAsync(both, listing, r => r["withhold"] = new JsonArray("handling", "nationalities", "other-names"));
        await PullAsync(both);
        var notice = Notice(both, listing);
        (notice.Listing.Handling, notice.Listing.Nationalities.Count, notice.Listing.Names.Count).ShouldBe(("", 0, 1));
        var nonce = both.Value<byte[]>(Atlas, "SELECT nonce FROM share").ShouldNotBeNull();
        var original = await both.Writer(Atlas).WriteAsync(work => SharedThing.Find(work, both[Atlas].Services.GetRequiredService<KeyStore>(), Atlas, listing), CancellationToken.None);
        var whole = original.ShouldNotBeNull().Fields;
        TearLine.IsOf(notice, whole, nonce).ShouldBeTrue();
        TearLine.IsOf(notice, whole with { Handling = "another" }, nonce).ShouldBeFalse();
        TearLine.IsOf(notice with { Listing = notice.Listing with { BirthDates = ["1980-01-01"] } }, whole, nonce).ShouldBeFalse();
        TearLine.IsOf(notice with { Withheld = [] }, whole, nonce).ShouldBeFalse();
        (await both[Dunes].HitsAsync()).ShouldBe([$"atlas:{listing}"]);
    }

    [Fact]
    public async Task What_would_leave_too_little_to_tell_people_apart_is_not_withheld()
    {
        await using var both = await StartAsync();
        var fields = ListingCalls.Salma();
        fields["birthDates"] = new JsonArray();
        var listing = await both[Atlas].ListAsync(fields);
        (await both.CallAsync(Atlas, "amina", Role.Analyst, $"/listings/{listing}/shares", Request(r => r["withhold"] = new JsonArray("nationalities", "documents")))).Answer.GetProperty("title").GetString().ShouldBe("Too little is left");
    }

    /// <summary>Both are partners, and Atlas has terms with Dunes.</summary>
    private static async Task<TwoServices> StartAsync()
    {
        var both = await TwoServices.StartConfirmedAsync();
        await both.AgreeTermsAsync(Atlas);
        return both;
    }

    private static JsonObject Request(Action<JsonObject>? change = null)
    {
        var request = new JsonObject { ["partner"] = Dunes, ["purpose"] = "border-control", ["handling"] = "TLP:AMBER", ["onward"] = "no" };
        change?.Invoke(request);
        return request;
    }

    private static async Task<string> ProposeAsync(TwoServices both, string listing, Action<JsonObject>? change = null)
    {
        var (status, answer) = await both.CallAsync(Atlas, "amina", Role.Analyst, $"/listings/{listing}/shares", Request(change));
        status.ShouldBe(HttpStatusCode.OK, answer.ToString());
        return answer.GetProperty("id").GetString() ?? "";
    }

    private static async Task ShareAsync(TwoServices both, string listing, Action<JsonObject>? change = null)
    {
        var share = await ProposeAsync(both, listing, change);
        var (status, answer) = await both.CallAsync(Atlas, "leila", Role.Liaison, $"/shares/{share}/approve");
        status.ShouldBe(HttpStatusCode.OK, answer.ToString());
    }

    private static JsonObject Marked(string handling)
    {
        var fields = ListingCalls.Salma();
        fields["marking"] = new JsonObject { ["audience"] = new JsonArray(), ["handling"] = handling, ["onward"] = "no" };
        return fields;
    }

    private static async Task PullAsync(TwoServices both)
    {
        (await both.PullAsync(Dunes)).ShouldBeNull();
        await TickAsync(both, Dunes);
    }

    private static Task TickAsync(TwoServices both, string service) => both[service].Services.GetRequiredService<NoticeClock>().TickAsync(CancellationToken.None);

    private static Task<bool> AgeAskingAsync(TwoServices both) => both.Writer(Atlas).WriteAsync(
        work =>
        {
            work.Execute("UPDATE share SET asked_at = @at", new { at = work.Now.AddDays(-2) });
            work.Record(Act.Of("user:test", ActionCode.ShareRecalled, TestAccounts.Ground, null));
            return true;
        },
        CancellationToken.None);

    private static NoticeForm Notice(TwoServices both, string listing) => both.Writer(Dunes).WriteAsync(
        work => ForeignRow.InForce(work, $"atlas:{listing}")?.Open(both[Dunes].Services.GetRequiredService<Entente.Node.Storage.KeyStore>()), CancellationToken.None).GetAwaiter().GetResult().ShouldNotBeNull();
}
