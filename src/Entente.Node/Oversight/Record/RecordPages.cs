using System.Data.Common;
using System.Globalization;
using Entente.Node.Accounts;
using Entente.Node.Desk;
using Entente.Node.Storage;
using Microsoft.Extensions.Options;

namespace Entente.Node.Oversight.Record;

/// <summary>GET /desk/record: what was done, the newest first, for an inspector; with what the newest checkpoint proves of it. That it was looked at is recorded too.</summary>
internal static class RecordPages
{
    private const int Together = 50;

    // Codes of others than people and machines, which are ids of their own.
    private static readonly string[] Ids = [Caller.UserPrefix, "token:", "system:", "post:"];

    public static void Map(WebApplication node) => node.MapGet("/desk/record", ShowAsync).Requires(Permission.Oversee).ExcludeFromDescription();

    private static async Task<IResult> ShowAsync(
        HttpContext context, Caller caller, Database database, KeyStore keys, DataFolder data, LedgerWriter ledger, IOptions<TokenOptions> tokens, CancellationToken cancellationToken,
        string action = "", string actor = "", string subject = "", string day = "", long before = long.MaxValue)
    {
        using var connection = database.Open();
        var wanted = new Asked(action.Trim(), actor.Trim(), subject.Trim(), day.Trim(), before);
        var actors = wanted.Actor.Length == 0 ? null : ActorsOf(connection, keys, tokens.Value, wanted.Actor);
        DateOnly? date = DateOnly.TryParseExact(wanted.Day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed) ? parsed : null;

        // A name that was typed is personal data; the ids that it led to are not.
        await ledger.RecordAsync(caller.Did(ActionCode.RecordRead, null, new { wanted.Action, wanted.Subject, Actors = actors, Day = date, Before = before == long.MaxValue ? null : (long?)before }), cancellationToken);
        var (found, next) = RecordSearch.Find(connection, new Looked(wanted.Action, actors, wanted.Subject, date, before), Together);
        return Pages.Show<RecordPage>(context, Of(connection, keys, data, tokens.Value, found) with { Asked = wanted, Next = next, IsNoDay = wanted.Day.Length > 0 && date is null });
    }

    private static RecordView Of(DbConnection connection, KeyStore keys, DataFolder data, TokenOptions tokens, IReadOnlyList<FoundEntry> found)
    {
        var names = new Dictionary<string, string>(AccountNames.Of(connection, keys, found.SelectMany(f => (string?[])[f.Line.Actor, f.Line.Subject])), StringComparer.Ordinal);
        foreach (var token in tokens.Tokens)
        {
            names.TryAdd(TokenAuthentication.IdOf(token), token.Name);
        }

        LatestCheckpoint? latest;
        try
        {
            latest = LatestCheckpoint.Read(data);
        }
        catch (Exception exception) when (StorageFault.IsOne(exception))
        {
            return new RecordView([.. found.Select(f => new RecordRow(f.Line, Attested.NotYet))], names) { IsForged = true };
        }

        var prove = latest?.Prover(data);
        return new RecordView([.. found.Select(f => new RecordRow(f.Line, prove?.Invoke(f.Line.Sequence, f.Leaf) ?? Attested.NotYet))], names) { Checkpoint = latest };
    }

    /// <summary>Whom somebody means: an id, or letters of a person's or machine's name.</summary>
    private static IReadOnlyList<string> ActorsOf(DbConnection connection, KeyStore keys, TokenOptions tokens, string text)
    {
        if (text == "node" || Ids.Any(id => text.StartsWith(id, StringComparison.Ordinal)))
        {
            return [text];
        }

        return [.. AccountNames.Find(connection, keys, text), .. tokens.Tokens.Where(t => t.Name.Contains(text, StringComparison.CurrentCultureIgnoreCase)).Select(TokenAuthentication.IdOf)];
    }

    /// <summary>What was asked for, as it was typed.</summary>
    internal sealed record Asked(string Action, string Actor, string Subject, string Day, long Before);

    /// <summary>The page.</summary>
    /// <param name="Rows">The entries, the newest first.</param>
    /// <param name="Names">What ids are called.</param>
    internal sealed record RecordView(IReadOnlyList<RecordRow> Rows, IReadOnlyDictionary<string, string> Names)
    {
        /// <summary>What was asked for.</summary>
        public Asked Asked { get; init; } = new("", "", "", "", long.MaxValue);

        /// <summary>Before which entry to look on; null where there is nothing older.</summary>
        public long? Next { get; init; }

        /// <summary>Whether what was given as a day is none.</summary>
        public bool IsNoDay { get; init; }

        /// <summary>The newest checkpoint; null where there is none.</summary>
        public LatestCheckpoint? Checkpoint { get; init; }

        /// <summary>Whether the newest checkpoint is not signed by the log's key.</summary>
        public bool IsForged { get; init; }
    }

    /// <summary>An entry and how it stands to the newest checkpoint.</summary>
    internal sealed record RecordRow(ReadRecord.RecordLine Line, Attested Attested);
}
