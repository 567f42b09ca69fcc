using Entente.Node.Partnership.Records;

namespace Entente.Node.Partnership.Plan;

/// <summary>Something of a record that is to be done, or comes, by a date.</summary>
/// <param name="Record">The record.</param>
/// <param name="Field">The field that says so: rows, or a date.</param>
/// <param name="What">What it is; blank where the field alone says it.</param>
/// <param name="Who">Whose it is; blank for nobody's.</param>
/// <param name="When">Until when, or when.</param>
/// <param name="IsDone">Whether it was done.</param>
/// <param name="IsTask">Whether somebody has to do it; what only comes is never late.</param>
/// <param name="Number">Which row it is, from 0; 0 for a date.</param>
internal sealed record DueItem(ProgrammeRecord Record, RecordField Field, string What, string Who, PartialDate When, bool IsDone, bool IsTask, int Number)
{
    /// <summary>Whether it should have been done.</summary>
    public bool IsLate(DateOnly today) => IsTask && !IsDone && When.Last < today;

    // What was read of a record, for as long as that version of it is in memory.
    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<ProgrammeRecord, IReadOnlyList<DueItem>> Known = [];

    /// <summary>What of a record is to be done or comes, by date.</summary>
    public static IReadOnlyList<DueItem> Of(ProgrammeRecord record) => Known.GetValue(record, Read);

    /// <summary>What of all records is open and comes by a day, in no order.</summary>
    public static IEnumerable<DueItem> OpenOf(RecordSet all, DateOnly until) => RecordKinds.All.SelectMany(kind => all.Index<OpenIndex>(kind).Until(until));

    /// <summary>What of some records is open, by date.</summary>
    public static IReadOnlyList<DueItem> OpenOf(IEnumerable<ProgrammeRecord> records) => [.. records.SelectMany(OpenOf).OrderBy(i => i.When.Last).ThenBy(i => i.Record.Title, StringComparer.Ordinal)];

    // Of what is cancelled nothing is to be done.
    private static IEnumerable<DueItem> OpenOf(ProgrammeRecord record) => record.Content["status"] == "cancelled" ? [] : Of(record).Where(i => !i.IsDone);

    private static IReadOnlyList<DueItem> Read(ProgrammeRecord record)
    {
        var items = new List<DueItem>();
        foreach (var field in record.Kind.Fields)
        {
            if (field.Due is { } due)
            {
                items.AddRange(record.Content.RowsOf(field.Name).Select((row, i) => OfRow(record, field, due, row, i)).OfType<DueItem>());
            }
            else if (record.Kind.Dates.Contains(field.Name) && PartialDate.Find(record.Content[field.Name]) is { } date)
            {
                items.Add(new(record, field, "", "", date, false, false, 0));
            }
        }

        if (record.Kind == RecordKinds.Milestone && PartialDate.Find(record.Content["due"]) is { } target)
        {
            items.Add(new(record, record.Kind.Field("due")!, record.Title, record.Content["who"], target, record.Content["done"].Length > 0, true, 0)); // The table has the field.
        }

        return [.. items.OrderBy(i => i.When.Last)];
    }

    private static DueItem? OfRow(ProgrammeRecord record, RecordField field, DueColumns due, IReadOnlyDictionary<string, string> row, int number) =>
        PartialDate.Find(row.GetValueOrDefault(due.Due, "")) is { } date
            ? new(record, field, row.GetValueOrDefault(due.What, ""), due.Who.Length > 0 ? row.GetValueOrDefault(due.Who, "") : "", date, row.GetValueOrDefault(due.Done, "").Length > 0, true, number) : null;

    /// <summary>What is open of the records of a kind, by its first day.</summary>
    private sealed class OpenIndex : IRecordIndex<OpenIndex>
    {
        private readonly DueItem[] _items;

        private OpenIndex(DueItem[] items) => _items = items;

        /// <inheritdoc />
        public static OpenIndex Of(IReadOnlyList<ProgrammeRecord> records) => new([.. records.SelectMany(OpenOf).OrderBy(i => i.When.First)]);

        /// <summary>What of it comes by a day.</summary>
        public IEnumerable<DueItem> Until(DateOnly last) => _items.TakeWhile(i => i.When.First <= last);
    }
}
