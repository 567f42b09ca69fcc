using Dapper;
using Entente.Node.Desk;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Entente.Node.Accounts.Administration;

/// <summary>GET /desk/accounts: who has an account, and what waits for the second administrator. POST /desk/accounts invites somebody, by the same rules as the API.</summary>
internal static class AdministrationPages
{
    private const int Together = 50;

    public static void Map(WebApplication node)
    {
        node.MapGet("/desk/accounts", (HttpContext context, [AsParameters] Reading reading, CancellationToken ct, string q = "", string state = "", int page = 0) =>
            ShowAsync(context, reading, new Wanted(q.Trim(), state, Math.Clamp(page, 0, 10_000)), null, "", ct)).Requires(Permission.Administer).ExcludeFromDescription();
        node.MapPost("/desk/accounts", InviteAsync).Requires(Permission.Administer).DisableAntiforgery().ExcludeFromDescription();
        OneAccountPages.Map(node);
    }

    private static async Task<IResult> InviteAsync(HttpContext context, [AsParameters] Reading reading, PublicOrigin origin, ShownOnce shown, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        var name = form["name"].ToString();
        var result = await Invite.InviteAsync(new Invite.Request(name, form["second"] == "on"), reading.Caller, reading.Keys, origin, reading.Ledger, cancellationToken);
        if (result is not Ok<Invite.Invitation> { Value: { } made })
        {
            return await ShowAsync(context, reading, new Wanted("", "", 0), (result as ProblemHttpResult)?.ProblemDetails.Title, name, cancellationToken);
        }

        shown.Keep(reading.Caller.Id, made.Id, made.Link);
        return Results.LocalRedirect($"~/desk/accounts/{made.Id}");
    }

    private static async Task<IResult> ShowAsync(HttpContext context, Reading reading, Wanted wanted, string? refused, string typed, CancellationToken cancellationToken)
    {
        await reading.Ledger.RecordAsync(reading.Caller.Did(ActionCode.AccountsRead, null), cancellationToken);
        var now = reading.Time.GetUtcNow();
        var all = ListAccounts.All(reading.Database, reading.Keys, now);
        var found = all.Where(wanted.Fits).ToList();
        var names = all.ToDictionary(a => Caller.UserPrefix + a.Id, a => a.Name, StringComparer.Ordinal);
        if (refused is not null)
        {
            context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }

        using var connection = reading.Database.Open();
        var administrators = connection.ExecuteScalar<long>("SELECT count(DISTINCT account_id) FROM account_role WHERE role = @Administrator", new { Role.Administrator });
        return Desk.Pages.Show<AccountsPage>(context, new AccountsView(
            [.. found.Skip(wanted.Page * Together).Take(Together)], found.Count, Together, wanted,
            [.. Changes.Waiting(reading.Database, now).Select(c => WaitingChange.Of(c, names, reading.Caller))],
            administrators == 1, refused, typed));
    }

    /// <summary>What these pages read with.</summary>
    internal sealed record Reading(Caller Caller, Database Database, KeyStore Keys, LedgerWriter Ledger, TimeProvider Time, IOptions<AccountOptions> Options);

    /// <summary>Which accounts are wanted.</summary>
    /// <param name="Name">Letters of the name; blank for all.</param>
    /// <param name="State">A state, or a role; blank for all.</param>
    /// <param name="Page">From 0.</param>
    internal sealed record Wanted(string Name, string State, int Page)
    {
        /// <summary>Whether an account is.</summary>
        public bool Fits(AccountLine account) =>
            (Name.Length == 0 || account.Name.Contains(Name, StringComparison.CurrentCultureIgnoreCase)) && (State.Length == 0 || account.State == State || account.Roles.Contains(State));
    }

    /// <summary>The page.</summary>
    /// <param name="Accounts">Those of this page.</param>
    /// <param name="Total">How many there are.</param>
    /// <param name="Together">How many a page has.</param>
    /// <param name="Wanted">Which were asked for.</param>
    /// <param name="Waiting">What waits for the second administrator.</param>
    /// <param name="OnlyFirst">Whether there has only been one administrator yet, who may invite the second alone.</param>
    /// <param name="Refused">Title of the problem for which an invitation was refused; null for none.</param>
    /// <param name="Typed">The name that was typed.</param>
    internal sealed record AccountsView(
        IReadOnlyList<AccountLine> Accounts, int Total, int Together, Wanted Wanted, IReadOnlyList<WaitingChange> Waiting, bool OnlyFirst, string? Refused, string Typed);
}

/// <summary>A change that waits for the second administrator, with names.</summary>
/// <param name="Change">What waits.</param>
/// <param name="Account">Name of the account's holder.</param>
/// <param name="ProposedBy">Name of who proposed it.</param>
/// <param name="MayConfirm">Whether whoever looks may be the second: neither who proposed it nor whose account it is.</param>
internal sealed record WaitingChange(Changes.ChangeView Change, string Account, string ProposedBy, bool MayConfirm)
{
    public static WaitingChange Of(Changes.ChangeView change, IReadOnlyDictionary<string, string> names, Caller caller) => new(
        change, names.GetValueOrDefault(Caller.UserPrefix + change.Account, ""), names.GetValueOrDefault(change.ProposedBy, change.ProposedBy),
        change.ProposedBy != caller.Id && change.Account != caller.Account);
}
