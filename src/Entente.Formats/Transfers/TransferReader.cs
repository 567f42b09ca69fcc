using Entente.Formats.DataSets;
using Entente.Formats.Reading;
using Entente.Formats.Regions;

namespace Entente.Formats.Transfers;

/// <summary>
/// Reads registers of arms transfers: the one of SIPRI in its layout with a row for each deal and year of delivery, the older one with a row
/// for each deal, and the table that anyone can write. All have a row for a record; they differ in the names of their columns and in
/// how they mark what is uncertain ("Yes" in a column beside, a "?" in a column without a name, a "?" behind the figure).
/// </summary>
internal sealed class TransferReader
{
    /// <summary>A row is marked beside in the newer layout, in the unnamed column behind in the older one.</summary>
    private static readonly string[] Known =
    [
        "sipri_at_database_id", "deal_id", "supplier", "seller", "recipient", "buyer", "designation", "weapon_designation", "description", "weapon_description",
        "armament_category", "category", "order_date", "year_of_order", "order_year", "order_date_is_estimate", "number_ordered",
        "numbers_delivered", "number_delivered", "number", "numbers_delivered_is_estimate", "delivery_year", "year(s)_of_delivery", "year(s)_of_deliveries", "delivery_year_is_estimate",
        "status", "sipri_estimate", "tiv_deal_unit", "sipri_tiv_per_unit", "sipri_tiv_for_total_order", "tiv_delivery_values", "sipri_tiv_of_delivered_weapons", "tiv", "local_production", "comments", "comment",
    ];

    private readonly DataSetReading _reading;
    private readonly Amounts _amounts;
    private readonly Columns _at;
    private readonly bool _marksBehind;
    private readonly string[] _header;

    private TransferReader(SheetText sheet, IEnumerable<SheetRow> rows, DataSetReading reading)
    {
        _reading = reading;
        _header = sheet.Columns;
        _at = new Columns(new DataSetColumns(sheet, reading.Journal, Known));
        _marksBehind = IsOlderRegister(_header);
        _amounts = Amounts.Of(rows.SelectMany(row => new[] { row[_at.Tiv], row[_at.TivUnit], row[_at.Delivered], row[_at.Ordered] }).Where(c => c.Length > 0), reading.Journal);
    }

    private Journal Journal => _reading.Journal;

    /// <summary>The layout with a row for each deal and year of delivery.</summary>
    public static bool IsNewerRegister(string[] columns) => HasParties(columns) && columns.Contains("tiv_delivery_values");

    /// <summary>The layout with a row for each deal.</summary>
    public static bool IsOlderRegister(string[] columns) => HasParties(columns) && columns.Contains("year_of_order") && columns.Contains("sipri_tiv_of_delivered_weapons");

    /// <summary>The table that anyone can write: supplier, recipient and a year.</summary>
    public static bool IsTable(string[] columns) => HasParties(columns) && (columns.Contains("delivery_year") || columns.Contains("order_year"));

    /// <summary>Reads the register.</summary>
    /// <exception cref="UnreadableInputException">A column stands twice, or no row has a year where one belongs.</exception>
    public static void Read(SheetText sheet, DataSetReading reading)
    {
        var rows = sheet.Rows(reading.Journal).ToList();
        var reader = new TransferReader(sheet, rows, reading);
        foreach (var row in rows)
        {
            reader.ReadRow(row);
        }

        if (rows.Count > 0 && !reading.Transfers.Any(t => t.DeliveryYears.Count > 0 || t.OrderYear is not null))
        {
            throw new UnreadableInputException($"None of the {rows.Count:N0} rows has a year of order or delivery, so the columns have probably moved. Put the values under their headings.");
        }
    }

    private static bool HasParties(string[] columns) =>
        (columns.Contains("supplier") || columns.Contains("seller")) && (columns.Contains("recipient") || columns.Contains("buyer"));

    private void ReadRow(SheetRow row)
    {
        var doubts = TransferDoubts.None;
        var (supplier, recipient) = (PartyOf(row[_at.Supplier], ref doubts), PartyOf(row[_at.Recipient], ref doubts));
        if (supplier is null || recipient is null)
        {
            Journal.Refuse(row.Place, "party-missing", "The row lacks its supplier or its recipient.");
            return;
        }

        decimal? tiv = null;
        if (row[_at.Tiv].Length > 0 && (tiv = _amounts.Read(Unmarked(row[_at.Tiv], TransferDoubts.Number, ref doubts))) is null)
        {
            Journal.Refuse(row.Place, "tiv-unreadable", "The volume of the delivery is no number of 0 or more. Write digits with a decimal point, or nothing where there is none.");
            return;
        }

        doubts |= MarkOf(row, _at.OrderMark, _at.Order, TransferDoubts.OrderYear) | MarkOf(row, _at.DeliveredMark, _at.Delivered, TransferDoubts.Number)
            | MarkOf(row, _at.DeliveryMark, _at.Delivery, TransferDoubts.DeliveryYear);
        if (_marksBehind)
        {
            doubts |= MarkOf(row, -1, _at.Ordered, TransferDoubts.Number);
        }

        // Read before the record is put together, because each may add a doubt.
        var years = DeliveryYears(row, ref doubts);
        var orderYear = Year(row[_at.Order], row, ref doubts);
        var (ordered, delivered, unit) = (Number(row, _at.Ordered, ref doubts), Number(row, _at.Delivered, ref doubts), Number(row, _at.TivUnit, ref doubts));
        _reading.NoteUnknown(supplier, row.Place);
        _reading.NoteUnknown(recipient, row.Place);
        _reading.Add(new TransferRecord(row[_at.Id], supplier, recipient, row[_at.Designation], years, tiv)
        {
            Description = row[_at.Description],
            Category = row[_at.Category],
            Status = row[_at.Status],
            OrderYear = orderYear,
            NumberOrdered = ordered,
            NumberDelivered = delivered,
            TivUnit = unit,
            Doubts = doubts,
            Comment = row[_at.Comment],
        }, row.Place);
    }

