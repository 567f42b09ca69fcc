using Dapper;
using Entente.Node.Storage;
using Microsoft.Extensions.Options;

namespace Entente.Node.Oversight;

/// <summary>
/// Before anything else runs: do database, keys and published log belong together? A wrong key that was found later would have written under
/// it by then. Keys that the database knows to be destroyed are destroyed, in case that a copy brought them back or the node died in between.
/// </summary>
internal sealed class StartCheck(Database database, KeyStore keys, DataFolder data, IOptions<LedgerOptions> options) : IHostedService
{
    /// <inheritdoc />
    /// <exception cref="InvalidDataException">They do not; the sentence says which file is wrong and what to do.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        using var connection = database.Open();
        var published = Path.Combine(data.Log, "checkpoint");
        var knownLog = NodeFacts.Find(connection, NodeFacts.LogKey);
        if (!File.Exists(data.LogKey) && (knownLog is not null || File.Exists(published)))
        {
            throw new InvalidDataException($"the log key file {data.LogKey} is missing, and the record of this database is signed with it; put the file back, or restore the keys from a backup.");
        }

        var signer = LogKey.ReadOrMake(data.LogKey, options.Value.LogName);
        if (NodeFacts.Keep(connection, NodeFacts.LogKey, signer.Verifier.ToString()) is var log && log != signer.Verifier.ToString())
        {
            throw new InvalidDataException($"the log key file {data.LogKey} with the name Oversight:LogName makes the key {signer.Verifier}, but the record of this database is signed with {log}; put the right file and name back.");
        }

        if (NodeFacts.Keep(connection, NodeFacts.KeyStore, keys.Id) != keys.Id)
        {
            throw new InvalidDataException($"the key store {data.KeyStore} belongs to another database; put the right key folder back (Storage:KeyFolder), or restore the keys from a backup.");
        }

        var attested = new LogFolder(data.Log, signer).Size();
        var recorded = connection.ExecuteScalar<long>("SELECT count(*) FROM ledger_entry");
        if (attested > recorded)
        {
            throw new InvalidDataException($"the published log in {data.Log} attests {attested} entries and the database holds {recorded}: the database was cut, or is an older copy; restore a newer one, or move the folder away to begin anew from the database, which whoever holds a later checkpoint will notice.");
        }

        keys.Destroy([.. DestroyedKeys.In(connection).Select(k => k.Id)]);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
