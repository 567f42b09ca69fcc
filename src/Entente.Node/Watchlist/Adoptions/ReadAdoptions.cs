using Dapper;
using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Watchlist.Adoptions;

/// <summary>GET /adoptions: what was adopted, by status, the newest first.</summary>
internal static class ReadAdoptions
{
    private const int MostLimit = 500;
    private static readonly string[] Statuses = ["proposed", "in-force", "refused", "withdrawn", "replaced", "lapsed", "expired", "deleted"];

    public static void Map(WebApplication node) => node.MapGet("/adoptions", Handle).Requires(Permission.ReadListings).WithName("adoptions");

    private static async Task<Results<Ok<AdoptionsAnswer>, ProblemHttpResult>> Handle(
        Database database, KeyStore keys, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken, string? status = null, int limit = 100, int offset = 0)
    {
        if (limit is < 1 or > MostLimit || offset < 0 || (status is not null && !Statuses.Contains(status)))
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "The request is not as it should be",
                $"Give a limit of 1 to {MostLimit}, an offset of 0 or more, and as status one of {string.Join(", ", Statuses)}, or none.");
        }

        var rows = await FindAsync(Which(status), new { status, limit, offset }, database, ledger, caller, cancellationToken);
        return TypedResults.Ok(new AdoptionsAnswer([.. rows.Select(row => AdoptionLine.Of(row, keys))], limit, offset));
    }

    /// <summary>The statuses by which they are asked for.</summary>
    public static IReadOnlyList<string> AllStatuses => Statuses;

    /// <summary>The clause of SQL for adoptions of a status, or of all where null; it has the parameters status, limit and offset.</summary>
    public static string Which(string? status) => $"{(status is null ? "" : "WHERE status = @status")} ORDER BY id DESC LIMIT @limit OFFSET @offset";

    /// <summary>Adoptions; which, a clause of SQL says. That they were read is recorded.</summary>
    public static async Task<IReadOnlyList<AdoptionRow>> FindAsync(string which, object parameters, Database database, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken)
    {
        using var connection = database.Open();
        var rows = (await connection.QueryAsync<AdoptionRow>($"SELECT * FROM adoption {which}", parameters)).AsList();
        await ledger.RecordAsync(caller.Did(ActionCode.AdoptionsRead, null, new { Adoptions = rows.Select(a => a.Id) }), cancellationToken);
        return rows;
    }

    /// <summary>Adoptions.</summary>
    internal sealed record AdoptionsAnswer(IReadOnlyList<AdoptionLine> Adoptions, int Limit, int Offset);
}

/// <summary>An adoption in a line.</summary>
/// <param name="Id">Its id.</param>
/// <param name="List">The list.</param>
/// <param name="Listing">The listing.</param>
/// <param name="Status">proposed, in-force, refused, withdrawn, replaced, lapsed, expired or deleted.</param>
/// <param name="Action">What it asks for.</param>
/// <param name="Warrant">Number of the warrant; empty for none, null once deleted.</param>
/// <param name="Reason">Why; null once deleted.</param>
/// <param name="ReviewOn">Next review.</param>
/// <param name="ExpiresOn">Last day in force.</param>
/// <param name="ProposedBy">Who proposed it.</param>
/// <param name="DecidedBy">Who approved or refused it.</param>
/// <param name="EndedWhy">Why it ended, a code.</param>
internal sealed record AdoptionLine(
    string Id, string List, string Listing, string Status, string Action, string? Warrant, string? Reason, DateOnly ReviewOn, DateOnly ExpiresOn, string ProposedBy, string? DecidedBy, string? EndedWhy)
{
    /// <summary>The line of a row.</summary>
    public static AdoptionLine Of(AdoptionRow row, KeyStore keys)
    {
        var content = row.Open(keys);
        return new(row.Id, row.List, row.ListingId, row.Status, row.Action, content?.Warrant, content?.Reason, row.ReviewOn, row.ExpiresOn, row.ProposedBy, row.DecidedBy, row.EndedWhy);
    }
}
