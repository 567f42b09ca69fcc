using Dapper;
using Entente.Ledger.Envelopes;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;

namespace Entente.Node.Exchange.Keys;

/// <summary>Destroys own keys that nothing needs any more: every confirmed partner has later ones, and what was sealed to them before it had would have come.</summary>
internal sealed class OldKeys(OwnService own, Database database, LedgerWriter ledger, Catalogue catalogue)
{
    // What a partner sealed on its last day with the old card is on the way no longer than that.
    private static readonly TimeSpan Keep = KeyRing.DefaultLate + KeyRing.DefaultLate;

    private const string Due =
        """
        SELECT generation, signing, sealing FROM exchange_key k WHERE destroyed_at IS NULL
            AND EXISTS (SELECT 1 FROM exchange_key n WHERE n.generation = k.generation + 1 AND n.made_at < @before)
            AND NOT EXISTS (SELECT 1 FROM partner p WHERE p.state = 'confirmed-here' AND p.own_generation <= k.generation)
        """;

    /// <summary>Destroys what is due by now.</summary>
    public async Task DestroyAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        using (var connection = database.Open())
        {
            if (!connection.Query<KeyRow>(Due, new { before = now - Keep }).Any())
            {
                return;
            }
        }

        foreach (var generation in await ledger.WriteAsync(Mark, cancellationToken))
        {
            own.Destroy(generation);
        }
    }

    private List<int> Mark(Work work)
    {
        var due = work.Query<KeyRow>(Due, new { before = work.Now - Keep }).Select(key => key.Generation).ToList();
        var purpose = catalogue.Purposes[0];
        foreach (var generation in due)
        {
            work.Execute("UPDATE exchange_key SET destroyed_at = @Now WHERE generation = @generation", new { work.Now, generation });
            work.Record(Act.Of("node", ActionCode.ExchangeKeysDestroyed, catalogue.FirstFor(Doing.Run) ?? new Ground(purpose.Code, purpose.LegalBases[0]), null, new { Generation = generation }));
        }

        return due;
    }
}
