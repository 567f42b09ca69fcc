using Entente.Ledger.Envelopes;
using Entente.Node.Exchange.Notices;
using Entente.Node.Exchange.Partners;
using Entente.Node.Exchange.Receiving;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;
using Entente.Node.Watchlist.Listings;

namespace Entente.Node.Exchange.Sightings;

/// <summary>
/// Takes in what a partner tells of an encounter with the person of an own listing. It is kept under the ground of the listing and as long as that allows; what is about
/// nothing that this partner holds is recorded and not kept.
/// </summary>
internal sealed class TakeSighting(KeyStore keys, Catalogue catalogue) : IMessageEffect
{
    /// <inheritdoc />
    public string Type => MessageType.Sighting;

    /// <inheritdoc />
    public void Take(Work work, MessageHeader header, ReadOnlyMemory<byte> payload)
    {
        var partner = PartnerRow.SenderOf(work, header);
        var form = SightingForm.Read(payload.Span);
        var share = form is null ? null : work.Find<ShareRow>("SELECT * FROM share WHERE thing = @Thing AND partner = @Code AND sent_version IS NOT NULL ORDER BY proposed_at DESC LIMIT 1", new { form.Thing, partner.Code });
        var listing = share is null ? null : work.Listing(share.ListingId);
        var ground = listing?.Ground;
        var isKept = form is not null && ground is not null && catalogue.Allows(ground, Doing.List);
        work.Record(partner.Did(ActionCode.SightingReceived, form?.Thing ?? $"{header.Sender}:message-{header.Id}", new { IsKept = isKept, form?.Encounter }));
        if (form is null || listing is null || ground is null || !isKept)
        {
            return;
        }

        var (id, key) = ($"sighting-{Guid.CreateVersion7(work.Now):N}", keys.Make());
        work.Execute(
            """
            INSERT INTO sighting (id, partner, thing, listing_id, key_id, content, purpose, legal_basis, received_at, delete_after)
            VALUES (@id, @Code, @Thing, @listing, @key, @content, @Purpose, @LegalBasis, @Now, @until)
            """,
            new
            {
                id, partner.Code, form.Thing, listing = listing.Id, key, content = keys.Seal(key, SightingRow.PlaceOf(id), payload.ToArray()), ground.Purpose, ground.LegalBasis, work.Now,
                until = work.Now + catalogue.Keep(ground, Doing.List),
            });
    }
}

/// <summary>What a partner has told of an encounter, as the table holds it.</summary>
internal sealed class SightingRow
{
    public string Id { get; init; } = "";
    public string Partner { get; init; } = "";
    public string Thing { get; init; } = "";
    public string ListingId { get; init; } = "";
    public string KeyId { get; init; } = "";
    public byte[]? Content { get; init; }
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>What was told; null where it has been destroyed.</summary>
    public SightingForm? Open(KeyStore keys) => Content is not null && keys.Open(KeyId, PlaceOf(Id), Content) is { } plain ? SightingForm.Read(plain) : null;

    /// <summary>The place in storage.</summary>
    public static string PlaceOf(string id) => $"sighting.content/{id}";
}
