using Entente.Formats.Reading;
using Entente.Formats.Watchlists.Ofac;
using Entente.Screening.Subjects;

namespace Entente.Formats.Watchlists;

/// <summary>Reads the files of one or several watchlists, each known by its content, and joins what belongs together.</summary>
public static class WatchlistFiles
{
    /// <summary>
    /// Reads every file once, to its end. The files of OFAC (SDN, ALT, ADD, comments) are joined, whatever their order. An id that two
    /// files have stays with the first; the listing of the later file gets the name of its file in front ("list.csv:17").
    /// A second file of the same name is called "list.csv (2)".
    /// </summary>
    /// <exception cref="UnreadableInputException">A file is no watchlist that is known here; the message begins with its name.</exception>
    public static WatchlistContents Read(IReadOnlyList<InputFile> files, CancellationToken cancellationToken = default)
    {
        var names = new HashSet<string>();
        var read = files.Select(file => Read(file, names, cancellationToken)).ToList();
        var readings = read.ConvertAll(file => file.Reading);
        OfacJoin.Join(readings);
        TellIdsApart(readings);
        NoteGivenTwice(read);
        return new WatchlistContents(
            [.. readings.SelectMany(reading => reading.Drafts.Select(draft => draft.ToListing(reading.List)))],
            [.. read.Select(file => Report(file.Reading, file.Sha256))]);
    }

    private static (WatchlistReading Reading, string Sha256) Read(InputFile file, HashSet<string> names, CancellationToken cancellationToken)
    {
        try
        {
            using var stream = file.Open();
            using var content = new HashedInput(stream, cancellationToken);
            var format = WatchlistFormats.Recognise(content.Head);
            var reading = new WatchlistReading(UniqueName(file.Name, names), format.Name, content);
            format.Read(reading);
            if (reading.Drafts.Count == 0 && reading.Supplements.Count == 0)
            {
                reading.Journal.Note("file", "no-listings", "The file has no listing that could be read, so nobody is compared with it. Check that it is whole and the one you mean.");
            }
            return (reading, content.HashToEnd());
        }
        catch (UnreadableInputException e)
        {
            throw new UnreadableInputException($"{file.Name}: {e.Message}", e);
        }
    }

    private static WatchlistFileReport Report(WatchlistReading reading, string sha256) =>
        new(new ListVersion(reading.List, sha256, reading.Journal.Dated), reading.Format, reading.Journal);

    private static string UniqueName(string name, HashSet<string> names)
    {
        var unique = name;
        for (var number = 2; !names.Add(unique); number++)
        {
            unique = $"{name} ({number})";
        }
        return unique;
    }

    private static void NoteGivenTwice(List<(WatchlistReading Reading, string Sha256)> read)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (reading, sha256) in read)
        {
            if (!names.TryAdd(sha256, reading.List))
            {
                reading.Journal.Note("file", "file-given-twice", $"The same bytes came before, as {names[sha256]}, so that its listings are compared twice. Give the list once, or the list that you meant.");
            }
        }
    }

    private static void TellIdsApart(List<WatchlistReading> readings)
    {
        var ids = new HashSet<string>();
        foreach (var reading in readings)
        {
            foreach (var (index, draft) in reading.Drafts.Index())
            {
                while (!ids.Add(draft.Id))
                {
                    reading.Journal.Note($"listing {index + 1}", "listing-id-in-two-files", "A listing id stands in an earlier file too; here it got the name of this file in front.");
                    draft.Id = $"{reading.List}:{draft.Id}";
                }
            }
        }
    }
}

/// <summary>What was read from the files of one or several watchlists.</summary>
/// <param name="Listings">All listings of all kinds, in the order of the files.</param>
/// <param name="Files">One report a file, in the order given.</param>
public sealed record WatchlistContents(IReadOnlyList<Listing> Listings, IReadOnlyList<WatchlistFileReport> Files);

/// <summary>What was read from one file.</summary>
/// <param name="Version">Name, hash and date.</param>
/// <param name="Format">Short name of the format: "un-xml", "ofac-sdn", "ofac-alt", "ofac-add", "ofac-comments", "ftm", "opensanctions-simple", "list-csv".</param>
/// <param name="Journal">Counts and findings.</param>
public sealed record WatchlistFileReport(ListVersion Version, string Format, Journal Journal);
