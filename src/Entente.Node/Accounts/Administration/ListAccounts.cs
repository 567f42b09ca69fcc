using Dapper;
using Entente.Node.Oversight;
using Entente.Node.Storage;

namespace Entente.Node.Accounts.Administration;

/// <summary>GET /accounts: who has an account, in which roles, and whether it is locked.</summary>
internal static class ListAccounts
{
    public static void Map(WebApplication node) => node.MapGet("/accounts", Handle).Requires(Permission.Administer).WithName("accounts");

    private static async Task<IResult> Handle(Caller caller, Database database, KeyStore keys, LedgerWriter ledger, TimeProvider time, CancellationToken cancellationToken)
    {
        await ledger.RecordAsync(caller.Did(ActionCode.AccountsRead, null), cancellationToken);
        using var connection = database.Open();
        var roles = connection.Query<RoleRow>("SELECT account_id, role FROM account_role WHERE ended IS NULL ORDER BY role").ToLookup(r => r.AccountId, r => r.Role);
        var accounts = connection.Query<Row>(
            """
            SELECT a.id, a.key_id, a.name, a.made, a.locked,
                (SELECT count(*) FROM account_passkey p WHERE p.account_id = a.id) AS passkeys,
                (SELECT count(*) FROM account_recovery_code c WHERE c.account_id = a.id) AS recovery_codes,
                (SELECT count(*) FROM account_session s WHERE s.account_id = a.id AND s.expires > @Now) AS sessions
            FROM account a ORDER BY a.made
            """,
            new { Now = time.GetUtcNow() });
        return TypedResults.Ok(accounts.Select(a => new AccountView(
            a.Id, AccountName.Open(keys, a.KeyId, a.Id, a.Name), [.. roles[a.Id]], a.Made, a.Locked, a.Passkeys, a.RecoveryCodes, a.Sessions)).ToList());
    }

    /// <summary>An account.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Name">Name of its holder.</param>
    /// <param name="Roles">Roles that are held.</param>
    /// <param name="Made">When it was made.</param>
    /// <param name="Locked">Since when it is locked; null where it is not.</param>
    /// <param name="Passkeys">How many; 0 where its holder has not taken it up.</param>
    /// <param name="RecoveryCodes">How many are left.</param>
    /// <param name="Sessions">How many have not run out.</param>
    internal sealed record AccountView(string Id, string Name, IReadOnlyList<string> Roles, DateTimeOffset Made, DateTimeOffset? Locked, long Passkeys, long RecoveryCodes, long Sessions);

    private sealed class Row
    {
        public string Id { get; init; } = "";

        public string KeyId { get; init; } = "";

        public byte[] Name { get; init; } = [];

        public DateTimeOffset Made { get; init; }

        public DateTimeOffset? Locked { get; init; }

        public long Passkeys { get; init; }

        public long RecoveryCodes { get; init; }

        public long Sessions { get; init; }
    }

    private sealed class RoleRow
    {
        public string AccountId { get; init; } = "";

        public string Role { get; init; } = "";
    }
}
