using Entente.Formats.Reading;
using Entente.Screening.Subjects;

namespace Entente.Formats.Travellers;

/// <summary>Reads the travellers of one input, known by its content, one by one as they arrive.</summary>
public static class TravellerFiles
{
    /// <summary>Bytes by which the format is known.</summary>
    private const int HeadLength = 4_096;

    /// <summary>Opens the input, recognises its format and returns the travellers lazily; the journal fills as they are taken.</summary>
    /// <param name="file">The input; it is opened once and need not be seekable.</param>
    /// <param name="today">The day of reading, which decides the centuries of dates that state none.</param>
    /// <param name="cancellationToken">Ends the taking of travellers.</param>
    /// <exception cref="UnreadableInputException">The input is none of the formats known here.</exception>
    public static TravellerInput Open(InputFile file, DateOnly today, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        var source = file.Open();
        try
        {
            var stream = new HeadedStream(source, HeadLength);
            var format = Recognise(stream);
            var journal = new Journal();
            return new(format.Name, Take(stream, format.Read(stream, journal, today), cancellationToken), journal);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    private static TravellerFormat Recognise(HeadedStream stream)
    {
        var head = InputHead.Of(stream.Head);
        return TravellerFormats.All.FirstOrDefault(format => format.Recognises(head)) ?? throw new UnreadableInputException(
            $"{(head.Text.Length == 0 ? "An empty input" : "An input of an unknown kind")} arrived; travellers are read from {string.Join(", ", TravellerFormats.All.Select(format => format.Mark))}. Give one of these.");
    }

    private static IEnumerable<Traveller> Take(Stream stream, IEnumerable<Traveller> travellers, CancellationToken cancellationToken)
    {
        if (!stream.CanRead)
        {
            throw new InvalidOperationException("Travellers are taken once; the stream is closed. Open the input again.");
        }

        using (stream)
        {
            foreach (var traveller in travellers)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return traveller;
            }
        }
    }
}

/// <summary>Travellers that are being read.</summary>
/// <param name="Format">Short name of the format: "mrz", "paxlst", "travellers-csv".</param>
/// <param name="Travellers">To be enumerated once; the stream closes at the end or when the enumerator is disposed.</param>
/// <param name="Journal">Counts and findings so far.</param>
public sealed record TravellerInput(string Format, IEnumerable<Traveller> Travellers, Journal Journal);
