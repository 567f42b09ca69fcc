using Entente.Screening.Subjects;

namespace Entente.Formats.Watchlists.Ofac;

/// <summary>
/// Joins the files of OFAC by the number of the entry, in whatever order they were given. What belongs to an entry that no main
/// file holds is refused; a main file without a file of further names is read, and says what it lacks.
/// </summary>
internal static class OfacJoin
{
    /// <summary>Joins those of the files that are OFAC's.</summary>
    public static void Join(IReadOnlyList<WatchlistReading> readings)
    {
        var main = readings.Where(reading => reading.Format == WatchlistFormats.OfacSdn).ToList();
        foreach (var kind in Enum.GetValues<SupplementKind>())
        {
            foreach (var reading in readings)
            {
                foreach (var supplement in reading.Supplements.Where(supplement => supplement.Kind == kind))
                {
                    Join(supplement, reading, main);
                }
            }
        }
        main.ForEach(NoteCutRemarks);
        if (!readings.Any(reading => reading.Format == WatchlistFormats.OfacAlt))
        {
            main.ForEach(reading => reading.Journal.Note("file", "aliases-not-given",
                "The file of further names (ALT) was not given, so most names of these entries are missing. Give it together with this file."));
        }
    }

    private static void Join(Supplement supplement, WatchlistReading reading, List<WatchlistReading> main)
    {
        var place = $"line {supplement.Line}";
        var owners = main.Where(file => file.Find(supplement.ListingId) is not null).ToList();
        if (owners.Count == 0)
        {
            var (code, what) = supplement.Kind switch
            {
                SupplementKind.Remarks => ("comment-of-unknown-entry", "comment"),
                SupplementKind.Name => ("alias-of-unknown-entry", "further name"),
                _ => ("address-of-unknown-entry", "address"),
            };
            reading.Journal.Refuse(place, code, $"The {what} belongs to an entry that no main file (SDN, cons_prim) given with it holds. Give files of the same day.");
            return;
        }
        foreach (var owner in owners)
        {
            Join(supplement, place, reading, owner);
        }
        reading.Journal.Accept();
    }

    private static void Join(Supplement supplement, string place, WatchlistReading reading, WatchlistReading owner)
    {
        if (owner.Find(supplement.ListingId) is not { } draft)
        {
            return;
        }
        if (supplement.Kind == SupplementKind.Name)
        {
            draft.AddName(OfacName.Of(supplement.Text, draft.Kind, NameKind.Alias));
        }
        else if (supplement.Kind == SupplementKind.Remarks)
        {
            ReadOn(supplement.Text, draft, place, reading, owner);
        }
    }

    /// <summary>Joins what the cut has parted; where there was no cut, only the clauses behind the first are known to be whole.</summary>
    private static void ReadOn(string comment, ListingDraft draft, string place, WatchlistReading reading, WatchlistReading owner)
    {
        var text = comment[(comment.IndexOf(';') + 1)..];
        if (owner.CutRemarks.Find(remarks => remarks.Draft == draft) is { } cut)
        {
            text = cut.Clause + comment;
            cut.Continued = true;
        }
        else
        {
            reading.Journal.Note(place, "comment-continues-nothing", "The comment belongs to an entry whose remarks are whole; its first clause was left out, the others were read. Give files of the same day.");
        }
        OfacRemarks.Read(text, draft, $"{reading.List} {place}");
    }

    private static void NoteCutRemarks(WatchlistReading reading)
    {
        foreach (var cut in reading.CutRemarks.Where(cut => !cut.Continued))
        {
            reading.Journal.Note(cut.Place, "remarks-cut",
                "The remarks fill their field and break off; the last clause was left out. OFAC's comments file of the same day goes on with them: give it together with this file.");
        }
    }
}
