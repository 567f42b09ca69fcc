using Entente.Ledger.Envelopes;
using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Exchange.Partners;
using Entente.Node.Exchange.Sending;
using Entente.Node.Oversight;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Exchange.Keys;

/// <summary>
/// POST /exchange/keys/rotate: this service changes its keys. 1. New ones are made in the key store. 2. In one work each confirmed partner is sent the new card, signed with the key that it
/// has, and the new keys count from there on: what is sent behind the card is signed with them. 3. Where others may have the old ones ("compromised"), the card says that they are
/// revoked, and what is under way is signed with the new key as well. Partners that are not confirmed are introduced anew.
/// </summary>
internal static class RotateKeys
{
    // A partner that is away for years must still learn of the keys when it comes back.
    private const int YearsOfCard = 10;

    public static void Map(WebApplication node) =>
        node.MapPost("/exchange/keys/rotate", RotateAsync).Accepts<RotateRequest>("application/json").Requires(Permission.Partners).WithName("rotate-keys");

    /// <summary>The conversation of the message that hands over a generation.</summary>
    public static string ConversationOf(int generation) => $"{MessageType.NodeCard}-{generation}";

    /// <summary>The generation that a message handed over; null where it is no such message.</summary>
    public static int? GenerationOf(string type, string conversation) =>
        type == MessageType.NodeCard && conversation.StartsWith(MessageType.NodeCard + "-", StringComparison.Ordinal) && int.TryParse(conversation.AsSpan(MessageType.NodeCard.Length + 1), out var generation) ? generation : null;

    private static async Task<Results<Ok<RotatedAnswer>, ProblemHttpResult>> RotateAsync(
        StrictBody<RotateRequest> body, OwnService own, ExchangeOutbox outbox, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken)
    {
        if (!own.IsUsed)
        {
            return IntroducePartner.NotUsed;
        }

        if (body.Value?.Compromised is not { } isCompromised)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "Say whether others may have the keys", body.Fault ?? "Send {\"compromised\":false}, or true where they may.");
        }

        // They are durable before anything says that they are used.
        var next = own.Generation + 1;
        own.SigningOf(next);
        var answer = await ledger.WriteAsync(work => Rotate(work, own, outbox, next, isCompromised, caller), cancellationToken);
        if (answer is null)
        {
            return Problems.Of(StatusCodes.Status409Conflict, "The keys are being changed", "Somebody changed them at the same moment; GET /exchange/card has the new card.");
        }

        own.Use(next);
        return TypedResults.Ok(answer);
    }

    private static RotatedAnswer? Rotate(Work work, OwnService own, ExchangeOutbox outbox, int next, bool isCompromised, Caller caller)
    {
        if (OwnService.GenerationIn(work) != next - 1)
        {
            return null;
        }

        if (isCompromised)
        {
            work.Execute("UPDATE exchange_key SET compromised_at = @Now WHERE generation = @before", new { work.Now, before = next - 1 });
        }

        // The cards go first: they are signed with the key that still counts.
        var card = own.CardOf(next, work.Query<KeyRow>(KeyRow.Compromised));
        var partners = work.Query<PartnerRow>("SELECT * FROM partner WHERE state = 'confirmed-here' ORDER BY code");
        foreach (var partner in partners)
        {
            outbox.Send(work, new Outgoing(partner.Code, MessageType.NodeCard, ConversationOf(next), card.ToBytes(), work.Now.AddYears(YearsOfCard)), caller.Id, caller.Ground);
            if (isCompromised)
            {
                outbox.SignAsWell(work, partner, own.SigningOf(next));
            }
        }

        work.Execute(
            "INSERT INTO exchange_key (generation, signing, sealing, made_at) VALUES (@next, @signing, @sealing, @Now)",
            new { next, signing = card.Signing.KeyId, @sealing = card.Sealing.KeyId, work.Now });
        work.Record(caller.Did(ActionCode.ExchangeKeysChanged, null, new { Generation = next, Compromised = isCompromised, card.Fingerprint, Partners = partners.Count }));
        return new(next, card.Fingerprint, partners.Count);
    }

    /// <summary>A change of keys.</summary>
    internal sealed record RotateRequest
    {
        /// <summary>Whether others may have the old keys.</summary>
        public bool? Compromised { get; init; }
    }

    /// <summary>Keys that were changed.</summary>
    /// <param name="Generation">Their number, from 1.</param>
    /// <param name="Fingerprint">SHA-256 of the new card, hexadecimal.</param>
    /// <param name="Partners">How many partners it was sent to.</param>
    internal sealed record RotatedAnswer(int Generation, string Fingerprint, int Partners);
}
