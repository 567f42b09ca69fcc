using System.Net;
using System.Text.Json.Nodes;
using Entente.Node.Accounts;
using Entente.Node.Exchange;
using Entente.Node.Oversight;
using Entente.Node.Partnership.Agreeing;
using Entente.Node.Partnership.Import;
using Entente.Node.Partnership.Records;
using Entente.Node.Tests.Partnership.Import;
using Microsoft.Extensions.DependencyInjection;

namespace Entente.Node.Tests.Exchange;

/// <summary>Two nodes have one record of their partnership.</summary>
public sealed class RecordExchangeTests
{
    private const string Atlas = TwoServices.Atlas, Dunes = TwoServices.Dunes;

    [Fact]
    public async Task A_shared_record_is_the_same_version_with_the_same_digest_on_both_sides_and_changes_follow()
    {
        await using var two = await TwoProgrammes.StartAsync();
        var id = await two.MakeAsync(Atlas);
        (await two.ShareAsync(Atlas, id)).Status.ShouldBe(HttpStatusCode.OK);
        await two.DeliverAsync();
        (two.Record(Dunes, id)?.Owner, two.Version(Dunes, id)).ShouldBe((Atlas, 1));
        two.View(Dunes, id)?.Digest.ShouldBe(two.View(Atlas, id)?.Digest);
        (await two.ChangeAsync(Atlas, id, "We spoke of courses, and of ships.")).ShouldBe(HttpStatusCode.OK);
        await two.DeliverAsync();
        (two.Version(Dunes, id), two.Readout(Dunes, id)).ShouldBe((2, "We spoke of courses, and of ships."));
        two.View(Dunes, id)?.Digest.ShouldBe(two.View(Atlas, id)?.Digest);
        two.Both.Value<long>(Dunes, "SELECT count(*) FROM programme_version").ShouldBe(2);
    }

    [Fact]
    public async Task An_import_that_is_undone_leaves_what_a_partner_has()
    {
        await using var two = await TwoProgrammes.StartAsync();
        using var officer = two.Both[Atlas].As($"nour-{Atlas}", Role.Programme);
        var import = await ImportTests.UploadAsync(officer, "title,type\nVisit of June,visit\nVisit of July,visit\n"u8.ToArray(), "visits.csv");
        (await two.Both[Atlas].Services.GetRequiredService<TakeImport>().TakeAsync(import, allOrNothing: true, ImportTests.Salma)).ShouldBeNull();
        var id = two.Both[Atlas].Services.GetRequiredService<ProgrammeRecords>().Read().Of(RecordKinds.Engagement).Single(r => r.Title == "Visit of June").Id;
        (await two.ShareAsync(Atlas, id)).Status.ShouldBe(HttpStatusCode.OK);
        await two.DeliverAsync();
        (await officer.GetStringAsync($"/desk/programme/import/{import}")).ShouldContain("changed or shared since");
        (await two.Both[Atlas].Services.GetRequiredService<TakeImport>().UndoAsync(import, ImportTests.Salma, CancellationToken.None)).ShouldBeNull();
        await two.DeliverAsync();
        two.Both[Atlas].Services.GetRequiredService<ProgrammeRecords>().Read().ById.Keys.ShouldBe([id]);
        two.Version(Dunes, id).ShouldBe(1);
        (await officer.GetStringAsync($"/desk/programme/import/{import}")).ShouldContain("1 records stay");
    }

    [Fact]
    public async Task What_both_have_signed_is_agreed_and_a_later_version_is_not()
    {
        await using var two = await TwoProgrammes.StartAsync();
        var id = await SharedAsync(two);
        (await two.SignAsync(Atlas, id)).ShouldBe(HttpStatusCode.OK);
        await two.DeliverAsync();
        two.State(Dunes, id).ShouldBe(new AgreedState(1, false, true, null));
        (await two.SignAsync(Dunes, id)).ShouldBe(HttpStatusCode.OK);
        await two.DeliverAsync();
        two.State(Atlas, id).IsAgreed.ShouldBeTrue();
        two.State(Dunes, id).IsAgreed.ShouldBeTrue();
        (await two.ChangeAsync(Atlas, id, "Otherwise.")).ShouldBe(HttpStatusCode.OK);
        await two.DeliverAsync();
        foreach (var service in (string[])[Atlas, Dunes])
        {
            two.State(service, id).ShouldBe(new AgreedState(2, false, false, 1));
        }
    }

