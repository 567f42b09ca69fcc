using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using Entente.Node.Accounts;
using Entente.Node.Border.Encounters;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Entente.Node.Watchlist;

namespace Entente.Node.Border.Now;

/// <summary>Why an encounter needs somebody.</summary>
internal enum NeedKind
{
    /// <summary>He has taken it.</summary>
    Mine,

    /// <summary>It waits for a second person, who may be he.</summary>
    Second,

    /// <summary>It waits for a protection screening in a role that he has.</summary>
    Protection,

    /// <summary>Nobody has taken it.</summary>
    Open,
}

/// <summary>What needs somebody, what is at stake first, then what is due first.</summary>
/// <param name="All">The encounters, his own first.</param>
/// <param name="Waiting">How many encounters nobody has decided.</param>
/// <param name="Overdue">How many of the last day ran out of time.</param>
/// <param name="Short">How many are due within ten minutes.</param>
/// <param name="FirstDue">When the next runs out of time; null where none does.</param>
/// <param name="ToApprove">Listings and adoptions that wait for a second person; null for who does not read them.</param>
internal sealed record NeedsMe(IReadOnlyList<NeedsMe.Need> All, long Waiting, long Overdue, long Short, DateTimeOffset? FirstDue, long? ToApprove)
{
    /// <summary>How soon is short.</summary>
    public static readonly TimeSpan ShortTime = TimeSpan.FromMinutes(10);

    private const int MostOpen = 10, MostOfAKind = 20, MostLooked = 200;

    private static readonly TimeSpan OverdueFor = TimeSpan.FromHours(24);

    // Whoever ran out of time within the last day comes before whoever still has some.
    private const string Order = "ORDER BY asks DESC, CASE WHEN due IS NULL AND asks = 3 AND opened > @since THEN 0 ELSE coalesce(due, 9223372036854775807) END, rank DESC, id";

    /// <summary>Whether something burns.</summary>
    public bool Burns => Overdue + Short > 0;

    /// <summary>What needs a person now. That the encounters were read is recorded.</summary>
    public static async Task<NeedsMe> FindAsync(Database database, KeyStore keys, LedgerWriter ledger, Viewing me, CancellationToken cancellationToken)
    {
        using var connection = database.Open();
        var at = new { me.Now, since = me.Now - OverdueFor, soon = me.Now + ShortTime, me = me.Caller.Id };
        var rows = new List<(NeedKind Kind, EncounterRow Row)>();
        rows.AddRange(Read("holder = @me AND held_until > @Now", MostOfAKind).Select(row => (NeedKind.Mine, row)));
        rows.AddRange(Read("status = 'awaits-second'", MostLooked)
            .Select(row => (Kind: WaitsFor(row, me), row)).Where(w => w.Kind is not null).Select(w => (w.Kind ?? default, w.row)).Take(MostOfAKind));
        rows.AddRange(Read("status = 'open' AND (held_until <= @Now OR holder = '')", MostOpen).Select(row => (NeedKind.Open, row)));
        var counts = connection.QuerySingle<Counts>(
            """
            SELECT count(*) AS waiting, count(CASE WHEN asks = 3 AND opened > @since AND (due IS NULL OR due <= @Now) THEN 1 END) AS overdue, count(CASE WHEN due > @Now AND due <= @soon THEN 1 END) AS short,
                   min(CASE WHEN due > @Now THEN due END) AS first_due
            FROM encounter WHERE status <> 'decided'
            """,
            at);
        var needs = rows.DistinctBy(r => r.Row.Id).Select(r => new Need(r.Kind, ReadEncounters.EncounterSummary.Of(r.Row, keys))).ToList();
        await ledger.RecordAsync(me.Caller.Did(ActionCode.EncounterRead, null, new { Encounters = needs.Select(n => n.Encounter.State.Id) }), cancellationToken);
        return new NeedsMe(needs, counts.Waiting, counts.Overdue, counts.Short, counts.FirstDue is { } due ? DateTimeOffset.FromUnixTimeMilliseconds(due) : null,
            me.ReadsListings ? connection.ExecuteScalar<long>("SELECT (SELECT count(*) FROM listing_version WHERE state = 'proposed' AND proposed_by <> @me) + (SELECT count(*) FROM adoption WHERE status = 'proposed' AND proposed_by <> @me)", at) : null);

        // Ids are put in order, not rows with all that is sealed in them.
        IEnumerable<EncounterRow> Read(string which, int most) => connection.Query<EncounterRow>(
            $"SELECT {EncounterTable.Columns} FROM encounter WHERE id IN (SELECT id FROM encounter WHERE {which} {Order} LIMIT {most}) {Order}", at);
    }

    private static NeedKind? WaitsFor(EncounterRow row, Viewing me)
    {
        try
        {
            var state = EncounterState.Of(row.Id, row.Read());
            return state.Proposed is not { } proposed || proposed.By == me.Caller.Id ? null
                : NextStep.LacksProtection(state) ? me.Protects && NextStep.IsIndependent(proposed, me.Caller) ? NeedKind.Protection : me.Decides ? NeedKind.Second : null
                : me.Decides ? NeedKind.Second : null;
        }
        catch (Exception exception) when (exception is CryptographicException or JsonException)
        {
            return null;
        }
    }

    /// <summary>An encounter that needs somebody.</summary>
    internal sealed record Need(NeedKind Kind, ReadEncounters.EncounterSummary Encounter);

    /// <summary>Who looks, when, and what he may do.</summary>
    internal sealed record Viewing(Caller Caller, DateTimeOffset Now)
    {
        public bool Decides => May(Permission.Decide);

        public bool Protects => May(Permission.Protect);

        public bool ReadsListings => May(Permission.Approve);

        private bool May(Permission permission) => permission.Roles.Any(Caller.Roles.Contains);
    }

    private sealed class Counts
    {
        public long Waiting { get; init; }

        public long Overdue { get; init; }

        public long Short { get; init; }

        public long? FirstDue { get; init; }
    }
}
