using Entente.Reports.Lexicons;
using Entente.Reports.Sentences;

namespace Entente.Reports.Mentions;

/// <summary>
/// Finds named people: behind an office ("General El Farouk Belkheir"), beside one and a comma ("Helen Marsh, the Under Secretary"),
/// by a common given name, by a title of courtesy, or by a family name that the report has explained before.
/// </summary>
internal sealed class PersonFinder(Sentence sentence, Names names, List<Mention> offices, Dictionary<string, Mention> known)
{
    private readonly IReadOnlyList<Token> _tokens = sentence.Tokens;
    private readonly List<Mention> _found = [];
    private readonly HashSet<int> _taken = [];

    /// <summary>The people of the sentence in their order; those with a full name are remembered by their family name.</summary>
    public List<Mention> Find()
    {
        for (var i = 0; i < offices.Count; i++)
        {
            offices[i] = Lengthened(offices[i], i + 1 < offices.Count ? offices[i + 1].First : _tokens.Count);
            Beside(offices[i]);
        }

        for (var i = 0; i < _tokens.Count; i++)
        {
            Alone(i);
        }

        return [.. _found.OrderBy(m => m.First)];
    }

    /// <summary>Small words that no table knows may end an office, where a comma and a name follow ("de cooperación técnico-militar, Dmitri Orlov").</summary>
    private Mention Lengthened(Mention office, int next)
    {
        for (var i = office.End; i < Math.Min(office.End + 5, next - 1); i++)
        {
            var token = _tokens[i];
            if (token.Is(",") && i > office.End && names.PersonEnd(SkipCourtesy(i + 1)) - SkipCourtesy(i + 1) >= 2)
            {
                return office with { End = i, Value = Words(office.First, i) };
            }

            if (!(token.IsWord && !token.IsCapital && !token.IsNumber && !Lexicon.Of(sentence.Language).IsFunctionWord(token.Folded)) && !(token.Is("-") && token.IsGlued) && !sentence.Has("of", i))
            {
                break;
            }

            if (sentence.Of("receive").Concat(sentence.Of("meet")).Concat(sentence.Of("visit")).Any(m => m.First <= i && i < m.End))
            {
                break;
            }
        }

        return office;
    }

    private void Beside(Mention office)
    {
        // Office and name without a comma, or with one; a title of courtesy may stand between.
        var at = SkipCourtesy(office.End);
        var hasComma = at < _tokens.Count && _tokens[at].Is(",،");
        if (hasComma)
        {
            at = SkipCourtesy(at + 1);
        }

        var nested = offices.Find(o => o.First == at && o != office);
        if (nested is not null)
        {
            // "the chief of the defence staff, General Luc Ferrand": the rank's name is the office's too.
            at = nested.End;
            hasComma = false;
        }

        var end = names.PersonEnd(at);
        end = sentence.Language == Language.Arabic && end - at > 3 ? at + 3 : end;
        var isLong = end - at >= 2 || (end > at && Gazetteer.IsGivenName(_tokens[at].Folded) && !hasComma);
        if (end > at && (isLong || !hasComma) && !_taken.Contains(at) && !IsFirstWordOnly(at, end))
        {
            Take(at, end, office);
            return;
        }

        // Name, comma, office.
        var comma = office.First - 1;
        while (comma > 0 && (_tokens[comma].Folded is "the" or "le" or "la" or "l'" or "el" or "a" or "an" or "un" or "his" or "her" || sentence.Has("honorific", comma)))
        {
            comma--;
        }

        if (comma > 0 && _tokens[comma].Is(",،("))
        {
            var first = comma;
            while (first > 0 && (names.IsNamePart(first - 1) || sentence.Has("particle", first - 1) || (_tokens[first - 1].Is("-.") && _tokens[first - 1].IsGlued && first > 1)))
            {
                first--;
            }

            while (first < comma && !names.IsNamePart(first) && !(sentence.Has("particle", first) && _tokens[first].IsCapital))
            {
                first++;
            }

            if (comma - first >= 2 && names.PersonEnd(first) == comma && !_tokens[first].IsArabic)
            {
                Take(first, comma, office);
            }
        }
    }

    private void Alone(int at)
    {
        if (_taken.Contains(at) || !names.IsNamePart(at) || (at > 0 && names.IsNamePart(at - 1) && !_taken.Contains(at - 1)))
        {
            return;
        }

        var end = names.PersonEnd(at);
        if (end <= at || offices.Exists(o => o.First < end && at < o.End))
        {
            return;
        }

        var hasCourtesy = at > 0 && (sentence.Has("honorific", at - 1) || (_tokens[at - 1].Is(".") && at > 1 && sentence.Has("honorific", at - 2)));
        var isGiven = !_tokens[at].IsArabic && Gazetteer.IsGivenName(_tokens[at].Folded) && end - at >= 2;
        if (hasCourtesy || isGiven)
        {
            Take(at, end, null);
        }
        else if (end - at <= 2 && known.TryGetValue(_tokens[end - 1].Folded, out var person))
        {
            _found.Add(person with { First = at, End = end, IsInside = false });
            _taken.Add(at);
        }
    }

    private void Take(int first, int end, Mention? office)
    {
        var value = Words(first, end);
        if (office is null && known.TryGetValue(_tokens[end - 1].Folded, out var before) && (before.Value.EndsWith(value, StringComparison.Ordinal) || value == before.Value))
        {
            _found.Add(before with { First = first, End = end, IsInside = false });
        }
        else
        {
            var isSurname = end - first == 1 && known.TryGetValue(_tokens[first].Folded, out before);
            var person = new Mention(MentionKind.Person, first, end, isSurname && known[_tokens[first].Folded] is { } full ? full.Value : value) { Office = office, State = office?.State ?? "" };
            _found.Add(person);
            if (!isSurname && !_tokens[first].IsArabic)
            {
                known[_tokens[end - 1].Folded] = person;
            }
        }

        for (var i = first; i < end; i++)
        {
            _taken.Add(i);
        }
    }

    private static bool IsFirstWordOnly(int at, int end) => at == 0 && end == 1;

    private int SkipCourtesy(int at)
    {
        while (at < _tokens.Count && (sentence.Has("honorific", at) || (_tokens[at].Is(".") && at > 0 && sentence.Has("honorific", at - 1))))
        {
            at++;
        }

        return at;
    }

    private string Words(int first, int end) => SentenceText.Of(sentence, first, end);
}
