using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization;
using Entente.Node.Accounts;
using Entente.Node.Border;
using Entente.Node.Configuration;
using Entente.Node.Demo;
using Entente.Node.Desk;
using Entente.Node.Exchange;
using Entente.Node.Oversight;
using Entente.Node.Partnership;
using Entente.Node.Watchlist;
using Microsoft.Extensions.Options;

namespace Entente.Node;

/// <summary>Puts the node together: the table of contents of what it does.</summary>
internal static class NodeHost
{
    /// <summary>What `entente up --help` says.</summary>
    public const string Help = """
        entente up --config FILE [--KEY=VALUE ...]

        Starts a node: it reads the watchlist files that FILE names and answers over HTTP who on them a traveller may be.
        FILE is JSON in which comments are allowed; entente.json beside the program states every option with its default and range.
        A KEY is a path in it: --Lists:Refresh=00:10:00. Ctrl-C ends the node.

        entente demo [--one] [--folder FOLDER] [--keep] [--port PORT] [--pace SECONDS] [--seed NUMBER]

        Starts a node of a fictional State, with fictional people at its posts, for this machine alone. FOLDER is made afresh unless it is
        kept; --one starts one node with people arriving, in place of three services. PORT is 8080 (0: any free one), one message comes every 5 SECONDS (0.05 to 3600), and the same NUMBER brings the same people. Ctrl-C ends it.

        entente token NAME PURPOSE LEGAL-BASIS SCOPE ...

        Makes an access token for whoever asks the node, and prints the line for FILE. PURPOSE and
        LEGAL-BASIS are codes of the catalogue in FILE, under which what it asks is recorded. Scopes: match, entities, manifests, counter, post.

        entente verify --data FOLDER --checkpoint FILE --key VKEY

        Proves the record in a node's data folder, or in its PostgreSQL database (--database CONNECTION in place of --data), against a
        checkpoint that somebody else kept. Exit code 0 where it agrees, 2 where it does not; the sentence then names the first entry that differs.

        entente backup --config FILE [--data-to FILE] [--keys-to FILE] [--keys-valid DAYS]

        Copies data and keys of a node, which goes on working, into two files in two places. Keys are valid for 7 days (1 to 31).

        entente restore --config FILE [--data-from FILE] [--keys-from FILE] [--replace]

        Puts them back where FILE wants them and proves the record. The node must be stopped; what is there is lost with --replace only.

        entente snapshot-key NAME --config FILE
        entente snapshot --config FILE [--post NAME] --to FILE

        At a main node: makes the key that it shares with a post without a link; writes the lists in force for that post, sealed and signed.

        entente hand-over export --config FILE --to FILE
        entente hand-over import --config FILE --from FILE [--receipts-to FILE]

        Carries what a post has done to its main node, and the receipts back. The node that imports must run.

        entente bundle export --config FILE --partner CODE --to FILE [--after NUMBER]
        entente bundle import --config FILE --from FILE

        Carries messages and receipts to a partner without a link, sealed to it, and takes in what it has carried here. In a folder the file is
        called SERVICE.to.CODE.bundle. The node that imports must run; a file that is imported twice changes nothing.
        """;

    /// <summary>Runs the node until it is told to stop. 0, or 1 where the configuration is wrong.</summary>
    public static Task<int> RunAsync(string[] args, TextWriter error) => SayFaultsAsync(() => Build(args).RunAsync(), error);

    /// <summary>Runs a node. 0, or 1 where it does not start, and a sentence says why.</summary>
    public static async Task<int> SayFaultsAsync(Func<Task> run, TextWriter error)
    {
        try
        {
            await run();
            return 0;
        }
        catch (Exception exception) when (exception is OptionsValidationException or DbException or InvalidDataException or IOException or UnauthorizedAccessException or FormatException)
        {
            await error.WriteLineAsync($"entente: the node does not start: {exception.Message}");
            return 1;
        }
        catch (AggregateException several) when (several.InnerExceptions.All(e => e is OptionsValidationException))
        {
            // Several sections are wrong; one that another refers to is named once.
            await error.WriteLineAsync($"entente: the node does not start: {string.Join(' ', several.InnerExceptions.Select(e => e.Message).Distinct(StringComparer.Ordinal))}");
            return 1;
        }
    }

    /// <summary>Builds the node without starting it.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="replace">What a test puts in the place of the world outside.</param>
    public static WebApplication Build(string[] args, Action<IServiceCollection>? replace = null)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        ConfigurationFile.Add(builder, args);
        Logging.Add(builder);
        Telemetry.Add(builder);
        Problems.Add(builder.Services);
        Recording.Add(builder);
        Tokens.Add(builder);
        People.Add(builder);
        Lists.Add(builder);
        BorderCapability.Add(builder);
        ExchangeCapability.Add(builder);
        PartnershipCapability.Add(builder);
        DeskCapability.Add(builder);
        builder.Services.AddOpenApi();
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)));
        Compression.Add(builder.Services);
        Limits.Add(builder);
        replace?.Invoke(builder.Services);

        var node = builder.Build();
        Watermark.Use(node);
        Telemetry.Use(node);
        Problems.Use(node);
        Headers.Use(node);
        Compression.Use(node);
        QueryText.Use(node);
        Tokens.Use(node);
        Health.Map(node);
        ReadRecord.Map(node);
        Lists.Map(node);
        BorderCapability.Map(node);
        ExchangeCapability.Map(node);
        PartnershipCapability.Map(node);
        DeskCapability.Map(node);
        People.Map(node);
        node.MapOpenApi();
        return node;
    }
}
