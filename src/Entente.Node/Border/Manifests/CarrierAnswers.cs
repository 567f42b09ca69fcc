using System.Globalization;
using Entente.Formats.Cusres;
using Entente.Formats.Edifact;
using Entente.Node.Border.Crossings;
using Entente.Node.Border.Encounters;
using Entente.Node.Oversight;
using Entente.Node.Storage;

namespace Entente.Node.Border.Manifests;

/// <summary>What senders of messages are told about travellers of a crossing, within a work: the answer to a message, and changes that nobody asked for.</summary>
internal sealed class CarrierAnswers(Work work, KeyStore keys, Crossing crossing, BorderOptions options)
{
    // Details of an act have a limit, and a ship of which nobody can be read must be answered all the same.
    private const int MostInOneAct = 5_000;

    /// <summary>What is to be said of a traveller now.</summary>
    public BoardingStatus StatusOf(CrossingTraveller traveller, bool canTell) =>
        CarrierAnswer.Of(canTell && traveller.Person.Subject is not null, EncounterTable.Of(work, traveller.Id), work.Now, options.WhenTimeRunsOut);

    /// <summary>Answers a message about these travellers, stores the answer and gives its bytes.</summary>
    public byte[] Reply(IReadOnlyList<(CrossingTraveller Traveller, BoardingStatus Status)> told, Correspondent to) => Send(CusresKind.Response, to, told);

    /// <summary>Tells every sender who asked about the travellers of whom something else is to be said now.</summary>
    /// <param name="people">The travellers to look at.</param>
    /// <param name="canTell">Whether the lists are young enough to say anything.</param>
    public void TellChanges(CrossingPeople people, bool canTell)
    {
        var changed = people.All.Where(t => t.Answer.Length > 0)
            .Select(t => (Traveller: t, Status: StatusOf(t, canTell))).Where(c => CodeOf(c.Status) != c.Traveller.Answer).ToList();
        foreach (var (traveller, status) in changed)
        {
            people.Answer(traveller, CodeOf(status));
        }

        foreach (var correspondent in changed.SelectMany(c => c.Traveller.Person.Asked).DistinctBy(a => a.Recipient))
        {
            Send(CusresKind.StatusChange, correspondent, [.. changed.Where(c => c.Traveller.Person.Asked.Any(a => a.Recipient == correspondent.Recipient))]);
        }
    }

    /// <summary>A status as it is stored.</summary>
    public static string CodeOf(BoardingStatus status) => status switch
    {
        BoardingStatus.OkToBoard => "0Z",
        BoardingStatus.NoBoard => "1Z",
        _ => "4Z",
    };

    /// <summary>The place of an answer in storage.</summary>
    public static string PlaceOf(string recipient, long sequence) => string.Create(CultureInfo.InvariantCulture, $"answer.body/{recipient}/{sequence}");

    /// <summary>The answer about a traveller in the sender's own words for him; those of another sender are none of his business.</summary>
    public static CusresAnswer About(CrossingTraveller traveller, BoardingStatus status, Correspondent to)
    {
        var known = traveller.Person.OfSender(to.Recipient);
        return new CusresAnswer { Locator = known?.Locator ?? "", PassengerReference = known?.Reference ?? "", Status = status };
    }

    private byte[] Send(CusresKind kind, Correspondent to, IReadOnlyList<(CrossingTraveller Traveller, BoardingStatus Status)> told)
    {
        var sequence = work.Value<long>("SELECT coalesce(max(sequence), 0) + 1 FROM answer WHERE recipient = @Recipient", new { to.Recipient });
        var body = CusresWriter.Write(
            new CusresMessage
            {
                Kind = kind,
                CommonAccessReference = to.Access,
                TransactionReference = to.Transaction,
                Legs = crossing.ReadLegs(),
                Answers = [.. told.Select(t => About(t.Traveller, t.Status, to))],
            },
            new CusresEnvelope
            {
                Sender = to.Us.Id.Length > 0 ? to.Us : new InterchangeParty(options.ServiceName),
                Recipient = to.Them.Id.Length > 0 ? to.Them : new InterchangeParty("CARRIER"),
                Prepared = work.Now.UtcDateTime,
                InterchangeReference = sequence.ToString(CultureInfo.InvariantCulture),
                MessageReference = "1",
            });
        work.Execute(
            "INSERT INTO answer (recipient, sequence, crossing_id, kind, made, body) VALUES (@Recipient, @sequence, @Id, @kind, @Now, @body)",
            new { to.Recipient, sequence, crossing.Id, kind = kind == CusresKind.Response ? "response" : "change", work.Now, body = keys.Seal(crossing.DataKey, PlaceOf(to.Recipient, sequence), body) });
        foreach (var part in told.Where(t => t.Status != BoardingStatus.OkToBoard).Chunk(MostInOneAct).DefaultIfEmpty([]))
        {
            work.Record(Act.Of("node", ActionCode.CarrierAnswered, crossing.Ground, crossing.Id, new
            {
                to.Recipient, Sequence = sequence, Kind = kind.ToString(), Told = part.Select(t => new { t.Traveller.Id, Status = CodeOf(t.Status) }), People = told.Count,
            }));
        }

        return body;
    }
}
