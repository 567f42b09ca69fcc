using Entente.Formats.Edifact;
using Entente.Formats.Mrz;
using Entente.Formats.Paxlst;
using Entente.Formats.Reading;
using Entente.Formats.Text;
using Entente.Screening.Subjects;

namespace Entente.Formats.Travellers;

/// <summary>The formats in which travellers arrive. A new format is one line here.</summary>
internal static class TravellerFormats
{
    /// <summary>In the order in which they are tried: those with the clearest marks first.</summary>
    public static IReadOnlyList<TravellerFormat> All { get; } =
    [
        new("travellers-csv", "a table with the columns traveller_id and name", TravellerTable.Recognises,
            (stream, journal, _) => TravellerTable.Read(stream, journal)),
        new("paxlst", "an EDIFACT passenger list (UNB or UNA)", head => ServiceString.TryFind(head.Text, out _, out _, out _),
            (stream, journal, today) => PaxlstReader.Read(new InputText(stream, journal), journal, today)),
        new("mrz", "machine-readable zones", MrzFile.Recognises, MrzFile.Read),
    ];
}

/// <summary>One format.</summary>
/// <param name="Name">Short name.</param>
/// <param name="Mark">By what people know it, for the message to whoever gives something else.</param>
/// <param name="Recognises">Whether an input that begins with this text is of the format.</param>
/// <param name="Read">Reads the travellers as they are taken; throws <see cref="UnreadableInputException"/> at once, not while they are taken.</param>
internal sealed record TravellerFormat(
    string Name, string Mark, Func<InputHead, bool> Recognises, Func<Stream, Journal, DateOnly, IEnumerable<Traveller>> Read);
