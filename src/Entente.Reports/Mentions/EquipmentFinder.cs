using Entente.Reports.Lexicons;
using Entente.Reports.Sentences;

namespace Entente.Reports.Mentions;

/// <summary>
/// Finds equipment down to its designation and no further: nouns (patrol boats), designations of letters and digits (F-16C/D Block 52+,
/// Hermes 900), and names beside a noun (Cobra armoured vehicles). What it can do is not read.
/// </summary>
internal sealed class EquipmentFinder(Sentence sentence, Names names)
{
    /// <summary>Tokens between a noun and the designation that explains it ("drones, the Hermes 900").</summary>
    private const int NearEnough = 4;

    private static readonly HashSet<string> NoDesignation = new(StringComparer.OrdinalIgnoreCase) { "G5", "G7", "G8", "G20", "COVID-19", "F1", "A1", "H1N1", "5G", "4G", "3D", "C4", "P5", "5+5", "Q1", "Q2", "Q3", "Q4", "M23" };

    private readonly IReadOnlyList<Token> _tokens = sentence.Tokens;

    /// <summary>The equipment of the sentence in its order, noun and designation as one.</summary>
    public List<Mention> Find()
    {
        var designations = Designations();
        var found = new List<Mention>();
        foreach (var noun in sentence.Of("equipment"))
        {
            if ((names.IsKnown(noun.First) && names.At(noun.First) is null) || ArePeople(noun))
            {
                continue;
            }

            var near = designations.Find(d => (d.First >= noun.End && d.First - noun.End <= NearEnough) || (d.End <= noun.First && noun.First - d.End <= 1)) ?? Named(noun);
            if (near is null)
            {
                found.Add(new(MentionKind.Equipment, noun.First, noun.End, SentenceText.Of(sentence, noun.First, noun.End)) { Detail = noun.Value });
                continue;
            }

            designations.Remove(near);
            if (found.Find(f => f.First == near.First) is null)
            {
                found.Add(near with { Detail = noun.Value });
            }
        }

        found.AddRange(designations);
        return [.. found.OrderBy(m => m.First)];
    }

    /// <summary>"foreign fighters", "rebel fighters", "Al-Shabaab fighters" fly nothing.</summary>
    private bool ArePeople(Mark noun) => _tokens[noun.First].Folded == "fighters" && noun.End - noun.First == 1 && (sentence.Has("threat", noun.First)
        || (noun.First > 0 && (names.Found.Exists(m => m.Kind == MentionKind.Group && m.End == noun.First) || _tokens[noun.First - 1].Folded is "foreign" or "rebel" or "armed" or "jihadist" or "islamist" or "militia" or "militant" or "terrorist" or "its" or "their" or "whose" or "the" or "of" or "some" or "former")));

    private List<Mention> Designations()
    {
        var found = new List<Mention>();
        for (var i = 0; i < _tokens.Count; i++)
        {
            var run = RunEnd(i);
            if (IsDesignation(i, run) || IsNameAndNumber(i))
            {
                var end = IsDesignation(i, run) ? run : i + 2;
                var first = FirstWord(i);
                end = LastWord(end);
                found.Add(new(MentionKind.Equipment, first, end, SentenceText.Of(sentence, first, end)));
                i = end - 1;
            }
            else
            {
                i = Math.Max(i, run - 1);
            }
        }

        return found;
    }

    /// <summary>The end of the tokens that stand together without a blank, apart from signs that close.</summary>
    private int RunEnd(int at)
    {
        if (!_tokens[at].IsWord)
        {
            return at + 1;
        }

        var end = at + 1;
        while (end < _tokens.Count && _tokens[end].IsGlued && (_tokens[end].IsWord || (_tokens[end].Is("-/+") && (_tokens[end].Is("+") || (end + 1 < _tokens.Count && _tokens[end + 1].IsGlued && _tokens[end + 1].IsWord)))) && _tokens[end].Folded != "'s")
        {
            end++;
        }

        return end;
    }

