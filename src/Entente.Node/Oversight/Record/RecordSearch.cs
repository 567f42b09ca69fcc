using System.Data.Common;
using Dapper;
using Entente.Ledger.Merkle;
using Entente.Ledger.Entries;

namespace Entente.Node.Oversight.Record;

/// <summary>Which acts are looked for.</summary>
/// <param name="Action">Code of the act; blank for all.</param>
/// <param name="Actors">Ids of who did it; null for anybody.</param>
/// <param name="Subject">Id of the record it was done to; blank for all.</param>
/// <param name="Day">The day in UTC; null for all.</param>
/// <param name="Before">Only entries with a lower number.</param>
internal sealed record Looked(string Action, IReadOnlyCollection<string>? Actors, string Subject, DateOnly? Day, long Before)
{
    /// <summary>Whether an entry is meant.</summary>
    public bool Fits(ReadRecord.RecordLine line) =>
        (Action.Length == 0 || line.Action == Action) && (Actors is null || Actors.Contains(line.Actor)) && (Subject.Length == 0 || line.Subject == Subject)
        && (Day is not { } day || (line.Time is { } time && DateOnly.FromDateTime(time.UtcDateTime) == day));
}

/// <summary>Looks through the record from the newest entry back. A look is bounded; the next one goes on behind it.</summary>
internal static class RecordSearch
{
    // So many entries are looked at for one page.
    private const int MostLookedAt = 20_000;

    /// <summary>What was found, the newest first, and before which entry to look on; null where there is nothing older.</summary>
    public static (IReadOnlyList<FoundEntry> Found, long? Next) Find(DbConnection connection, Looked looked, int most)
    {
        var (from, to) = looked.Day is { } day ? (FirstSince(connection, day), FirstSince(connection, day.AddDays(1))) : (0, long.MaxValue);
        var found = new List<FoundEntry>(most);
        var next = Math.Min(to, looked.Before);
        foreach (var row in connection.Query<Row>(
            "SELECT sequence, entry, nonce, commitment FROM ledger_entry WHERE sequence < @next AND sequence >= @from ORDER BY sequence DESC LIMIT @MostLookedAt", new { next, from, MostLookedAt }, buffered: false))
        {
            next = row.Sequence;
            if (ReadRecord.Of(row.Sequence, row.Entry) is { } line && looked.Fits(line))
            {
                found.Add(new FoundEntry(line, row.Leaf));
            }

            if (found.Count == most)
            {
                break;
            }
        }

        return (found, next > from && next != long.MaxValue ? next : null);
    }

    /// <summary>The number of the first entry of a day or later. Entries follow each other in time, so halves are enough; where a clock has jumped, what stands out of order is found by its number alone.</summary>
    private static long FirstSince(DbConnection connection, DateOnly day)
    {
        var since = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        var (low, high) = (0L, connection.ExecuteScalar<long>("SELECT coalesce(max(sequence) + 1, 0) FROM ledger_entry"));
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var row = connection.QueryFirstOrDefault<Row>("SELECT sequence, entry FROM ledger_entry WHERE sequence >= @middle AND sequence < @high AND entry IS NOT NULL ORDER BY sequence LIMIT 1", new { middle, high });
            if (row?.Entry is { } entry && LedgerEntryFormat.TryDecode(entry, out var decoded, out _) && decoded.Time < since)
            {
                low = row.Sequence + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private sealed class Row
    {
        public long Sequence { get; init; }

        public byte[]? Entry { get; init; }

        public byte[]? Nonce { get; init; }

        public byte[] Commitment { get; init; } = [];

        /// <summary>What the entry's own bytes make; of one that was erased, what is left of it.</summary>
        public Digest Leaf => Entry is { } entry && Nonce is { Length: EntryCommitment.NonceLength } nonce ? EntryCommitment.LeafOf(nonce, entry) : EntryCommitment.LeafOf(new Digest(Commitment));
    }
}

/// <summary>An entry that was found, and its leaf in the log.</summary>
internal sealed record FoundEntry(ReadRecord.RecordLine Line, Digest Leaf);
