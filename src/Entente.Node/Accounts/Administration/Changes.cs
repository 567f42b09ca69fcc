using Dapper;
using Entente.Node.Accounts.SignIn;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Microsoft.AspNetCore.Http.HttpResults;
using Entente.Node.Storage;
using Microsoft.Extensions.Options;

namespace Entente.Node.Accounts.Administration;

/// <summary>
/// POST /accounts/{id}/changes proposes a change, GET /accounts/changes lists what waits, POST /accounts/changes/{id}/confirm is for a second administrator whose account it is not, POST /accounts/changes/{id}/refuse for
/// any of them, whoever proposed it among them.
/// </summary>
internal static class Changes
{
    private const string Select = "SELECT id, account_id, kind, role, provider, proposed_by, proposed, expires FROM account_change WHERE state = 'waiting' AND expires > @Now";

    public static void Map(WebApplication node)
    {
        node.MapGet("/accounts/changes", List).Requires(Permission.Administer).WithName("account-changes");
        node.MapPost("/accounts/{id}/changes", ProposeAsync).Requires(Permission.Administer).WithName("account-change-propose");
        node.MapPost("/accounts/changes/{id}/confirm", ConfirmAsync).Requires(Permission.Administer).WithName("account-change-confirm");
        node.MapPost("/accounts/changes/{id}/refuse", RefuseAsync).Requires(Permission.Administer).WithName("account-change-refuse");
    }

    private static async Task<IResult> List(Caller caller, Database database, LedgerWriter ledger, TimeProvider time, CancellationToken cancellationToken)
    {
        await ledger.RecordAsync(caller.Did(ActionCode.AccountsRead, null, new { Changes = true }), cancellationToken);
        return TypedResults.Ok(Waiting(database, time.GetUtcNow()));
    }

    /// <summary>What waits for a second administrator; whoever shows it records that.</summary>
    internal static IReadOnlyList<ChangeView> Waiting(Database database, DateTimeOffset now)
    {
        using var connection = database.Open();
        return [.. connection.Query<AccountChange>($"{Select} ORDER BY proposed", new { Now = now }).Select(c => new ChangeView(c.Id, c.AccountId, c.Kind, c.Role, c.ProposedBy, c.Proposed, c.Expires))];
    }

    /// <summary>Proposes a change.</summary>
    internal static async Task<IResult> ProposeAsync(string id, Request request, Caller caller, IOptions<AccountOptions> options, LedgerWriter ledger, CancellationToken cancellationToken)
    {
        if (Fault(request, options.Value) is { } fault)
        {
            return fault;
        }

        var provider = request.Kind == ChangeKind.LinkProvider ? ProviderSubject.HashOf(options.Value.OpenIdConnect.Authority, request.Subject ?? "") : null;
        return await ledger.WriteAsync(
            work =>
            {
                var change = new AccountChange
                {
                    Id = AccountTable.NewId(work), AccountId = id, Kind = request.Kind ?? "", Role = request.Role, Provider = provider, ProposedBy = caller.Id, Proposed = work.Now, Expires = work.Now + AccountChange.Holds,
                };
                if (change.Objection(work) is { } objection)
                {
                    return objection;
                }

                work.Execute(
                    """
                    INSERT INTO account_change (id, account_id, kind, role, provider, proposed_by, proposed, expires, state)
                    VALUES (@Id, @AccountId, @Kind, @Role, @Provider, @ProposedBy, @Proposed, @Expires, 'waiting')
                    """,
                    new { change.Id, change.AccountId, change.Kind, change.Role, change.Provider, change.ProposedBy, change.Proposed, change.Expires });
                if (change.Kind == ChangeKind.Recover)
                {
                    // Whoever still has his passkey learns that others are about to take it.
                    work.Tell(id, NoticeCode.RecoveryProposed, caller.Id);
                }

                work.Record(caller.Did(ActionCode.ChangeProposed, Caller.UserPrefix + id, new { Change = change.Id, change.Kind, change.Role }));
                return TypedResults.Ok(new Proposed(change.Id, change.Expires));
            },
            cancellationToken);
    }

