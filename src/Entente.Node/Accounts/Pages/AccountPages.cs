using System.Security.Claims;
using System.Text.Json;
using Dapper;
using Entente.Node.Accounts.Own;
using Entente.Node.Accounts.SignIn;
using Entente.Node.Desk;
using Entente.Node.Storage;
using Microsoft.Extensions.Options;

namespace Entente.Node.Accounts.Pages;

/// <summary>GET /sign-in, /sign-up and /recover, for somebody who has not signed in; GET /account: the holder's notices, passkeys and sessions. What they do, they ask of the API.</summary>
internal static class AccountPages
{
    private const string ProblemPrefix = "account.problem.";

    public static void Map(WebApplication node)
    {
        node.MapGet("/sign-in", (HttpContext context, IOptions<AccountOptions> options) => Desk.Pages.Show<SignInPage>(context, options.Value.OpenIdConnect.Authority.Length > 0)).ExcludeFromDescription();
        node.MapGet("/sign-up", (HttpContext context) => Desk.Pages.Show<SignUpPage>(context, null)).ExcludeFromDescription();
        node.MapGet("/recover", (HttpContext context) => Desk.Pages.Show<RecoverPage>(context, null)).ExcludeFromDescription();
        node.MapGet("/account", Own).RequiresSignedIn().ExcludeFromDescription();
    }

    /// <summary>What a problem that the API answers with is called in a language, by its title; as JSON for account.js.</summary>
    public static string Problems(Words words) => JsonSerializer.Serialize(
        words.Keys.Where(k => k.StartsWith(ProblemPrefix, StringComparison.Ordinal)).ToDictionary(k => k[ProblemPrefix.Length..], k => words.Of(k, AccountName.Longest), StringComparer.Ordinal));

    private static IResult Own(HttpContext context, Caller caller, ClaimsPrincipal user, Database database, Passkeys passkeys, TimeProvider time)
    {
        using var connection = database.Open();
        var keys = connection.Query<PasskeyRow>(
            "SELECT p.credential, p.label, p.made, p.used, a.key_id FROM account_passkey p JOIN account a ON a.id = p.account_id WHERE p.account_id = @Account ORDER BY p.made", new { caller.Account });
        return Desk.Pages.Show<OwnPage>(context, new OwnView(
            caller.Roles,
            Notices.Of(database, caller.Account),
            [.. keys.Select(k => new PasskeyView(k.Credential, passkeys.OpenLabel(k.KeyId, k.Credential, k.Label), k.Made, k.Used))],
            connection.ExecuteScalar<long>("SELECT count(*) FROM account_recovery_code WHERE account_id = @Account", new { caller.Account }),
            OwnSessions.Of(database, caller.Account, OwnSessions.IdOf(user), time.GetUtcNow())));
    }

    /// <summary>An account as its holder sees it.</summary>
    internal sealed record OwnView(IReadOnlyList<string> Roles, IReadOnlyList<Notice> Notices, IReadOnlyList<PasskeyView> Passkeys, long Codes, IReadOnlyList<OwnSession> Sessions);

    /// <summary>A passkey.</summary>
    /// <param name="Credential">Its id.</param>
    /// <param name="Label">How its holder calls it; blank where he does not.</param>
    /// <param name="Made">When it was made.</param>
    /// <param name="Used">When it was last used; null for never.</param>
    internal sealed record PasskeyView(string Credential, string Label, DateTimeOffset Made, DateTimeOffset? Used);

    private sealed class PasskeyRow
    {
        public string Credential { get; init; } = "";

        public byte[] Label { get; init; } = [];

        public DateTimeOffset Made { get; init; }

        public DateTimeOffset? Used { get; init; }

        public string KeyId { get; init; } = "";
    }
}
