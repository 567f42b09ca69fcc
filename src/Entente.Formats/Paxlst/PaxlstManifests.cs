using Entente.Formats.Reading;

namespace Entente.Formats.Paxlst;

/// <summary>Reads the passenger lists of one input as whole messages.</summary>
public static class PaxlstManifests
{
    /// <summary>
    /// Reads all PAXLST messages of the input, in its order; parts of one message are joined wherever they stand. What deviates is in the
    /// journal, and nobody is left out for it.
    /// </summary>
    /// <param name="stream">The bytes of one or more interchanges; closed at the end.</param>
    /// <param name="journal">Takes counts and findings.</param>
    /// <param name="today">The day of reading, which decides the centuries of dates that state none.</param>
    /// <exception cref="UnreadableInputException">The first message is no passenger list, or there is none.</exception>
    public static IReadOnlyList<Manifest> Read(Stream stream, Journal journal, DateOnly today) => throw new NotSupportedException("Not built yet.");
}
