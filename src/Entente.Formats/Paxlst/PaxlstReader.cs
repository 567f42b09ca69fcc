using Entente.Formats.Reading;
using Entente.Screening.Subjects;

namespace Entente.Formats.Paxlst;

/// <summary>Reads passenger lists as one stream of travellers, of any number, with flat memory.</summary>
internal static class PaxlstReader
{
    /// <summary>
    /// Reads all travellers of all passenger lists in the text, as they are taken; identifiers are "message-person", both from 1.
    /// </summary>
    /// <exception cref="UnreadableInputException">The first message is no passenger list, or there is none; thrown by the call itself.</exception>
    public static IEnumerable<Traveller> Read(TextReader text, Journal journal, DateOnly today) => Take(new PaxlstParser(text, journal, today));

    private static IEnumerable<Traveller> Take(PaxlstParser list)
    {
        while (list.Read())
        {
            if (list.Person?.Traveller is { } traveller)
            {
                yield return traveller;
            }
        }
    }
}
