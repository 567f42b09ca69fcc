using Entente.Names.Comparing.Hot;
using Entente.Names.Reading;

namespace Entente.Names.Comparing;

/// <summary>How much it says that two parts are spelled as they are, in eighths of a bit.</summary>
internal static class PartEvidence
{
    /// <summary>
    /// Parts that sound alike agree in at least five eighths of what sharing the name says, up to this much: how rare a spelling is among
    /// those of a common name says nothing against one person, for it is as rare among all who bear the name.
    /// </summary>
    private const int SameSoundEvidence = 4 * LetterCosts.Unit;

    /// <summary>
    /// In one script two parts of which less than this share of what the name says is left are two names: Lukashevich and
    /// Lukashenko, Frederick and Friedrich.
    /// </summary>
    private const double LeastShare = 0.38;

    /// <summary>
    /// Evidence for two parts that are <see cref="PartComparison.Related"/>: what sharing the name says, less what the
    /// difference in spelling costs. Parts within the edits allowed never have 0, so that the index finds all of them, but they
    /// agree only from <see cref="NameWeights.LeastEvidence"/> on.
    /// </summary>
    public static int OfRelated(NamePart a, int infoA, NamePart b, int infoB, NameWeights weights, SpellingTables? tables = null)
    {
        var info = Math.Min(Shared(a, infoA, b, infoB), Most(weights));
        var cost = PartComparison.Cost(a, b, Limit(info, Least(weights), strict: a.Script == b.Script && !a.Cut && !b.Cut), tables);
        var evidence = OfCost(info, cost, near: cost == SpellingCost.TooMuch && PartComparison.WithinEdits(a, b));
        return CouldSoundAlike(info, evidence) && PartComparison.SameSound(a, b) ? OfSameSound(info) : evidence;
    }

    /// <summary>The most that one part may bring, in eighths of a bit.</summary>
    public static int Most(NameWeights weights) => (int)(weights.MostEvidence * LetterCosts.Unit);

    /// <summary>The least at which parts agree, in eighths of a bit.</summary>
    public static int Least(NameWeights weights) => (int)(weights.LeastEvidence * LetterCosts.Unit);

    /// <summary>The highest cost at which two parts are still spellings of one name, in eighths of a bit.</summary>
    /// <param name="info">What sharing the name says.</param>
    /// <param name="least">The least at which parts agree.</param>
    /// <param name="strict">Whether both are whole and of one script.</param>
    public static int Limit(int info, int least, bool strict) => Math.Min(info - least, strict ? (int)(info * (1 - LeastShare)) : info);

    /// <summary>Evidence by spelling alone.</summary>
    /// <param name="info">What sharing the name says.</param>
    /// <param name="cost">What the difference costs, up to the limit.</param>
    /// <param name="near">Whether the parts are within the edits allowed; asked only where the cost is too much.</param>
    public static int OfCost(int info, int cost, bool near) => cost < SpellingCost.TooMuch ? info - cost : near ? 1 : 0;

    /// <summary>Whether sounding alike would bring more than spelling did.</summary>
    public static bool CouldSoundAlike(int info, int evidence) => evidence < OfSameSound(info);

    /// <summary>Evidence for parts that sound alike.</summary>
    public static int OfSameSound(int info) => Math.Min(info * 5 / 8, SameSoundEvidence);

    /// <summary>What sharing the name says: what the commoner spelling says, but where only one side writes vowels, what that side says.</summary>
    private static int Shared(NamePart a, int infoA, NamePart b, int infoB) => (WritesVowels(a), WritesVowels(b)) switch
    {
        (true, false) => infoA,
        (false, true) => infoB,
        _ => Math.Min(infoA, infoB),
    };

    /// <summary>Whether the script of a part writes its vowels.</summary>
    public static bool WritesVowels(NamePart part) => part.Script is not (Script.Arabic or Script.Hebrew);

    /// <summary>The most that an initial may bring, in eighths of a bit.</summary>
    public const int MostOfInitial = 4 * LetterCosts.Unit;

    /// <summary>An initial agrees with every name that begins with it.</summary>
    public static int OfInitial(NamePart initial, NamePart other)
    {
        if (initial.LatinNumbers.Length == 0 || other.LatinNumbers.Length == 0 || initial.LatinNumbers[0] != other.LatinNumbers[0])
        {
            return 0;
        }

        return other.Role == PartRole.Initial ? MostOfInitial : 3 * LetterCosts.Unit;
    }
}
