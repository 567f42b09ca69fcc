using System.Security.Claims;
using Dapper;
using Entente.Node.Accounts.Sessions;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Entente.Node.Storage;

namespace Entente.Node.Accounts.Own;

/// <summary>The holder ends sessions: POST /account/sign-out here, /account/sign-out-everywhere, /account/sessions/{id}/end another one. GET /account/sessions lists them.</summary>
internal static class OwnSessions
{
    public static void Map(WebApplication node)
    {
        node.MapGet("/account/sessions", (Caller caller, ClaimsPrincipal user, Database database, TimeProvider time) => TypedResults.Ok(Of(database, caller.Account, IdOf(user), time.GetUtcNow())))
            .RequiresSignedIn().WithName("own-sessions");
        node.MapPost("/account/sign-out", (Caller caller, ClaimsPrincipal user, HttpContext context, SessionCookie cookie, LedgerWriter ledger, CancellationToken cancellationToken) =>
            SignOut(caller, IdOf(user), context, cookie, ledger, cancellationToken)).RequiresSignedIn().WithName("sign-out");
        node.MapPost("/account/sign-out-everywhere", (Caller caller, HttpContext context, SessionCookie cookie, LedgerWriter ledger, CancellationToken cancellationToken) =>
            SignOut(caller, null, context, cookie, ledger, cancellationToken)).RequiresSignedIn().WithName("sign-out-everywhere");
        node.MapPost("/account/sessions/{id}/end", End).RequiresSignedIn().WithName("session-end");
    }

    /// <summary>The sessions of an account that have not run out, the latest first.</summary>
    public static IReadOnlyList<OwnSession> Of(Database database, string account, string? here, DateTimeOffset now)
    {
        using var connection = database.Open();
        return [.. connection.Query<Row>("SELECT id, manner, began FROM account_session WHERE account_id = @account AND expires > @now ORDER BY began DESC", new { account, now })
            .Select(r => new OwnSession(r.Id, r.Manner, r.Began, r.Id == here))];
    }

    /// <summary>The session of a request; null where a test signed in.</summary>
    public static string? IdOf(ClaimsPrincipal user) => user.FindFirst(SessionAuthentication.SessionClaim)?.Value;

    private static async Task<IResult> SignOut(Caller caller, string? session, HttpContext context, SessionCookie cookie, LedgerWriter ledger, CancellationToken cancellationToken)
    {
        await EndAsync(caller, session, ledger, cancellationToken);
        cookie.Delete(context.Response);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> End(string id, Caller caller, LedgerWriter ledger, CancellationToken cancellationToken) =>
        await EndAsync(caller, id, ledger, cancellationToken) > 0
            ? TypedResults.NoContent()
            : Problems.Of(StatusCodes.Status404NotFound, "No such session", "The account has no session of that id; it may have ended already.");

    private static Task<int> EndAsync(Caller caller, string? session, LedgerWriter ledger, CancellationToken cancellationToken) => ledger.WriteAsync(
        work =>
        {
            var ended = session is null
                ? work.EndSessions(caller.Account)
                : work.Execute("DELETE FROM account_session WHERE account_id = @Account AND id = @session", new { caller.Account, session });
            work.Record(caller.Did(ActionCode.SessionsEnded, caller.Id, new { session, ended }));
            return ended;
        },
        cancellationToken);

    private sealed class Row
    {
        public string Id { get; init; } = "";

        public string Manner { get; init; } = "";

        public DateTimeOffset Began { get; init; }
    }
}

/// <summary>A session of one's own.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Manner">How it was proven who it is.</param>
/// <param name="Began">When.</param>
/// <param name="Here">Whether it is the one that asks.</param>
internal sealed record OwnSession(string Id, string Manner, DateTimeOffset Began, bool Here);
