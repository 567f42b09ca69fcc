using System.Globalization;
using System.Text;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;

namespace Entente.Node.Accounts;

/// <summary>An account as it is stored.</summary>
internal sealed class AccountRow
{
    public string Id { get; init; } = "";

    public string KeyId { get; init; } = "";

    public byte[] Name { get; init; } = [];

    public DateTimeOffset Made { get; init; }

    public DateTimeOffset? Locked { get; init; }

    /// <summary>The name as colleagues see it.</summary>
    public string NameBy(KeyStore keys) => AccountName.Open(keys, KeyId, Id, Name);
}

/// <summary>The name of an account's holder, sealed under the account's key.</summary>
internal static class AccountName
{
    /// <summary>Longest name, in characters.</summary>
    public const int Longest = 100;

    // Some scripts join and part letters with these two.
    private const char NonJoiner = '\u200C', Joiner = '\u200D';

    /// <summary>The name without blanks at its ends; null where it is none, or has what nobody sees in it: colleagues tell each other apart by it.</summary>
    public static string? Parse(string? text) => text?.Trim() is { Length: > 0 and <= Longest } name && !name.Any(IsUnseen) ? name : null;

    private static bool IsUnseen(char c) =>
        char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse
        && c is not (NonJoiner or Joiner);

    public static byte[] Seal(KeyStore keys, string key, string account, string name) => keys.Seal(key, $"account.name/{account}", Encoding.UTF8.GetBytes(name));

    public static string Open(KeyStore keys, string key, string account, byte[] name) =>
        keys.Open(key, $"account.name/{account}", name) is { } plain ? Encoding.UTF8.GetString(plain) : "";
}

/// <summary>What several use cases change of accounts, within their work.</summary>
internal static class AccountTable
{
    /// <summary>The account; null where there is none.</summary>
    public static AccountRow? FindAccount(this Work work, string id) => work.Find<AccountRow>("SELECT id, key_id, name, made, locked FROM account WHERE id = @id", new { id });

    /// <summary>The roles that an account holds.</summary>
    public static IReadOnlyList<string> RolesOf(this Work work, string account) =>
        work.Query<string>("SELECT role FROM account_role WHERE account_id = @account AND ended IS NULL ORDER BY role", new { account });

    /// <summary>The administrators who are not locked.</summary>
    public static IReadOnlyList<string> ActingAdministrators(this Work work) => work.Query<string>(
        """
        SELECT r.account_id FROM account_role r JOIN account a ON a.id = r.account_id
        WHERE r.role = @Administrator AND r.ended IS NULL AND a.locked IS NULL
        """,
        new { Role.Administrator });

    /// <summary>Whether there has only ever been one administrator: the one time at which somebody grants a role alone.</summary>
    public static bool HasFirstAdministratorOnly(this Work work) =>
        work.Value<long>("SELECT count(DISTINCT account_id) FROM account_role WHERE role = @Administrator", new { Role.Administrator }) == 1;

    /// <summary>Makes an account without roles.</summary>
    public static void AddAccount(this Work work, string id, string keyId, byte[] name, Ground ground) => work.Execute(
        """
        INSERT INTO account (id, key_id, name, made, purpose, legal_basis, marking)
        VALUES (@id, @keyId, @name, @Now, @Purpose, @LegalBasis, @marking)
        """,
        new { id, keyId, name, work.Now, ground.Purpose, ground.LegalBasis, marking = Marking.OwnService.ToText() });

    /// <summary>Gives a role, and tells the holder. What he is signed in with has the old roles, so it ends.</summary>
    public static void Grant(this Work work, string account, string role, string proposedBy, string confirmedBy)
    {
        // The same role may have been held before and ended in this very millisecond.
        work.Execute(
            """
            INSERT INTO account_role (account_id, role, since, proposed_by, confirmed_by) VALUES (@account, @role, @Now, @proposedBy, @confirmedBy)
            ON CONFLICT (account_id, role, since) DO UPDATE SET ended = NULL, proposed_by = @proposedBy, confirmed_by = @confirmedBy
            """,
            new { account, role, work.Now, proposedBy, confirmedBy });
        work.EndSessions(account);
        work.Tell(account, NoticeCode.RoleGranted, confirmedBy, role);
    }

