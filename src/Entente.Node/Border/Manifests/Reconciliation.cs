using Entente.Formats.Paxlst;
using Entente.Node.Border.Crossings;
using Entente.Node.Oversight;
using Note = Entente.Formats.Reading.Finding;

namespace Entente.Node.Border.Manifests;

/// <summary>
/// What a carrier's last word on a crossing means for its travellers: who boarded, who did not, and what does not fit. It speaks of those whom the same
/// sender announced, and of nobody else's.
/// </summary>
internal static class Reconciliation
{
    /// <summary>Applies a message that closes or cancels the crossing; gives what does not fit together. Others change nothing.</summary>
    public static IReadOnlyList<Note> Apply(Work work, CrossingPeople people, Manifest manifest, Crossing crossing)
    {
        switch (manifest.Kind)
        {
            case ManifestKind.FlightCancelled:
                Set(work, people, crossing, CrossingStatus.Cancelled, _ => TravellerStatus.Cancelled);
                return [];
            case ManifestKind.CloseOutOnBoard:
                var boarded = manifest.People.SelectMany(p => Meant(people, p)).Select(t => t.Id).ToHashSet(StringComparer.Ordinal);
                Set(work, people, crossing, CrossingStatus.Closed, t => boarded.Contains(t.Id) ? TravellerStatus.Boarded : TravellerStatus.NotBoarded);
                return [.. Unlisted(people, manifest, "boarded-unlisted", "are on board and on no list that arrived; ask the carrier for their data"), .. AgainstAnswer(people)];
            case ManifestKind.CloseOutNotOnBoard:
                var left = manifest.People.SelectMany(p => Meant(people, p)).Select(t => t.Id).ToHashSet(StringComparer.Ordinal);
                Set(work, people, crossing, CrossingStatus.Closed, t => left.Contains(t.Id) ? TravellerStatus.NotBoarded : TravellerStatus.Boarded);
                return [.. Unlisted(people, manifest, "left-unlisted", "did not board and are on no list that arrived"), .. AgainstAnswer(people)];
            case ManifestKind.Close:
                Set(work, people, crossing, CrossingStatus.Closed, _ => TravellerStatus.Boarded);
                return AgainstAnswer(people);
            default:
                return [];
        }
    }

    /// <summary>Whom a reference means: one traveller, or a whole party where only its locator is given.</summary>
    private static IEnumerable<CrossingTraveller> Meant(CrossingPeople people, ManifestPerson person)
    {
        var stored = StoredPerson.Of(person);
        return people.Find(stored) is { } one ? [one]
            : person.PassengerReference.Length == 0 && person.Locator.Length > 0 && person.Traveller is null ? people.OfSender.Where(t => t.Person.Locator == person.Locator)
            : [];
    }

    private static void Set(Work work, CrossingPeople people, Crossing crossing, string status, Func<CrossingTraveller, string> statusOf)
    {
        var own = people.OfSender.Where(t => !people.HasOthers(t)).ToHashSet();
        if (own.Count > 0 && (status != CrossingStatus.Cancelled || own.Count == people.All.Count(t => t.Status != TravellerStatus.Cancelled || own.Contains(t))))
        {
            work.Execute("UPDATE crossing SET status = @status WHERE id = @Id", new { status, crossing.Id });
        }

        foreach (var traveller in own.Where(t => t.Status != TravellerStatus.Cancelled || status == CrossingStatus.Cancelled))
        {
            traveller.Status = statusOf(traveller);
            people.Save(traveller);
        }
    }

    private static IEnumerable<Note> Unlisted(CrossingPeople people, Manifest manifest, string code, string words)
    {
        var unlisted = manifest.People.Count(p => !Meant(people, p).Any());
        return unlisted == 0 ? [] : [new Note($"message {manifest.Number}", code, $"{unlisted} people {words}.", Refused: false)];
    }

    private static IReadOnlyList<Note> AgainstAnswer(CrossingPeople people)
    {
        var boarded = people.OfSender.Count(t => t is { Status: TravellerStatus.Boarded, Answer: "1Z" or "4Z" });
        return boarded == 0 ? [] : [new Note("crossing", "boarded-against-answer", $"{boarded} people are on board of whom the carrier was told that they must not board, or that nobody could tell.", Refused: false)];
    }
}
