using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Entente.Ledger.Envelopes;
using Entente.Node.Exchange;
using Entente.Node.Exchange.Carrying;
using Entente.Node.Exchange.Receiving;
using Entente.Node.Oversight;
using Microsoft.Extensions.DependencyInjection;

namespace Entente.Node.Tests.Exchange;

public sealed class CarriedExchangeTests
{
    private const string Atlas = TwoServices.Atlas, Dunes = TwoServices.Dunes;

    [Fact]
    public async Task Two_services_without_any_link_exchange_messages_and_receipts_by_files()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        both.Cut = "/";
        await both.SendAsync(Atlas, "a1");
        await both.SendAsync(Atlas, "a2");
        await both.SendAsync(Dunes, "d1");
        var there = await TakeAsync(both, Dunes, await FileAsync(both, Atlas));
        there.GetProperty("messages").GetInt32().ShouldBe(2);
        there.GetProperty("isWhole").GetBoolean().ShouldBeTrue();
        var back = await TakeAsync(both, Atlas, await FileAsync(both, Dunes));
        back.GetProperty("messages").GetInt32().ShouldBe(1);
        back.GetProperty("statements").GetInt32().ShouldBe(2);
        (await TakeAsync(both, Dunes, await FileAsync(both, Atlas))).GetProperty("statements").GetInt32().ShouldBe(1);
        both.Effects(Dunes).ShouldBe(["a1", "a2"]);
        both.Effects(Atlas).ShouldBe(["d1"]);
        foreach (var service in (string[])[Atlas, Dunes])
        {
            both.Value<long>(service, "SELECT count(*) FROM exchange_outbox WHERE receipt IS NULL").ShouldBe(0);
            both.Recorded(service, ActionCode.ExchangeFileMade).ShouldBeGreaterThan(0);
            both.Recorded(service, ActionCode.ExchangeFileTaken).ShouldBeGreaterThan(0);
        }
    }

    [Fact]
    public async Task A_file_that_is_taken_twice_has_one_effect_and_is_answered_again()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        both.Cut = "/";
        await both.SendAsync(Atlas, "once");
        var file = await FileAsync(both, Atlas);
        await TakeAsync(both, Dunes, file);
        await TakeAsync(both, Atlas, await FileAsync(both, Dunes));
        using (var connection = TestDatabase.Open(both[Dunes].Folder))
        {
            connection.Execute("UPDATE exchange_inbox SET receipt_sent = 1");
        }

        (await TakeAsync(both, Dunes, file)).GetProperty("known").GetInt32().ShouldBe(1);
        both.Effects(Dunes).ShouldBe(["once"]);
        (await TakeAsync(both, Atlas, await FileAsync(both, Dunes))).GetProperty("knownStatements").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task A_file_holds_more_messages_than_a_bundle_over_the_link_and_none_up_to_a_place_that_is_named()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        both.Cut = "/";
        var count = Bundle.MostMessages + 5;
        await Task.WhenAll(Enumerable.Range(0, count).Select(i => both.SendAsync(Atlas, $"a{i}")));
        (await TakeAsync(both, Dunes, await FileAsync(both, Atlas))).GetProperty("messages").GetInt32().ShouldBe(count);
        (await PartsAsync(await FileAsync(both, Atlas, "?after=100"))).Count(p => p.Message is not null).ShouldBe(5);
    }

    [Fact]
    public async Task Of_a_file_that_was_cut_anywhere_every_part_that_is_whole_is_read_and_the_cut_is_said()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        both.Cut = "/";
        await both.SendAsync(Atlas, "a1");
        await both.SendAsync(Dunes, "d1");
        await TakeAsync(both, Atlas, await FileAsync(both, Dunes));
        var file = await FileAsync(both, Atlas);
        var whole = await PartsAsync(file);
        whole.Count.ShouldBe(3);
        for (var length = 0; length < file.Length; length++)
        {
            var parts = await PartsAsync(file[..length]);
            parts.ShouldAllBe(part => part.Logs == null);
            parts.Count.ShouldBeLessThan(3);
        }

        var taken = await TakeAsync(both, Dunes, file[..^3], HttpStatusCode.UnprocessableEntity);
        taken.GetProperty("messages").GetInt32().ShouldBe(1);
        taken.GetProperty("statements").GetInt32().ShouldBe(1);
        taken.GetProperty("isWhole").GetBoolean().ShouldBeFalse();
        taken.GetProperty("fault").GetString().ShouldNotBeNull().ShouldContain("cut");
    }

    [Fact]
    public async Task Hostile_files_are_refused_with_a_word_and_without_memory_for_what_they_claim()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        both.Cut = "/";
        await both.SendAsync(Atlas, "a1");
        var file = await FileAsync(both, Atlas);
        var claims = (byte[])[.. "entente.bundle.v1\n"u8, 0x7f, 0xff, 0xff, 0xff];
        var negative = (byte[])[.. "entente.bundle.v1\n"u8, 0xff, 0xff, 0xff, 0xff];
        var noMessage = (byte[])[.. "entente.bundle.v1\n"u8, 0, 0, 0, 1, 0];
        foreach (var (hostile, word) in (IEnumerable<(byte[], string)>)[
            (claims, "longer"), (negative, "longer"), (noMessage, "none"), ([.. "entente.bundle.v2\n"u8], "version"), ([0x50, 0x4b, 3, 4], "version"), ([.. file, 0], "follow")])
        {
            (await TakeAsync(both, Dunes, hostile, HttpStatusCode.UnprocessableEntity)).GetProperty("fault").GetString().ShouldNotBeNull().ShouldContain(word);
        }

        // What stood before the bytes too many was right.
        both.Effects(Dunes).ShouldBe(["a1"]);

        // Replayed to its own sender, and given out as another partner's.
        (await TakeAsync(both, Atlas, file, HttpStatusCode.UnprocessableEntity)).GetProperty("fault").GetString().ShouldNotBeNull().ShouldContain("another service");
        var take = both[Dunes].Services.GetRequiredService<TakeBundleFile>();
        (await take.TakeAsync(new MemoryStream(file), "oasis", "user:test", CancellationToken.None)).Fault.ShouldNotBeNull().ShouldContain("another service");
        (await take.TakeAsync(new MemoryStream(Renamed(file)), null, "user:test", CancellationToken.None)).Fault.ShouldNotBeNull().ShouldContain("no partner");
    }

    [Fact]
    public async Task Behind_a_message_that_cannot_take_its_place_statements_are_taken_all_the_same()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        both.Cut = "/";
        await both.SendAsync(Dunes, "d1");
        await TakeAsync(both, Atlas, await FileAsync(both, Dunes));
        await both.SendAsync(Atlas, "a1");
        await both.SendAsync(Atlas, "a2");
        var taken = await TakeAsync(both, Dunes, await FileAsync(both, Atlas, "?after=1"), HttpStatusCode.UnprocessableEntity);
        taken.GetProperty("notTaken").GetInt32().ShouldBe(1);
        taken.GetProperty("statements").GetInt32().ShouldBe(1);
        taken.GetProperty("fault").GetString().ShouldNotBeNull().ShouldContain("missing");
    }

    [Fact]
    public async Task An_effect_that_fails_is_said_and_the_same_file_is_taken_when_it_does_not()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        both.Cut = "/";
        await both.SendAsync(Atlas, "a1");
        await both.SendAsync(Atlas, "a2");
        var file = await FileAsync(both, Atlas);
        both.EffectsFail = true;
        var taken = await TakeAsync(both, Dunes, file, HttpStatusCode.UnprocessableEntity);
        taken.GetProperty("notTaken").GetInt32().ShouldBe(2);
        taken.GetProperty("fault").GetString().ShouldNotBeNull().ShouldContain("NotSupportedException");
        both.EffectsFail = false;
        (await TakeAsync(both, Dunes, file)).GetProperty("messages").GetInt32().ShouldBe(2);
        both.Effects(Dunes).ShouldBe(["a1", "a2"]);
    }

    [Fact]
    public async Task A_partner_that_is_not_confirmed_gets_no_file_and_brings_none()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        using var administrator = both.Administrator(Atlas);
        (await administrator.PostAsync($"/partners/{Dunes}/lock", null)).EnsureSuccessStatusCode();
        (await administrator.GetAsync($"/partners/{Dunes}/bundle")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await administrator.PostAsync($"/partners/{Dunes}/bundle", new ByteArrayContent([]))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task The_command_carries_a_file_from_node_to_node_while_both_run()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        both.Cut = "/";
        await both.SendAsync(Atlas, "a1");
        using var words = new StringWriter();
        string Configuration(string service) => Path.Combine(both[service].Folder, "entente.json");
        (await BundleCommand.RunAsync(["export", "--config", Configuration(Atlas), "--partner", Dunes, "--to", both[Atlas].Folder], words, words, CancellationToken.None)).ShouldBe(0, words.ToString());
        var file = Path.Combine(both[Atlas].Folder, "atlas.to.dunes.bundle");
        (await BundleCommand.RunAsync(["import", "--config", Configuration(Dunes), "--from", file], words, words, CancellationToken.None)).ShouldBe(0, words.ToString());
        both.Effects(Dunes).ShouldBe(["a1"]);
        (await BundleCommand.RunAsync(["import", "--config", Configuration(Dunes), "--from", file], words, words, CancellationToken.None)).ShouldBe(0, words.ToString());
        words.ToString().ShouldContain("0 messages taken, 1 known");
        (await BundleCommand.RunAsync(["import", "--config", Configuration(Dunes), "--from", Configuration(Dunes)], words, words, CancellationToken.None)).ShouldBe(1);
        (await BundleCommand.RunAsync(["export", "--config", Configuration(Atlas), "--partner", "oasis", "--to", file], words, words, CancellationToken.None)).ShouldBe(1);
    }

    internal static async Task<byte[]> FileAsync(TwoServices both, string from, string query = "")
    {
        using var administrator = both.Administrator(from);
        return await administrator.GetByteArrayAsync($"/partners/{TwoServices.Other(from)}/bundle{query}");
    }

    internal static async Task<JsonElement> TakeAsync(TwoServices both, string at, byte[] file, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var administrator = both.Administrator(at);
        var answer = await administrator.PostAsync($"/partners/{TwoServices.Other(at)}/bundle", new ByteArrayContent(file));
        answer.StatusCode.ShouldBe(status, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<List<BundlePart>> PartsAsync(byte[] file)
    {
        var parts = new List<BundlePart>();
        await foreach (var part in BundleFile.ReadAsync(new MemoryStream(file), CancellationToken.None))
        {
            parts.Add(part);
        }

        return parts;
    }

    /// <summary>The file as if another service had written it: the codes stand outside the sealing, in the clear.</summary>
    private static byte[] Renamed(byte[] file)
    {
        var renamed = file.ToArray();
        "oasis"u8.CopyTo(renamed.AsSpan(renamed.AsSpan().IndexOf("atlas"u8)));
        return renamed;
    }
}
