using Entente.Formats.Clearances;
using Entente.Formats.Reading;
using Entente.Formats.Watchlists;
using Entente.Screening;
using Entente.Screening.Subjects;

namespace Entente.Cli.Screen;

/// <summary>What a run rests on and what it came to: all that a report or a summary tells besides the hits.</summary>
internal sealed record RunFacts
{
    /// <summary>When the run began.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Name of the traveller input.</summary>
    public required string TravellersName { get; init; }

    /// <summary>Format of the traveller input.</summary>
    public required string TravellersFormat { get; init; }

    /// <summary>What happened while travellers were read.</summary>
    public required Journal TravellersJournal { get; init; }

    /// <summary>The list files, in the order given.</summary>
    public required IReadOnlyList<WatchlistFileReport> Lists { get; init; }

    /// <summary>How many subjects of each kind the lists hold.</summary>
    public required IReadOnlyDictionary<SubjectKind, int> Subjects { get; init; }

    /// <summary>How many listed people were screened against, and their names.</summary>
    public required int Listings { get; init; }

    /// <summary>How many names those listings have.</summary>
    public required int Names { get; init; }

    /// <summary>The file of clearances; null where none was given.</summary>
    public ClearedFile? Cleared { get; init; }

    public required ScreeningPolicy Policy { get; init; }

    /// <summary>The lowest score that was reported.</summary>
    public required double MinScore { get; init; }

    public required RunTotals Totals { get; init; }

    public required RunEnd End { get; init; }

    public required TimeSpan Loading { get; init; }

    public required TimeSpan Screening { get; init; }

    /// <summary>Records refused in any input.</summary>
    public long Refused => Journals.Sum(j => (long)j.Refused);

    /// <summary>Whether an input breaks off, or lacks what it announces.</summary>
    public bool Incomplete => Journals.Any(j => j.Incomplete);

    private IEnumerable<Journal> Journals
    {
        get
        {
            IEnumerable<Journal> journals = [TravellersJournal, .. Lists.Select(l => l.Journal)];
            return Cleared is { } cleared ? journals.Append(cleared.Contents.Journal) : journals;
        }
    }
}

/// <summary>A file of clearances.</summary>
/// <param name="Name">Its name without folder.</param>
/// <param name="Contents">What was read.</param>
/// <param name="Unlisted">How many of its clearances name a listing that stands on none of the lists.</param>
internal sealed record ClearedFile(string Name, ClearanceContents Contents, int Unlisted);