    /// <summary>Takes a role away, and tells the holder.</summary>
    public static void Withdraw(this Work work, string account, string role, string confirmedBy)
    {
        work.Execute("UPDATE account_role SET ended = @Now WHERE account_id = @account AND role = @role AND ended IS NULL", new { work.Now, account, role });
        work.EndSessions(account);
        work.Tell(account, NoticeCode.RoleWithdrawn, confirmedBy, role);
    }

    /// <summary>Ends whatever the holder is signed in with, but for one session that may stay.</summary>
    public static int EndSessions(this Work work, string account, string? except = null) =>
        work.Execute("DELETE FROM account_session WHERE account_id = @account AND id <> @except", new { account, except = except ?? "" });

    /// <summary>Leaves word for the holder, who reads it at the next sign-in.</summary>
    public static void Tell(this Work work, string account, string code, string actor, string? role = null) => work.Execute(
        "INSERT INTO account_notice (id, account_id, made, code, role, actor) VALUES (@id, @account, @Now, @code, @role, @actor)",
        new { id = NewId(work), account, work.Now, code, role, actor });

    /// <summary>Makes a one-time link in place of the account's earlier ones and gives its secret.</summary>
    public static string MakeLink(this Work work, string kind, string? account, string madeBy, TimeSpan holds, string? role = null)
    {
        var secret = Secret.Make();
        work.Execute("DELETE FROM account_link WHERE account_id = @account OR (account_id IS NULL AND kind = @kind)", new { account, kind });
        work.Execute(
            "INSERT INTO account_link (hash, kind, account_id, role, made_by, expires) VALUES (@hash, @kind, @account, @role, @madeBy, @expires)",
            new { hash = Secret.HashOf(secret), kind, account, role, madeBy, expires = work.Now + holds });
        return secret;
    }

    /// <summary>Puts ten new recovery codes in the place of the old and gives them; they are kept as hashes.</summary>
    public static IReadOnlyList<string> MakeRecoveryCodes(this Work work, string account)
    {
        const int codes = 10;
        var made = Enumerable.Range(0, codes).Select(_ => Secret.MakeCode()).ToList();
        work.Execute("DELETE FROM account_recovery_code WHERE account_id = @account", new { account });
        foreach (var code in made)
        {
            work.Execute("INSERT INTO account_recovery_code (hash, account_id) VALUES (@hash, @account)", new { hash = Secret.HashOfCode(code), account });
        }

        return made;
    }

    /// <summary>An id for a new row, in the order of time.</summary>
    public static string NewId(Work work) => Guid.CreateVersion7(work.Now).ToString("N");
}

/// <summary>What links open.</summary>
internal static class LinkKind
{
    /// <summary>The account of the first administrator.</summary>
    public const string First = "first";

    /// <summary>An account to which its holder has been invited.</summary>
    public const string SignUp = "sign-up";

    /// <summary>An account whose recovery two administrators have agreed on.</summary>
    public const string Recover = "recover";

    /// <summary>A demo account, without a passkey.</summary>
    public const string Demo = "demo";
}

/// <summary>What a holder is told. A code is never given another meaning.</summary>
internal static class NoticeCode
{
    public const string RoleGranted = "role-granted";
    public const string RoleWithdrawn = "role-withdrawn";
    public const string Locked = "locked";
    public const string Unlocked = "unlocked";
    public const string RecoveryProposed = "recovery-proposed";
    public const string RecoveryConfirmed = "recovery-confirmed";
    public const string RecoveryCodeUsed = "recovery-code-used";
    public const string PasskeyAdded = "passkey-added";
    public const string PasskeyRemoved = "passkey-removed";
    public const string RecoveryCodesMade = "recovery-codes-made";
    public const string SessionsEnded = "sessions-ended";
    public const string ProviderLinked = "provider-linked";
    public const string ProgrammeSoon = "programme-soon";
    public const string ProgrammeLate = "programme-late";
}
