using Dapper;
using Entente.Node.Accounts;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Partnership.Plan;
using Entente.Node.Partnership.Records;
using Entente.Node.Storage;

namespace Entente.Node.Partnership.Calendar;

/// <summary>A link by which a calendar program reads dates, as the table holds it.</summary>
internal sealed class FeedRow
{
    public string Hash { get; init; } = "";
    public string AccountId { get; init; } = "";
    public string Role { get; init; } = "";
    public string Purpose { get; init; } = "";
    public string LegalBasis { get; init; } = "";
    public DateTimeOffset MadeAt { get; init; }

    /// <summary>By what it is named on a page: enough of the hash to tell links apart, and no way to use one.</summary>
    public string Id => Hash[..IdLength];

    private const int IdLength = 16;
}

/// <summary>Makes, revokes and answers links for calendar programs. What is kept of a link is the hash of its secret.</summary>
internal static class Feeds
{
    private const int MostOfAPerson = 10;

    /// <summary>The roles for which there are calendars.</summary>
    public static IReadOnlyList<string> Roles => Permission.ReadProgramme.Roles;

    /// <summary>The links of a person that are in use.</summary>
    public static IReadOnlyList<FeedRow> Of(Database database, string account)
    {
        using var connection = database.Open();
        return [.. connection.Query<FeedRow>("SELECT * FROM programme_feed WHERE account_id = @account AND ended_at IS NULL ORDER BY made_at DESC", new { account })];
    }

    /// <summary>Makes a link and gives its secret; null where the person does not have that role, or has ten links.</summary>
    public static Task<string?> MakeAsync(string role, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken) => ledger.WriteAsync(
        work =>
        {
            if (!Roles.Contains(role) || !caller.Roles.Contains(role) || work.Value<long>("SELECT count(*) FROM programme_feed WHERE account_id = @Account AND ended_at IS NULL", new { caller.Account }) >= MostOfAPerson)
            {
                return null;
            }

            var secret = Secret.Make();
            work.Execute("INSERT INTO programme_feed (hash, account_id, role, purpose, legal_basis, made_at) VALUES (@hash, @Account, @role, @Purpose, @LegalBasis, @Now)",
                new { hash = Secret.HashOf(secret), caller.Account, role, caller.Ground.Purpose, caller.Ground.LegalBasis, work.Now });
            work.Record(caller.Did(ActionCode.ProgrammeFeedMade, caller.Id, new { role }));
            return secret;
        },
        cancellationToken);

    /// <summary>Revokes a link of a person.</summary>
    public static Task<bool> EndAsync(string id, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken) => ledger.WriteAsync(
        work =>
        {
            var ended = 0;
            foreach (var row in work.Query<FeedRow>("SELECT * FROM programme_feed WHERE account_id = @Account AND ended_at IS NULL", new { caller.Account }).Where(r => r.Id == id))
            {
                ended += work.Execute("UPDATE programme_feed SET ended_at = @Now WHERE hash = @Hash", new { work.Now, row.Hash });
                work.Record(caller.Did(ActionCode.ProgrammeFeedEnded, caller.Id, new { row.Role }));
            }

            return ended > 0;
        },
        cancellationToken);

    /// <summary>The link of a secret; null where there is none, it was revoked, or its holder no longer has the role or may not work.</summary>
    public static FeedRow? Find(Database database, string secret, string role, Catalogue catalogue)
    {
        using var connection = database.Open();
        return connection.QueryFirstOrDefault<FeedRow>(
            """
            SELECT f.* FROM programme_feed f JOIN account a ON a.id = f.account_id JOIN account_role r ON r.account_id = f.account_id AND r.role = f.role
            WHERE f.hash = @hash AND f.role = @role AND f.ended_at IS NULL AND a.locked IS NULL AND r.ended IS NULL
            """,
            new { hash = Secret.HashOf(secret), role }) is { } row && catalogue.Allows(new Ground(row.Purpose, row.LegalBasis), Doing.Cooperate) ? row : null;
    }

    /// <summary>What stands in the calendar of a role: all for programme officers; what is between services for liaison officers; what somebody has to do for supervisors; what is agreed, vetted and checked for inspectors.</summary>
    public static bool Shows(string role, DueItem item) => role switch
    {
        Role.Programme => true,
        Role.Liaison => item.Record.Kind == RecordKinds.Engagement || item.Record.Kind == RecordKinds.Agreement || item.Record.Kind == RecordKinds.Exercise,
        Role.Supervisor => item.IsTask,
        Role.Inspector => item.Record.Kind == RecordKinds.Agreement || item.Record.Kind == RecordKinds.Vetting || (item.Record.Kind == RecordKinds.Case && item.Field.Name == "checks"),
        _ => false,
    };
}
