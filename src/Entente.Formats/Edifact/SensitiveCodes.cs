using System.Collections.Frozen;

namespace Entente.Formats.Edifact;

/// <summary>
/// Codes of special service requests and meals that reveal health or belief. Source: the codes of the IATA reservations procedures (AIRIMP,
/// chapter 3, SSR and special meals), which PADIS takes over as data element 9962. A code added here is dropped everywhere.
/// </summary>
internal static class SensitiveCodes
{
    private static readonly string[] Health =
    [
        // Wheelchair: ramp, steps, cabin seat; with battery, dry, wet, lithium, manual; on board.
        "WCHR", "WCHS", "WCHC", "WCBD", "WCBW", "WCLB", "WCMP", "WCOB",

        // Blind, deaf, intellectual or developmental disability, to be met and assisted, medical case, stretcher, leg in a cast.
        "BLND", "DEAF", "DPNA", "MAAS", "MEDA", "MEDIF", "STCR", "LEGB", "LEGL", "LEGR",

        // Oxygen, own concentrator, animals that help.
        "OXYG", "AOXY", "PPOC", "SVAN", "ESAN",

        // Meals: bland, diabetic, gluten-free, high fibre, low calorie, low fat, low protein, low salt, low lactose, peanut-free, low purine, in words.
        "BLML", "DBML", "GFML", "HFML", "LCML", "LFML", "LPML", "LSML", "NSML", "NLML", "PFML", "PRML", "SPML",
    ];

    private static readonly string[] Belief =
    [
        // Meals: Hindu, kosher, Muslim; vegetarian of the Asian, Jain, lacto-ovo, oriental, raw and vegan kind.
        "HNML", "KSML", "MOML", "AVML", "VJML", "VLML", "VOML", "RVML", "VGML",
    ];

    private static readonly FrozenDictionary<string, SensitiveKind> Kinds =
        Health.Select(code => (code, SensitiveKind.Health)).Concat(Belief.Select(code => (code, SensitiveKind.Belief))).ToFrozenDictionary(pair => pair.code, pair => pair.Item2);

    /// <summary>All codes.</summary>
    public static IReadOnlyCollection<string> All => Kinds.Keys;

    /// <summary>What a code reveals; null where nothing.</summary>
    public static SensitiveKind? KindOf(string code) => Kinds.TryGetValue(code, out var kind) ? kind : null;

    /// <summary>What a word reveals that begins with a code, as where carrier and status are glued to it: WCHRUTHK1.</summary>
    public static SensitiveKind? KindOfBeginning(string word) =>
        Kinds.Where(pair => word.StartsWith(pair.Key, StringComparison.Ordinal)).Select(pair => (SensitiveKind?)pair.Value).FirstOrDefault();
}