    private bool IsDesignation(int first, int end)
    {
        var text = string.Concat(_tokens.Skip(first).Take(end - first).Select(t => t.Text));
        var letters = text.Count(char.IsLetter);
        return text.Length is >= 2 and <= 14 && char.IsUpper(text.FirstOrDefault(char.IsLetter)) && letters is >= 1 and <= 7 && text.Any(char.IsAsciiDigit) && !NoDesignation.Contains(text) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '/' or '+')
            && (char.IsUpper(text[0]) || text[..Math.Min(3, text.Length)].Any(char.IsUpper)) && !names.IsKnown(first) && !text.EndsWith("th", StringComparison.Ordinal) && !IsMoney(first)
            && text.Count(char.IsLower) <= 3;
    }

    private bool IsMoney(int at) => at > 0 && _tokens[at - 1].Is("$€£");

    /// <summary>"Hermes 900": a name and a number that is no year and counts nothing.</summary>
    private bool IsNameAndNumber(int at)
    {
        if (at + 1 >= _tokens.Count || !_tokens[at + 1].IsNumber || _tokens[at + 1].Text.Length is < 2 or > 4 || !_tokens[at + 1].Text.All(char.IsAsciiDigit) || _tokens[at + 1].IsGlued || !_tokens[at].IsCapital || _tokens[at].Text.Length < 3)
        {
            return false;
        }

        var number = int.Parse(_tokens[at + 1].Text);
        var isYear = number is >= 1900 and <= 2100;
        var next = at + 2 < _tokens.Count ? _tokens[at + 2] : null;
        var counts = next is { IsWord: true, IsCapital: false } && sentence.Has("equipment", at + 2) && at > 0 && !_tokens[at - 1].IsWord;
        return !isYear && !counts && !sentence.Has("month", at) && !names.IsKnown(at) && !Lexicon.Of(sentence.Language).IsFunctionWord(_tokens[at].Folded) && !sentence.Has("weekday", at) && !names.IsWordOfOffices(at)
            && at > 0 && !sentence.Has("multiplier", at + 2) && !sentence.Has("percent", at + 2) && !(next?.Is("$€%") ?? false) && !sentence.Has("exercise", at - 1);
    }

    /// <summary>Capitals in front belong to a designation: "Bayraktar TB2".</summary>
    private int FirstWord(int at)
    {
        var first = at;
        while (first > 1 && at - first < 3 && IsNameWord(first - 1))
        {
            first--;
        }

        return first;
    }

    private int LastWord(int end)
    {
        if (end + 1 < _tokens.Count && _tokens[end].Folded is "block" or "mk" && char.IsAsciiDigit(_tokens[end + 1].Text[0]))
        {
            return RunEnd(end + 1);
        }

        while (end < _tokens.Count && IsNameWord(end) && !_tokens[end].IsGlued)
        {
            end++;
        }

        return end;
    }

    private bool IsNameWord(int at) => _tokens[at].IsCapital && _tokens[at].IsWord && !names.IsKnown(at) && !Lexicon.Of(sentence.Language).IsFunctionWord(_tokens[at].Folded) && !names.IsWordOfOffices(at) && !sentence.Has("month", at)
        && !sentence.Has("weekday", at) && !sentence.Has("equipment", at) && (_tokens[at].Text.Length > 2 || (_tokens[at].Text.Length == 2 && _tokens[at].Text.All(char.IsAsciiLetterUpper)));

    /// <summary>The X of "Falcon-X".</summary>
    private bool IsLetterBehindHyphen(int at) => at >= 3 && _tokens[at].IsCapital && _tokens[at].Text.Length <= 2 && _tokens[at].IsGlued && _tokens[at - 1].Is("-") && _tokens[at - 1].IsGlued && _tokens[at - 2].IsCapital;

    /// <summary>"طائرات مسيرة من طراز «...»": a name behind "of the type", in quotation marks or of one word.</summary>
    private Mention? NamedInArabic(int at)
    {
        if (at + 2 >= _tokens.Count || _tokens[at].Folded != "من" || Folding.Of(_tokens[at + 1].Text) is not ("طراز" or "نوع"))
        {
            return null;
        }

        var (first, quoted) = _tokens[at + 2].Is("«“\"") ? (at + 3, true) : (at + 2, false);
        var end = first;
        while (end < _tokens.Count && end - first < (quoted ? 4 : 1) && _tokens[end].IsWord)
        {
            end++;
        }

        return end > first ? new(MentionKind.Equipment, first, end, SentenceText.Of(sentence, first, end)) : null;
    }

    /// <summary>A name beside the noun: before it in English, behind it elsewhere, in quotation marks or with capitals.</summary>
    private Mention? Named(Mark noun)
    {
        if (sentence.Language == Language.English)
        {
            var first = noun.First;
            while (first > 1 && (IsNameWord(first - 1) || IsLetterBehindHyphen(first - 1)))
            {
                first -= IsLetterBehindHyphen(first - 1) ? 3 : 1;
            }

            first = Math.Max(first, 0);
            if (first < noun.First)
            {
                return new(MentionKind.Equipment, first, noun.First, SentenceText.Of(sentence, first, noun.First));
            }
        }

        var at = noun.End;
        if (at < _tokens.Count && names.At(at) is { Form: NameForm.Adjective } adjective)
        {
            at = adjective.End;
        }

        if (sentence.Language == Language.Arabic)
        {
            return NamedInArabic(at);
        }

        at = at < _tokens.Count && (_tokens[at].Is("«“\"") || _tokens[at].Folded is "de" or "type" or "tipo" or "modelo") ? at + (at + 1 < _tokens.Count && _tokens[at + 1].Folded is "type" or "tipo" ? 2 : 1) : at;
        var end = at;
        while (end < _tokens.Count && end - at < 3 && IsNameWord(end))
        {
            end++;
        }

        return end > at && !Gazetteer.IsGivenName(_tokens[at].Folded) ? new(MentionKind.Equipment, at, end, SentenceText.Of(sentence, at, end)) : null;
    }
}
