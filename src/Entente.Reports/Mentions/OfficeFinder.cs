using Entente.Reports.Lexicons;
using Entente.Reports.Sentences;

namespace Entente.Reports.Mentions;

/// <summary>
/// Finds offices: a word for an office or rank with what stands before it (adjectives, "deputy", "Moroccan") and behind it ("of the
/// Federal Bureau of Investigation (FBI)", "de la Défense nationale"). A second office behind "and" belongs to the same.
/// </summary>
internal sealed class OfficeFinder(Sentence sentence, Names names)
{
    private static readonly HashSet<string> And = ["and", "et", "y", "e", "&"];

    private static readonly HashSet<string> Articles = ["the", "la", "le", "les", "l'", "el", "los", "las", "his", "her", "its", "their", "son", "sa", "su", "un", "une", "a", "an"];

    private readonly IReadOnlyList<Token> _tokens = sentence.Tokens;

    /// <summary>The offices of the sentence in their order; no two overlap.</summary>
    public List<Mention> Find()
    {
        var found = new List<Mention>();
        var heads = sentence.Of("office").Concat(sentence.Of("rank")).OrderBy(m => m.First).ThenByDescending(m => m.End);
        var behind = 0;
        foreach (var head in heads)
        {
            if (head.First < behind || !IsHead(head))
            {
                continue;
            }

            var first = Before(head.First, behind);
            var end = Chain(head.End);
            behind = end;
            found.Add(new(MentionKind.Office, first, end, SentenceText.Of(sentence, first, end)) { State = StateOf(first, end) });
        }

        return found;
    }

    /// <summary>"general" and "major" are adjectives too; "chief" may stand in names of bodies.</summary>
    private bool IsHead(Mark head)
    {
        var token = _tokens[head.First];
        if (head.Class == "rank" && !token.IsArabic)
        {
            var isFollowed = head.End < _tokens.Count && (names.IsNamePart(head.End) || _tokens[head.End].Is(".") || sentence.Has("rank", head.End) || (sentence.Has("particle", head.End) && head.End + 1 < _tokens.Count && _tokens[head.End + 1].IsCapital)
                || And.Contains(_tokens[head.End].Folded));
            var isRank = token.IsCapital || sentence.Language != Language.English || (head.First > 0 && (names.IsKnown(head.First - 1) || Articles.Contains(_tokens[head.First - 1].Folded)));
            return isRank && isFollowed;
        }

        return !names.IsKnown(head.First) || names.At(head.First) is null;
    }

    private int Before(int head, int behind)
    {
        var first = head;
        while (first > behind)
        {
            var token = _tokens[first - 1];
            var isHyphen = token.Is("-") && token.IsGlued && first - 2 >= behind && _tokens[first - 2].IsWord;
            var isAdjective = names.IsKnown(first - 1) && names.Found.Exists(m => m.End == first && m is { Kind: MentionKind.State, Form: NameForm.Adjective or NameForm.Name });
            var fits = sentence.Language is Language.English or Language.Arabic
                ? (isAdjective && sentence.Language == Language.English) || (sentence.Has("office-word", first - 1) && !And.Contains(token.Folded)) || sentence.Has("rank", first - 1) || sentence.Has("office", first - 1) || isHyphen
                : sentence.Has("office-word", first - 1) && first - 1 > behind && (sentence.Has("office", first - 2) || sentence.Has("rank", first - 2));
            if (!fits || sentence.Language == Language.Arabic)
            {
                break;
            }

            first = isHyphen ? first - 2 : isAdjective ? names.Found.Find(m => m.End == first)?.First ?? first - 1 : first - 1;
        }

        return first;
    }

    /// <summary>The end of an office with all that hangs on it.</summary>
    private int Chain(int at)
    {
        var end = Dot(at);
        for (var guard = 0; guard < 8; guard++)
        {
            // "Minister Plenipotentiary of", "Secretary Designate for": a word with a capital between the office and what it is over.
            var next = sentence.Language == Language.English && end + 1 < _tokens.Count && _tokens[end].IsCapital && _tokens[end].IsWord && !names.IsKnown(end) && !Gazetteer.IsGivenName(_tokens[end].Folded) && sentence.At("of", end + 1) is not null ? end + 1 : Adjectives(end);
            next = Behind(next);
            if (next < _tokens.Count - 1 && And.Contains(_tokens[next].Folded) && (sentence.At("office", next + 1) ?? sentence.At("rank", next + 1)) is { } second)
            {
                next = Dot(second.End);
            }
            else if (next < _tokens.Count && (sentence.At("rank", next) ?? sentence.At("office", next)) is { } joined && joined.First == next && _tokens[next - 1].Text != ",")
            {
                next = Dot(joined.End);
            }

            if (next == end)
            {
                break;
            }

            end = next;
        }

        return end;
    }

    private int Dot(int at) => at < _tokens.Count && _tokens[at].Is(".") && _tokens[at].IsGlued && at + 1 < _tokens.Count ? at + 1 : at;

