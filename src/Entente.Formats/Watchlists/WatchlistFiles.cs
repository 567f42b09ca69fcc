using Entente.Formats.Reading;
using Entente.Screening.Subjects;

namespace Entente.Formats.Watchlists;

/// <summary>Reads the files of one or several watchlists, each known by its content, and joins what belongs together.</summary>
public static class WatchlistFiles
{
    /// <summary>Reads every file to its end.</summary>
    /// <exception cref="UnreadableInputException">A file is no watchlist that is known here.</exception>
    public static WatchlistContents Read(IReadOnlyList<InputFile> files, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();
}

/// <summary>What was read from the files of one or several watchlists.</summary>
/// <param name="Listings">All listings of all kinds, in the order of the files.</param>
/// <param name="Files">One report a file, in the order given.</param>
public sealed record WatchlistContents(IReadOnlyList<Listing> Listings, IReadOnlyList<WatchlistFileReport> Files);

/// <summary>What was read from one file.</summary>
/// <param name="Version">Name, hash and date.</param>
/// <param name="Format">Short name of the format: "un-xml", "ofac-sdn", "ofac-alt", "ofac-add", "ftm", "opensanctions-simple", "list-csv".</param>
/// <param name="Journal">Counts and findings.</param>
public sealed record WatchlistFileReport(ListVersion Version, string Format, Journal Journal);
