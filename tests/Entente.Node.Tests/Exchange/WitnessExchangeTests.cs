using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Entente.Ledger.Checkpoints;
using Entente.Ledger.Merkle;
using Entente.Node.Exchange;
using Entente.Node.Exchange.Sending;
using Entente.Node.Exchange.Witnessing;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;

namespace Entente.Node.Tests.Exchange;

public sealed class WitnessExchangeTests
{
    private const string Atlas = TwoServices.Atlas, Dunes = TwoServices.Dunes;

    [Fact]
    public async Task What_one_service_holds_of_the_other_proves_the_record_there_and_names_the_entry_that_was_edited()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        await both.SendAsync(Atlas, "once");
        await both.UntilPublishedAsync(Atlas);
        (await both.PullAsync(Dunes)).ShouldBeNull();
        using var administrator = both.Administrator(Dunes);
        var held = await administrator.GetByteArrayAsync($"/partners/{Atlas}/checkpoint");
        Verify(both, held).ShouldBe(Node.Oversight.Verify.Agrees);

        var sent = both.Value<long>(Atlas, "SELECT max(sequence) FROM ledger_entry");
        using var connection = TestDatabase.Open(both[Atlas].Folder);
        connection.Execute("UPDATE ledger_entry SET nonce = @nonce WHERE sequence = @last", new { nonce = new byte[32], last = 2 });
        using var words = new StringWriter();
        Verify(both, held, words).ShouldBe(Node.Oversight.Verify.Differs);
        words.ToString().ShouldContain("Entry 2 ");
        sent.ShouldBeGreaterThan(2);
    }

    [Fact]
    public async Task A_log_that_grows_is_followed_on_one_line_and_the_first_and_last_of_a_day_stay()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        for (var i = 0; i < 4; i++)
        {
            await both.SendAsync(Atlas, $"a{i}");
            await both.UntilPublishedAsync(Atlas);
            (await both.PullAsync(Dunes)).ShouldBeNull();
        }

        both.Value<long>(Dunes, "SELECT max(line) FROM partner_checkpoint").ShouldBe(1);
        both.Value<long>(Dunes, "SELECT count(*) FROM partner_checkpoint").ShouldBeInRange(2, 4); // Four where a day ends in between.
        both.Recorded(Dunes, ActionCode.ExchangeCheckpointKept).ShouldBeGreaterThanOrEqualTo(4);
        (await both.PartnerAsync(Dunes)).GetProperty("evidence").GetArrayLength().ShouldBe(0);
        (await both.PartnerAsync(Dunes)).GetProperty("log").GetProperty("size").GetInt64().ShouldBe(both.Value<long>(Dunes, "SELECT max(size) FROM partner_checkpoint"));
    }

    [Fact]
    public async Task An_old_backup_that_was_restored_is_noticed_by_the_partner_and_messages_go_on()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        await both.SendAsync(Atlas, "before the backup");
        (await both.PullAsync(Dunes)).ShouldBeNull();
        await both.GoAsync(TimeSpan.Zero);
        await both.UntilPublishedAsync(Atlas);
        var entries = both.Value<long>(Atlas, "SELECT count(*) FROM ledger_entry");
        await both.SendAsync(Atlas, "after the backup");
        await both.SendAsync(Atlas, "after it as well");
        (await both.PullAsync(Dunes)).ShouldBeNull();
        await both.UntilPublishedAsync(Atlas);
        (await both.PullAsync(Dunes)).ShouldBeNull();
        var held = both.Value<long>(Dunes, "SELECT max(size) FROM partner_checkpoint");
        await both.TamperAsync(Atlas, connection =>
        {
            connection.Execute("DELETE FROM ledger_entry WHERE sequence >= @entries", new { entries });
            connection.Execute("DELETE FROM exchange_outbox WHERE sequence > 1");
            SendingEpoch.BeginAnew(connection, DateTimeOffset.UtcNow);
        });

        (await both.PullAsync(Dunes)).ShouldBeNull();
        var evidence = (await both.PartnerAsync(Dunes)).GetProperty("evidence")[0];
        evidence.GetProperty("kind").GetString().ShouldBe("rolled-back");
        evidence.GetProperty("held").GetInt64().ShouldBe(held);
        evidence.GetProperty("offered").GetInt64().ShouldBe(entries);
        evidence.GetProperty("seenAt").ValueKind.ShouldBe(JsonValueKind.Null);
        both.Recorded(Dunes, ActionCode.PartnerEvidenceFound).ShouldBe(1);

        await both.SendAsync(Atlas, "after the restore");
        await both.UntilPublishedAsync(Atlas);
        (await both.PullAsync(Dunes)).ShouldBeNull();
        both.Effects(Dunes).ShouldBe(["before the backup", "after the backup", "after it as well", "after the restore"]);
        (await both.PartnerAsync(Dunes)).GetProperty("evidence").GetArrayLength().ShouldBe(1);
        both.Value<long>(Dunes, "SELECT max(size) FROM partner_checkpoint WHERE line = 1").ShouldBe(held);
        both.Value<long>(Dunes, "SELECT max(line) FROM partner_checkpoint").ShouldBe(2);
    }

    [Fact]
    public async Task Two_services_without_any_link_are_witnesses_of_each_other_by_files()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        both.Cut = "/";
        await both.SendAsync(Atlas, "first");
        var late = await CarryAsync(both, Atlas);
        await CarryAsync(both, Dunes);
        var entries = both.Value<long>(Atlas, "SELECT count(*) FROM ledger_entry");
        for (var i = 0; i < 12; i++)
        {
            await both.SendAsync(Atlas, $"more {i}");
        }

        await CarryAsync(both, Atlas);
        await CarryAsync(both, Dunes);
        var held = both.Value<long>(Dunes, "SELECT max(size) FROM partner_checkpoint");
        held.ShouldBeGreaterThan(entries);
        both.Value<long>(Dunes, "SELECT max(line) FROM partner_checkpoint").ShouldBe(1);

        // A file that was long on its way says nothing against anybody.
        await CarriedExchangeTests.TakeAsync(both, Dunes, late);
        (await both.PartnerAsync(Dunes)).GetProperty("evidence").GetArrayLength().ShouldBe(0);

        await both.TamperAsync(Atlas, connection => connection.Execute("DELETE FROM ledger_entry WHERE sequence >= @entries", new { entries }));
        await CarryAsync(both, Atlas);
        var evidence = (await both.PartnerAsync(Dunes)).GetProperty("evidence")[0];
        (evidence.GetProperty("kind").GetString(), evidence.GetProperty("held").GetInt64()).ShouldBe(("rolled-back", held));
        both.Value<long>(Dunes, "SELECT max(size) FROM partner_checkpoint WHERE line = 1").ShouldBe(held);
    }

    /// <summary>A file of one service is made once its log is published, carried, and taken in by the other.</summary>
    private static async Task<byte[]> CarryAsync(TwoServices both, string from)
    {
        await both.UntilPublishedAsync(from);
        var file = await CarriedExchangeTests.FileAsync(both, from);
        await CarriedExchangeTests.TakeAsync(both, TwoServices.Other(from), file);
        return file;
    }

    [Theory]
    [InlineData(false, "forked")]
    [InlineData(true, "unproven")]
    public async Task A_record_that_was_rewritten_leaves_two_signed_checkpoints_that_contradict_each_other(bool grows, string kind)
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        await both.SendAsync(Atlas, "once");
        (await both.PullAsync(Dunes)).ShouldBeNull();
        await both.GoAsync(TimeSpan.Zero);
        await both.UntilPublishedAsync(Atlas);
        (await both.PullAsync(Dunes)).ShouldBeNull();
        await both.TamperAsync(Atlas, connection => connection.Execute("UPDATE ledger_entry SET commitment = @other WHERE sequence = 1", new { other = new byte[Digest.Length] }));
        if (grows)
        {
            await both.SendAsync(Atlas, "more");
            await both.UntilPublishedAsync(Atlas);
        }

        (await both.PullAsync(Dunes)).ShouldBeNull();
        var line = (await both.PartnerAsync(Dunes)).GetProperty("evidence")[0];
        line.GetProperty("kind").GetString().ShouldBe(kind);

        using var administrator = both.Administrator(Dunes);
        var evidence = await administrator.GetFromJsonAsync<JsonElement>($"/partners/{Atlas}/evidence/{line.GetProperty("id").GetString()}");
        var log = both[Atlas].Services.GetRequiredService<OwnService>().Card.Log;
        var held = SignedCheckpoint.Open(System.Text.Encoding.UTF8.GetBytes(evidence.GetProperty("heldCheckpoint").GetString() ?? ""), log).ShouldBeOfType<OpenedCheckpoint.Trusted>().Checkpoint;
        var offer = CheckpointOffer.Read(System.Text.Encoding.UTF8.GetBytes(evidence.GetProperty("answer").GetString() ?? "")).ShouldNotBeNull();
        var offered = SignedCheckpoint.Open(offer.Note, log).ShouldBeOfType<OpenedCheckpoint.Trusted>().Checkpoint;
        new ConsistencyProof(held.Size, offered.Size, offer.Path).Verify(held.Root, offered.Root).ShouldNotBe(ConsistencyOutcome.Proven);
    }

    [Fact]
    public async Task Evidence_asks_for_a_person_until_one_has_seen_it_and_said_why()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        await both.SendAsync(Atlas, "once");
        await both.UntilPublishedAsync(Atlas);
        (await both.PullAsync(Dunes)).ShouldBeNull();
        await both.TamperAsync(Atlas, connection => connection.Execute("UPDATE ledger_entry SET commitment = @other WHERE sequence = 1", new { other = new byte[Digest.Length] }));
        (await both.PullAsync(Dunes)).ShouldBeNull();
        var id = (await both.PartnerAsync(Dunes)).GetProperty("evidence")[0].GetProperty("id").GetString();
        using var administrator = both.Administrator(Dunes);
        var seen = $"/partners/{Atlas}/evidence/{id}/seen";
        (await administrator.PostAsJsonAsync(seen, new { reason = " " })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await administrator.PostAsJsonAsync($"/partners/{Atlas}/evidence/other/seen", new { reason = "asked" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await administrator.PostAsJsonAsync(seen, new { reason = "asked by telephone" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await administrator.PostAsJsonAsync(seen, new { reason = "again" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await both.PartnerAsync(Dunes)).GetProperty("evidence")[0].GetProperty("seenBy").GetString().ShouldNotBeNullOrEmpty();
        (await administrator.GetFromJsonAsync<JsonElement>($"/partners/{Atlas}/evidence/{id}")).GetProperty("reason").GetString().ShouldBe("asked by telephone");
        both.Recorded(Dunes, ActionCode.PartnerEvidenceSeen).ShouldBe(1);
    }

    [Fact]
    public async Task Two_logs_do_not_make_each_other_grow_where_nothing_passes()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        await both.UntilPublishedAsync(Atlas);
        (await both.PullAsync(Dunes)).ShouldBeNull();
        var kept = both.Recorded(Dunes, ActionCode.ExchangeCheckpointKept);
        await GrowAsync(both);
        both.Recorded(Dunes, ActionCode.ExchangeCheckpointKept).ShouldBe(kept);
        both.Time.Gone += TimeSpan.FromHours(1);
        await GrowAsync(both);
        both.Recorded(Dunes, ActionCode.ExchangeCheckpointKept).ShouldBe(kept + 1);
    }

    [Fact]
    public async Task A_roll_back_behind_what_was_only_seen_and_not_kept_is_noticed_too()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        await both.UntilPublishedAsync(Atlas);
        (await both.PullAsync(Dunes)).ShouldBeNull();
        var entries = both.Value<long>(Atlas, "SELECT count(*) FROM ledger_entry");
        await GrowAsync(both);
        await both.TamperAsync(Atlas, connection => connection.Execute("DELETE FROM ledger_entry WHERE sequence >= @entries", new { entries }));
        (await both.PullAsync(Dunes)).ShouldBeNull();
        (await both.PartnerAsync(Dunes)).GetProperty("evidence")[0].GetProperty("kind").GetString().ShouldBe("rolled-back");
    }

    [Theory]
    [InlineData("")]
    [InlineData("old 1\n")]
    [InlineData("old -1\n\nnote")]
    [InlineData("old 01x\n\nnote")]
    [InlineData("new 1\n\nnote")]
    [InlineData("old 1\nAAAA\n\nnote")]
    [InlineData("old 99999999999999999999\n\nnote")]
    public void What_is_no_answer_about_a_log_is_not_read_as_one(string answer) => CheckpointOffer.Read(System.Text.Encoding.ASCII.GetBytes(answer)).ShouldBeNull();

    [Fact]
    public void An_answer_about_a_log_is_read_as_it_was_written() =>
        Check.QuickThrowOnFailure(Prop.ForAll<NonNegativeInt, byte, byte[]>((old, hashes, note) =>
        {
            var path = Enumerable.Range(0, hashes % 64).Select(i => TreeHash.OfLeaf([(byte)i])).ToList();
            var read = CheckpointOffer.Read(new CheckpointOffer(old.Get, path, note).ToBytes());
            return read is not null && read.Old == old.Get && read.Path.SequenceEqual(path) && read.Note.SequenceEqual(note);
        }));

    private static async Task GrowAsync(TwoServices both)
    {
        await both.Writer(Atlas).RecordAsync(Act.Of("user:test", ActionCode.RecordRead, TestAccounts.Ground, null), CancellationToken.None);
        await both.UntilPublishedAsync(Atlas);
        (await both.PullAsync(Dunes)).ShouldBeNull();
    }

    private static int Verify(TwoServices both, byte[] checkpoint, TextWriter? words = null)
    {
        using var connection = both[Atlas].Services.GetRequiredService<Database>().Open();
        return Node.Oversight.Verify.Prove(connection, SignedCheckpoint.Open(checkpoint, both[Atlas].Services.GetRequiredService<OwnService>().Card.Log), words ?? TextWriter.Null, TextWriter.Null);
    }
}
