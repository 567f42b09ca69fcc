using Entente.Reports.Lexicons;
using Entente.Reports.Mentions;

namespace Entente.Reports.Frames;

/// <summary>Who stands beside a verb: named people before offices, offices before bodies, bodies before States; with them whoever is joined by "and".</summary>
internal static class Participants
{
    private static readonly HashSet<string> Joining = ["and", "et", "y", "e", ",", "،", "the", "le", "la", "les", "el", "l'", "(", ")", "&", ".", "as", "well", "ainsi", "que", "de", "his", "her", "por", "with", "و", "-", "\"", "“", "”"];

    private static readonly HashSet<string> PlaceWords = ["in", "at", "near", "a", "en", "au", "aux", "to", "dans", "vers", "hacia", "across", "off", "outside", "في", "الي"];

    /// <summary>Those before a token, the nearest group.</summary>
    public static List<Mention> Before(ReadSentence read, int from, int at)
    {
        var within = read.Mentions.Where(m => m.First >= from && m.End <= at).ToList();
        return Nearest(read, within, fromEnd: true);
    }

    /// <summary>Those behind a token, the nearest group.</summary>
    public static List<Mention> Behind(ReadSentence read, int at, int to)
    {
        var within = read.Mentions.Where(m => m.First >= at && m.End <= to).ToList();
        return Nearest(read, within, fromEnd: false);
    }

    /// <summary>Whether a State or city is named as the place where something is.</summary>
    public static bool IsPlace(ReadSentence read, Mention mention) => mention.First > 0 && mention.Kind is MentionKind.State or MentionKind.Place && mention.First > 0
        && (PlaceWords.Contains(read.Tokens[mention.First - 1].Folded) || (mention.First > 1 && read.Tokens[mention.First - 1].Folded is "de" or "d'" or "of" && read.Tokens[mention.First - 2].Folded is "large" or "pres" or "cotes" or "cerca" or "costa" or "costas" or "coast") || (mention.First > 1 && read.Tokens[mention.First - 1].Folded is "the" or "la" or "los" or "l'" or "el" or "las" or "les" && PlaceWords.Contains(read.Tokens[mention.First - 2].Folded)) || IsArabicPlace(read, mention)) && mention.Form != NameForm.Adjective;

    private static bool IsArabicPlace(ReadSentence read, Mention mention) => read.Tokens[mention.First].IsArabic && read.Tokens[mention.First].Text[0] == 'ب' && mention.Form is NameForm.Capital or NameForm.City;

    private static List<Mention> Nearest(ReadSentence read, List<Mention> within, bool fromEnd)
    {
        foreach (var kind in (MentionKind[])[MentionKind.Person, MentionKind.Office, MentionKind.Body, MentionKind.State])
        {
            var some = within.Where(m => m.Kind == kind && !m.IsInside && IsParty(read, m, within)).ToList();
            if (some.Count > 0)
            {
                return Group(read, some, fromEnd);
            }
        }

        return [];
    }

    private static bool IsParty(ReadSentence read, Mention mention, List<Mention> within) => mention.Kind switch
    {
        MentionKind.State => !IsPlace(read, mention) && (mention.Form != NameForm.Adjective || HasDelegation(read, mention)),
        // An office that belongs to a named person is that person; a bare one is a party where it says of whom or what.
        MentionKind.Office => mention.End - mention.First >= 2 && !within.Exists(p => p.Kind == MentionKind.Person && p.Office?.First == mention.First && p.Office.End == mention.End) && !IsSpeaker(read, mention),
        MentionKind.Body => mention.Form is NameForm.Service or NameForm.Name && !(mention.First > 0 && PlaceWords.Contains(read.Tokens[mention.First - 1].Folded) && read.Tokens[mention.First - 1].Folded is "in" or "at" or "en"),
        _ => true,
    };

    private static bool IsSpeaker(ReadSentence read, Mention mention) => Folding.Of(mention.Value).Contains("spokes", StringComparison.Ordinal) || Folding.Of(mention.Value).Contains("porte-parole", StringComparison.Ordinal) || Folding.Of(mention.Value).Contains("portavoz", StringComparison.Ordinal);

    private static bool HasDelegation(ReadSentence read, Mention state)
    {
        for (var i = Math.Max(0, state.First - 3); i < Math.Min(read.Tokens.Count, state.End + 4); i++)
        {
            if (read.Sentence.Has("delegation", i))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The nearest one and those joined to it by nothing but joining words, offices and signs.</summary>
    private static List<Mention> Group(ReadSentence read, List<Mention> some, bool fromEnd)
    {
        var ordered = fromEnd ? some.AsEnumerable().Reverse().ToList() : some;
        var group = new List<Mention> { ordered[0] };
        foreach (var next in ordered.Skip(1))
        {
            var (left, right) = fromEnd ? (next, group[^1]) : (group[^1], next);
            if (!AreJoined(read, left.End, right.First))
            {
                break;
            }

            group.Add(next);
        }

        if (fromEnd)
        {
            group.Reverse();
        }

        return group;
    }

    private static bool AreJoined(ReadSentence read, int from, int to)
    {
        var hasAnd = false;
        for (var i = from; i < to; i++)
        {
            var isInOffice = read.Mentions.Any(m => m.Kind is MentionKind.Office or MentionKind.Person && m.First <= i && i < m.End) || read.Sentence.Has("honorific", i) || read.Mentions.Any(m => m is { Kind: MentionKind.State, Form: NameForm.Adjective } && m.First <= i && i < m.End);
            hasAnd |= read.Tokens[i].Folded is "and" or "et" or "y" or "e" or "&" or "," || (read.Tokens[i].IsArabic && read.Tokens[i].Text[0] == 'و');
            if (!isInOffice && !Joining.Contains(read.Tokens[i].Folded))
            {
                return false;
            }
        }

        return hasAnd || (to < read.Tokens.Count && read.Tokens[to].IsArabic && read.Tokens[to].Text[0] == 'و');
    }
}
