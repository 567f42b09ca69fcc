using Dapper;
using Entente.Node.Oversight;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Accounts.Administration;

/// <summary>GET /desk/accounts/{id}: one account. POST /desk/accounts/{id}: a step from its forms, by the same rules as the API; what takes two people waits for the second.</summary>
internal static class OneAccountPages
{
    public static void Map(WebApplication node)
    {
        node.MapGet("/desk/accounts/{id}", (string id, HttpContext context, [AsParameters] AdministrationPages.Reading reading, ShownOnce shown, CancellationToken ct) => ShowAsync(id, context, reading, shown, null, "", ct))
            .Requires(Permission.Administer).ExcludeFromDescription();
        node.MapPost("/desk/accounts/{id}", StepAsync).Requires(Permission.Administer).DisableAntiforgery().ExcludeFromDescription();
    }

    private static async Task<IResult> StepAsync(string id, HttpContext context, [AsParameters] AdministrationPages.Reading reading, PublicOrigin origin, ShownOnce shown, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        var (step, change, role, subject) = (form["step"].ToString(), form["change"].ToString(), form["role"].ToString(), form["subject"].ToString());
        var (caller, ledger) = (reading.Caller, reading.Ledger);
        var result = step switch
        {
            "confirm" => await Changes.ConfirmAsync(change, caller, origin, ledger, cancellationToken),
            "refuse" => await Changes.RefuseAsync(change, caller, ledger, cancellationToken),
            "lock" => await LockAccount.LockAsync(id, caller, ledger, cancellationToken),
            "end-sessions" => await LockAccount.EndSessionsAsync(id, caller, ledger, cancellationToken),
            "link" => await Invite.AgainAsync(id, caller, origin, ledger, cancellationToken),
            _ => await Changes.ProposeAsync(id, new Changes.Request(step, role.Length > 0 ? role : null, subject.Length > 0 ? subject : null), caller, reading.Options, ledger, cancellationToken),
        };
        if (result is ProblemHttpResult problem)
        {
            context.Response.StatusCode = problem.StatusCode;
            return await ShowAsync(id, context, reading, shown, problem.ProblemDetails.Title, subject, cancellationToken);
        }

        if (LinkOf(result) is { } link)
        {
            shown.Keep(caller.Id, id, link);
        }

        return Results.LocalRedirect($"~/desk/accounts/{id}");
    }

    private static string? LinkOf(IResult result) => result switch
    {
        Ok<Invite.Invitation> { Value: { } invitation } => invitation.Link,
        Ok<Changes.Confirmed> { Value: { } confirmed } => confirmed.Link,
        _ => null,
    };

    private static async Task<IResult> ShowAsync(
        string id, HttpContext context, AdministrationPages.Reading reading, ShownOnce shown, string? refused, string typed, CancellationToken cancellationToken)
    {
        var now = reading.Time.GetUtcNow();
        using var connection = reading.Database.Open();
        if (ListAccounts.Find(connection, reading.Keys, id, now) is not { } account)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Desk.Pages.Show<AccountPage>(context, null);
        }

        await reading.Ledger.RecordAsync(reading.Caller.Did(ActionCode.AccountsRead, Caller.UserPrefix + id), cancellationToken);
        var waiting = Changes.Waiting(reading.Database, now).Where(c => c.Account == id).ToList();
        var roles = connection.Query<RoleRow>("SELECT role, since, ended, proposed_by, confirmed_by FROM account_role WHERE account_id = @id ORDER BY since DESC, role", new { id }).AsList();
        var names = AccountNames.Of(connection, reading.Keys, [Caller.UserPrefix + id, .. waiting.Select(c => c.ProposedBy), .. roles.SelectMany(r => (string[])[r.ProposedBy, r.ConfirmedBy])]);
        string NameOf(string who) => names.GetValueOrDefault(who, who);
        return Desk.Pages.Show<AccountPage>(context, new AccountView(
            account,
            [.. roles.Select(r => new RoleView(r.Role, r.Since, r.Ended, NameOf(r.ProposedBy), NameOf(r.ConfirmedBy)))],
            [.. waiting.Select(c => WaitingChange.Of(c, names, reading.Caller))],
            shown.Take(reading.Caller.Id, id), reading.Options.Value.OpenIdConnect.Authority.Length > 0, refused, typed));
    }

    /// <summary>One account.</summary>
    /// <param name="Account">What is known of it.</param>
    /// <param name="Roles">The roles that it holds or held, the newest first.</param>
    /// <param name="Waiting">What waits for the second administrator.</param>
    /// <param name="Link">A link that was made just now, shown once; null for none.</param>
    /// <param name="HasProvider">Whether the service has a provider of identities.</param>
    /// <param name="Refused">Title of the problem for which the last step was refused; null for none.</param>
    /// <param name="Typed">The subject that was typed.</param>
    internal sealed record AccountView(
        AccountLine Account, IReadOnlyList<RoleView> Roles, IReadOnlyList<WaitingChange> Waiting, string? Link, bool HasProvider, string? Refused, string Typed);

    /// <summary>A role that is or was held, and who gave it.</summary>
    internal sealed record RoleView(string Role, DateTimeOffset Since, DateTimeOffset? Ended, string ProposedBy, string ConfirmedBy);

    private sealed class RoleRow
    {
        public string Role { get; init; } = "";

        public DateTimeOffset Since { get; init; }

        public DateTimeOffset? Ended { get; init; }

        public string ProposedBy { get; init; } = "";

        public string ConfirmedBy { get; init; } = "";
    }
}
