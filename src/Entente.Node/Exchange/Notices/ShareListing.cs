using System.Security.Cryptography;
using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Exchange.Partners;
using Entente.Node.Exchange.Release;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;
using Entente.Node.Watchlist;
using Entente.Node.Watchlist.Listings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Exchange.Notices;

/// <summary>
/// POST /listings/{id}/shares: proposes that a partner gets a listing, for a purpose and under a marking. It goes when somebody else who may release to that partner has
/// approved. What the rules of release bar cannot be proposed. A foreign listing is handed on in the same way, as far as its owner allows.
/// </summary>
internal static class ShareListing
{
    public static void Map(WebApplication node) =>
        node.MapPost("/listings/{id}/shares", Handle).Accepts<ShareRequest>("application/json").Requires(Permission.Nominate).WithName("share-listing");

    private static async Task<Results<Ok<ShareAnswer>, ProblemHttpResult>> Handle(
        string id, StrictBody<ShareRequest> body, OwnService own, KeyStore keys, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken) =>
        !own.IsUsed ? IntroducePartner.NotUsed
        : body.Value is not { } request ? Problems.Of(StatusCodes.Status400BadRequest, "The share is not as it should be", body.Fault ?? "Send one JSON object.")
        : FaultOf(request) is { } fault ? Problems.Of(StatusCodes.Status400BadRequest, "The share is not as it should be", fault)
        : await ledger.WriteAsync(work => Do(work, id, request, own, keys, caller), cancellationToken);

    /// <summary>Proposes a share without faults.</summary>
    public static Results<Ok<ShareAnswer>, ProblemHttpResult> Do(Work work, string id, ShareRequest request, OwnService own, KeyStore keys, Caller caller)
    {
        if (SharedThing.Find(work, keys, own.Code, id) is not { } thing)
        {
            return Problems.Of(StatusCodes.Status404NotFound, "No such listing in force", "Only a listing that is in force can be shared, one of one's own or one that a partner has shared.");
        }

        if (request.Withhold.Count > 0 && !IsStillOne(thing, request.Withhold, work.Now.Day()))
        {
            return Problems.Of(StatusCodes.Status409Conflict, "Too little is left", "Without what is withheld the copy has no full name, or none of birth date, nationality and document: it would meet too many people. Withhold less.");
        }

        if (PartnerRow.Find(work, request.Partner) is not { IsConfirmed: true })
        {
            return Problems.Of(StatusCodes.Status409Conflict, "Not a confirmed partner", "GET /partners has the partners; nothing goes to one that is not confirmed here.");
        }

        if (ShareRow.Open(work, thing.Id, request.Partner) is { } open)
        {
            return Problems.Of(StatusCodes.Status409Conflict, "It is shared already", $"The share {open.Id} with that partner is {open.Status}; recall it first where it is to go under another marking.");
        }

        var marking = MarkingOf(thing, request);
        var released = new Released(marking, request.Purpose, thing.IsOwn, Consents.Allow(work, request.Consent, thing, request.Partner, own)) { Category = thing.Fields.Category };
        if (released.Bars(Recipients.Find(work, request.Partner), work.Now.Day()) is { Count: > 0 } bars)
        {
            return Barred(bars);
        }

        var share = $"share-{Guid.CreateVersion7(work.Now):N}";
        work.Execute(
            """
            INSERT INTO share (id, thing, listing_id, partner, marking, purpose, legal_basis, consent, withheld, nonce, status, proposed_by, proposed_at)
            VALUES (@share, @Id, @ListingId, @Partner, @marking, @Purpose, @LegalBasis, @Consent, @withheld, @nonce, 'proposed', @by, @Now)
            """,
            new
            {
                share, thing.Id, thing.ListingId, request.Partner, marking = marking.ToText(), request.Purpose, caller.Ground.LegalBasis, request.Consent,
                withheld = string.Join(' ', request.Withhold.Distinct().Select(Codes.Of)), nonce = request.Withhold.Count > 0 ? RandomNumberGenerator.GetBytes(TearLine.NonceLength) : null, by = caller.Id, work.Now,
            });
        work.Record(caller.Did(ActionCode.ShareProposed, thing.Id, new { Share = share, request.Partner, request.Purpose, Withheld = request.Withhold.Select(Codes.Of), MarkingDigest = NoticeForm.DigestOf(marking.ToText()).ToString() }));
        return TypedResults.Ok(new ShareAnswer(share, ShareRow.Proposed));
    }

