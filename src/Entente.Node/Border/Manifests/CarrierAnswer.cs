using Entente.Formats.Cusres;
using Entente.Node.Border.Encounters;
using Entente.Node.Watchlist;

namespace Entente.Node.Border.Manifests;

/// <summary>What a carrier is told when the time to decide has run out. There is no value that refuses: only a named person does.</summary>
internal enum WhenTimeRunsOut
{
    /// <summary>The carrier hears that nobody could decide (4Z), and asks the service.</summary>
    InsufficientData,

    /// <summary>The person may board; the post awaits them.</summary>
    OkToBoard,
}

/// <summary>
/// What a carrier is told about a traveller. It comes from what the listings ask for and what people decided, never from the fact of a hit: whoever is
/// only to be looked at is answered like everybody else.
/// </summary>
internal static class CarrierAnswer
{
    /// <summary>The answer.</summary>
    /// <param name="canTell">Whether the person could be read and the lists are young enough to say anything about them.</param>
    /// <param name="encounters">The person's encounters.</param>
    /// <param name="now">The moment of the answer.</param>
    /// <param name="whenTimeRunsOut">What the deployment says when nobody has decided in time.</param>
    public static BoardingStatus Of(bool canTell, IEnumerable<Encounter> encounters, DateTimeOffset now, WhenTimeRunsOut whenTimeRunsOut)
    {
        var status = canTell ? BoardingStatus.OkToBoard : BoardingStatus.InsufficientData;
        foreach (var encounter in encounters)
        {
            if (IsRefused(encounter))
            {
                return BoardingStatus.NoBoard;
            }

            if (MayBeRefused(encounter) && !(whenTimeRunsOut == WhenTimeRunsOut.OkToBoard && encounter.Due <= now))
            {
                status = BoardingStatus.InsufficientData;
            }
        }

        return status;
    }

    /// <summary>Two named persons have refused, and nobody has decided otherwise since. Whoever is to be detained is not warned by the carrier.</summary>
    private static bool IsRefused(Encounter encounter) => encounter.InForce is { Measure: Measure.Refuse, SecondedBy: not null };

    /// <summary>The listing asks for refusal, and nobody has decided yet, or somebody has proposed it.</summary>
    private static bool MayBeRefused(Encounter encounter) =>
        encounter.Proposed is { Measure: Measure.Refuse } || (encounter.Asks == EncounterAction.Refuse && encounter.InForce is null);
}
