using Entente.Node.Accounts.SignIn;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Entente.Node.Storage;

namespace Entente.Node.Accounts.Administration;

/// <summary>
/// POST /accounts makes an account and a one-time link for its holder; POST /accounts/{id}/link makes a new link for one who has not taken it up. An account opens nothing until two administrators have
/// given it a role. The one exception: while there has only ever been one administrator, he invites the second together with the role.
/// </summary>
internal static class Invite
{
    public static void Map(WebApplication node)
    {
        node.MapPost("/accounts", InviteAsync).Requires(Permission.Administer).WithName("account-invite");
        node.MapPost("/accounts/{id}/link", AgainAsync).Requires(Permission.Administer).WithName("account-invite-again");
    }

    /// <summary>Makes an account and its link.</summary>
    internal static async Task<IResult> InviteAsync(Request request, Caller caller, KeyStore keys, PublicOrigin origin, LedgerWriter ledger, CancellationToken cancellationToken)
    {
        if (AccountName.Parse(request.Name) is not { } name)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "A name is wanted", $"Give the holder's name as colleagues know it, 1 to {AccountName.Longest} characters.");
        }

        var keyId = keys.Make();
        var (id, secret) = await ledger.WriteAsync(
            work =>
            {
                if (request.SecondAdministrator && !work.HasFirstAdministratorOnly())
                {
                    return ("", (string?)null);
                }

                var account = AccountTable.NewId(work);
                work.AddAccount(account, keyId, AccountName.Seal(keys, keyId, account, name), caller.Ground);
                return (account, (string?)Link(work, caller, account, request.SecondAdministrator ? Role.Administrator : null));
            },
            cancellationToken);
        return secret is null
            ? Problems.Of(StatusCodes.Status409Conflict, "There are several administrators", "Only the first administrator invites the second alone. Invite without secondAdministrator, then propose the role: another administrator confirms it.")
            : TypedResults.Ok(new Invitation(id, origin.To("/sign-up", secret)));
    }

    /// <summary>Makes a new link for an account that has not been taken up.</summary>
    internal static async Task<IResult> AgainAsync(string id, Caller caller, PublicOrigin origin, LedgerWriter ledger, CancellationToken cancellationToken)
    {
        var (known, secret) = await ledger.WriteAsync(
            work =>
            {
                if (work.FindAccount(id) is not { Locked: null })
                {
                    return (false, null);
                }

                // Who has a passkey comes back by a recovery, which takes two administrators.
                if (work.Value<long>("SELECT count(*) FROM account_passkey WHERE account_id = @id", new { id }) > 0)
                {
                    return (true, null);
                }

                var role = work.Value<string>("SELECT role FROM account_link WHERE account_id = @id", new { id });
                return (true, (string?)Link(work, caller, id, role));
            },
            cancellationToken);
        return (known, secret) switch
        {
            (false, _) => NoAccount,
            (_, null) => Problems.Of(StatusCodes.Status409Conflict, "The account has been taken up", "Its holder signs in with a passkey or a recovery code; if both are lost, propose a recovery, which another administrator confirms."),
            _ => TypedResults.Ok(new Invitation(id, origin.To("/sign-up", secret))),
        };
    }

    private static string Link(Work work, Caller caller, string account, string? role)
    {
        work.Record(caller.Did(ActionCode.AccountInvited, Caller.UserPrefix + account, new { role }));
        return work.MakeLink(LinkKind.SignUp, account, caller.Id, OneTimeLink.Holds, role);
    }

    /// <summary>What is answered for an id that no account has.</summary>
    public static IResult NoAccount => Problems.Of(StatusCodes.Status404NotFound, "No such account", "No account that is not locked has that id; GET /accounts lists them.");

    /// <summary>Whom to invite.</summary>
    /// <param name="Name">Name of the holder.</param>
    /// <param name="SecondAdministrator">Whether he becomes the second administrator.</param>
    internal sealed record Request(string? Name, bool SecondAdministrator = false);

    /// <summary>A link to hand over in person; it is shown only now and holds for three days.</summary>
    /// <param name="Id">Id of the account.</param>
    /// <param name="Link">Its address.</param>
    internal sealed record Invitation(string Id, string Link);
}