    private static Party? PartyOf(string text, ref TransferDoubts doubts) => Party.Read(Unmarked(text, TransferDoubts.Party, ref doubts));

    private List<int> DeliveryYears(SheetRow row, ref TransferDoubts doubts)
    {
        var years = new SortedSet<int>();
        foreach (var text in row[_at.Delivery].Split([';', ',', '|', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var ends = Unmarked(text, TransferDoubts.DeliveryYear, ref doubts).Split('-', '–');
            var (from, to) = (Years.Read(ends[0]), Years.Read(ends[^1]));
            if (from is null || to is null || ends.Length > 2 || to < from)
            {
                Journal.Note(row.Place, "delivery-year-unreadable", $"A year of delivery is none of {Years.First} to {Years.Last} and was left out, so that this delivery counts for no period. Write four digits.");
                return [];
            }

            years.UnionWith(Enumerable.Range(from.Value, to.Value - from.Value + 1));
        }

        if (years.Count == 0 && row[_at.Tiv].Length > 0)
        {
            Journal.Note(row.Place, "delivery-year-missing", "The row has a volume and no year of delivery, so that it counts for no period.");
        }

        return [.. years];
    }

    private int? Year(string text, SheetRow row, ref TransferDoubts doubts)
    {
        if (text.Length == 0)
        {
            return null;
        }

        if (Years.Read(Unmarked(text, TransferDoubts.OrderYear, ref doubts)) is { } year)
        {
            return year;
        }

        Journal.Note(row.Place, "order-year-unreadable", $"The year of the order is none of {Years.First} to {Years.Last} and was left out. Write four digits.");
        return null;
    }

    private decimal? Number(SheetRow row, int column, ref TransferDoubts doubts)
    {
        if (row[column].Length == 0)
        {
            return null;
        }

        if (_amounts.Read(Unmarked(row[column], TransferDoubts.Number, ref doubts)) is { } number)
        {
            return number;
        }

        Journal.Note(row.PlaceOf(_header[column]), "number-unreadable", "The number is none of 0 or more and was left out.");
        return null;
    }

    private TransferDoubts MarkOf(SheetRow row, int markColumn, int column, TransferDoubts doubt)
    {
        if (markColumn >= 0)
        {
            switch (row[markColumn].ToLowerInvariant())
            {
                case "yes" or "true" or "1" or "?":
                    return doubt;
                case "no" or "false" or "0":
                    return TransferDoubts.None;
                case "":
                    return TransferDoubts.NotSaid;
                default:
                    Journal.Note(row.PlaceOf(_header[markColumn]), "estimate-mark-unknown", "The mark is none of Yes, No; it was read as not stated.");
                    return TransferDoubts.NotSaid;
            }
        }

        return _marksBehind && column >= 0 && column + 1 < _header.Length && _header[column + 1].Length == 0 && row[column + 1].Contains('?', StringComparison.Ordinal)
            ? doubt
            : TransferDoubts.None;
    }

    private static string Unmarked(string text, TransferDoubts doubt, ref TransferDoubts doubts)
    {
        if (!text.EndsWith('?'))
        {
            return text;
        }

        doubts |= doubt;
        return text.TrimEnd('?', ' ');
    }

    /// <summary>Where the columns stand.</summary>
    private sealed class Columns(DataSetColumns table)
    {
        public readonly int Id = table["sipri_at_database_id", "deal_id"];
        public readonly int Supplier = table["supplier", "seller"];
        public readonly int Recipient = table["recipient", "buyer"];
        public readonly int Designation = table["designation", "weapon_designation"];
        public readonly int Description = table["description", "weapon_description"];
        public readonly int Category = table["armament_category", "category"];
        public readonly int Order = table["order_date", "year_of_order", "order_year"];
        public readonly int OrderMark = table["order_date_is_estimate"];
        public readonly int Ordered = table["number_ordered"];
        public readonly int Delivered = table["numbers_delivered", "number_delivered", "number"];
        public readonly int DeliveredMark = table["numbers_delivered_is_estimate"];
        public readonly int Delivery = table["delivery_year", "year(s)_of_delivery", "year(s)_of_deliveries"];
        public readonly int DeliveryMark = table["delivery_year_is_estimate"];
        public readonly int Status = table["status"];
        public readonly int TivUnit = table["tiv_deal_unit", "sipri_tiv_per_unit"];
        public readonly int Tiv = table["tiv_delivery_values", "sipri_tiv_of_delivered_weapons", "tiv"];
        public readonly int Comment = table["comments", "comment"];
    }
}
