using Entente.Formats.Reading;

namespace Entente.Formats.Text;

/// <summary>
/// Watches whether the columns of a table hold what their names say. One value proves nothing, since there are names with digits
/// and identifiers without; a column of which no value at all looks right has probably moved.
/// </summary>
internal sealed class MovedColumns
{
    private static readonly (Predicate LooksRight, string[] Columns)[] Signs =
    [
        (LooksLikeIdentifier, ["listing_id", "traveller_id", "pair_id", "id"]),
        (LooksLikeName, ["name", "name_a", "name_b", "aliases"]),
        (text => text.ContainsAnyInRange('0', '9'), ["document_number", "identifiers"]),
    ];

    private readonly List<Unproven> _unproven = [];

    /// <summary>Watches the columns of that header for which there is a sign.</summary>
    public MovedColumns(IReadOnlyList<string> header)
    {
        for (var column = 0; column < header.Count; column++)
        {
            var name = header[column];
            if (Array.Find(Signs, sign => sign.Columns.Contains(name)).LooksRight is { } looksRight)
            {
                _unproven.Add(new Unproven(name, column, looksRight));
            }
        }
    }

    private delegate bool Predicate(ReadOnlySpan<char> text);

    /// <summary>Looks at a record. A column is looked at until the first value that is right.</summary>
    public void Look(DelimitedReader record)
    {
        for (var i = _unproven.Count - 1; i >= 0; i--)
        {
            var column = _unproven[i];
            var text = record[column.Index].Trim();
            if (text.IsEmpty)
            {
                continue;
            }
            column.HasValues = true;
            if (column.LooksRight(text))
            {
                _unproven.RemoveAt(i);
            }
        }
    }

    /// <summary>Notes, at the end of the table, the columns that held values and never a right one.</summary>
    public void Note(Journal journal)
    {
        var moved = _unproven.Where(column => column.HasValues).Select(column => column.Name).ToList();
        if (moved.Count > 0)
        {
            journal.Note("file", "columns-moved",
                $"No row has in these columns what belongs there ({string.Join(", ", moved)}), so columns may have moved. Look whether the values stand under their headings.");
        }
        _unproven.Clear();
    }

    /// <summary>"L-17" and "Q 17", but not "Ada Fictive".</summary>
    private static bool LooksLikeIdentifier(ReadOnlySpan<char> text) => !text.Contains(' ') || text.ContainsAnyInRange('0', '9');

    /// <summary>Letters and no digits.</summary>
    private static bool LooksLikeName(ReadOnlySpan<char> text)
    {
        var hasLetter = false;
        foreach (var c in text)
        {
            if (char.IsDigit(c))
            {
                return false;
            }
            hasLetter |= char.IsLetter(c);
        }
        return hasLetter;
    }

    private sealed record Unproven(string Name, int Index, Predicate LooksRight)
    {
        public bool HasValues { get; set; }
    }
}
