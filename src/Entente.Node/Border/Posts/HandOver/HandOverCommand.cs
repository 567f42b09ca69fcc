using System.Security.Cryptography;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Entente.Node.Storage.Backup;
using Microsoft.Extensions.Options;

namespace Entente.Node.Border.Posts.HandOver;

/// <summary>
/// `entente hand-over export --config FILE --to FILE` at the post, `entente hand-over import --config FILE --from FILE [--receipts-to FILE]` at the main node with the records, and at
/// the post with the receipts. The node of an import must run. 0, or 1 where something is in the way.
/// </summary>
internal static class HandOverCommand
{
    private const string To = "--to", From = "--from", ReceiptsTo = "--receipts-to";
    private const int MostTogether = 200;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60), Between = TimeSpan.FromMilliseconds(200);

    /// <summary>Reads the words and does what they say.</summary>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var words = new CommandWords([.. arguments.Skip(1)], [To, From, ReceiptsTo], []);
        try
        {
            return (arguments.FirstOrDefault(), words.Path(To), words.Path(From)) switch
            {
                ("export", { } to, null) => await ExportAsync(words.Rest, to, output, error, cancellationToken),
                ("import", null, { } from) => await ImportAsync(NodePlaces.Read(words.Rest).Data, from, words.Path(ReceiptsTo), output, error, cancellationToken),
                _ => Refuse(error, $"give `export {To} FILE` at the post, or `import {From} FILE`, with {ReceiptsTo} FILE at the main node."),
            };
        }
        catch (Exception exception) when (exception is OptionsValidationException or CryptographicException || StorageFault.IsOne(exception))
        {
            return Refuse(error, $"nothing was handed over: {exception.Message}");
        }
    }

    private static async Task<int> ExportAsync(string[] rest, string to, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        await using var node = NodeHost.Build([.. rest, "--Logging:LogLevel:Default=None"]);
        if (node.Services.GetService<PostSide>() is not { } post)
        {
            return Refuse(error, "this node is no post; records are handed over by a post that has Lists:Snapshot.");
        }

        var outbox = node.Services.GetRequiredService<Outbox>();
        if (outbox.HasNew())
        {
            return Refuse(error, "something was done here that is not queued yet; let the node run for some seconds and try again.");
        }

        // The note comes first: what may have left is recorded.
        var records = Waiting(outbox).ToList();
        OutsideActs.Leave(node.Services.GetRequiredService<DataFolder>(), ActionCode.RecordsExported, new { Records = records.Count });
        await using (var file = SecretFile.Create(to + ".new"))
        {
            await SealedLines.WriteAsync(file, post.Key, SealedKind.HandOver, node.Services.GetRequiredService<TimeProvider>().GetUtcNow(), records, cancellationToken);
            file.Flush(flushToDisk: true);
        }

        File.Move(to + ".new", to, overwrite: true);
        await output.WriteLineAsync($"{to}: {records.Count} records. They stay here until the receipts of the main node are imported.");
        return 0;
    }

    private static IEnumerable<SentRecord> Waiting(Outbox outbox)
    {
        for (var after = 0L; outbox.Next(after, MostTogether) is { Count: > 0 } some; after = some[^1].Sequence)
        {
            foreach (var record in some.Select(s => s.Record).OfType<SentRecord>())
            {
                yield return record;
            }
        }
    }

    private static async Task<int> ImportAsync(DataFolder data, string from, string? receiptsTo, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var place = Path.Combine(CarriedFiles.FolderOf(data), $"{Guid.NewGuid():N}{CarriedFiles.In}");
        await using (var copy = SecretFile.Create(place + ".new"))
        await using (var source = File.OpenRead(from))
        {
            await source.CopyToAsync(copy, cancellationToken);
            copy.Flush(flushToDisk: true);
        }

        File.Move(place + ".new", place);
        var (wordsFile, receipts) = (Path.ChangeExtension(place, CarriedFiles.Words), Path.ChangeExtension(place, CarriedFiles.Receipts));
        for (var waited = TimeSpan.Zero; !File.Exists(wordsFile); waited += Between)
        {
            if (waited > LongestWait)
            {
                File.Delete(place);
                return Refuse(error, "the node has not taken the file in within a minute; is it running? Start it, and import the file again: what was taken over is known.");
            }

            await Task.Delay(Between, cancellationToken);
        }

        var words = await File.ReadAllTextAsync(wordsFile, cancellationToken);
        File.Delete(wordsFile);
        if (File.Exists(receipts))
        {
            File.Move(receipts, receiptsTo ?? from + CarriedFiles.Receipts, overwrite: true);
            words += $" They are in {receiptsTo ?? from + CarriedFiles.Receipts}.";
        }

        await (words.StartsWith('!') ? error : output).WriteLineAsync(words.StartsWith('!') ? $"entente: {words[2..]}" : words);
        return words.StartsWith('!') ? 1 : 0;
    }

    private static int Refuse(TextWriter error, string why)
    {
        error.WriteLine($"entente: {why}");
        return 1;
    }
}
