using System.Text;
using Entente.Formats.Cusres;
using Entente.Formats.Paxlst;
using Entente.Node.Accounts;
using Entente.Node.Border.Crossings;
using Entente.Node.Border.Encounters;
using Entente.Node.Border.Figures;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;
using Note = Entente.Formats.Reading.Finding;

namespace Entente.Node.Border.Manifests;

/// <summary>Merges a manifest into its crossing within a work: people, encounters, reconciliation, the message itself and the answer to it.</summary>
internal sealed class ManifestMerge(
    Work work, KeyStore keys, BorderOptions options, Catalogue catalogue, Caller sender, ReceivedMessage received, string lists, bool canTell, Queue<string> encounterKeys)
{
    /// <summary>Takes one manifest.</summary>
    public TakenManifest Take(ScreenedManifest screened, Crossing crossing)
    {
        var manifest = screened.Manifest;
        var correspondent = new Correspondent(sender.Id, manifest.Sender, manifest.Recipient, manifest.TransactionReference, manifest.CommonAccessReference);
        var people = new CrossingPeople(work, keys, crossing, sender: sender.Id);
        var opening = new HitOpening(work, keys, crossing, options, catalogue, encounterKeys);
        var named = manifest.Kind switch
        {
            ManifestKind.PassengerList or ManifestKind.CrewList or ManifestKind.Change => TakePeople(people, screened, correspondent, opening),
            ManifestKind.Cancellation or ManifestKind.Reduction => Cancel(people, manifest),
            _ => [],
        };
        var found = Reconciliation.Apply(work, people, manifest, crossing);
        StoreMessage(crossing, manifest, found);
        work.Record(sender.Did(ActionCode.ManifestTaken, crossing.Id, new
        {
            Kind = manifest.Kind.ToString(), People = named.Count, Unread = named.Count(t => t.Person.Subject is null), opening.Opened, Lists = lists, received.Digest,
        }));
        return Answer(crossing, people, named, correspondent);
    }

    private List<CrossingTraveller> TakePeople(CrossingPeople people, ScreenedManifest screened, Correspondent correspondent, HitOpening opening)
    {
        var taken = new List<CrossingTraveller>(screened.Manifest.People.Count);
        foreach (var person in screened.Manifest.People.Where(p => !p.IsReference))
        {
            var traveller = people.Take(StoredPerson.Of(person) with { Asked = [correspondent with { Reference = person.PassengerReference, Locator = person.Locator }] }, lists);
            opening.Open(traveller, screened.Hits.GetValueOrDefault(person.Id) ?? []);
            taken.Add(traveller);
        }

        return taken;
    }

    /// <summary>A sender takes off whom he himself announced; whoever is on the list of another one as well is still awaited.</summary>
    private static List<CrossingTraveller> Cancel(CrossingPeople people, Manifest manifest)
    {
        var own = people.OfSender.Where(t => !people.HasOthers(t)).ToHashSet();
        var cancelled = manifest.People.Select(p => people.Find(StoredPerson.Of(p))).OfType<CrossingTraveller>().Where(own.Contains).ToList();
        foreach (var traveller in cancelled)
        {
            traveller.Status = TravellerStatus.Cancelled;
            people.Save(traveller);
        }

        return cancelled;
    }

    private TakenManifest Answer(Crossing crossing, CrossingPeople people, List<CrossingTraveller> named, Correspondent to)
    {
        var answers = new CarrierAnswers(work, keys, crossing, options);
        var told = named.ConvertAll(t => (Traveller: t, Status: answers.StatusOf(t, canTell)));
        told.ForEach(t => people.Answer(t.Traveller, CarrierAnswers.CodeOf(t.Status)));
        return new TakenManifest(crossing.Id, crossing.DataKey, told.ConvertAll(t => CarrierAnswers.About(t.Traveller, t.Status, to)), answers.Reply(told, to));
    }

    /// <summary>A message that arrives again is not stored again.</summary>
    private void StoreMessage(Crossing crossing, Manifest manifest, IReadOnlyList<Note> found)
    {
        var id = Guid.CreateVersion7(work.Now).ToString("N");
        var stored = work.Execute(
            """
            INSERT INTO message (id, crossing_id, sender, digest, received, kind, raw, findings, dropped, people, unread)
            VALUES (@id, @crossing, @sender, @Digest, @Now, @kind, @raw, @findings, @dropped, @people, @unread) ON CONFLICT DO NOTHING
            """,
            new
            {
                id, crossing = crossing.Id, sender = sender.Id, received.Digest, work.Now, kind = manifest.Kind.ToString(),
                raw = keys.Seal(crossing.DataKey, PlaceOf(id), received.Redacted.Span),
                findings = Text(received.Findings.Concat(found)), dropped = Text(received.Dropped),
                people = (long)manifest.People.Count, unread = (long)manifest.People.Count(p => !p.CanBeScreened && !p.IsReference),
            });
        if (stored > 0)
        {
            Tally.Count(work, crossing, manifest, options);
        }
    }

    /// <summary>The place of a message in storage.</summary>
    public static string PlaceOf(string messageId) => $"message.raw/{messageId}";

    private static string Text<T>(T value) => SubjectJson.Text(value);
}
