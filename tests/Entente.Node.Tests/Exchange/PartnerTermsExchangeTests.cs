using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Entente.Node.Accounts;
using Entente.Node.Exchange.Flows;
using Entente.Node.Exchange.Partners;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Entente.Node.Tests.Exchange;

public sealed class PartnerTermsExchangeTests
{
    private const string Atlas = TwoServices.Atlas, Dunes = TwoServices.Dunes;

    [Fact]
    public async Task Terms_hold_once_a_second_person_has_confirmed_them_and_not_before()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        (await both.CallAsync(Atlas, "leila", Role.Liaison, $"/partners/{Dunes}/terms", Fields())).Status.ShouldBe(HttpStatusCode.OK);
        Find(both).ShouldBeNull();
        (await both.CallAsync(Atlas, "sami", Role.Supervisor, $"/partners/{Dunes}/terms/1/confirm")).Status.ShouldBe(HttpStatusCode.OK);
        var terms = Find(both).ShouldNotBeNull();
        terms.Communities.ShouldBe(["sahel-task-force"]);
        terms.MayReceive(Day(0)).ShouldBeTrue();
        both.Recorded(Atlas, ActionCode.PartnerTermsProposed).ShouldBe(1);
        both.Recorded(Atlas, ActionCode.PartnerTermsConfirmed).ShouldBe(1);
    }

    [Fact]
    public async Task Whoever_proposed_terms_cannot_confirm_them()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        (await both.CallAsync(Atlas, "salma", Role.Administrator, $"/partners/{Dunes}/terms", Fields())).Status.ShouldBe(HttpStatusCode.OK);
        (await both.CallAsync(Atlas, "salma", Role.Administrator, $"/partners/{Dunes}/terms/1/confirm")).Status.ShouldBe(HttpStatusCode.Conflict);
        (await both.CallAsync(Atlas, "salma", Role.Administrator, $"/partners/{Dunes}/terms/1/refuse", new JsonObject { ["reason"] = "no" })).Status.ShouldBe(HttpStatusCode.Conflict);
        Find(both).ShouldBeNull();
        (await both.CallAsync(Atlas, "samir", Role.Administrator, $"/partners/{Dunes}/terms/1/confirm")).Status.ShouldBe(HttpStatusCode.OK);
        Find(both).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_new_version_replaces_the_one_in_force_and_both_stay_in_the_history()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        await both.AgreeTermsAsync(Atlas);
        await both.AgreeTermsAsync(Atlas, fields => fields["ceiling"] = "RED");
        Find(both).ShouldNotBeNull().Version.ShouldBe(2);
        var (_, answer) = await both.CallAsync(Atlas, "ines", Role.Inspector, $"/partners/{Dunes}/terms");
        var versions = answer.GetProperty("versions").EnumerateArray().ToList();
        versions.Select(v => v.GetProperty("state").GetString()).ShouldBe(["in-force", "replaced"]);
        versions.Select(v => v.GetProperty("terms").GetProperty("ceiling").GetString()).ShouldBe(["RED", "AMBER"]);
        versions[1].GetProperty("decidedBy").GetString().ShouldBe("user:sami");
        versions[0].GetProperty("contacts")[0].GetProperty("name").GetString().ShouldBe("Moussa Diallo");
    }

    [Fact]
    public async Task Terms_that_are_refused_never_hold_and_the_reason_is_kept()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        await both.AgreeTermsAsync(Atlas);
        await both.CallAsync(Atlas, "leila", Role.Liaison, $"/partners/{Dunes}/terms", Fields());
        (await both.CallAsync(Atlas, "sami", Role.Supervisor, $"/partners/{Dunes}/terms/2/refuse", new JsonObject())).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await both.CallAsync(Atlas, "sami", Role.Supervisor, $"/partners/{Dunes}/terms/2/refuse", new JsonObject { ["reason"] = "The assessment is last year's." })).Status.ShouldBe(HttpStatusCode.OK);
        (await both.CallAsync(Atlas, "sami", Role.Supervisor, $"/partners/{Dunes}/terms/2/confirm")).Status.ShouldBe(HttpStatusCode.Conflict);
        Find(both).ShouldNotBeNull().Version.ShouldBe(1);
        var (_, answer) = await both.CallAsync(Atlas, "ines", Role.Inspector, $"/partners/{Dunes}/terms");
        answer.GetProperty("versions")[0].GetProperty("reason").GetString().ShouldBe("The assessment is last year's.");
    }

    [Fact]
    public async Task Proposed_terms_block_those_of_others_and_give_way_to_the_proposers_next()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        await both.CallAsync(Atlas, "leila", Role.Liaison, $"/partners/{Dunes}/terms", Fields());
        (await both.CallAsync(Atlas, "salma", Role.Administrator, $"/partners/{Dunes}/terms", Fields())).Status.ShouldBe(HttpStatusCode.Conflict);
        (await both.CallAsync(Atlas, "leila", Role.Liaison, $"/partners/{Dunes}/terms", Fields())).Answer.GetProperty("version").GetInt64().ShouldBe(2);
        (await both.CallAsync(Atlas, "sami", Role.Supervisor, $"/partners/{Dunes}/terms/1/confirm")).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData("country", "\"Mali\"")]
    [InlineData("country", "\"XXA\"")]
    [InlineData("communities", "[\"Sahel Task Force\"]")]
    [InlineData("communities", "[null]")]
    [InlineData("instrument", "\" \"")]
    [InlineData("transferAssessment", "\"\"")]
    [InlineData("categories", "[]")]
    [InlineData("categories", "[\"crime\",\"crime\"]")]
    [InlineData("categories", "[\"opinion\"]")]
    [InlineData("purposes", "[\"curiosity\"]")]
    [InlineData("ceiling", "\"amber\"")]
    [InlineData("approvers", "[\"inspector\"]")]
    [InlineData("contacts", "[null]")]
    [InlineData("contacts", "[{\"name\":\"\",\"reach\":\"+223 20 00 00 00\"}]")]
    [InlineData("contacts", "[{\"name\":\"A\",\"reach\":\"B\",\"from\":\"2026-02-01\",\"until\":\"2026-01-01\"}]")]
    [InlineData("reviewOn", "\"2020-01-01\"")]
    [InlineData("religion", "\"any\"")]
    public async Task Terms_with_a_fault_are_refused_by_its_field(string field, string value)
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        var fields = Fields();
        fields[field] = JsonNode.Parse(value);
        var (status, answer) = await both.CallAsync(Atlas, "leila", Role.Liaison, $"/partners/{Dunes}/terms", fields);
        status.ShouldBe(HttpStatusCode.BadRequest);
        answer.GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain(field);
        both.Value<long>(Atlas, "SELECT count(*) FROM partner_terms").ShouldBe(0);
    }

    [Fact]
    public async Task A_review_is_a_year_away_at_most_and_behind_it_nothing_new_may_be_released()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        (await both.CallAsync(Atlas, "leila", Role.Liaison, $"/partners/{Dunes}/terms", Fields(PartnerTerms.LongestReview + 1))).Status.ShouldBe(HttpStatusCode.BadRequest);
        await both.AgreeTermsAsync(Atlas, fields => fields["reviewOn"] = $"{Day(PartnerTerms.LongestReview):yyyy-MM-dd}");
        var terms = Find(both).ShouldNotBeNull();
        terms.MayReceive(Day(PartnerTerms.LongestReview)).ShouldBeTrue();
        terms.MayReceive(Day(PartnerTerms.LongestReview + 1)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(Role.Administrator)]
    [InlineData(Role.Supervisor)]
    [InlineData(Role.Liaison)]
    [InlineData(Role.Inspector)]
    public async Task One_person_suspends_at_once_and_messages_stay_queued_until_two_have_lifted_it(string role)
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        await both.AgreeTermsAsync(Atlas);
        (await both.CallAsync(Atlas, "ines", role, $"/partners/{Dunes}/suspend", new JsonObject { ["reason"] = "A list of ours was seen in the press." })).Status.ShouldBe(HttpStatusCode.OK);
        await both.SendAsync(Atlas, "queued");
        await both.SendAsync(Dunes, "held back");
        (await both.PullAsync(Dunes)).ShouldBe("the partner answered 403");
        (await both.PullAsync(Atlas)).ShouldBe("the partner is suspended here");
        both.Effects(Atlas).ShouldBeEmpty();
        both.Effects(Dunes).ShouldBeEmpty();
        Find(both).ShouldNotBeNull().MayReceive(Day(0)).ShouldBeFalse();
        (await both.PartnerAsync(Atlas)).GetProperty("suspendedAt").ValueKind.ShouldNotBe(JsonValueKind.Null);

        (await both.CallAsync(Atlas, "sami", Role.Supervisor, $"/partners/{Dunes}/lift/confirm")).Status.ShouldBe(HttpStatusCode.Conflict);
        (await both.CallAsync(Atlas, "salma", Role.Administrator, $"/partners/{Dunes}/lift")).Status.ShouldBe(HttpStatusCode.OK);
        (await both.CallAsync(Atlas, "salma", Role.Administrator, $"/partners/{Dunes}/lift/confirm")).Status.ShouldBe(HttpStatusCode.Conflict);
        (await both.PullAsync(Atlas)).ShouldBe("the partner is suspended here");
        (await both.CallAsync(Atlas, "sami", Role.Supervisor, $"/partners/{Dunes}/lift/confirm")).Status.ShouldBe(HttpStatusCode.OK);
        (await both.PullAsync(Dunes)).ShouldBeNull();
        (await both.PullAsync(Atlas)).ShouldBeNull();
        both.Effects(Dunes).ShouldBe(["queued"]);
        both.Effects(Atlas).ShouldBe(["held back"]);
        both.Recorded(Atlas, ActionCode.PartnerSuspended).ShouldBe(1);
        both.Recorded(Atlas, ActionCode.PartnerLifted).ShouldBe(1);
    }

    [Fact]
    public async Task Whoever_suspends_again_takes_a_proposed_lift_back()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        var reason = new JsonObject { ["reason"] = "Not yet clear." };
        await both.CallAsync(Atlas, "ines", Role.Inspector, $"/partners/{Dunes}/suspend", reason.DeepClone());
        await both.CallAsync(Atlas, "leila", Role.Liaison, $"/partners/{Dunes}/lift");
        await both.CallAsync(Atlas, "ines", Role.Inspector, $"/partners/{Dunes}/suspend", reason.DeepClone());
        (await both.CallAsync(Atlas, "sami", Role.Supervisor, $"/partners/{Dunes}/lift/confirm")).Status.ShouldBe(HttpStatusCode.Conflict);
        (await both.PullAsync(Dunes)).ShouldBe("the partner answered 403");
    }

    [Fact]
    public async Task A_suspension_outlives_a_lock_and_a_new_introduction()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        await both.CallAsync(Atlas, "ines", Role.Inspector, $"/partners/{Dunes}/suspend", new JsonObject { ["reason"] = "Not yet clear." });
        await both.CallAsync(Atlas, "salma", Role.Administrator, $"/partners/{Dunes}/lock");
        (await both.IntroduceAsync(Atlas, await both.CardAsync(Dunes))).ShouldBe(HttpStatusCode.OK);
        (await both.TypeAsync(Atlas, await both.ReadAloudAsync(Dunes))).ShouldBe(HttpStatusCode.OK);
        (await both.PullAsync(Dunes)).ShouldBe("the partner answered 403");
    }

    [Fact]
    public async Task Names_of_contacts_and_reasons_are_nowhere_in_the_clear()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        await both.AgreeTermsAsync(Atlas);
        await both.CallAsync(Atlas, "ines", Role.Inspector, $"/partners/{Dunes}/suspend", new JsonObject { ["reason"] = "Moussa Diallo was seen with it." });
        both.Value<string>(Atlas, "SELECT terms FROM partner_terms").ShouldNotBeNull().ShouldNotContain("Diallo");
        System.Text.Encoding.UTF8.GetString(both.Value<byte[]>(Atlas, "SELECT contacts FROM partner_terms") ?? []).ShouldNotContain("Diallo");
        System.Text.Encoding.UTF8.GetString(both.Value<byte[]>(Atlas, "SELECT reason FROM partner_suspension") ?? []).ShouldNotContain("Diallo");
    }

    [Fact]
    public async Task Contacts_of_terms_that_ended_and_reasons_of_suspensions_that_were_lifted_go_with_their_keys_when_their_time_is_over()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        await both.AgreeTermsAsync(Atlas);
        await both.AgreeTermsAsync(Atlas);
        await both.CallAsync(Atlas, "ines", Role.Inspector, $"/partners/{Dunes}/suspend", new JsonObject { ["reason"] = "Not yet clear." });
        await both.CallAsync(Atlas, "salma", Role.Administrator, $"/partners/{Dunes}/lift");
        await both.CallAsync(Atlas, "sami", Role.Supervisor, $"/partners/{Dunes}/lift/confirm");
        await both.Writer(Atlas).WriteAsync(
            work =>
            {
                work.Execute("UPDATE partner_terms SET ended_at = 1 WHERE ended_at IS NOT NULL");
                work.Execute("UPDATE partner_suspension SET lifted_at = 1");
                work.Record(Act.Of("user:test", ActionCode.PolicyChanged, TestAccounts.Ground, null));
                return true;
            },
            CancellationToken.None);
        await both[Atlas].Services.GetRequiredService<ConversationClock>().TickAsync(CancellationToken.None);
        both.Value<long>(Atlas, "SELECT count(*) FROM partner_terms WHERE contacts IS NOT NULL").ShouldBe(1);
        both.Value<long>(Atlas, "SELECT count(*) FROM partner_suspension WHERE reason IS NOT NULL").ShouldBe(0);
        both.Value<long>(Atlas, "SELECT count(*) FROM destroyed_key").ShouldBe(2);
        var (_, answer) = await both.CallAsync(Atlas, "ines", Role.Inspector, $"/partners/{Dunes}/terms");
        answer.GetProperty("versions").EnumerateArray().Select(v => v.GetProperty("contacts").GetArrayLength()).ShouldBe([1, 0]);
        answer.GetProperty("versions")[1].GetProperty("terms").GetProperty("instrument").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void A_contact_is_on_duty_on_the_days_of_its_roster()
    {
        var contact = new PartnerContact { Name = "A", Reach = "B", IsDuty = true, From = Day(1), Until = Day(3) };
        Enumerable.Range(0, 5).Select(day => contact.IsOnDuty(Day(day))).ShouldBe([false, true, true, true, false]);
        (contact with { IsDuty = false }).IsOnDuty(Day(2)).ShouldBeFalse();
    }

    private static JsonObject Fields(int review = 300) => TwoServices.TermsFields(review);

    private static DateOnly Day(int days) => DateOnly.FromDateTime(DateTimeOffset.UtcNow.AddDays(days).UtcDateTime);

    private static PartnerTerms? Find(TwoServices both)
    {
        using var connection = both[Atlas].Services.GetRequiredService<Database>().Open();
        return PartnerTerms.Find(connection, Dunes);
    }
}
