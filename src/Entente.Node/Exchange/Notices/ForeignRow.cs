using System.Data.Common;
using Dapper;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Entente.Node.Watchlist.Listings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Exchange.Notices;

/// <summary>A listing of a partner, as the table holds it.</summary>
internal sealed class ForeignRow
{
    /// <summary>It waits for a person, and alerts nobody.</summary>
    public const string Held = "held";

    /// <summary>It informs.</summary>
    public const string IsInForce = "in-force";

    /// <summary>A person has refused it.</summary>
    public const string Refused = "refused";

    /// <summary>Its owner has taken it back.</summary>
    public const string Recalled = "recalled";

    /// <summary>A recall that alerts on until a person has looked: too many came at once.</summary>
    public const string Braked = "braked";

    /// <summary>A recall of which the account is owed.</summary>
    public const string Due = "due";

    /// <summary>A recall of which the account was given.</summary>
    public const string Answered = "answered";

    public string Thing { get; init; } = "";
    public string Partner { get; init; } = "";
    public long Version { get; init; }
    public string KeyId { get; init; } = "";
    public byte[]? Content { get; init; }
    public string Marking { get; init; } = "";
    public string Purpose { get; init; } = "";
    public string Status { get; init; } = "";
    public string Bars { get; init; } = "";
    public string MessageId { get; init; } = "";
    public string Digest { get; init; } = "";
    public DateTimeOffset ReceivedAt { get; init; }
    public DateOnly ExpiresOn { get; init; }
    public string? DecidedBy { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
    public string Recall { get; init; } = "";
    public string? RecallWhy { get; init; }
    public DateTimeOffset? RecalledAt { get; init; }
    public string? Account { get; init; }
    public string? AccountHow { get; init; }
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The notice; null where it has been destroyed, or is none that can be read.</summary>
    public NoticeForm? Open(KeyStore keys) => Content is not null && keys.Open(KeyId, Place(Thing, Partner), Content) is { } plain ? NoticeForm.Read(plain) : null;

    /// <summary>Seals what arrived.</summary>
    public static byte[] Seal(KeyStore keys, string key, string thing, string partner, ReadOnlySpan<byte> payload) => keys.Seal(key, Place(thing, partner), payload.ToArray());

    /// <summary>A listing by thing and partner; null where there is none.</summary>
    public static ForeignRow? Find(Work work, string thing, string partner) => work.Find<ForeignRow>("SELECT * FROM foreign_listing WHERE thing = @thing AND partner = @partner", new { thing, partner });

    /// <summary>The listing of a thing that is in force, its owner's copy first; null where there is none.</summary>
    public static ForeignRow? InForce(Work work, string thing) => work.Find<ForeignRow>(
        "SELECT * FROM foreign_listing WHERE thing = @thing AND status = 'in-force' ORDER BY CASE WHEN partner = @owner THEN 0 ELSE 1 END, partner LIMIT 1", new { thing, owner = NoticeForm.OwnerOf(thing) });

    /// <summary>Where the listing of a thing stands, its owner's copy first; null where there is none.</summary>
    public static ListingState? StateOf(DbConnection connection, string thing) => connection.QueryFirstOrDefault<ListingState>(
        "SELECT status, version FROM foreign_listing WHERE thing = @thing ORDER BY CASE WHEN status = 'in-force' THEN 0 ELSE 1 END, CASE WHEN partner = @owner THEN 0 ELSE 1 END, partner LIMIT 1",
        new { thing, owner = NoticeForm.OwnerOf(thing) });

    /// <summary>What answers where there is no such listing.</summary>
    public static ProblemHttpResult Unknown { get; } = Problems.Of(StatusCodes.Status404NotFound, "Unknown foreign listing", "No partner has shared a listing of that id; GET /foreign has them.");

    private static string Place(string thing, string partner) => $"foreign_listing.content/{partner}/{thing}";
}
