using Entente.Reports.Mentions;

namespace Entente.Reports.Frames;

/// <summary>The how-manieth an engagement is ("the second visit of its kind"), and the date of an earlier one where the sentence tells it.</summary>
/// <param name="First">The first token of the words.</param>
/// <param name="End">The token behind them.</param>
/// <param name="Earlier">The dates of earlier ones ("the first in June 2022"); empty where none is told.</param>
internal sealed record Series(int First, int End, IReadOnlyList<Mention> Earlier)
{
    /// <summary>Tokens within which an ordinal belongs to the words of a series.</summary>
    private const int Near = 5;

    /// <summary>The beginnings of ordinals in English, French and Spanish, from the first on.</summary>
    private static readonly string[][] Ordinals = [["first", "premi", "primer"], ["second", "deuxiem", "segund"], ["third", "troisiem", "tercer"], ["fourth", "quatriem", "cuart"], ["fifth", "cinquiem", "quint"], ["sixth", "sixiem", "sext"], ["seventh", "septiem"], ["eighth", "huitiem", "octav"]];

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

            var end = mark.End;
            while (sentence.Of("series").FirstOrDefault(m => m.First >= end && m.First <= end + 1) is { End: > 0 } more)
            {
                end = more.End;
            }

            var earlier = new List<Mention>();
            foreach (var date in read.Of(MentionKind.Date).Where(d => d.First >= end))
            {
                if (IsOfEarlier(read, end, date.First) || (earlier.Count > 0 && date.First - earlier[^1].End <= 3))
                {
                    earlier.Add(date);
                }
            }

            return new(first, end, earlier);
        }

        return null;
    }

    /// <summary>Which of the series a draft says it is; null where it says no number.</summary>
    public static int? Number(Proposals.Draft draft)
    {
        var words = Lexicons.Folding.Of(draft.Named("series").FirstOrDefault()?.Value.Words ?? "").Split(' ');
        foreach (var word in words)
        {
            var place = Array.FindIndex(Ordinals, stems => Array.Exists(stems, stem => word.StartsWith(stem, StringComparison.Ordinal)));
            if (place >= 0)
            {
                return place + 1;
            }

            if (word.Length > 1 && char.IsAsciiDigit(word[0]) && int.TryParse(word.AsSpan(0, word.TakeWhile(char.IsAsciiDigit).Count()), out var number))
            {
                return number;
            }
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
