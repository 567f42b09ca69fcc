using System.Globalization;
using System.Security.Cryptography;
using Entente.Node.Exchange.Partners;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Entente.Node.Storage.Backup;
using Microsoft.Extensions.Options;

namespace Entente.Node.Exchange.Carrying;

/// <summary>
/// `entente bundle export --config FILE --partner CODE --to FILE|FOLDER [--after N]` writes messages and receipts for a partner, whether or not the node runs; `entente bundle import --config
/// FILE --from FILE` hands a partner's file to the node, which must run. 0, or 1 where something is in the way.
/// </summary>
internal static class BundleCommand
{
    private const string To = "--to", From = "--from", Partner = "--partner", After = "--after";

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60), Between = TimeSpan.FromMilliseconds(200);

    /// <summary>Reads the words and does what they say.</summary>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var words = new CommandWords([.. arguments.Skip(1)], [To, From, Partner, After], []);
        try
        {
            return (arguments.FirstOrDefault(), words.Path(To), words.Path(From), words[Partner], long.TryParse(words[After] ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var after)) switch
            {
                ("export", { } to, null, { } partner, true) => await ExportAsync(words.Rest, partner, after, to, output, error, cancellationToken),
                ("import", null, { } from, null, _) => await ImportAsync(NodePlaces.Read(words.Rest).Data, from, output, error, cancellationToken),
                _ => Refuse(error, $"give `export {Partner} CODE {To} FILE`, with {After} NUMBER where the partner has all up to that place, or `import {From} FILE`."),
            };
        }
        catch (Exception exception) when (exception is OptionsValidationException or CryptographicException || StorageFault.IsOne(exception))
        {
            return Refuse(error, $"no bundle was carried: {exception.Message}");
        }
    }

    private static async Task<int> ExportAsync(string[] rest, string code, long after, string to, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        await using var node = NodeHost.Build([.. rest, "--Logging:LogLevel:Default=None"]);
        var own = node.Services.GetRequiredService<OwnService>();
        if (!own.IsUsed || Find(node.Services.GetRequiredService<Database>(), code) is not { Flows: true } partner)
        {
            return Refuse(error, $"{code} is no partner that is confirmed here; files are made for those alone.");
        }

        // The note comes first: what may have left is recorded.
        var make = node.Services.GetRequiredService<MakeBundleFile>();
        var count = make.Count(partner, after);
        OutsideActs.Leave(node.Services.GetRequiredService<DataFolder>(), ActionCode.ExchangeFileMade, new { Partner = code, count.Messages, count.Statements });
        var file = Directory.Exists(to) ? Path.Combine(to, MakeBundleFile.NameOf(own.Code, code)) : to;
        await using (var stream = SecretFile.Create(file + ".new"))
        {
            await make.WriteAsync(partner, after, stream, cancellationToken);
            stream.Flush(flushToDisk: true);
        }

        File.Move(file + ".new", file, overwrite: true);
        await output.WriteLineAsync($"{file}: {count.Messages} messages and {count.Statements} receipts for {code}. They count as under way until {code} has answered, by link or by a file of its own.");
        return 0;
    }

    private static async Task<int> ImportAsync(DataFolder data, string from, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var place = Path.Combine(CarriedBundles.FolderOf(data), $"{Guid.NewGuid():N}{CarriedBundles.In}");
        await using (var copy = SecretFile.Create(place + ".new"))
        await using (var source = File.OpenRead(from))
        {
            await source.CopyToAsync(copy, cancellationToken);
            copy.Flush(flushToDisk: true);
        }

        File.Move(place + ".new", place);
        var wordsFile = Path.ChangeExtension(place, CarriedBundles.Words);
        for (var waited = TimeSpan.Zero; !File.Exists(wordsFile); waited += Between)
        {
            // A node that has begun takes as long as the file is.
            if (waited > LongestWait && File.Exists(place))
            {
                File.Delete(place);
                return Refuse(error, "the node has not begun with the file within a minute; is it running? Start it, and import the file again.");
            }

            await Task.Delay(Between, cancellationToken);
        }

        var words = await File.ReadAllTextAsync(wordsFile, cancellationToken);
        File.Delete(wordsFile);
        await (words.StartsWith('!') ? error : output).WriteLineAsync(words.StartsWith('!') ? $"entente: {words[2..]}" : words);
        return words.StartsWith('!') ? 1 : 0;
    }

    private static PartnerRow? Find(Database database, string code)
    {
        using var connection = database.Open();
        return PartnerRow.Find(connection, code);
    }

    private static int Refuse(TextWriter error, string why)
    {
        error.WriteLine($"entente: {why}");
        return 1;
    }
}
