using System.Globalization;
using Entente.Node.Border.Crossings;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;

namespace Entente.Node.Border.Encounters;

/// <summary>Opens encounters for the hits of a crossing's travellers, within a work, with keys that were made before.</summary>
internal sealed class HitOpening(Work work, KeyStore keys, Crossing crossing, BorderOptions options, Catalogue catalogue, Queue<string> spareKeys)
{
    /// <summary>How many encounters it has opened.</summary>
    public int Opened { get; private set; }

    /// <summary>Opens what is new.</summary>
    public void Open(CrossingTraveller traveller, IEnumerable<TravellerHit> hits)
    {
        foreach (var hit in hits)
        {
            var ground = catalogue.Allows(crossing.Ground, Doing.Decide) ? crossing.Ground : catalogue.FirstFor(Doing.Decide)
                ?? throw new InvalidOperationException("No purpose of the catalogue allows an encounter; the configuration is refused without one.");
            var opened = new OpenedHit
            {
                CrossingId = crossing.Id,
                CrossingWords = WordsOf(crossing),
                TravellerId = traveller.Id,
                Post = crossing.Post,
                Carrier = crossing.Carrier,
                Traveller = traveller.Person.Subject ?? throw new InvalidOperationException("Whoever could not be read has no hit."),
                Hit = hit.Hit,
                Terms = hit.Terms,
                Ground = ground,
                KeepUntil = Crossing.KeepUntilOf(crossing.Day, work.Now, catalogue.Keep(ground, Doing.Decide)),
                DecideWithin = options.DecideWithin,
            };
            var key = spareKeys.TryPeek(out var spare) ? spare : keys.Make();
            if (EncounterTable.Open(work, keys, key, opened))
            {
                Opened++;
                spareKeys.TryDequeue(out _);
            }
        }
    }

    /// <summary>The crossing in words: "UT417 2026-11-21 CMN-MAD"; of somebody at a counter the day and the post.</summary>
    public static string WordsOf(Crossing crossing) =>
        string.Join(' ', (crossing.Kind == "counter" ? [crossing.Day, crossing.Post] : new[] { crossing.Number, crossing.Day, Route(crossing) }).Where(w => w.Length > 0));

    private static string Route(Crossing crossing) =>
        crossing.Origin.Length + crossing.Destination.Length == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{crossing.Origin}-{crossing.Destination}");
}
