using Entente.Reports.Mentions;
using Entente.Reports.Sentences;

namespace Entente.Reports.Frames;

/// <summary>Whether a sentence says that something is, that it is to come, or that it is not.</summary>
internal enum Mode
{
    /// <summary>It was, or is.</summary>
    Stated,

    /// <summary>It is announced, expected, planned.</summary>
    Announced,

    /// <summary>It is denied, called off, wished, asked for or only possible.</summary>
    NotSo,
}

/// <summary>Reads the mode of a verb or noun from the words around it.</summary>
internal static class Modes
{
    /// <summary>Tokens before a verb within which a negation reaches it.</summary>
    private const int NotReach = 7;

    /// <summary>Tokens before a verb within which a wish reaches it.</summary>
    private const int WishReach = 9;

    /// <summary>Tokens before a verb within which a denial reaches it: "denied on Monday that it had ever concluded a contract to buy".</summary>
    private const int DenyReach = 18;

    /// <summary>Tokens behind a noun within which it is called off ("the visit, which had been set for Monday, was cancelled").</summary>
    private const int CancelReach = 28;

    /// <summary>The mode of the words between two tokens.</summary>
    public static Mode Of(ReadSentence read, int first, int end)
    {
        var sentence = read.Sentence;
        if (sentence.Tokens[^1].Is("?؟"))
        {
            return Mode.NotSo;
        }

        var clause = ClauseStart(sentence, first);
        if (IsDenied(sentence, first) || sentence.HasBetween("not", Math.Max(clause, first - NotReach), first) && !IsNotOnly(sentence, first) || sentence.HasBetween("wish", Math.Max(clause, first - WishReach), first)
            || sentence.HasBetween("cancel", Math.Max(clause, first - NotReach), Math.Min(sentence.Tokens.Count, end + CancelReach)))
        {
            return Mode.NotSo;
        }

        return sentence.HasBetween("future", Math.Max(clause, first - NotReach), end) || Tense.IsToCome(sentence, end) ? Mode.Announced : Mode.Stated;
    }

    /// <summary>Whether somebody denies, in the clause of a token, what stands there.</summary>
    public static bool IsDenied(Sentence sentence, int at) => sentence.HasBetween("deny", Math.Max(ClauseStart(sentence, at), at - DenyReach), at);

    /// <summary>Where the clause of a token begins: behind the last sign or joining word with a verb of its own.</summary>
    public static int ClauseStart(Sentence sentence, int at)
    {
        for (var i = at - 1; i >= 0; i--)
        {
            if (sentence.Tokens[i].Is(";:؛") || sentence.Tokens[i].Folded is "while" or "but" or "mais" or "pero" or "tandis" or "mientras" or "although" or "whereas")
            {
                return i + 1;
            }
        }

        return 0;
    }

    private static bool IsNotOnly(Sentence sentence, int first)
    {
        for (var i = Math.Max(0, first - NotReach); i < first; i++)
        {
            if (sentence.Has("not", i) && i + 1 < sentence.Tokens.Count && sentence.Tokens[i + 1].Folded is "only" or "seulement" or "solo" or "later")
            {
                return true;
            }
        }

        return false;
    }
}