    [Fact]
    public async Task The_signature_of_a_version_that_is_not_the_newest_or_of_another_content_is_refused()
    {
        await using var two = await TwoProgrammes.StartAsync();
        var id = await SharedAsync(two);
        var digest = two.View(Atlas, id)?.Digest;
        (await two.ChangeAsync(Atlas, id, "Otherwise.")).ShouldBe(HttpStatusCode.OK);
        var (status, answer) = await two.CallAsync(Atlas, $"/programme/records/{id}/signatures", new JsonObject { ["version"] = 1, ["digest"] = digest });
        (status, answer.GetProperty("detail").GetString()).ShouldBe((HttpStatusCode.Conflict, "The newest version here is 2; read it again."));
        (await two.CallAsync(Atlas, $"/programme/records/{id}/signatures", new JsonObject { ["version"] = 2, ["digest"] = digest })).Status.ShouldBe(HttpStatusCode.Conflict);
        (await two.SignAsync(Atlas, id)).ShouldBe(HttpStatusCode.OK);
        (await two.SignAsync(Atlas, id)).ShouldBe(HttpStatusCode.Conflict, "Once is enough.");
    }

    [Fact]
    public async Task A_signature_that_crosses_a_new_version_stays_as_history_and_agrees_to_nothing_new()
    {
        await using var two = await TwoProgrammes.StartAsync();
        var id = await SharedAsync(two);
        (await two.SignAsync(Dunes, id)).ShouldBe(HttpStatusCode.OK);
        (await two.ChangeAsync(Atlas, id, "Otherwise.")).ShouldBe(HttpStatusCode.OK);
        (await two.SignAsync(Atlas, id)).ShouldBe(HttpStatusCode.OK);
        await two.DeliverAsync();
        two.State(Atlas, id).ShouldBe(new AgreedState(2, true, false, null));
        two.State(Dunes, id).ShouldBe(new AgreedState(2, false, true, null));
        two.View(Atlas, id)?.Signatures.Select(s => (s.Version, s.Service)).ShouldBe([(2, Atlas), (1, Dunes)]);
    }

    [Fact]
    public async Task What_a_partner_proposes_becomes_a_version_on_both_sides_when_the_owner_accepts()
    {
        await using var two = await TwoProgrammes.StartAsync();
        var id = await SharedAsync(two);
        var (status, answer) = await two.ProposeAsync(Dunes, id, "We spoke of courses and of money.");
        status.ShouldBe(HttpStatusCode.OK, answer.ToString());
        await two.DeliverAsync();
        var proposal = two.View(Atlas, id).ShouldNotBeNull().Proposals.ShouldHaveSingleItem();
        (proposal.Note, proposal.IsOurs, proposal.Content?["readout"]).ShouldBe(("As we remember it.", false, "We spoke of courses and of money."));
        two.Version(Dunes, id).ShouldBe(1, "Nothing changes before the owner has accepted.");
        (await two.CallAsync(Atlas, $"/programme/proposals/{proposal.Id}/accept")).Status.ShouldBe(HttpStatusCode.OK);
        await two.DeliverAsync();
        foreach (var service in (string[])[Atlas, Dunes])
        {
            (two.Version(service, id), two.Readout(service, id), two.Proposals(service)[proposal.Id]).ShouldBe((2, "We spoke of courses and of money.", "accepted"));
        }

        two.Record(Atlas, id)?.Source.ShouldBe("partner:dunes");
        (await two.CallAsync(Atlas, $"/programme/proposals/{proposal.Id}/accept")).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_refusal_needs_a_ground_and_the_partner_reads_it()
    {
        await using var two = await TwoProgrammes.StartAsync();
        var id = await SharedAsync(two);
        var proposal = (await two.ProposeAsync(Dunes, id, "Nothing was said.")).Answer.GetProperty("id").GetString() ?? "";
        await two.DeliverAsync();
        (await two.CallAsync(Atlas, $"/programme/proposals/{proposal}/refuse", new JsonObject { ["why"] = " " })).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await two.CallAsync(Atlas, $"/programme/proposals/{proposal}/refuse", new JsonObject { ["why"] = "It was." })).Status.ShouldBe(HttpStatusCode.OK);
        await two.DeliverAsync();
        var heard = two.View(Dunes, id).ShouldNotBeNull().Proposals.ShouldHaveSingleItem();
        (heard.State, heard.Why, two.Version(Dunes, id)).ShouldBe(("refused", "It was.", 1));
    }

