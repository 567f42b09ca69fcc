using Entente.Formats.Reading;
using Entente.Formats.Regions;
using Entente.Formats.Spending;
using Entente.Formats.Transfers;

namespace Entente.Formats.DataSets;

/// <summary>What one file of figures has given so far. Not safe for use by several threads at once.</summary>
internal sealed class DataSetReading
{
    private readonly List<SpendingRecord> _spending = [];
    private readonly List<TransferRecord> _transfers = [];
    private readonly HashSet<(string Country, int Year, Measure Measure)> _seen = [];
    private readonly HashSet<string> _unknown = [];

    /// <summary>Counts and findings.</summary>
    public Journal Journal { get; } = new();

    /// <summary>Figures of spending, in the order of the file.</summary>
    public IReadOnlyList<SpendingRecord> Spending => _spending;

    /// <summary>Transfers, in the order of the file.</summary>
    public IReadOnlyList<TransferRecord> Transfers => _transfers;

    /// <summary>Takes a figure; the second of one country, year and measure is refused, because nobody knows which is right.</summary>
    public void Add(SpendingRecord record, string place)
    {
        if (!_seen.Add((record.Country.Key, record.Year, record.Measure)))
        {
            Journal.Refuse(place, "figure-twice", "The file has a figure of this country, year and measure before; the first was kept. Keep one of them.");
            return;
        }

        _spending.Add(record);
        Journal.Accept();
    }

    /// <summary>Takes a transfer; one that equals another in everything is noted and kept, because deals of the same kind are no error.</summary>
    public void Add(TransferRecord record, string place)
    {
        if (record.DealId.Length > 0 && _transfers.Count > 0 && IsSame(_transfers[^1], record))
        {
            Journal.Note(place, "transfer-twice", "The row says the same as the one before; both count. Check the source.");
        }

        _transfers.Add(record);
        Journal.Accept();
    }

    /// <summary>Notes a party that is no country known here, once for each name; such a party belongs to no region of the table.</summary>
    public void NoteUnknown(Party party, string place)
    {
        if (party.Code.Length == 0 && _unknown.Add(party.Name))
        {
            Journal.Note(place, "party-no-country", "A party is no country that is known by a code: a group, an organisation, a state that no longer exists, or a name spelt otherwise. It stands for itself and in no region.");
        }
    }

    private static bool IsSame(TransferRecord a, TransferRecord b) =>
        a.DeliveryYears.SequenceEqual(b.DeliveryYears) && a == (b with { DeliveryYears = a.DeliveryYears });
}
