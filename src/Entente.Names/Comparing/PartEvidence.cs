using Entente.Names.Comparing.Hot;
using Entente.Names.Reading;

namespace Entente.Names.Comparing;

/// <summary>How much it says that two parts are spelled as they are, in eighths of a bit.</summary>
internal static class PartEvidence
{
    /// <summary>
    /// Parts that sound alike agree in at least half of what sharing the name says, up to this much: how rare a spelling is among
    /// those of a common name says nothing against one person, for it is as rare among all who bear the name.
    /// </summary>
    private const int SameSoundEvidence = 4 * LetterCosts.Unit;

    /// <summary>
    /// In one script two parts of which less than this share of what the name says is left are two names: Lukashevich and
    /// Lukashenko, Frederick and Friedrich.
    /// </summary>
    private const double LeastShare = 0.33;

    /// <summary>
    /// Evidence for two parts that are <see cref="PartComparison.Related"/>: what sharing the name says, less what the
    /// difference in spelling costs. Parts within the edits allowed never have 0, so that the index finds all of them, but they
    /// agree only from <see cref="NameWeights.LeastEvidence"/> on.
    /// </summary>
    public static int OfRelated(NamePart a, int infoA, NamePart b, int infoB, NameWeights weights, SpellingTables? tables = null)
    {
        var info = Math.Min(Shared(a, infoA, b, infoB), (int)(weights.MostEvidence * LetterCosts.Unit));
        var least = (int)(weights.LeastEvidence * LetterCosts.Unit);
        var cost = PartComparison.Cost(a, b, info - least, tables);
        var evidence = cost < SpellingCost.TooMuch ? info - cost : PartComparison.WithinEdits(a.Comparable, b.Comparable) ? 1 : 0;
        if (a.Script == b.Script && evidence < info * LeastShare && !a.Cut && !b.Cut)
        {
            evidence = Math.Min(evidence, 1);
        }

        return PartComparison.SameSound(a, b) ? Math.Max(evidence, Math.Min(info / 2, SameSoundEvidence)) : evidence;
    }

    /// <summary>What sharing the name says: what the commoner spelling says, but where only one side writes vowels, what that side says.</summary>
    private static int Shared(NamePart a, int infoA, NamePart b, int infoB) => (WritesVowels(a), WritesVowels(b)) switch
    {
        (true, false) => infoA,
        (false, true) => infoB,
        _ => Math.Min(infoA, infoB),
    };

    private static bool WritesVowels(NamePart part) => part.Script is not (Script.Arabic or Script.Hebrew);

    /// <summary>An initial agrees with every name that begins with it.</summary>
    public static int OfInitial(NamePart initial, NamePart other)
    {
        if (initial.LatinNumbers.Length == 0 || other.LatinNumbers.Length == 0 || initial.LatinNumbers[0] != other.LatinNumbers[0])
        {
            return 0;
        }

        return (other.Role == PartRole.Initial ? 4 : 3) * LetterCosts.Unit;
    }
}
