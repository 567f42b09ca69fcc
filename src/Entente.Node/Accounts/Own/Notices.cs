using Dapper;
using Entente.Node.Oversight;
using Entente.Node.Storage;

namespace Entente.Node.Accounts.Own;

/// <summary>GET /account/notices: what others, and one's own recovery, did to one's account. POST /account/notices/read: it has been read.</summary>
internal static class Notices
{
    public static void Map(WebApplication node)
    {
        node.MapGet("/account/notices", (Caller caller, Database database) => TypedResults.Ok(Of(database, caller.Account))).RequiresSignedIn().WithName("notices");
        node.MapPost("/account/notices/read", Read).RequiresSignedIn().WithName("notices-read");
    }

    /// <summary>The newest notices of an account, the latest first.</summary>
    public static IReadOnlyList<Notice> Of(Database database, string account)
    {
        const int most = 100;
        using var connection = database.Open();
        return [.. connection.Query<Row>("SELECT id, made, code, role, actor, read_at FROM account_notice WHERE account_id = @account ORDER BY made DESC, id DESC LIMIT @most", new { account, most })
            .Select(r => new Notice(r.Id, r.Made, r.Code, r.Role, r.Actor, r.ReadAt is not null))];
    }

    /// <summary>How many its holder has not read.</summary>
    public static long CountUnread(Database database, string account)
    {
        using var connection = database.Open();
        return connection.ExecuteScalar<long>("SELECT count(*) FROM account_notice WHERE account_id = @account AND read_at IS NULL", new { account });
    }

    private static async Task<IResult> Read(Caller caller, LedgerWriter ledger, CancellationToken cancellationToken)
    {
        await ledger.WriteAsync(
            work =>
            {
                var read = work.Execute("UPDATE account_notice SET read_at = @Now WHERE account_id = @Account AND read_at IS NULL", new { work.Now, caller.Account });
                work.Record(caller.Did(ActionCode.NoticesRead, caller.Id, new { read }));
                return read;
            },
            cancellationToken);
        return TypedResults.NoContent();
    }

    private sealed class Row
    {
        public string Id { get; init; } = "";

        public DateTimeOffset Made { get; init; }

        public string Code { get; init; } = "";

        public string? Role { get; init; }

        public string Actor { get; init; } = "";

        public DateTimeOffset? ReadAt { get; init; }
    }
}

/// <summary>What was done to an account.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Time">When.</param>
/// <param name="Code">What, of <see cref="NoticeCode"/>.</param>
/// <param name="Role">Which role it is about; null for none.</param>
/// <param name="Actor">Id of who did it, or confirmed it.</param>
/// <param name="Read">Whether the holder has said that he read it.</param>
internal sealed record Notice(string Id, DateTimeOffset Time, string Code, string? Role, string Actor, bool Read);
