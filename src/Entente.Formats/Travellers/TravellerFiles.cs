using Entente.Formats.Reading;
using Entente.Screening.Subjects;

namespace Entente.Formats.Travellers;

/// <summary>Reads the travellers of one input, known by its content, one by one as they arrive.</summary>
public static class TravellerFiles
{
    /// <summary>Opens the input, recognises its format and returns the travellers lazily; the journal fills as they are taken.</summary>
    /// <exception cref="UnreadableInputException">The input is none of the formats known here.</exception>
    public static TravellerInput Open(InputFile file, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();
}

/// <summary>Travellers that are being read.</summary>
/// <param name="Format">Short name of the format: "mrz", "paxlst", "travellers-csv".</param>
/// <param name="Travellers">To be enumerated once; the stream closes at the end or when the enumerator is disposed.</param>
/// <param name="Journal">Counts and findings so far.</param>
public sealed record TravellerInput(string Format, IEnumerable<Traveller> Travellers, Journal Journal);
