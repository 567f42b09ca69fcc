using Entente.Node.Accounts.SignIn;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Accounts.Administration;

/// <summary>What one administrator may propose about an account and a second one confirms.</summary>
internal static class ChangeKind
{
    /// <summary>Give a role.</summary>
    public const string Grant = "grant";

    /// <summary>Take a role away.</summary>
    public const string Withdraw = "withdraw";

    /// <summary>Remove a lock.</summary>
    public const string Unlock = "unlock";

    /// <summary>Let the holder back in who has lost passkeys and codes.</summary>
    public const string Recover = "recover";

    /// <summary>Let the holder sign in through the service's provider of identities.</summary>
    public const string LinkProvider = "link-provider";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Grant, Withdraw, Unlock, Recover, LinkProvider];
}

/// <summary>A proposed change as it is stored, what allows it and what it does.</summary>
internal sealed class AccountChange
{
    /// <summary>Fewer administrators could not confirm each other.</summary>
    public const int FewestAdministrators = 2;

    /// <summary>How long a proposal waits for the second administrator.</summary>
    public static readonly TimeSpan Holds = TimeSpan.FromDays(7);

    public string Id { get; init; } = "";

    public string AccountId { get; init; } = "";

    public string Kind { get; init; } = "";

    public string? Role { get; init; }

    public string? Provider { get; init; }

    public string ProposedBy { get; init; } = "";

    public DateTimeOffset Proposed { get; init; }

    public DateTimeOffset Expires { get; init; }

    /// <summary>Why it cannot be done as things stand; null where it can. Asked when it is proposed, and again when it is confirmed.</summary>
    public IResult? Objection(Work work)
    {
        if (work.FindAccount(AccountId) is not { } account)
        {
            return Invite.NoAccount;
        }

        var roles = work.RolesOf(AccountId);
        return Kind switch
        {
            ChangeKind.Grant when roles.Contains(Role ?? "") => Conflict("The role is held", "The account has that role already."),
            ChangeKind.Grant when roles.Count > 0 && (Role == Accounts.Role.Administrator || roles.Contains(Accounts.Role.Administrator)) => Conflict(
                "An administrator has no other role", "Whoever runs the accounts sees no case and decides none; withdraw the other roles first."),
            ChangeKind.Withdraw when !roles.Contains(Role ?? "") => Conflict("The role is not held", "The account does not have that role."),
            ChangeKind.Withdraw when Role == Accounts.Role.Administrator && work.ActingAdministrators().Count(a => a != AccountId) < FewestAdministrators => TooFewAdministrators,
            ChangeKind.Unlock when account.Locked is null => Conflict("It is not locked", "The account has no lock to remove."),
            ChangeKind.Recover when account.Locked is not null => Conflict("It is locked", "Remove the lock first, which takes two administrators too."),
            ChangeKind.LinkProvider when work.Value<long>("SELECT count(*) FROM account WHERE provider = @Provider AND id <> @AccountId", new { Provider, AccountId }) > 0 => Conflict(
                "It is linked elsewhere", "Another account is linked to that subject; one subject is one person."),
            _ => null,
        };
    }

    /// <summary>Does it, tells the holder, and gives the secret of a recovery's link; null for everything else.</summary>
    public string? Apply(Work work, string confirmedBy)
    {
        switch (Kind)
        {
            case ChangeKind.Grant:
                work.Grant(AccountId, Role ?? "", ProposedBy, confirmedBy);
                return null;
            case ChangeKind.Withdraw:
                work.Withdraw(AccountId, Role ?? "", confirmedBy);
                return null;
            case ChangeKind.Unlock:
                work.Execute("UPDATE account SET locked = NULL WHERE id = @AccountId", new { AccountId });
                work.Tell(AccountId, NoticeCode.Unlocked, confirmedBy);
                return null;
            case ChangeKind.LinkProvider:
                work.Execute("UPDATE account SET provider = @Provider WHERE id = @AccountId", new { Provider, AccountId });
                work.EndSessions(AccountId);
                work.Tell(AccountId, NoticeCode.ProviderLinked, confirmedBy);
                return null;
            case ChangeKind.Recover:
                work.Tell(AccountId, NoticeCode.RecoveryConfirmed, confirmedBy);
                return work.MakeLink(LinkKind.Recover, AccountId, confirmedBy, OneTimeLink.Holds);
            default:
                throw new InvalidOperationException("A kind of change that is not known was stored.");
        }
    }

    /// <summary>What is answered where fewer than two administrators would remain.</summary>
    public static IResult TooFewAdministrators => Conflict(
        "Two administrators must remain", $"Fewer than {FewestAdministrators} who can act would remain, and nobody could confirm anything any more. Name another administrator first; sessions can be ended at once.");

    private static ProblemHttpResult Conflict(string title, string detail) => Problems.Of(StatusCodes.Status409Conflict, title, detail);
}
