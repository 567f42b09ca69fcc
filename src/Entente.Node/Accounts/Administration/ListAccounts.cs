using System.Data.Common;
using Dapper;
using Entente.Node.Oversight;
using Entente.Node.Storage;

namespace Entente.Node.Accounts.Administration;

/// <summary>GET /accounts: who has an account, in which roles, and whether it is locked.</summary>
internal static class ListAccounts
{
    private const string Select =
        """
        SELECT a.id, a.key_id, a.name, a.made, a.locked,
            (SELECT count(*) FROM account_passkey p WHERE p.account_id = a.id) AS passkeys,
            (SELECT count(*) FROM account_recovery_code c WHERE c.account_id = a.id) AS recovery_codes,
            (SELECT count(*) FROM account_session s WHERE s.account_id = a.id AND s.expires > @Now) AS sessions,
            (SELECT max(p.used) FROM account_passkey p WHERE p.account_id = a.id) AS passkey_used,
            (SELECT max(s.began) FROM account_session s WHERE s.account_id = a.id) AS session_began,
            (SELECT max(l.expires) FROM account_link l WHERE l.account_id = a.id AND l.expires > @Now) AS link_until
        FROM account a
        """;

    public static void Map(WebApplication node) => node.MapGet("/accounts", Handle).Requires(Permission.Administer).WithName("accounts");

    private static async Task<IResult> Handle(Caller caller, Database database, KeyStore keys, LedgerWriter ledger, TimeProvider time, CancellationToken cancellationToken)
    {
        await ledger.RecordAsync(caller.Did(ActionCode.AccountsRead, null), cancellationToken);
        return TypedResults.Ok(All(database, keys, time.GetUtcNow()).Select(a => new AccountView(a.Id, a.Name, a.Roles, a.Made, a.Locked, a.Passkeys, a.RecoveryCodes, a.Sessions)).ToList());
    }

    /// <summary>All accounts, the oldest first; whoever shows them records that.</summary>
    internal static IReadOnlyList<AccountLine> All(Database database, KeyStore keys, DateTimeOffset now)
    {
        using var connection = database.Open();
        var roles = connection.Query<RoleRow>("SELECT account_id, role FROM account_role WHERE ended IS NULL ORDER BY role").ToLookup(r => r.AccountId, r => r.Role);
        return [.. connection.Query<Row>($"{Select} ORDER BY a.made", new { Now = now }).Select(row => row.ToLine(keys, [.. roles[row.Id]]))];
    }

    /// <summary>One account; null where there is none.</summary>
    internal static AccountLine? Find(DbConnection connection, KeyStore keys, string id, DateTimeOffset now) =>
        connection.QueryFirstOrDefault<Row>($"{Select} WHERE a.id = @id", new { id, Now = now })
            ?.ToLine(keys, [.. connection.Query<string>("SELECT role FROM account_role WHERE account_id = @id AND ended IS NULL ORDER BY role", new { id })]);

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

        public DateTimeOffset? PasskeyUsed { get; init; }

        public DateTimeOffset? SessionBegan { get; init; }

        public DateTimeOffset? LinkUntil { get; init; }

        public AccountLine ToLine(KeyStore keys, IReadOnlyList<string> roles) => new(
            Id, AccountName.Open(keys, KeyId, Id, Name), roles, Made, Locked, Passkeys, RecoveryCodes, Sessions, PasskeyUsed > SessionBegan || SessionBegan is null ? PasskeyUsed : SessionBegan, LinkUntil);
    }

    private sealed class RoleRow
    {
        public string AccountId { get; init; } = "";

        public string Role { get; init; } = "";
    }
}

/// <summary>An account as administrators see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Name of its holder.</param>
/// <param name="Roles">Roles that are held.</param>
/// <param name="Made">When it was made.</param>
/// <param name="Locked">Since when it is locked; null where it is not.</param>
/// <param name="Passkeys">How many; 0 where its holder has not taken it up.</param>
/// <param name="RecoveryCodes">How many are left.</param>
/// <param name="Sessions">How many have not run out.</param>
/// <param name="LastSignIn">When its holder last signed in, as far as it is known: sessions that ended are forgotten, the use of a passkey is not.</param>
/// <param name="LinkUntil">Until when a one-time link opens it; null for none.</param>
internal sealed record AccountLine(
    string Id, string Name, IReadOnlyList<string> Roles, DateTimeOffset Made, DateTimeOffset? Locked, long Passkeys, long RecoveryCodes, long Sessions, DateTimeOffset? LastSignIn, DateTimeOffset? LinkUntil)
{
    /// <summary>locked; invited, where nobody has taken it up; without-role; or active.</summary>
    public string State =>
        Locked is not null ? "locked"
        : Passkeys == 0 && LastSignIn is null ? "invited"
        : Roles.Count == 0 ? "without-role"
        : "active";
}