    /// <summary>What is wrong with a request, in words without content; null where nothing is.</summary>
    public static string? FaultOf(ShareRequest request) =>
        !NodeCard.IsService(request.Partner) ? "partner is no code of a service."
        : !Entente.Ledger.Entries.LedgerEntry.IsIdentifier(request.Purpose) ? "purpose is missing; give the code of the purpose for which the partner may use the listing."
        : request.Handling.Length > MostHandling || HandlingCodes.Read(request.Handling).HasUnknown ? "handling has a code that is not known, or two that contradict each other; allowed are TLP:CLEAR to TLP:RED, H0 to H3, ORCON, NOFORN and REL TO, with // between them."
        : HandlingCodes.Read(request.Handling).Tlp is null ? "handling has no label of the Traffic Light Protocol; add one, such as TLP:AMBER+STRICT."
        : !Grading.IsOne(request.Grading) ? "grading is none that is known; write 4x4:B2, 5x5x5:B21, 3x5x2:1AP or admiralty:B2, or leave it empty."
        : request.OnwardTo.Count > MostOnward || !request.OnwardTo.All(NodeCard.IsService) || (request.OnwardTo.Count > 0) != (request.Onward == Onward.Listed)
            ? $"onwardTo names the services to which the partner may hand it on, {MostOnward} at most, where onward is listed, and nobody otherwise."
        : request.Withhold.Count > Enum.GetValues<WithheldPart>().Length ? "withhold names a part twice."
        : request.Consent.Length > SignedConsentLength ? "consent is no signed consent."
        : null;

    /// <summary>Something bars the release.</summary>
    public static ProblemHttpResult Barred(IReadOnlyList<ReleaseBar> bars) =>
        Problems.Of(StatusCodes.Status409Conflict, "It must not go there", $"What stands against it: {string.Join(", ", bars.Select(Codes.Of))}.");

    private static bool IsStillOne(SharedThing thing, IReadOnlyCollection<WithheldPart> withheld, DateOnly today)
    {
        var rules = new ListingRules(new ListingOptions(), today);
        rules.FaultsOf(TearLine.Below(thing.Fields, withheld));
        return thing.IsOwn && !rules.Faults.Any(f => f.About is Watchlist.Listings.FaultOf.FullName or Watchlist.Listings.FaultOf.Identity);
    }

    /// <summary>The codes that bind the listing here go with every copy; the others are of this copy.</summary>
    private static Marking MarkingOf(SharedThing thing, ShareRequest request) => !thing.IsOwn ? ReleaseRules.OfOnwardCopy(thing.Marking)
        : new Marking([request.Partner], HandlingCodes.Join(thing.Marking.Handling, request.Handling), request.Onward, request.Until) { Purposes = [request.Purpose], OnwardTo = request.OnwardTo, Grading = request.Grading };

    // A policy of this project; SignedStatement has the other length.
    private const int MostHandling = 300, MostOnward = 40, SignedConsentLength = 4096;

    /// <summary>Who is to get it, and how.</summary>
    internal sealed record ShareRequest
    {
        /// <summary>Code of the partner.</summary>
        public string Partner { get; init; } = "";

        /// <summary>Code of the purpose for which it may use the listing.</summary>
        public string Purpose { get; init; } = "";

        /// <summary>Handling codes with // between them, a label of the Traffic Light Protocol among them.</summary>
        public string Handling { get; init; } = "TLP:AMBER+STRICT";

        /// <summary>How good source and information are, such as 4x4:B2; empty for not graded.</summary>
        public string Grading { get; init; } = "";

        /// <summary>Whether it may be handed on: no, ask-owner or listed.</summary>
        public Onward Onward { get; init; }

        /// <summary>To whom, where that is listed: codes of services.</summary>
        public IReadOnlyList<string> OnwardTo { get; init; } = [];

        /// <summary>The last day on which the partner may use it; as long as the listing is in force where missing.</summary>
        public DateOnly? Until { get; init; }

        /// <summary>What is left out of the copy: documents, nationalities, other-names, handling, warrant. What is another's is handed on as it came.</summary>
        public IReadOnlyList<WithheldPart> Withhold { get; init; } = [];

        /// <summary>The owner's signed consent, where the listing is another service's.</summary>
        public string Consent { get; init; } = "";
    }
}

/// <summary>What a change of a share is answered with.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status">Where it stands.</param>
internal sealed record ShareAnswer(string Id, string Status);
