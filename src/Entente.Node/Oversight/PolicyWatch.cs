using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;
using Entente.Screening;

namespace Entente.Node.Oversight;

/// <summary>
/// Rules are data, in the program and in the configuration. When a node starts with others than it last ran with, that is an act: which ones changed, in which
/// versions, and when. What they were stands in the configuration that the service keeps.
/// </summary>
internal sealed partial class PolicyWatch(
    Database database, LedgerWriter ledger, Catalogue catalogue, IConfiguration configuration, TimeProvider time, ILogger<PolicyWatch> logger) : BackgroundService
{
    /// <summary>Under what the database knows them.</summary>
    public const string Fact = "policy";

    /// <summary>Under what the database keeps what was in force before: with the moment, in milliseconds, until when.</summary>
    public const string Until = "policy-until-";

    private const string Screening = "Screening";

    /// <summary>What decides about people, and who may ask: tokens are granted in the file.</summary>
    private static readonly string[] Sections = ["Accounts", "Border", "Catalogue", "Exchange", "Listings", "Lists", "Post"];

    private static readonly TimeSpan BeforeNextTry = TimeSpan.FromSeconds(10);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!await TryRecordAsync(stoppingToken))
        {
            await Task.Delay(BeforeNextTry, time, stoppingToken);
        }
    }

    private async Task<bool> TryRecordAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RecordAsync(cancellationToken);
            return true;
        }
        catch (DbException exception)
        {
            // The database is away, or another node has it; it is recorded when it is back.
            NotRecorded(exception.Message);
            return false;
        }
    }

    private async Task RecordAsync(CancellationToken cancellationToken)
    {
        var now = Sections.ToDictionary(s => s, HashOf, StringComparer.Ordinal);
        now[Screening] = ScreeningPolicy.Default.Version;
        var text = JsonSerializer.Serialize(now);
        using var connection = database.Open();
        var before = NodeFacts.Keep(connection, Fact, text);
        if (before == text)
        {
            return;
        }

        var known = JsonSerializer.Deserialize<Dictionary<string, string>>(before) ?? [];
        await ledger.WriteAsync(
            work =>
            {
                work.Record(Act.Of("node", ActionCode.PolicyChanged, Ground.OfTheNode, null, new
                {
                    Changed = now.Where(n => known.GetValueOrDefault(n.Key) != n.Value).Select(n => n.Key), Screening = ScreeningPolicy.Default.Version, Catalogue = catalogue.Version,
                }));
                work.Execute("INSERT INTO node_fact (name, value) VALUES (@name, @before)", new { name = $"{Until}{work.Now.ToUnixTimeMilliseconds():0000000000000}", before });
                return work.Execute("UPDATE node_fact SET value = @text WHERE name = @Fact", new { text, Fact });
            },
            cancellationToken);
    }

    private string HashOf(string section) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n',
        configuration.GetSection(section).AsEnumerable().Select(p => $"{p.Key}={p.Value}").Order(StringComparer.Ordinal)))));

    [LoggerMessage(Level = LogLevel.Error, Message = "That the rules have changed could not be recorded and will be: {Why}")]
    private partial void NotRecorded(string why);
}
