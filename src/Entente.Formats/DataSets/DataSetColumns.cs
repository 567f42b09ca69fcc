using Entente.Formats.Reading;

namespace Entente.Formats.DataSets;

/// <summary>Where the columns of a table stand, by any of the names that its publishers gave them.</summary>
internal sealed class DataSetColumns
{
    private readonly string[] _columns;

    /// <summary>Looks at the header; columns that nobody reads are noted once.</summary>
    /// <exception cref="UnreadableInputException">A column stands twice.</exception>
    public DataSetColumns(SheetText sheet, Journal journal, IReadOnlyCollection<string> known, Predicate<string>? isRead = null)
    {
        _columns = sheet.Columns;
        var twice = _columns.Where(c => known.Contains(c)).GroupBy(c => c).Where(g => g.Count() > 1).Select(g => g.Key).ToList();
        if (twice.Count > 0)
        {
            throw new UnreadableInputException($"The header has more than once: {string.Join(", ", twice)}. Keep one of each.");
        }

        var ignored = _columns.Count(c => c.Length > 0 && !known.Contains(c) && isRead?.Invoke(c) != true);
        if (ignored > 0)
        {
            journal.Note(sheet.HeaderPlace, "columns-ignored", $"{ignored} further columns are not read. Read are: {string.Join(", ", known)}.");
        }
    }

    /// <summary>Where the column of one of these names stands, from 0; -1 where there is none.</summary>
    public int this[params string[] names] => Array.FindIndex(_columns, names.Contains);
}
