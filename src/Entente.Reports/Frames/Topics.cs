using Entente.Reports.Mentions;
using Entente.Reports.Proposals;
using Entente.Reports.Sentences;

namespace Entente.Reports.Frames;

/// <summary>What was talked about: the words behind "discussed", "ont porté sur", "abordaron", taken apart at commas.</summary>
internal static class Topics
{
    private const int Longest = 40;

    private static readonly HashSet<string> Ends =
    [
        "at", "during", "after", "when", "said", "says", "which", "who", "according", "added", "while", "before", "lors", "selon", "qui", "apres", "dont", "durante", "segun", "quien", "quienes", "including", "particularly", "especially", "notamment", "indique", "precise", "a-t-il", "where",
    ];

    /// <summary>Adds the topics of a sentence to a draft.</summary>
    public static void Add(Draft draft, ReadSentence read, int from)
    {
        foreach (var mark in read.Sentence.Of("topic"))
        {
            if (Modes.Of(read, mark.First, mark.End) != Mode.NotSo && mark.End >= from - 6)
            {
                AddBehind(draft, read, mark.End);
            }
        }
    }

    private static void AddBehind(Draft draft, ReadSentence read, int at)
    {
        at = at < read.Tokens.Count && read.Tokens[at].Is(":") ? at + 1 : at;
        var end = End(read, at);
        var parts = Parts(read, at, end);
        foreach (var (first, last) in parts)
        {
            var start = SkipSmall(read, first, last);
            if (last - start >= 1 && !IsParty(read, start, last))
            {
                draft.Add("topics", FieldValue.Of(SentenceText.Of(read.Sentence, start, last)), read, start, last, Confidence.Beside);
            }
        }
    }

    /// <summary>A person or State alone is whom one talked with, not what about.</summary>
    private static bool IsParty(ReadSentence read, int first, int end) => read.Mentions.Any(m => m.First <= first + 1 && m.End >= end && m.Kind is MentionKind.Person or MentionKind.State or MentionKind.Office or MentionKind.Date or MentionKind.Place);

    private static int End(ReadSentence read, int at)
    {
        var end = at;
        while (end < read.Tokens.Count && end - at < Longest)
        {
            var token = read.Tokens[end];
            var isEnd = token.Is(".;:!?\"“”«»()—–؛") || (Ends.Contains(token.Folded) && end > at) || (end > at && read.Of(MentionKind.Date).Any(d => d.First == end || d.First == end + 1 && read.Tokens[end].Folded is "on" or "in" or "en" or "le" or "el"));
            var isVerb = end > at + 1 && (read.Sentence.At("meet", end) is not null || read.Sentence.At("agree", end) is { } agree && agree.End - agree.First > 1 || read.Sentence.At("topic", end) is not null);
            if (isEnd || isVerb)
            {
                break;
            }

            end++;
        }

        return end;
    }

    /// <summary>Parts between commas and words such as "as well as"; a list with commas is also parted at its last "and".</summary>
    private static List<(int First, int End)> Parts(ReadSentence read, int at, int end)
    {
        var parts = new List<(int First, int End)>();
        var first = at;
        var hasComma = false;
        for (var i = at; i <= end; i++)
        {
            var skip = i == end ? 1 : Separator(read, i, hasComma);
            if (skip == 0)
            {
                continue;
            }

            hasComma |= i < end && read.Tokens[i].Is(",،");
            if (i > first)
            {
                parts.Add((first, i));
            }

            first = i + skip;
            i = Math.Max(i, first - 1);
        }

        return parts;
    }

    private static int Separator(ReadSentence read, int at, bool hasComma)
    {
        var token = read.Tokens[at];
        var next = at + 1 < read.Tokens.Count ? read.Tokens[at + 1].Folded : "";
        return token.Is(",،") ? 1
            : token.Folded == "as" && next == "well" ? 3
            : (token.Folded == "ainsi" && next == "que") || (token.Folded == "asi" && next == "como") ? 2
            : hasComma && token.Folded is "and" or "et" or "y" ? 1
            : 0;
    }

    private static int SkipSmall(ReadSentence read, int first, int end)
    {
        while (first < end && (read.Tokens[first].Folded is "and" or "et" or "y" or "the" or "on" or "of" or "la" or "le" or "les" or "l'" or "el" or "los" or "las" or "de" or "d'" or "des" or "du" or "sur" or "sobre" or "for" or "e" or "del" or "un" or "also" or "egalement" || !read.Tokens[first].IsWord))
        {
            first++;
        }

        while (end > first && !read.Tokens[end - 1].IsWord)
        {
            end--;
        }

        return first;
    }
}
