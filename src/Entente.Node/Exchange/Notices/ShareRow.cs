using System.Data.Common;
using Dapper;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Exchange.Notices;

/// <summary>A listing that goes, or has gone, to a partner, as the table holds it.</summary>
internal sealed class ShareRow
{
    /// <summary>It waits for a second person.</summary>
    public const string Proposed = "proposed";

    /// <summary>A second person has refused it.</summary>
    public const string Refused = "refused";

    /// <summary>The partner has it, or gets it.</summary>
    public const string Shared = "shared";

    /// <summary>It was taken back; the account says what became of it.</summary>
    public const string Recalled = "recalled";

    /// <summary>Its time was over, here and at the partner.</summary>
    public const string Ended = "ended";

    public string Id { get; init; } = "";
    public string Thing { get; init; } = "";
    public string ListingId { get; init; } = "";
    public string Partner { get; init; } = "";
    public string Marking { get; init; } = "";
    public string Purpose { get; init; } = "";
    public string LegalBasis { get; init; } = "";
    public string Consent { get; init; } = "";
    public string Withheld { get; init; } = "";
    public byte[]? Nonce { get; init; }
    public string Status { get; init; } = "";
    public string ProposedBy { get; init; } = "";
    public DateTimeOffset ProposedAt { get; init; }
    public string? DecidedBy { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
    public long? SentVersion { get; init; }
    public string? MessageId { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public string? EndedBy { get; init; }
    public string? EndedWhy { get; init; }
    public DateTimeOffset? AskedAt { get; init; }
    public long Asked { get; init; }
    public string? Account { get; init; }
    public string? AccountHow { get; init; }
    public DateTimeOffset? AccountedAt { get; init; }

    /// <summary>On which ground it was released.</summary>
    public Ground Ground => new(Purpose, LegalBasis);

    /// <summary>What is left out of the copy.</summary>
    public IReadOnlyList<WithheldPart> WithheldParts => [.. Withheld.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Codes.Find<WithheldPart>).OfType<WithheldPart>()];

    /// <summary>Whether the partner still owes an account of it.</summary>
    public bool IsOwed => Status == Recalled && Account is null;

    /// <summary>A share by its id; null where there is none.</summary>
    public static ShareRow? Find(Work work, string id) => work.Find<ShareRow>("SELECT * FROM share WHERE id = @id", new { id });

    /// <summary>The share of a thing with a partner that is not over; null where there is none.</summary>
    public static ShareRow? Open(Work work, string thing, string partner) =>
        work.Find<ShareRow>("SELECT * FROM share WHERE thing = @thing AND partner = @partner AND status IN ('proposed', 'shared')", new { thing, partner });

    /// <summary>The shares of a listing, the newest first.</summary>
    public static IReadOnlyList<ShareRow> Of(DbConnection connection, string listing) => connection.Query<ShareRow>("SELECT * FROM share WHERE listing_id = @listing ORDER BY proposed_at DESC, id", new { listing }).AsList();

    /// <summary>What answers where there is no such share.</summary>
    public static ProblemHttpResult Unknown { get; } = Problems.Of(StatusCodes.Status404NotFound, "Unknown share", "Nothing was proposed or shared under that id; GET /shares has them.");
}
