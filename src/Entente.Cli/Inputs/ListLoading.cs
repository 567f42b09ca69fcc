using Entente.Formats.Reading;
using Entente.Formats.Watchlists;
using Entente.Screening;

namespace Entente.Cli.Inputs;

/// <summary>Reads list files, with a progress bar.</summary>
internal static class ListLoading
{
    /// <summary>Reads every file to its end.</summary>
    /// <exception cref="UnreadableInputException">One of them is missing, locked, or no watchlist.</exception>
    public static WatchlistContents Read(IReadOnlyList<string> paths, Surroundings surroundings, CancellationToken cancellationToken)
    {
        if (paths.Contains(InputFiles.StandardInput))
        {
            throw new UnreadableInputException("a list cannot come from standard input, since its hash goes into every answer; give a file.");
        }

        var bytes = paths.Sum(p => InputFiles.Length(p) ?? 0);
        return ProgressBar.During(surroundings, "reading lists", bytes > 0 ? bytes : null, progress =>
        {
            var files = paths.Select(p => InputFiles.At(p, surroundings, progress, cancellationToken)).ToList();
            return WatchlistFiles.Read(files, cancellationToken);
        });
    }

    /// <summary>Reads the files and compiles them for screening.</summary>
    public static (WatchlistContents Contents, Watchlist Watchlist) Compile(
        IReadOnlyList<string> paths, Surroundings surroundings, CancellationToken cancellationToken)
    {
        var contents = Read(paths, surroundings, cancellationToken);
        var versions = contents.Files.Select(f => f.Version).ToList();
        var watchlist = ProgressBar.During(surroundings, "compiling names", bytes: null, _ =>
            Watchlist.Build(contents.Listings, versions, cancellationToken));
        return (contents, watchlist);
    }
}
