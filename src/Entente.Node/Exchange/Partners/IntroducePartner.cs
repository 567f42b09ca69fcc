using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Exchange.Sending;
using Entente.Node.Oversight;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Entente.Node.Exchange.Partners;

/// <summary>
/// GET /exchange/card: the card of this service, to be handed to another. POST /partners: takes the card of another, exactly as its node gave it. Nothing flows
/// yet: the answer has the words that are to be read to the partner. A card of a locked partner introduces it anew.
/// </summary>
internal static class IntroducePartner
{
    public static void Map(WebApplication node)
    {
        node.MapGet("/exchange/card", Own).Requires(Permission.Partners).WithName("own-card");
        node.MapPost("/partners", Introduce).Requires(Permission.Partners).WithName("introduce-partner").WithMetadata(new RequestSizeLimitAttribute(NodeCard.MostBytes));
    }

    /// <summary>What is answered where this node exchanges with nobody.</summary>
    public static ProblemHttpResult NotUsed { get; } =
        Problems.Of(StatusCodes.Status404NotFound, "This node exchanges with nobody", "The section Exchange of the configuration names no service; fill it in and start the node again.");

    private static Results<FileContentHttpResult, ProblemHttpResult> Own(OwnService own) =>
        own.IsUsed ? TypedResults.File(own.Card.ToBytes(), "application/json", $"{own.Code}.card.json") : NotUsed;

    private static async Task<Results<Ok<IntroducedAnswer>, ProblemHttpResult>> Introduce(
        HttpRequest request, OwnService own, ExchangeOutbox outbox, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        if (!own.IsUsed)
        {
            return NotUsed;
        }

        if (!NodeCard.TryParse(body.ToArray(), out var card, out var fault))
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "The card cannot be taken", fault);
        }

        var ownCard = own.Card;
        if (card.Service == own.Code || SharesKey(ownCard, card))
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "The card cannot be taken", "It is the card of this service, or has a key of this service; take the partner's.");
        }

        var words = PartnerWords.Of(ownCard, card);
        var refused = await ledger.WriteAsync(work => Keep(work, own, outbox, card, ownCard, words, caller), cancellationToken);
        return refused ?? (Results<Ok<IntroducedAnswer>, ProblemHttpResult>)TypedResults.Ok(new IntroducedAnswer(card.Service, card.Name, PartnerRow.Introduced, card.Fingerprint, words.Own));
    }

    private static ProblemHttpResult? Keep(Work work, OwnService own, ExchangeOutbox outbox, NodeCard card, NodeCard ownCard, (string Own, string Partner) words, Caller caller)
    {
        var before = PartnerRow.Find(work, card.Service);
        if (before is { IsConfirmed: true })
        {
            return Problems.Of(StatusCodes.Status409Conflict, "The partner is confirmed", "Its card is in force. Where it has another one, lock the partner first, introduce it anew and compare the words.");
        }

        if (work.Query<PartnerRow>("SELECT * FROM partner WHERE code <> @Service", new { card.Service }).Any(other => SharesKey(other.Read(), card)))
        {
            return Problems.Of(StatusCodes.Status409Conflict, "The key is another partner's", "A key belongs to one service. One of the two cards is not what it says; ask both services.");
        }

        work.Execute(
            """
            INSERT INTO partner (code, card, own_card, own_words, partner_words, state, purpose, legal_basis, introduced_at, changed_by, changed_at, own_generation)
            VALUES (@Service, @card, @own, @ownWords, @partnerWords, 'introduced', @Purpose, @LegalBasis, @Now, @by, @Now, @generation)
            ON CONFLICT (code) DO UPDATE SET card = excluded.card, own_card = excluded.own_card, own_words = excluded.own_words, partner_words = excluded.partner_words, state = excluded.state,
                purpose = excluded.purpose, legal_basis = excluded.legal_basis, introduced_at = excluded.introduced_at, changed_by = excluded.changed_by, changed_at = excluded.changed_at,
                own_generation = excluded.own_generation, keys_since = NULL, former_keys = ''
            """,
            new { card.Service, card = card.ToBytes(), own = ownCard.ToBytes(), ownWords = words.Own, partnerWords = words.Partner, caller.Ground.Purpose, caller.Ground.LegalBasis, work.Now, by = caller.Id, generation = OwnService.GenerationIn(work) });
        if (before is not null)
        {
            outbox.SealAnew(work, card, own.SigningOf(OwnService.GenerationIn(work)));
        }

        work.Record(caller.Did(ActionCode.PartnerIntroduced, $"partner:{card.Service}", new { card.Fingerprint, OwnFingerprint = ownCard.Fingerprint }));
        return null;
    }

    /// <summary>Whether two services have a key in common.</summary>
    public static bool SharesKey(NodeCard one, NodeCard other) =>
        new[] { one.Signing.KeyId, one.Sealing.KeyId, one.Log.ToString() }.Intersect([other.Signing.KeyId, other.Sealing.KeyId, other.Log.ToString()], StringComparer.Ordinal).Any();

    /// <summary>A partner that was introduced.</summary>
    /// <param name="Code">Its code.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="State">"introduced".</param>
    /// <param name="Fingerprint">SHA-256 of its card, hexadecimal.</param>
    /// <param name="ReadAloud">The twelve words to be read to the partner; those that it reads are typed here.</param>
    internal sealed record IntroducedAnswer(string Code, string Name, string State, string Fingerprint, string ReadAloud);
}