    [Fact]
    public async Task A_proposal_on_an_earlier_version_is_not_accepted_and_the_answer_says_what_has_changed()
    {
        await using var two = await TwoProgrammes.StartAsync();
        var id = await SharedAsync(two);
        var proposal = (await two.ProposeAsync(Dunes, id, "We spoke of money.")).Answer.GetProperty("id").GetString() ?? "";
        (await two.ChangeAsync(Atlas, id, "We spoke of ships.")).ShouldBe(HttpStatusCode.OK);
        await two.DeliverAsync();
        var (status, answer) = await two.CallAsync(Atlas, $"/programme/proposals/{proposal}/accept");
        (status, answer.GetProperty("detail").GetString()?.Contains("readout", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.Conflict, true));
        (two.Version(Atlas, id), two.Readout(Atlas, id)).ShouldBe((2, "We spoke of ships."));
    }

    [Fact]
    public async Task A_proposal_opens_no_step_that_waits_for_a_vetting()
    {
        await using var two = await TwoProgrammes.StartAsync();
        var id = await two.MakeAsync(Atlas, Case("request"));
        (await two.ShareAsync(Atlas, id)).Status.ShouldBe(HttpStatusCode.OK);
        var vetting = new JsonObject { ["kind"] = "vetting", ["handling"] = "TLP:GREEN", ["fields"] = new JsonObject { ["unit"] = "Second battalion", ["scope"] = "both", ["outcome"] = "cleared", ["vetted"] = "2026-01-01", ["expires"] = "2027-01-01" } };
        (await two.ShareAsync(Dunes, await two.MakeAsync(Dunes, vetting))).Status.ShouldBe(HttpStatusCode.OK);
        await two.DeliverAsync();
        var delivered = Case("delivery");
        delivered["rows"] = new JsonObject { ["deliveries"] = new JsonArray(new JsonObject { ["item"] = "Radios", ["done"] = "2026-05-01" }) };
        var proposed = await two.CallAsync(Dunes, $"/programme/records/{id}/proposals", new JsonObject { ["version"] = 1, ["fields"] = delivered["fields"]?.DeepClone(), ["rows"] = delivered["rows"]?.DeepClone() });
        await two.DeliverAsync();
        var (status, answer) = await two.CallAsync(Atlas, $"/programme/proposals/{proposed.Answer.GetProperty("id").GetString()}/accept");
        (status, answer.GetProperty("detail").GetString()?.Contains("not-vetted", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.UnprocessableEntity, true), "The vetting is the partner's own.");
    }

    [Theory]
    [InlineData("TLP:RED", "ceiling")]
    [InlineData("TLP:GREEN//NOFORN", "not-abroad")]
    [InlineData("TLP:GREEN//REL TO USA", "state")]
    public async Task A_record_that_must_not_go_there_is_not_shared(string handling, string bar)
    {
        await using var two = await TwoProgrammes.StartAsync();
        var (status, answer) = await two.ShareAsync(Atlas, await two.MakeAsync(Atlas, TwoProgrammes.Minutes("Secret.", handling)));
        (status, answer.GetProperty("detail").GetString()?.Contains(bar, StringComparison.Ordinal)).ShouldBe((HttpStatusCode.Conflict, true));
        two.Both.Value<long>(Atlas, "SELECT count(*) FROM record_share").ShouldBe(0);
    }