    /// <summary>Adjectives behind the word, as French and Spanish have them: "ministre marocain délégué"; in Arabic the words of the office.</summary>
    private int Adjectives(int at)
    {
        if (sentence.Language == Language.English)
        {
            return at;
        }

        while (at < _tokens.Count)
        {
            var state = names.At(at);
            if (state is { Kind: MentionKind.State, Form: NameForm.Adjective })
            {
                at = state.End;
            }
            else if (state is null && sentence.Has("office-word", at) && (!Gazetteer.IsGivenName(_tokens[at].Folded) || _tokens[at].IsArabic || !_tokens[at].IsCapital))
            {
                at++;
            }
            else if (sentence.Language == Language.Arabic && state is { Kind: MentionKind.State, Form: NameForm.Name })
            {
                at = state.End;
            }
            else
            {
                break;
            }
        }

        return at;
    }

    /// <summary>Groups such as "of the Royal Armed Forces", "de l'Intérieur", "chargé de la Défense nationale".</summary>
    private int Behind(int at)
    {
        var end = at;
        while (end < _tokens.Count && sentence.At("of", end) is { } of)
        {
            var next = Phrase(of.End);
            if (next == of.End)
            {
                break;
            }

            end = next;
        }

        return end;
    }

    /// <summary>What an office is over: names of bodies and places, words of offices, and words with capitals up to a person's name.</summary>
    private int Phrase(int at)
    {
        var end = SkipArticles(at);
        var begin = end;
        while (end < _tokens.Count)
        {
            var token = _tokens[end];
            if (names.At(end) is { } known)
            {
                end = known.End;
            }
            else if (token.Is("-") && token.IsGlued && end > begin)
            {
                end++;
            }
            else if (token.Folded == "'s" && end > begin)
            {
                end++;
            }
            else if (token.Is("(") && end > begin && end + 2 < _tokens.Count && _tokens[end + 2].Is(")") && _tokens[end + 1].IsCapital)
            {
                end += 3;
            }
            else if (end > begin && (And.Contains(token.Folded) || token.Is(",")) && GoesOn(end))
            {
                end = SkipArticles(SkipOf(end + 1));
            }
            else if (IsDomain(end, begin))
            {
                end++;
            }
            else if (end > begin && token.Folded is "of" or "de" or "des" or "du" or "del" or "d'" or "for" or "à" && IsDomainBehind(end))
            {
                end = SkipArticles(end + 1);
            }
            else
            {
                break;
            }
        }

        return end == begin ? at : end;
    }

    private int SkipOf(int at) => at < _tokens.Count && _tokens[at].Folded is "of" or "de" or "des" or "du" or "del" or "d'" or "for" ? at + 1 : at;

    private int SkipArticles(int at)
    {
        while (at < _tokens.Count && Articles.Contains(_tokens[at].Folded) && _tokens[at].Folded is not ("son" or "sa" or "su"))
        {
            at++;
        }

        return at;
    }

    /// <summary>Behind "and" or a comma an office goes on with words of offices, never with a name or another office.</summary>
    private bool GoesOn(int at)
    {
        var next = SkipArticles(SkipOf(at + 1));
        if (next >= _tokens.Count || sentence.At("office", next) is not null || sentence.At("rank", next) is not null || Gazetteer.IsGivenName(_tokens[next].Folded))
        {
            return false;
        }

        var isOver = sentence.Has("office-word", next) || sentence.Has("body-head", next);
        return _tokens[at].Is(",") ? isOver && SkipOf(at + 1) > at + 1 : isOver || (_tokens[next].IsCapital && _tokens[at - 1].IsCapital && !names.IsKnown(next) && names.PersonEnd(next) - next <= 2 && names.PersonEnd(next) > next);
    }

    private bool IsDomainBehind(int at)
    {
        var next = SkipArticles(at + 1);
        return next < _tokens.Count && (names.At(next) is not null || IsDomain(next, next));
    }

    private bool IsDomain(int at, int begin)
    {
        var token = _tokens[at];
        if (!token.IsWord || token.IsNumber)
        {
            return false;
        }

        if (sentence.Has("office-word", at) || sentence.Has("body-head", at))
        {
            return !(Gazetteer.IsGivenName(token.Folded) && at > begin && token.IsCapital);
        }

        // One unknown word with a capital opens the phrase; a second one may open a person's name.
        var person = names.PersonEnd(at);
        return token.IsCapital && !sentence.Has("month", at) && !sentence.Has("weekday", at) && !Gazetteer.IsGivenName(token.Folded)
            && (at == begin || person - at == 1) && (at + 1 >= _tokens.Count || !Gazetteer.IsGivenName(_tokens[at + 1].Folded) || at == begin);
    }

    private string StateOf(int first, int end)
    {
        foreach (var name in names.Found)
        {
            if (name.State.Length > 0 && name.First >= first - 2 && name.End <= end && (name.First >= first || _tokens[name.End].Folded == "'s"))
            {
                return name.State;
            }
        }

        return "";
    }
}
