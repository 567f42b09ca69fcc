using System.Data.Common;
using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Dapper;
using Entente.Ledger.Entries;
using Entente.Ledger.Notes;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;
using Entente.Node.Storage.Backup;
using Microsoft.Extensions.DependencyInjection;

namespace Entente.Node.Tests.Storage;

/// <summary>Backup of a node at work, and its restore in another place.</summary>
public sealed class BackupTests : IAsyncDisposable
{
    private const string Nadia = "L1,Nadia Choukri,primary,1991-03-06,MA,F,";
    private const string Place = "test.field/1";

    private readonly string _outside = Directory.CreateTempSubdirectory("entente-backup-").FullName;

    private string DataFile => Path.Combine(_outside, "to-the-vault", "data.zip");

    private string KeysFile => Path.Combine(_outside, "to-the-safe", "keys.zip");

    private string Elsewhere => Path.Combine(_outside, "elsewhere");

    public ValueTask DisposeAsync()
    {
        TestDatabase.DropOf(Elsewhere);
        Directory.Delete(_outside, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_backup_in_the_middle_of_load_is_restored_elsewhere_proves_the_record_and_starts()
    {
        await using var node = await RunningNode.StartAsync(Nadia);
        using var stop = new CancellationTokenSource();
        using var reader = node.With("entities");
        var load = Enumerable.Range(0, 4).Select(async _ =>
        {
            while (!stop.IsCancellationRequested)
            {
                (await reader.GetAsync("/entities/L1", CancellationToken.None)).EnsureSuccessStatusCode();
            }
        }).ToArray();
        await CheckpointsOf(node);
        Backup(node);
        await stop.CancelAsync();
        await Task.WhenAll(load);

        var (code, words) = await RestoreElsewhereAsync(node);
        code.ShouldBe(0, words);
        words.ShouldContain("The record agrees with the checkpoint");
        Verified(node, Elsewhere).ShouldBe(Verify.Agrees);

        await using var restored = await RunningNode.StartInAsync(Elsewhere);
        await restored.MatchAsync(new { name = new[] { "Nadia Choukri" } });
        await restored.StopAsync();
        using var connection = TestDatabase.Open(Elsewhere);
        ActionsIn(connection).TakeLast(3).ShouldContain(ActionCode.DataRestored);
    }

    [Fact]
    public async Task What_is_sealed_is_read_after_a_restore_and_what_was_destroyed_since_the_keys_were_copied_is_not()
    {
        await using var node = await RunningNode.StartAsync(Nadia);
        var keys = node.Services.GetRequiredService<KeyStore>();
        var (kept, destroyed) = (keys.Make(), keys.Make());
        byte[] keptText = keys.Seal(kept, Place, "kept"u8), destroyedText = keys.Seal(destroyed, Place, "destroyed"u8);
        Run(BackupCommand.Run, ["--config", ConfigurationOf(node.Folder), "--keys-to", KeysFile]).Code.ShouldBe(0);
        await DestroyAsync(node, destroyed);
        Run(BackupCommand.Run, ["--config", ConfigurationOf(node.Folder), "--data-to", DataFile]).Code.ShouldBe(0);

        var (code, words) = await RestoreElsewhereAsync(node);
        code.ShouldBe(0, words);
        words.ShouldContain("The keys are older than the data");
        var restored = new KeyStore(PlacesOf(Elsewhere), TimeProvider.System);
        restored.Open(kept, Place, keptText).ShouldBe("kept"u8.ToArray());
        restored.Open(destroyed, Place, destroyedText).ShouldBeNull();
    }

    [Fact]
    public async Task Older_data_and_keys_put_in_place_of_newer_do_not_bring_a_destroyed_key_back()
    {
        await using var node = await RunningNode.StartAsync(Nadia);
        var keys = node.Services.GetRequiredService<KeyStore>();
        var destroyed = keys.Make();
        var text = keys.Seal(destroyed, Place, "destroyed"u8);
        Backup(node);
        await DestroyAsync(node, destroyed);
        await node.StopAsync();
        Run(RestoreCommand.Run, ["--config", ConfigurationOf(node.Folder), "--data-from", DataFile, "--keys-from", KeysFile, "--replace"]).Code.ShouldBe(0);
        new KeyStore(PlacesOf(node.Folder), TimeProvider.System).Open(destroyed, Place, text).ShouldBeNull();
    }

    [Fact]
    public async Task A_restore_in_a_process_of_its_own_knows_which_keys_were_destroyed()
    {
        await using var node = await RunningNode.StartAsync(Nadia);
        var keys = node.Services.GetRequiredService<KeyStore>();
        var destroyed = keys.Make();
        var text = keys.Seal(destroyed, Place, "destroyed"u8);
        Backup(node);
        await DestroyAsync(node, destroyed);
        await node.StopAsync();

        // A process in which a node has run has prepared what a command must prepare by itself.
        string[] words = [Path.Combine(AppContext.BaseDirectory, "entente-node.dll"), "restore", "--config", ConfigurationOf(node.Folder), "--data-from", DataFile, "--keys-from", KeysFile, "--replace"];
        using var command = Process.Start(new ProcessStartInfo("dotnet", words) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false })!; // Without a shell there is always a process.
        var said = command.StandardOutput.ReadToEndAsync();
        var fault = await command.StandardError.ReadToEndAsync();
        await command.WaitForExitAsync();
        command.ExitCode.ShouldBe(0, await said + fault);
        new KeyStore(PlacesOf(node.Folder), TimeProvider.System).Open(destroyed, Place, text).ShouldBeNull();
    }

    [Fact]
    public async Task A_node_that_died_between_deletion_and_destruction_destroys_at_its_start()
    {
        await using var node = await RunningNode.StartAsync(Nadia);
        var keys = node.Services.GetRequiredService<KeyStore>();
        var marked = keys.Make();
        var text = keys.Seal(marked, Place, "marked"u8);
        await MarkAsync(node, marked);
        await node.StopAsync();
        await using var again = await RunningNode.StartInAsync(node.Folder);
        again.Services.GetRequiredService<KeyStore>().Open(marked, Place, text).ShouldBeNull();
        await again.StopAsync();
    }

    [Fact]
    public async Task Both_copies_are_recorded_by_the_node()
    {
        await using var node = await RunningNode.StartAsync(Nadia);
        Backup(node);
        for (var tries = 0; Directory.EnumerateFiles(PlacesOf(node.Folder).ToRecord).Any(); tries++)
        {
            tries.ShouldBeLessThan(200, "The notes were not recorded.");
            await Task.Delay(50);
        }

        using var connection = TestDatabase.Open(node.Folder);
        ActionsIn(connection).Skip(RunningNode.EntriesOfAStart).ShouldBe([ActionCode.DataCopied, ActionCode.DataCopied]);
    }

    [Fact]
    public async Task Keys_whose_time_is_over_are_not_restored()
    {
        await using var node = await RunningNode.StartAsync(Nadia);
        Backup(node, "--keys-valid", "1");
        await ConfigureElsewhereAsync(node);
        var (code, words) = Run((a, o, e, _) => RestoreCommand.Run(a, o, e, new ShiftedTime { By = TimeSpan.FromHours(25) }), ["--config", ConfigurationOf(Elsewhere), "--keys-from", KeysFile]);
        code.ShouldBe(1);
        words.ShouldContain("the keys were to be restored until");
        Directory.Exists(Path.Combine(Elsewhere, "keys")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("0")]
    [InlineData("32")]
    [InlineData("a week")]
    public void Keys_are_valid_for_a_month_at_most(string days) =>
        Run(BackupCommand.Run, ["--keys-to", KeysFile, "--keys-valid", days]).Words.ShouldContain("allowed is 1 to 31");

    [Fact]
    public void Data_and_keys_never_go_to_one_place() =>
        Run(BackupCommand.Run, ["--data-to", Path.Combine(_outside, "a"), "--keys-to", Path.Combine(_outside, "b")]).Words.ShouldContain("one folder");

    [Fact]
    public async Task A_restore_leaves_a_running_node_alone_and_what_is_there()
    {
        await using var node = await RunningNode.StartAsync(Nadia);
        Backup(node);
        string[] restore = ["--config", ConfigurationOf(node.Folder), "--data-from", DataFile, "--keys-from", KeysFile];
        Run(RestoreCommand.Run, [.. restore, "--replace"]).Words.ShouldContain("another node");
        await node.StopAsync();
        Run(RestoreCommand.Run, restore).Words.ShouldContain("--replace");
        Run(RestoreCommand.Run, [.. restore, "--replace"]).Code.ShouldBe(0);
    }

    [Fact]
    public async Task A_backup_that_was_changed_is_found_before_anything_is_touched()
    {
        await using var node = await RunningNode.StartAsync(Nadia);
        Backup(node);
        using (var zip = ZipFile.Open(KeysFile, ZipArchiveMode.Update))
        {
            zip.GetEntry("master.key")?.Delete();
            using var forged = zip.CreateEntry("master.key").Open();
            forged.Write(new byte[32]);
        }

        await ConfigureElsewhereAsync(node);
        Run(RestoreCommand.Run, ["--config", ConfigurationOf(Elsewhere), "--data-from", DataFile, "--keys-from", KeysFile]).Words.ShouldContain("master.key is not what was backed up");
        await File.WriteAllBytesAsync(DataFile, (await File.ReadAllBytesAsync(DataFile))[..100]);
        Run(RestoreCommand.Run, ["--config", ConfigurationOf(Elsewhere), "--data-from", DataFile]).Words.ShouldContain("broke off");
        Directory.Exists(Path.Combine(Elsewhere, "data")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_part_whose_name_leads_elsewhere_is_refused()
    {
        await using var node = await RunningNode.StartAsync(Nadia);
        Backup(node);
        using (var zip = ZipFile.Open(KeysFile, ZipArchiveMode.Update))
        {
            var manifest = zip.GetEntry("manifest.json") ?? throw new InvalidOperationException("A backup has a manifest.");
            JsonNode? json;
            using (var stream = manifest.Open())
            {
                json = JsonNode.Parse(stream);
            }

            manifest.Delete();
            using var forged = zip.CreateEntry("manifest.json").Open();
            forged.Write(Encoding.UTF8.GetBytes(json?.ToJsonString().Replace("master.key", "../master.key", StringComparison.Ordinal) ?? ""));
        }

        await ConfigureElsewhereAsync(node);
        Run(RestoreCommand.Run, ["--config", ConfigurationOf(Elsewhere), "--keys-from", KeysFile]).Words.ShouldContain("leads out of its folder");
    }

    private static Task DestroyAsync(RunningNode node, string key) => MarkAsync(node, key).ContinueWith(
        _ => node.Services.GetRequiredService<KeyStore>().Destroy([key]), TaskScheduler.Default);

    private static Task<int> MarkAsync(RunningNode node, string key) => node.Services.GetRequiredService<LedgerWriter>().WriteAsync(
        work =>
        {
            DestroyedKeys.Mark(work, [key]);
            work.Record(Act.Of("system:test", "test.deleted", new Ground("border-control", "test-act-1"), null));
            return 0;
        },
        CancellationToken.None);

    private void Backup(RunningNode node, params string[] more) =>
        Run(BackupCommand.Run, ["--config", ConfigurationOf(node.Folder), "--data-to", DataFile, "--keys-to", KeysFile, .. more]).Code.ShouldBe(0);

    private async Task<(int Code, string Words)> RestoreElsewhereAsync(RunningNode node)
    {
        await ConfigureElsewhereAsync(node);
        return Run(RestoreCommand.Run, ["--config", ConfigurationOf(Elsewhere), "--data-from", DataFile, "--keys-from", KeysFile]);
    }

    /// <summary>Another machine: the same configuration and list, another folder and another database.</summary>
    private async Task ConfigureElsewhereAsync(RunningNode node)
    {
        Directory.CreateDirectory(Elsewhere);
        File.Copy(Path.Combine(node.Folder, RunningNode.List), Path.Combine(Elsewhere, RunningNode.List));
        var configuration = RunningNode.Configuration();
        TestDatabase.AddTo(configuration);
        await RunningNode.WriteAsync(Elsewhere, configuration);
    }

    private static async Task CheckpointsOf(RunningNode node)
    {
        var copies = Path.Combine(node.Folder, "copies");
        for (var tries = 0; !Directory.Exists(copies) || !Directory.EnumerateFiles(copies, "*.checkpoint").Any(); tries++)
        {
            tries.ShouldBeLessThan(200, "No checkpoint was made.");
            await Task.Delay(50);
        }
    }

    private static int Verified(RunningNode node, string folder)
    {
        var checkpoint = Directory.EnumerateFiles(Path.Combine(node.Folder, "copies"), "*.checkpoint").Order(StringComparer.Ordinal).First();
        using var key = new Entente.Ledger.Signing.Ed25519PrivateKey(File.ReadAllBytes(PlacesOf(node.Folder).LogKey));
        string[] arguments = [.. TestDatabase.Proven(folder), "--checkpoint", checkpoint, "--key", new NoteSigner("log.test", key).Verifier.ToString()];
        return Run((a, o, e, _) => Verify.Run(a, o, e), arguments).Code;
    }

    private static List<string> ActionsIn(DbConnection connection) =>
        [.. connection.Query<byte[]>("SELECT entry FROM ledger_entry ORDER BY sequence").Select(bytes => LedgerEntryFormat.TryDecode(bytes, out var entry, out _) ? entry.Action : "")];

    private static string ConfigurationOf(string folder) => Path.Combine(folder, "entente.json");

    private static DataFolder PlacesOf(string folder) => new(Path.Combine(folder, "data"), Path.Combine(folder, "keys"));

    private static (int Code, string Words) Run(Func<IReadOnlyList<string>, TextWriter, TextWriter, TimeProvider, int> command, string[] arguments)
    {
        using var words = new StringWriter();
        return (command(arguments, words, words, TimeProvider.System), words.ToString());
    }
}