    [Fact]
    public async Task A_later_version_that_must_not_go_there_is_kept_here_and_follows_when_it_may()
    {
        await using var two = await TwoProgrammes.StartAsync();
        var id = await SharedAsync(two);
        (await two.ChangeAsync(Atlas, id, "Secret.", "TLP:RED")).ShouldBe(HttpStatusCode.OK);
        await two.DeliverAsync();
        (two.Version(Atlas, id), two.Version(Dunes, id)).ShouldBe((2, 1));
        two.View(Atlas, id)?.Shares.ShouldHaveSingleItem().Bars.ShouldBe(["ceiling"]);
        (await two.SignAsync(Atlas, id)).ShouldBe(HttpStatusCode.OK);
        (await two.ChangeAsync(Atlas, id, "Not secret.")).ShouldBe(HttpStatusCode.OK);
        await two.DeliverAsync();
        (two.Version(Dunes, id), two.Readout(Dunes, id), two.View(Dunes, id)?.Signatures.Count).ShouldBe((3, "Not secret.", 0));
    }

    [Fact]
    public async Task While_a_partner_is_suspended_versions_stay_here_and_follow_when_it_is_not()
    {
        await using var two = await TwoProgrammes.StartAsync();
        var id = await SharedAsync(two);
        (await two.Both.CallAsync(Atlas, "salma", Role.Administrator, $"/partners/{Dunes}/suspend", new JsonObject { ["reason"] = "A lost key." })).Status.ShouldBe(HttpStatusCode.OK);
        (await two.ChangeAsync(Atlas, id, "Meanwhile.")).ShouldBe(HttpStatusCode.OK);
        two.View(Atlas, id)?.Shares.ShouldHaveSingleItem().Bars.ShouldBe(["no-terms"]);
        (await two.Both.CallAsync(Atlas, "salma", Role.Administrator, $"/partners/{Dunes}/lift")).Status.ShouldBe(HttpStatusCode.OK);
        (await two.Both.CallAsync(Atlas, "sami", Role.Supervisor, $"/partners/{Dunes}/lift/confirm")).Status.ShouldBe(HttpStatusCode.OK);
        await two.Both[Atlas].Services.GetRequiredService<AgreeingClock>().TickAsync(CancellationToken.None);
        await two.DeliverAsync();
        two.Readout(Dunes, id).ShouldBe("Meanwhile.");
    }

    [Fact]
    public async Task Somebody_whose_role_the_terms_do_not_name_shares_nothing()
    {
        await using var two = await TwoProgrammes.StartAsync();
        var id = await two.MakeAsync(Atlas);
        (await two.CallAsync(Atlas, $"/programme/records/{id}/shares", new JsonObject { ["partner"] = Dunes, ["purpose"] = "partnership" }, role: Role.Supervisor)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await two.CallAsync(Atlas, $"/programme/records/{id}/shares", new JsonObject { ["partner"] = Dunes, ["purpose"] = "border-control" })).Status.ShouldBe(HttpStatusCode.BadRequest, "For that purpose nobody cooperates.");
    }

