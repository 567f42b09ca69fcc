using Entente.Screening.Subjects;

namespace Entente.Formats.Watchlists.Ofac;

/// <summary>
/// Joins the files of OFAC by the number of the entry, in whatever order they were given. A further name or an address of an
/// entry that no main file holds is refused; a main file without a file of further names is read, and says what it lacks.
/// </summary>
internal static class OfacJoin
{
    /// <summary>Joins those of the files that are OFAC's.</summary>
    public static void Join(IReadOnlyList<WatchlistReading> readings)
    {
        var main = readings.Where(reading => reading.Format == WatchlistFormats.OfacSdn).ToList();
        foreach (var reading in readings)
        {
            foreach (var supplement in reading.Supplements)
            {
                Join(supplement, reading, main);
            }
        }
        if (!readings.Any(reading => reading.Format == WatchlistFormats.OfacAlt))
        {
            main.ForEach(reading => reading.Journal.Note("file", "aliases-not-given",
                "The file of further names (ALT) was not given, so most names of these entries are missing. Give it together with this file."));
        }
    }

    private static void Join(Supplement supplement, WatchlistReading reading, List<WatchlistReading> main)
    {
        var drafts = main.Select(file => file.Find(supplement.ListingId)).OfType<ListingDraft>().ToList();
        if (drafts.Count == 0)
        {
            var (code, what) = supplement.Name is null ? ("address-of-unknown-entry", "address") : ("alias-of-unknown-entry", "further name");
            reading.Journal.Refuse($"line {supplement.Line}", code,
                $"The {what} belongs to an entry that no main file (SDN, cons_prim) given with it holds. Give files of the same day.");
            return;
        }
        if (supplement.Name is { } name)
        {
            drafts.ForEach(draft => draft.AddName(OfacName.Of(name, draft.Kind, NameKind.Alias)));
        }
        reading.Journal.Accept();
    }
}