    /// <summary>Confirms a change as the second administrator.</summary>
    internal static async Task<IResult> ConfirmAsync(string id, Caller caller, PublicOrigin origin, LedgerWriter ledger, CancellationToken cancellationToken) => await ledger.WriteAsync(
        work =>
        {
            if (work.Find<AccountChange>($"{Select} AND id = @id", new { work.Now, id }) is not { } change)
            {
                return NotWaiting();
            }

            if (change.ProposedBy == caller.Id || change.AccountId == caller.Account)
            {
                return Problems.Of(StatusCodes.Status409Conflict, "A second administrator confirms", "Whoever proposed a change, or whose account it is, does not confirm it; another administrator does.");
            }

            // Both must be administrators at this moment: who has been locked or withdrawn meanwhile counts no more.
            if (work.ActingAdministrators() is var acting && !(acting.Contains(caller.Account) && acting.Contains(change.ProposedBy[Caller.UserPrefix.Length..])))
            {
                return Problems.Of(StatusCodes.Status409Conflict, "Two administrators are wanted", "Whoever proposed the change is no administrator any more; refuse it, and propose it again where it is still wanted.");
            }

            if (change.Objection(work) is { } objection)
            {
                return objection;
            }

            var secret = change.Apply(work, caller.Id);
            Close(work, change, "confirmed", caller);
            work.Record(caller.Did(ActionCode.ChangeConfirmed, Caller.UserPrefix + change.AccountId, new { Change = change.Id, change.Kind, change.Role, change.ProposedBy }));
            return TypedResults.Ok(new Confirmed(secret is null ? null : origin.To("/sign-up", secret)));
        },
        cancellationToken);

    /// <summary>Refuses a change, or takes it back.</summary>
    internal static async Task<IResult> RefuseAsync(string id, Caller caller, LedgerWriter ledger, CancellationToken cancellationToken) => await ledger.WriteAsync<IResult>(
        work =>
        {
            if (work.Find<AccountChange>($"{Select} AND id = @id", new { work.Now, id }) is not { } change)
            {
                return NotWaiting();
            }

            Close(work, change, "refused", caller);
            work.Record(caller.Did(ActionCode.ChangeRefused, Caller.UserPrefix + change.AccountId, new { Change = change.Id, change.Kind, change.Role }));
            return TypedResults.NoContent();
        },
        cancellationToken);

    private static void Close(Work work, AccountChange change, string state, Caller caller) => work.Execute(
        "UPDATE account_change SET state = @state, decided_by = @by, decided = @Now WHERE id = @Id", new { state, by = caller.Id, work.Now, change.Id });

    private static ProblemHttpResult? Fault(Request request, AccountOptions options) => request switch
    {
        _ when !ChangeKind.All.Contains(request.Kind ?? "") => Bad($"kind is not known; allowed are {string.Join(", ", ChangeKind.All)}."),
        { Kind: ChangeKind.Grant or ChangeKind.Withdraw } when !Role.All.Contains(request.Role ?? "") => Bad($"role is not known; allowed are {string.Join(", ", Role.All)}."),
        { Kind: not (ChangeKind.Grant or ChangeKind.Withdraw), Role: not null } => Bad("role stands only with grant and withdraw."),
        { Kind: ChangeKind.LinkProvider } when options.OpenIdConnect.Authority.Length == 0 => Bad("No provider is configured; fill in Accounts:OpenIdConnect first."),
        { Kind: ChangeKind.LinkProvider } when string.IsNullOrWhiteSpace(request.Subject) => Bad("subject is blank; give the provider's own id (sub) of the holder."),
        _ => null,
    };

    private static ProblemHttpResult Bad(string detail) => Problems.Of(StatusCodes.Status400BadRequest, "No such change", detail);

    private static ProblemHttpResult NotWaiting() => Problems.Of(StatusCodes.Status404NotFound, "Nothing waits there", "No change of that id waits: it was confirmed, refused or has expired. GET /accounts/changes lists what does.");

    /// <summary>What is proposed.</summary>
    /// <param name="Kind">Of <see cref="ChangeKind.All"/>.</param>
    /// <param name="Role">The role, for grant and withdraw.</param>
    /// <param name="Subject">The provider's id of the holder, for link-provider.</param>
    internal sealed record Request(string? Kind, string? Role = null, string? Subject = null);

    /// <summary>A change waits.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Expires">Until when.</param>
    internal sealed record Proposed(string Id, DateTimeOffset Expires);

    /// <summary>A change took effect.</summary>
    /// <param name="Link">The link of a recovery, to hand over in person; shown only now. Null for everything else.</param>
    internal sealed record Confirmed(string? Link);

    /// <summary>A change that waits.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Account">Id of the account.</param>
    /// <param name="Kind">What is to be done.</param>
    /// <param name="Role">The role it is about.</param>
    /// <param name="ProposedBy">Who proposed it.</param>
    /// <param name="Proposed">When.</param>
    /// <param name="Expires">Until when it waits.</param>
    internal sealed record ChangeView(string Id, string Account, string Kind, string? Role, string ProposedBy, DateTimeOffset Proposed, DateTimeOffset Expires);
}

/// <summary>Somebody as the provider of identities knows him.</summary>
internal static class ProviderSubject
{
    /// <summary>The hash under which an account is linked to issuer and subject.</summary>
    public static string HashOf(string issuer, string subject) => Secret.HashOf($"{issuer}\n{subject}");
}
