using Entente.Reports.Mentions;

namespace Entente.Reports.Frames;

/// <summary>The how-manieth an engagement is ("the second visit of its kind"), and the date of an earlier one where the sentence tells it.</summary>
/// <param name="First">The first token of the words.</param>
/// <param name="End">The token behind them.</param>
/// <param name="Earlier">The date of the earlier one ("the first in June 2022"); null where none is told.</param>
internal sealed record Series(int First, int End, Mention? Earlier)
{
    /// <summary>Tokens within which an ordinal belongs to the words of a series.</summary>
    private const int Near = 5;

    /// <summary>The series of a sentence; null where it tells of none.</summary>
    public static Series? Find(ReadSentence read)
    {
        var sentence = read.Sentence;
        foreach (var mark in sentence.Of("series"))
        {
            var ordinal = sentence.Of("ordinal").LastOrDefault(o => o.First < mark.End && mark.First - o.First <= Near);
            var digits = Enumerable.Range(Math.Max(0, mark.First - 2), Math.Min(2, mark.First)).FirstOrDefault(i => char.IsAsciiDigit(read.Tokens[i].Text[0]) && !read.Tokens[i].IsNumber, -1);
            if (ordinal.End == 0 && digits < 0 && mark.End - mark.First < 2)
            {
                continue;
            }

            var first = ordinal.End > 0 ? Math.Min(ordinal.First, mark.First) : digits >= 0 ? digits : mark.First;
            if (ordinal.End == 0 && digits < 0 && read.Tokens[mark.First].Folded is not ("follow" or "previous" or "precedente" or "visita" or "since" or "depuis" or "desde"))
            {
                continue;
            }

            var earlier = read.Of(MentionKind.Date).FirstOrDefault(d => d.First >= mark.End && IsOfEarlier(read, mark.End, d.First));
            return new(first, mark.End, earlier);
        }

        return null;
    }

    private static bool IsOfEarlier(ReadSentence read, int from, int date)
    {
        for (var i = Math.Max(from, date - 9); i < date; i++)
        {
            if (read.Tokens[i].Folded is "first" or "previous" or "one" or "after" or "following" or "apres" or "celle" or "celui" or "premiere" or "premier" or "precedente" or "precedent" or "tras" or "primera" or "primer" or "anterior" or "last" or "earlier" or "remonte" or "ayant" or "remontant")
            {
                return true;
            }
        }

        return false;
    }
}