    [Fact]
    public async Task A_partner_changes_nothing_of_which_it_is_not_the_owner()
    {
        await using var two = await TwoProgrammes.StartAsync();
        var id = await SharedAsync(two);
        (await two.CallAsync(Dunes, $"/programme/records/{id}", new JsonObject { ["version"] = 1, ["fields"] = new JsonObject { ["title"] = "Mine", ["form"] = "visit" } }, "PUT")).Status.ShouldBe(HttpStatusCode.Conflict);
        await SendVersionAsync(two, Dunes, id, 7, RecordJson.TextOf(two.Record(Dunes, id)!.Content)); // It has just come.
        await two.DeliverAsync();
        (two.Version(Atlas, id), two.Record(Atlas, id)?.IsOwn).ShouldBe((1, true));
        two.Both.Recorded(Atlas, ActionCode.ProgrammePartnerRefused).ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"fields":{"form":"visit","title":"T","yield":"9"},"rows":{},"evidence":{}}""", "other-form")]
    [InlineData("""{"fields":{"title":"T", "form":"visit"},"rows":{},"evidence":{}}""", "other-digest")]
    [InlineData("no JSON", "other-digest")]
    public async Task What_cannot_be_kept_as_it_came_is_held_and_can_only_be_put_aside(string content, string bar)
    {
        await using var two = await TwoProgrammes.StartAsync();
        await SendVersionAsync(two, Dunes, "r-1", 1, content);
        await two.DeliverAsync();
        two.Record(Atlas, "r-1").ShouldBeNull();
        two.Both.Value<string>(Atlas, "SELECT bars FROM record_copy").ShouldNotBeNull().ShouldContain(bar);
        (await two.CallAsync(Atlas, "/programme/held/r-1/dunes/accept")).Status.ShouldBe(HttpStatusCode.Conflict);
        (await two.CallAsync(Atlas, "/programme/held/r-1/dunes/refuse")).Status.ShouldBe(HttpStatusCode.OK);
        two.Both.Value<long>(Atlas, "SELECT count(*) FROM record_copy WHERE content IS NOT NULL").ShouldBe(0);
    }

    [Fact]
    public async Task A_marking_that_only_a_person_can_heed_holds_the_version_until_one_accepts_it()
    {
        await using var two = await TwoProgrammes.StartAsync();
        var id = await SharedAsync(two, TwoProgrammes.Minutes("In words.", "TLP:GREEN//H3"));
        two.Record(Dunes, id).ShouldBeNull();
        (await two.CallAsync(Dunes, $"/programme/held/{id}/atlas/accept")).Status.ShouldBe(HttpStatusCode.OK);
        (two.Readout(Dunes, id), two.Record(Dunes, id)?.Handling, two.View(Dunes, id)?.Digest).ShouldBe(("In words.", "TLP:GREEN//H3", two.View(Atlas, id)?.Digest));
    }

    [Fact]
    public async Task An_older_version_changes_nothing()
    {
        await using var two = await TwoProgrammes.StartAsync();
        var text = """{"fields":{"form":"visit","title":"T"},"rows":{},"evidence":{}}""";
        await SendVersionAsync(two, Dunes, "r-1", 3, text);
        await SendVersionAsync(two, Dunes, "r-1", 2, text.Replace("\"T\"", "\"Older\"", StringComparison.Ordinal));
        await two.DeliverAsync();
        (two.Record(Atlas, "r-1")?.Title, two.Version(Atlas, "r-1")).ShouldBe(("T", 3));
    }

    [Fact]
    public async Task A_recall_destroys_the_copy_and_the_owner_hears_so_and_it_can_be_shared_anew()
    {
        await using var two = await TwoProgrammes.StartAsync();
        var id = await SharedAsync(two);
        var proposal = (await two.ProposeAsync(Dunes, id, "Otherwise.")).Answer.GetProperty("id").GetString() ?? "";
        var key = two.Both.Value<string>(Dunes, "SELECT key_id FROM programme_record");
        (await two.RecallAsync(Atlas, id)).Status.ShouldBe(HttpStatusCode.OK);
        await two.DeliverAsync();
        two.Record(Dunes, id).ShouldBeNull();
        two.Both.Value<long>(Dunes, "SELECT (SELECT count(*) FROM programme_record WHERE content IS NOT NULL) + (SELECT count(*) FROM programme_version) + (SELECT count(*) FROM record_proposal WHERE content IS NOT NULL)").ShouldBe(0);
        two.Both.Value<long>(Dunes, "SELECT count(*) FROM exchange_inbox WHERE type = 'record.version' AND content IS NOT NULL").ShouldBe(0);
        two.Both.Value<long>(Dunes, $"SELECT count(*) FROM destroyed_key WHERE id = '{key}'").ShouldBe(1);
        two.View(Atlas, id)?.Shares.ShouldHaveSingleItem().AccountedAt.ShouldNotBeNull();
        (two.Proposals(Atlas)[proposal], two.Proposals(Dunes)[proposal]).ShouldBe(("lapsed", "lapsed"));
        (await two.ShareAsync(Atlas, id)).Status.ShouldBe(HttpStatusCode.OK);
        await two.DeliverAsync();
        two.View(Dunes, id)?.Digest.ShouldBe(two.View(Atlas, id)?.Digest);
    }

    [Fact]
    public async Task A_record_that_its_owner_deletes_is_recalled()
    {
        await using var two = await TwoProgrammes.StartAsync();
        var id = await SharedAsync(two);
        (await two.CallAsync(Atlas, $"/programme/records/{id}?version=1", null, "DELETE")).Status.ShouldBe(HttpStatusCode.OK);
        await two.DeliverAsync();
        two.Record(Dunes, id).ShouldBeNull();
        two.Both.Value<long>(Atlas, "SELECT count(*) FROM record_share WHERE status = 'recalled' AND accounted_at IS NOT NULL").ShouldBe(1);
    }

    [Fact]
    public async Task A_signature_that_another_key_made_or_that_is_of_another_digest_is_not_taken()
    {
        await using var two = await TwoProgrammes.StartAsync();
        var id = await SharedAsync(two);
        var own = two.Both[Atlas].Services.GetRequiredService<OwnService>();
        var signature = new RecordSignature(Dunes, Atlas, id, 1, two.View(Atlas, id)!.Digest, Role.Programme, "user:nobody", DateTimeOffset.UtcNow); // It has just been shared.
        await SendSignatureAsync(two, signature.Sign(own.Signing).ToString());
        await SendSignatureAsync(two, (signature with { Digest = new string('0', 64) }).Sign(two.Both[Dunes].Services.GetRequiredService<OwnService>().Signing).ToString());
        await SendSignatureAsync(two, "nothing");
        await two.DeliverAsync();
        two.View(Atlas, id)?.Signatures.ShouldBeEmpty();
        two.Both.Recorded(Atlas, ActionCode.ProgrammePartnerRefused).ShouldBe(3);
    }

    private static JsonObject Case(string stage) => new()
    {
        ["kind"] = "case", ["handling"] = "TLP:GREEN", ["fields"] = new JsonObject { ["title"] = "Radios", ["stage"] = stage, ["unit"] = "Second battalion" },
    };

    private static async Task<string> SharedAsync(TwoProgrammes two, JsonObject? record = null)
    {
        var id = await two.MakeAsync(Atlas, record);
        var (status, answer) = await two.ShareAsync(Atlas, id);
        status.ShouldBe(HttpStatusCode.OK, answer.ToString());
        await two.DeliverAsync();
        return id;
    }

    private static Task<Entente.Ledger.Envelopes.MessageId> SendSignatureAsync(TwoProgrammes two, string statement) =>
        SendAsync(two, Dunes, "record.signature", RecordJson.Write(new RecordSignatureForm(RecordSignatureForm.Name, statement)), null);

    /// <summary>Sends a version past the checks of whoever shares, as another service's node could.</summary>
    private static Task<Entente.Ledger.Envelopes.MessageId> SendVersionAsync(TwoProgrammes two, string from, string id, long version, string content)
    {
        var marking = new Entente.Node.Oversight.Purposes.Marking([TwoServices.Other(from)], "TLP:GREEN", Entente.Node.Oversight.Purposes.Onward.No, null) { Purposes = ["partnership"] };
        var form = new RecordVersionForm(RecordVersionForm.Name, id, "engagement", version, "partnership", marking.ToText(), RecordJson.DigestOf(System.Text.Encoding.UTF8.GetBytes(content)), content);
        return SendAsync(two, from, "record.version", RecordJson.Write(form), new(marking, "partnership", IsOwn: true, OwnerConsents: false));
    }

    private static Task<Entente.Ledger.Envelopes.MessageId> SendAsync(TwoProgrammes two, string from, string type, byte[] payload, Entente.Node.Exchange.Release.Released? carries) => two.Both.Writer(from).WriteAsync(
        work => two.Both[from].Services.GetRequiredService<Entente.Node.Exchange.Sending.ExchangeOutbox>().Send(
            work, new(TwoServices.Other(from), type, "c-raw", payload, work.Now.AddDays(1)) { Carries = carries }, "user:test", TestAccounts.Ground),
        CancellationToken.None);
}
