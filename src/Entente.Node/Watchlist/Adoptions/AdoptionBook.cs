using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;

namespace Entente.Node.Watchlist.Adoptions;

/// <summary>Keeps the adoptions in force at hand, and takes those out of force whose listing has changed or gone.</summary>
internal sealed class AdoptionBook(Database database, KeyStore keys, CurrentLists lists, LedgerWriter ledger, Catalogue catalogue, TimeProvider time) : IDisposable
{
    /// <summary>Who is recorded for what the node does by itself.</summary>
    public const string Node = "node";

    private readonly SemaphoreSlim _one = new(1);
    private string _state = "";

    /// <summary>Puts in force what the table says.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            using var connection = database.Open();
            var rows = connection.Query<AdoptionRow>("SELECT * FROM adoption WHERE status = 'in-force' AND expires_on >= @today ORDER BY id", new { today = time.Today() }).AsList();
            var state = CompiledLists.HashOf(rows.Select(r => r.Id));
            if (state != _state)
            {
                var opened = rows.Select(InForceOrNull).OfType<AdoptedListing>().ToList();
                lists.UseAdoptions(new AdoptedListings(opened, state));
                lists.Say("adoptions", opened.Count == rows.Count ? null : $"{rows.Count - opened.Count} adoptions cannot be opened, see the keys");
                _state = state;
            }
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Lets those lapse that were made for other identity data than the lists in force have. They ask for nothing already.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        if (lists.Snapshot is not { } snapshot)
        {
            return;
        }

        using (var connection = database.Open())
        {
            // A list that is not there at all says nothing about its listings.
            var read = snapshot.Sources.Files.Select(f => f.Version.List).Concat(snapshot.Foreign.Partners).ToHashSet(StringComparer.Ordinal);
            var lapsed = connection.Query<AdoptionRow>("SELECT * FROM adoption WHERE status = 'in-force'")
                .Where(row => read.Contains(row.List) && snapshot.FindOfOthers(row.ListingId) is var listing && (listing is null || InForceOrNull(row)?.IsOf(listing) == false)).ToList();
            foreach (var row in lapsed)
            {
                var why = snapshot.FindOfOthers(row.ListingId) is null ? "listing-gone" : "listing-changed";
                await ledger.WriteAsync(work =>
                {
                    work.EndAdoption(row.Id, "lapsed", why, catalogue.After(work.Now, row.Ground));
                    work.Record(Act.Of(Node, ActionCode.AdoptionLapsed, row.Ground, row.Id, new { Listing = row.ListingId, Why = why }));
                    return true;
                }, cancellationToken);
            }
        }

        await RefreshAsync(cancellationToken);
    }

    /// <inheritdoc />
    public void Dispose() => _one.Dispose();

    /// <summary>Null where a strange hand changed the row: it asks for nothing, and the others stay in force.</summary>
    private AdoptedListing? InForceOrNull(AdoptionRow row)
    {
        try
        {
            return InForce(row);
        }
        catch (Exception exception) when (exception is CryptographicException or JsonException)
        {
            return null;
        }
    }

    private AdoptedListing InForce(AdoptionRow row) => new(row.Id, row.List, row.ListingId, row.ContentHash,
        new ListingTerms(Codes.Find<EncounterAction>(row.Action) ?? EncounterAction.Inform, row.Open(keys)?.Warrant ?? "", row.List, "", Marking.Parse(row.Marking)));
}
