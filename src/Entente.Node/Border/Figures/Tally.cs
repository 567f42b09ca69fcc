using Entente.Formats.Paxlst;
using Entente.Node.Border.Crossings;
using Entente.Node.Oversight;

namespace Entente.Node.Border.Figures;

/// <summary>Counts what happened, within the work that stores it. Nobody is in a count, so it stays when the people and their crossings have been deleted.</summary>
internal static class Tally
{
    /// <summary>Milliseconds of a quarter of an hour, by which is counted: every time zone begins its hours on one.</summary>
    public const long Quarter = 900_000;

    /// <summary>Counts an entry or exit, or that somebody was not let pass.</summary>
    public static void Count(Work work, string post, string direction, string result, DateTimeOffset at) => work.Execute(
        """
        INSERT INTO passage_count (quarter, post, direction, result, passages) VALUES (@quarter, @post, @direction, @result, 1)
        ON CONFLICT (quarter, post, direction, result) DO UPDATE SET passages = passage_count.passages + 1
        """,
        new { quarter = QuarterOf(at), post, direction, result });

    /// <summary>Counts how a carrier's list was. Close-outs and cancellations are no lists.</summary>
    public static void Count(Work work, Crossing crossing, Manifest manifest, BorderOptions options)
    {
        if (manifest.Kind is not (ManifestKind.PassengerList or ManifestKind.CrewList or ManifestKind.Change))
        {
            return;
        }

        var read = manifest.People.Select(p => p.Traveller?.Subject).OfType<Entente.Screening.Subjects.Subject>().ToList();
        work.Execute(
            """
            INSERT INTO message_count (quarter, post, carrier, lists, late, people, unread, no_birth, no_document)
            VALUES (@quarter, @Post, @Carrier, 1, @late, @people, @unread, @noBirth, @noDocument)
            ON CONFLICT (quarter, post, carrier) DO UPDATE SET lists = message_count.lists + 1, late = message_count.late + excluded.late, people = message_count.people + excluded.people,
                unread = message_count.unread + excluded.unread, no_birth = message_count.no_birth + excluded.no_birth, no_document = message_count.no_document + excluded.no_document
            """,
            new
            {
                quarter = QuarterOf(work.Now), crossing.Post, crossing.Carrier, late = IsLate(crossing, manifest, options, work.Now) ? 1L : 0L,
                people = (long)manifest.People.Count(p => !p.IsReference), unread = (long)manifest.People.Count(p => !p.CanBeScreened && !p.IsReference),
                noBirth = (long)read.Count(s => s.BirthDates.Count == 0), noDocument = (long)read.Count(s => s.Documents.Count == 0),
            });
    }

    /// <summary>
    /// Whether a list came when the crossing had left this post, or had arrived at it. The times of a message are local, and only the zones of this service's own
    /// posts are known.
    /// </summary>
    private static bool IsLate(Crossing crossing, Manifest manifest, BorderOptions options, DateTimeOffset now)
    {
        var leg = manifest.Legs.FirstOrDefault(l => l.From == crossing.Origin && l.To == crossing.Destination);
        var local = crossing.Direction == "departure" ? leg?.Departure : leg?.Arrival;
        return local is { } at && options.Posts.FirstOrDefault(p => p.Code == crossing.Post) is { } post && now.UtcDateTime > at - TimeZoneInfo.FindSystemTimeZoneById(post.TimeZone).GetUtcOffset(at);
    }

    private static long QuarterOf(DateTimeOffset at) => at.ToUnixTimeMilliseconds() / Quarter * Quarter;
}
