using Entente.Formats.DataSets;
using Entente.Formats.Spending;
using Entente.Formats.Transfers;

namespace Entente.Node.Partnership.Spending;

/// <summary>What would be shown otherwise if a data set were taken in the place of the one of its name.</summary>
/// <param name="Before">The id of that one; blank where there is none, and everything is new.</param>
/// <param name="Added">Records that it did not have.</param>
/// <param name="Changed">Records that say something else.</param>
/// <param name="Removed">Records that are no longer there.</param>
/// <param name="Same">Records that say the same.</param>
/// <param name="Lines">The first of those that differ, at most <see cref="MostLines"/>.</param>
internal sealed record DataSetChanges(string Before, int Added, int Changed, int Removed, int Same, IReadOnlyList<ChangeLine> Lines)
{
    /// <summary>How many are told one by one.</summary>
    public const int MostLines = 50;

    /// <summary>Compares a set that was tried with the one that is shown under its name.</summary>
    public static DataSetChanges Of(DataSetRow row, DataSetContents contents, DataSets sets)
    {
        var before = sets.CurrentOf(row.Name);
        return before is not null && before.Id != row.Id && before.Kind == row.Kind && sets.ContentsOf(before.Id) is { } old
            ? Compare(before.Id, RecordsOf(old), RecordsOf(contents))
            : new DataSetChanges("", contents.Spending.Count + contents.Transfers.Count, 0, 0, 0, []);
    }

    private static DataSetChanges Compare(string before, Dictionary<string, string> old, Dictionary<string, string> now)
    {
        var added = now.Where(n => !old.ContainsKey(n.Key)).Select(n => new ChangeLine(n.Key, "", n.Value)).ToList();
        var changed = now.Where(n => old.TryGetValue(n.Key, out var was) && was != n.Value).Select(n => new ChangeLine(n.Key, old[n.Key], n.Value)).ToList();
        var removed = old.Where(o => !now.ContainsKey(o.Key)).Select(o => new ChangeLine(o.Key, o.Value, "")).ToList();

        // What is corrected is rarer than what is new, and matters more.
        return new DataSetChanges(before, added.Count, changed.Count, removed.Count, now.Count - added.Count - changed.Count, [.. changed.Concat(removed).Concat(added).Take(MostLines)]);
    }

    /// <summary>What a record is about, and what it says of it.</summary>
    private static Dictionary<string, string> RecordsOf(DataSetContents contents) =>
        contents.Spending.Select(f => (Key: $"{f.Country.Name} {f.Year} {f.Measure}", Says: Says(f)))
            .Concat(contents.Transfers.Select(t => (Key: $"{t.DealId} {t.Supplier.Name} → {t.Recipient.Name}: {t.Designation} {string.Join('/', t.DeliveryYears)}".Trim(), Says: Says(t))))
            .GroupBy(r => r.Key).ToDictionary(g => g.Key, g => string.Join("; ", g.Select(r => r.Says).Order(StringComparer.Ordinal)));

    private static string Says(SpendingRecord record) =>
        record.Value is { } value ? record.Standing == Standing.Stated ? $"{value:0.####}" : $"{value:0.####} ({Configuration.Codes.Of(record.Standing)})" : Configuration.Codes.Of(record.Standing);

    private static string Says(TransferRecord record) => $"{record.NumberDelivered?.ToString("0.##") ?? "?"} × {record.TivUnit?.ToString("0.###") ?? "?"} = {record.Tiv?.ToString("0.###") ?? "?"}{(record.IsSure ? "" : " ?")}";
}

/// <summary>A record that would be shown otherwise.</summary>
/// <param name="What">What it is about.</param>
/// <param name="Before">What it says now; blank for nothing.</param>
/// <param name="After">What it would say; blank for nothing.</param>
internal sealed record ChangeLine(string What, string Before, string After);
