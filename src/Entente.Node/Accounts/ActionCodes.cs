namespace Entente.Node.Oversight;

/// <summary>The codes of what is done to accounts.</summary>
internal static partial class ActionCode
{
    /// <summary>An account was made and its holder invited, or invited anew.</summary>
    public const string AccountInvited = "account.invited";

    /// <summary>Somebody took up an account by its link.</summary>
    public const string AccountTakenUp = "account.taken-up";

    /// <summary>Somebody came back into an account by a recovery code or a confirmed recovery.</summary>
    public const string AccountRecovered = "account.recovered";

    /// <summary>An account was locked.</summary>
    public const string AccountLocked = "account.locked";

    /// <summary>Somebody read the list of accounts or of proposed changes.</summary>
    public const string AccountsRead = "accounts.read";

    /// <summary>A change of an account was proposed; it waits for a second administrator.</summary>
    public const string ChangeProposed = "account-change.proposed";

    /// <summary>A second administrator confirmed a change, and it took effect.</summary>
    public const string ChangeConfirmed = "account-change.confirmed";

    /// <summary>A proposed change was refused or taken back.</summary>
    public const string ChangeRefused = "account-change.refused";

    /// <summary>A role was granted where nobody could confirm it: to the first administrator, to the second, to a demo account.</summary>
    public const string RoleGranted = "role.granted";

    /// <summary>Somebody signed in.</summary>
    public const string SessionBegan = "session.began";

    /// <summary>Sessions were ended before their time.</summary>
    public const string SessionsEnded = "sessions.ended";

    /// <summary>A one-time link was made.</summary>
    public const string LinkMade = "link.made";

    /// <summary>A passkey was added.</summary>
    public const string PasskeyAdded = "passkey.added";

    /// <summary>A passkey was removed.</summary>
    public const string PasskeyRemoved = "passkey.removed";

    /// <summary>New recovery codes took the place of the old.</summary>
    public const string RecoveryCodesMade = "recovery-codes.made";

    /// <summary>Somebody has read what was done to his account.</summary>
    public const string NoticesRead = "notices.read";
}
