using Dapper;
using Entente.Node.Accounts;
using Entente.Node.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Exchange.Notices;

/// <summary>
/// GET /shares: who holds what of this service, with what became of what was taken back; ?listing=ID for one listing. GET /foreign: what partners have shared. Neither has
/// a name in it; the listing itself is read where it stands.
/// </summary>
internal static class ReadShares
{
    private const int Most = 1_000;

    public static void Map(WebApplication node)
    {
        node.MapGet("/shares", Shares).Requires(Permission.ReadListings).WithName("shares");
        node.MapGet("/foreign", Foreign).Requires(Permission.ReadListings).WithName("foreign");
    }

    private static Ok<IReadOnlyList<ShareLine>> Shares(Database database, string? listing = null)
    {
        using var connection = database.Open();
        return TypedResults.Ok<IReadOnlyList<ShareLine>>([.. AllShares(connection, listing).Select(ShareLine.Of)]);
    }

    private static Ok<IReadOnlyList<ForeignLine>> Foreign(Database database, string? partner = null)
    {
        using var connection = database.Open();
        return TypedResults.Ok<IReadOnlyList<ForeignLine>>([.. AllForeign(connection, partner).Select(ForeignLine.Of)]);
    }

    /// <summary>The shares, those that are owed an account first, then the newest.</summary>
    public static IReadOnlyList<ShareRow> AllShares(System.Data.Common.DbConnection connection, string? listing) => connection.Query<ShareRow>(
        $"SELECT * FROM share {(listing is null ? "" : "WHERE listing_id = @listing OR thing = @listing")} ORDER BY CASE WHEN status = 'recalled' AND account IS NULL THEN 0 WHEN status = 'proposed' THEN 1 ELSE 2 END, proposed_at DESC, id LIMIT {Most}",
        new { listing }).AsList();

    /// <summary>The listings of partners, those that wait for a person first, then the newest.</summary>
    public static IReadOnlyList<ForeignRow> AllForeign(System.Data.Common.DbConnection connection, string? partner) => connection.Query<ForeignRow>(
        $"SELECT * FROM foreign_listing {(partner is null ? "" : "WHERE partner = @partner")} ORDER BY CASE WHEN status = 'held' OR recall IN ('braked', 'due') THEN 0 ELSE 1 END, received_at DESC, thing LIMIT {Most}",
        new { partner }).AsList();

    /// <summary>A share in a line.</summary>
    internal sealed record ShareLine(
        string Id, string Thing, string Partner, string Purpose, string Status, long? Version, string ProposedBy, DateTimeOffset ProposedAt, string? DecidedBy, DateTimeOffset? DecidedAt,
        string? EndedWhy, DateTimeOffset? EndedAt, long Asked, string? Account, IReadOnlyList<string> How, DateTimeOffset? AccountedAt)
    {
        /// <summary>The line of a row.</summary>
        public static ShareLine Of(ShareRow row) => new(
            row.Id, row.Thing, row.Partner, row.Purpose, row.Status, row.SentVersion, row.ProposedBy, row.ProposedAt, row.DecidedBy, row.DecidedAt, row.EndedWhy, row.EndedAt, row.Asked, row.Account,
            row.AccountHow is { Length: > 0 } how ? how.Split(' ') : [], row.AccountedAt);
    }

    /// <summary>A foreign listing in a line.</summary>
    internal sealed record ForeignLine(
        string Thing, string Partner, long Version, string Purpose, string Status, IReadOnlyList<string> Bars, DateTimeOffset ReceivedAt, DateOnly ExpiresOn, string Recall, string? RecallWhy, string? Account)
    {
        /// <summary>The line of a row.</summary>
        public static ForeignLine Of(ForeignRow row) => new(
            row.Thing, row.Partner, row.Version, row.Purpose, row.Status, row.Bars is { Length: > 0 } bars ? bars.Split(' ') : [], row.ReceivedAt, row.ExpiresOn, row.Recall, row.RecallWhy, row.Account);
    }
}
