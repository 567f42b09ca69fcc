using System.Data.Common;
using System.Text;
using Dapper;
using Entente.Ledger.Checkpoints;
using Entente.Ledger.Entries;
using Entente.Ledger.Signing;
using Entente.Ledger.Notes;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Entente.Node.Tests.Storage;

namespace Entente.Node.Tests.Oversight;

public sealed class RecordTests
{
    private const string Nadia = "L1,Nadia Choukri,primary,1991-03-06,MA,F,";

    [Fact]
    public async Task Whoever_asks_is_recorded_with_his_legal_basis_and_without_the_name_he_asked_about()
    {
        await using var node = await RunningNode.StartAsync(Nadia);
        await node.MatchAsync(new { name = new[] { "Nadia Choukri" } });
        using var reader = node.With("entities");
        await reader.GetStringAsync("/entities/L1");
        await reader.GetStringAsync("/search/default?q=Choukri");
        await node.StopAsync();

        var entries = Entries(node);
        entries.Select(e => e.Action).ShouldBe([ActionCode.SourceRefreshed, ActionCode.PeopleAsked, ActionCode.ListingRead, ActionCode.ListingsSearched]);
        entries.RemoveAt(0);
        entries.ShouldAllBe(e => e.LegalBasis == "test-act-1" && e.Actor.StartsWith("token:", StringComparison.Ordinal));
        var details = entries.ConvertAll(e => Encoding.UTF8.GetString(e.Details.ToArray()));
        details[0].ShouldBe("""{"purpose":"border-control","details":{"dataset":"default","queries":1,"listings":["L1"]}}""");
        details.ShouldAllBe(d => !d.Contains("Choukri", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_checkpoint_kept_elsewhere_proves_the_record_also_after_it_has_grown()
    {
        await using var node = await RunningNode.StartAsync(Nadia);
        await node.MatchAsync(new { name = new[] { "Nadia Choukri" } });
        await node.StopAsync();
        Prove(node).ShouldBe((Verify.Agrees, "The record agrees with the checkpoint: 2 entries, 0 of them erased."));
    }

    public static TheoryData<string, string> Forgeries => new()
    {
        { "a changed entry", "Entry 3 is not what was recorded" },
        { "a changed nonce", "Entry 2 is not what was recorded" },
        { "a removed entry", "Entry 4 is missing" },
        { "entries cut off", "The record was cut" },
        { "an inserted entry", "another history" },
        { "two entries exchanged", "another history" },
        { "an entry erased together with its commitment", "another history" },
    };

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task Any_change_of_the_record_is_found_against_an_older_checkpoint(string what, string found)
    {
        await using var node = await RunningNode.StartAsync(Nadia);
        for (var i = 0; i < 6; i++)
        {
            await node.MatchAsync(new { name = new[] { $"Nadia {i}" } });
        }

        await node.StopAsync();
        Prove(node).ExitCode.ShouldBe(Verify.Agrees, what);
        using (var connection = TestDatabase.Open(node.Folder))
        {
            Forge(connection, what);
        }

        var (exitCode, words) = Prove(node);
        exitCode.ShouldBe(Verify.Differs, what);
        words.ShouldContain(found);
    }

    private static void Forge(DbConnection connection, string what)
    {
        var zeros = new byte[32];
        switch (what)
        {
            case "a changed entry":
                var entry = connection.QuerySingle<byte[]>("SELECT entry FROM ledger_entry WHERE sequence = 3");
                entry[entry.AsSpan().IndexOf("test-act-1"u8) + "test-act-".Length] = (byte)'2';
                connection.Execute("UPDATE ledger_entry SET entry = @entry WHERE sequence = 3", new { entry });
                break;
            case "a changed nonce":
                connection.Execute("UPDATE ledger_entry SET nonce = @zeros WHERE sequence = 2", new { zeros });
                break;
            case "a removed entry":
                connection.Execute("DELETE FROM ledger_entry WHERE sequence = 4");
                break;
            case "entries cut off":
                connection.Execute("DELETE FROM ledger_entry WHERE sequence >= 5");
                break;
            case "an inserted entry":
                connection.Execute("UPDATE ledger_entry SET sequence = -sequence - 1 WHERE sequence >= 1");
                connection.Execute("UPDATE ledger_entry SET sequence = -sequence WHERE sequence < -1");
                connection.Execute("INSERT INTO ledger_entry (sequence, commitment) VALUES (1, @zeros)", new { zeros });
                break;
            case "two entries exchanged":
                connection.Execute("UPDATE ledger_entry SET sequence = -1 WHERE sequence = 1");
                connection.Execute("UPDATE ledger_entry SET sequence = 1 WHERE sequence = 2");
                connection.Execute("UPDATE ledger_entry SET sequence = 2 WHERE sequence = -1");
                break;
            case "an entry erased together with its commitment":
                connection.Execute("UPDATE ledger_entry SET entry = null, nonce = null, commitment = @zeros WHERE sequence = 0", new { zeros });
                break;
            default:
                throw new ArgumentException("There is no such forgery.", nameof(what));
        }
    }

    [Fact]
    public async Task An_entry_that_is_erased_leaves_the_record_proven()
    {
        await using var node = await RunningNode.StartAsync(Nadia);
        await node.MatchAsync(new { name = new[] { "Nadia Choukri" } });
        await node.StopAsync();
        using (var connection = TestDatabase.Open(node.Folder))
        {
            connection.Execute("UPDATE ledger_entry SET entry = null, nonce = null");
        }

        Prove(node).ShouldBe((Verify.Agrees, "The record agrees with the checkpoint: 2 entries, 2 of them erased."));
    }

    [Fact]
    public async Task What_cannot_be_recorded_is_not_answered_and_readyz_says_why()
    {
        await using var node = await RunningNode.StartAsync(Nadia);
        using (var connection = TestDatabase.Open(node.Folder))
        {
            connection.Execute("DROP TABLE ledger_entry");
        }

        using var client = node.With("entities");
        (await client.GetAsync("/entities/L1")).StatusCode.ShouldBe(System.Net.HttpStatusCode.ServiceUnavailable);
        var readiness = await node.Nobody.GetAsync("/readyz");
        readiness.StatusCode.ShouldBe(System.Net.HttpStatusCode.ServiceUnavailable);
        (await readiness.Content.ReadAsStringAsync()).ShouldContain("cannot be recorded");
    }

    [Fact]
    public void A_log_folder_that_is_lost_is_made_again_the_same()
    {
        var folder = Directory.CreateTempSubdirectory("entente-log-").FullName;
        using var key = new Ed25519PrivateKey(new byte[Ed25519.SeedLength]);
        var signer = new NoteSigner("log.test", key);
        Ledger.Merkle.Digest[] commitments = [.. Enumerable.Range(0, 1000).Select(i => EntryCommitment.Of(new byte[32], BitConverter.GetBytes(i)))];
        var piecemeal = new LogFolder(Path.Combine(folder, "a"), signer);
        byte[] last = [];
        foreach (var chunk in new[] { commitments[..1], commitments[1..255], commitments[255..257], commitments[257..1000] })
        {
            last = piecemeal.Grow(piecemeal.Size(), chunk);
        }

        var atOnce = new LogFolder(Path.Combine(folder, "b"), signer);
        atOnce.Grow(0, commitments).ShouldBe(last);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, "b"), "*", SearchOption.AllDirectories))
        {
            File.ReadAllBytes(file).ShouldBe(File.ReadAllBytes(file.Replace("/b/", "/a/", StringComparison.Ordinal)), file);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static DataFolder Data(RunningNode node) => new(Path.Combine(node.Folder, "data"), Path.Combine(node.Folder, "keys"));

    /// <summary>Proves the record of a stopped node against the last copy of its checkpoint.</summary>
    private static (int ExitCode, string Words) Prove(RunningNode node)
    {
        var checkpoint = Directory.EnumerateFiles(Path.Combine(node.Folder, "copies")).Order(StringComparer.Ordinal).Last();
        using var key = new Ed25519PrivateKey(File.ReadAllBytes(Data(node).LogKey));
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = Verify.Run([.. TestDatabase.Proven(node.Folder), "--checkpoint", checkpoint, "--key", new NoteSigner("log.test", key).Verifier.ToString()], output, error);
        return (exitCode, (output.ToString() + error).Trim());
    }

    private static List<LedgerEntry> Entries(RunningNode node)
    {
        using var connection = TestDatabase.Open(node.Folder);
        return [.. connection.Query<byte[]>("SELECT entry FROM ledger_entry ORDER BY sequence").Select(bytes =>
            LedgerEntryFormat.TryDecode(bytes, out var entry, out var fault) ? entry : throw new InvalidDataException($"{fault}"))];
    }
}
