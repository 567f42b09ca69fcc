using Entente.Node.Border.Encounters;
using Entente.Node.Watchlist;

namespace Entente.Node.Border.Counter;

/// <summary>What an officer at a counter is to do, from what people decided and what waits for them.</summary>
internal static class CounterAdvice
{
    /// <summary>What to do, weakest first.</summary>
    internal enum Code
    {
        /// <summary>Let pass like everybody. Whoever is only to be looked at is told from nobody else here.</summary>
        Pass,

        /// <summary>Somebody has to decide first; the person waits.</summary>
        Wait,

        /// <summary>Secondary inspection, as decided.</summary>
        Inspect,

        /// <summary>Refused, as two named persons decided.</summary>
        Refuse,

        /// <summary>Handed over, as two named persons decided.</summary>
        Detain,
    }

    /// <summary>The strongest of what a person's encounters say.</summary>
    public static Code Of(IEnumerable<Encounter> encounters) => encounters.Select(Of).DefaultIfEmpty(Code.Pass).Max();

    private static Code Of(Encounter encounter) => encounter switch
    {
        { Proposed: { Measure: >= Measure.SecondaryInspection } } or { InForce: null, Asks: >= EncounterAction.SecondaryInspection } => Code.Wait,
        { InForce.Measure: Measure.DetainOnWarrant } => Code.Detain,
        { InForce.Measure: Measure.Refuse } => Code.Refuse,
        { InForce.Measure: Measure.SecondaryInspection } => Code.Inspect,
        _ => Code.Pass,
    };
}
