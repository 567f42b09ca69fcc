using Entente.Reports.Lexicons;
using Entente.Reports.Mentions;
using Entente.Reports.Proposals;
using Entente.Reports.Sentences;

namespace Entente.Reports.Frames;

/// <summary>What was agreed: a verb of agreeing and a word for an agreement near each other, or such a word with its years.</summary>
internal static class AgreementFrame
{
    /// <summary>Tokens between the verb and the word for the agreement.</summary>
    private const int Near = 18;

    private const int LongestSubject = 14;

    private static readonly HashSet<string> SubjectEnds =
    [
        "worth", "with", "between", "signed", "avec", "entre", "con", "that", "which", "and", "valued", "during", "a", "au", "lors", "at", "by", "par", "por", "dote", "dotee", "dotado", "dotada", "valorado", "que", "qui", "qu'", "durante", "d'un", "said", "announced", "as", "after", "paraphe", "signe",
        "signee", "firmado", "firmada", "visant", "prevoyant", "beginning", "under", "making", "has", "have", "was", "were", "will", "is", "this", "ce", "this", "but", "mais", "pero", "while", "according", "selon", "segun", "to", "running", "se", "sera", "seront", "fut", "furent", "fueron", "ont", "a", "est", "fue", "بقيمه", "في",
    ];

    /// <summary>The agreement of a sentence; none where it is denied or wished.</summary>
    public static IEnumerable<Draft> Read(ReadSentence read, Context context)
    {
        if (Pick(read) is not { } found)
        {
            return Addition(read, context) is { } addition ? [addition] : [];
        }

        var (noun, verb) = found;
        var at = verb?.First ?? noun.First;
        var mode = Modes.Of(read, Math.Min(at, noun.First), Math.Max(noun.End, verb?.End ?? 0));
        if (mode == Mode.NotSo || Modes.Of(read, noun.First, noun.End) == Mode.NotSo || (verb is { } said && Modes.Of(read, said.First, said.End) == Mode.NotSo))
        {
            return [];
        }

        var draft = Frame.Begin(ProposalKind.Agreement, read, mode);
        draft.Add("form", FieldValue.Of(noun.Value.Length > 0 ? noun.Value : "agreement"), read, noun.First, noun.End, Confidence.Said);
        AddParties(draft, read, noun, context);
        if (!draft.Has("parties"))
        {
            // Whoever signs here, it is no State that the report tells of.
            return [];
        }

        AddSubject(draft, read, noun);
        AddValue(draft, read);
        Frame.AddDate(draft, read, at, context, d => !IsBehindAnother(read, d, noun));
        Frame.AddPeriod(draft, read, context);
        draft.IsContinuation = IsDefinite(read, noun);
        return [Frame.End(draft, read), .. Others(draft, read, noun, mode)];
    }

    /// <summary>"a memorandum on rescue at sea and a technical protocol on training": what else the same parties agreed in the sentence.</summary>
    private static IEnumerable<Draft> Others(Draft draft, ReadSentence read, Mark noun, Mode mode)
    {
        foreach (var other in read.Sentence.Of("agreement").Where(n => n.First > noun.End && n.Value != noun.Value && IsNew(read, n) && !IsOnlyGround(read, n)))
        {
            var more = Frame.Begin(ProposalKind.Agreement, read, mode);
            more.Add("form", FieldValue.Of(other.Value), read, other.First, other.End, Confidence.Said);
            more.Fields.AddRange(draft.Named("parties").Concat(draft.Named("date")));
            AddSubject(more, read, other);
            yield return Frame.End(more, read);
        }
    }

    /// <summary>"and a", "ainsi que d'un", "y un": joined to what stands before, and not named yet.</summary>
    private static bool IsNew(ReadSentence read, Mark noun)
    {
        var article = noun.First - 1;
        while (article > 0 && noun.First - article < 3 && read.Tokens[article].Folded is "technical" or "separate" or "new" or "second" or "autre" or "nouvel" or "segundo" or "otro")
        {
            article--;
        }

        return article > 0 && read.Tokens[article].Folded is "a" or "an" or "un" or "une" or "una" or "d'un" or "d'une" && Enumerable.Range(Math.Max(0, article - 3), article - Math.Max(0, article - 3)).Any(i => read.Tokens[i].Folded is "and" or "et" or "y" or "que" or "as" or "como" or "plus");
    }

    /// <summary>Adds the first sum of money of a sentence.</summary>
    private static void AddValue(Draft draft, ReadSentence read)
    {
        if (read.Of(MentionKind.Amount).FirstOrDefault(m => m.Amount is { Currency.Length: > 0 }) is { } money && money.Amount is { } amount)
        {
            draft.Add("value", FieldValue.Money(amount.Number, amount.Currency), read, money, Confidence.Said);
        }
    }

    private static (Mark Noun, Mark? Verb)? Pick(ReadSentence read)
    {
        var nouns = read.Sentence.Of("agreement");
        var verbs = read.Sentence.Of("agree").Where(v => !IsAdjective(read, v)).ToList();
        (Mark Noun, Mark? Verb, int Distance)? best = null;
        foreach (var noun in nouns)
        {
            foreach (var verb in verbs)
            {
                var distance = verb.First >= noun.End ? verb.First - noun.End : noun.First - verb.End;
                if (distance >= 0 && distance <= Near && !(verb.First < noun.First && IsOnlyGround(read, noun)) && (best is not { } known || distance < known.Distance))
                {
                    best = (noun, verb, distance);
                }
            }
        }

        if (best is { } pair)
        {
            return (pair.Noun, pair.Verb);
        }

        // A roadmap or plan with its years is one, with or without a verb.
        var plan = nouns.FirstOrDefault(n => n.Value is "roadmap" or "action plan" or "agreement" && read.Of(MentionKind.Date).Any(d => d.Date is { IsPeriod: true } && d.First >= n.End && d.First - n.End < 12));
        return plan.End > 0 && Context.StatesIn(read).Count >= 2 ? (plan, null) : null;
    }

    /// <summary>"the agreed plan", "a signed copy", "established": words that stand as adjectives right before another noun say nothing.</summary>
    private static bool IsAdjective(ReadSentence read, Mark verb) => verb.First > 0 && read.Tokens[verb.First - 1].Folded is "newly" or "well" or "fully";

    /// <summary>"under the agreement", "dans le cadre de l'accord": the ground of something else.</summary>
    private static bool IsOnlyGround(ReadSentence read, Mark noun)
    {
        for (var i = Math.Max(0, noun.First - 4); i < noun.First; i++)
        {
            if (read.Tokens[i].Folded is "under" or "cadre" or "virtud" or "vertu" or "marco" or "conformement" or "bajo" or "line" or "accordance" or "pursuant" or "terms" or "thanks" or "grace")
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsBehindAnother(ReadSentence read, Mention date, Mark noun) => read.Sentence.Of("series").Any(s => date.First > s.End && s.First > noun.End);

    private static void AddParties(Draft draft, ReadSentence read, Mark noun, Context context)
    {
        var states = read.States.Where(s => !Participants.IsPlace(read, s) || s.Form == NameForm.Name && IsAfterWith(read, s)).Where(s => s.Form != NameForm.Adjective || IsBeside(read, s, noun)).DistinctBy(s => s.State).ToList();
        if (states.Count >= 2)
        {
            Add(draft, read, states, Confidence.Said);
            return;
        }

        var bodies = read.Of(MentionKind.Body).Where(b => !b.IsInside && b.Form is NameForm.Service or NameForm.Company && !IsSpeakerBody(read, b)).DistinctBy(b => b.Value).ToList();
        if (states.Count + bodies.Count >= 2)
        {
            Add(draft, read, [.. states.Concat(bodies).OrderBy(m => m.First)], Confidence.Beside);
            return;
        }

        // Ministers and generals sign for their States.
        var all = read.Mentions.Where(m => m.State.Length > 0 && m.Kind is MentionKind.State or MentionKind.Office or MentionKind.Body or MentionKind.Person && !Participants.IsPlace(read, m)).DistinctBy(m => m.State).ToList();
        if (all.Count >= 2)
        {
            Add(draft, read, all, Confidence.Beside);
            return;
        }

        Add(draft, read, states, Confidence.Beside);
        var both = read.Of(MentionKind.Both).FirstOrDefault();
        var near = both ?? read.Mentions.FirstOrDefault(m => m.Kind is MentionKind.Person or MentionKind.Office);
        foreach (var state in both is not null || near is not null || states.Count > 0 ? context.Pair(read) : context.PairNear(read))
        {
            draft.Add("parties", FieldValue.Of(state), read, both?.First ?? noun.First, both?.End ?? noun.End, near is null ? Confidence.Guessed : Confidence.Carried);
            draft.States.Add(state);
        }
    }

    private static void Add(Draft draft, ReadSentence read, List<Mention> parties, double confidence)
    {
        foreach (var party in parties)
        {
            draft.Add("parties", FieldValue.Of(party.Kind == MentionKind.Body ? party.Value : party.State), read, party, confidence);
        }
    }

    private static bool IsAfterWith(ReadSentence read, Mention state) => state.First > 0 && read.Tokens[state.First - 1].Folded is "with" or "avec" or "con" or "and" or "et" or "y";

    private static bool IsSpeakerBody(ReadSentence read, Mention body) => body.End < read.Tokens.Count && read.Tokens[body.End].Folded is "said" or "announced" or "says" or "added" || body.First > 1 && read.Tokens[body.First - 1].Folded is "the" or "le" or "el" && read.Tokens[body.First - 2].Folded is "annonce" or "indique" or "informo" or "anuncio" or "precise";

    /// <summary>"the Moroccan-Israeli agreement", "le gouvernement marocain": an adjective that stands by the agreement or a government.</summary>
    private static bool IsBeside(ReadSentence read, Mention adjective, Mark noun)
    {
        var isBeside = adjective.First >= noun.First - 6 && adjective.End <= noun.First || adjective.First >= noun.End && adjective.First - noun.End <= 4;
        var government = Enumerable.Range(Math.Max(0, adjective.First - 2), 5).Any(i => i < read.Tokens.Count && read.Sentence.Has("body-head", i));
        return isBeside || government;
    }

    private static void AddSubject(Draft draft, ReadSentence read, Mark noun)
    {
        var behind = Behind(read, noun.End);
        if (behind is { IsSure: true } sure)
        {
            Add(sure.First, sure.End);
            return;
        }

        // English puts it before the noun: "a military cooperation agreement".
        var first = noun.First;
        while (read.Sentence.Language == Language.English && first > 0 && noun.First - first < 5 && IsOfSubject(read, first - 1))
        {
            first--;
        }

        if (first < noun.First)
        {
            Add(first, noun.First);
        }
        else if (behind is { } found)
        {
            Add(found.First, found.End);
        }

        void Add(int from, int to) => draft.Add("subject", FieldValue.Of(SentenceText.Of(read.Sentence, from, to)), read, from, to, Confidence.Beside);
    }

    private static (int First, int End, bool IsSure)? Behind(ReadSentence read, int at)
    {
        // An acronym in brackets or an adjective may stand between: "(MoU)", "bilatéral", "2023-2027".
        while (at < read.Tokens.Count && (IsDateNext(read, at) || read.Tokens[at].Is("()\"”»") || (at > 0 && read.Tokens[at - 1].Is("(")) || read.Mentions.Any(m => m.First <= at && at < m.End && (m.Form == NameForm.Adjective || m.Kind == MentionKind.Date)) || read.Tokens[at].Folded is "technique" or "technical" or "tecnico" or "additionnel" or "complementaire" or "bilateral" or "bilaterale" or "historique" or "historico" or "signed" or "reached" or "-"))
        {
            at++;
        }

        if (at >= read.Tokens.Count || read.Sentence.At("about", at) is not { } about)
        {
            return null;
        }

        var first = about.End < read.Tokens.Count && read.Tokens[about.End].Folded is "the" or "la" or "le" or "les" or "l'" or "el" or "los" or "las" ? about.End + 1 : about.End;
        var end = first;
        while (end < read.Tokens.Count && end - first < LongestSubject)
        {
            var token = read.Tokens[end];
            var isParty = read.Mentions.Any(m => m.First == end && m.Kind is MentionKind.Date or MentionKind.Amount || m.First == end && m.Kind == MentionKind.State && m.Form != NameForm.Adjective && end == first);
            var isEnd = token.Is(",.;:()\"“”«»—–!?،") || isParty || (end > first && SubjectEnds.Contains(token.Folded)) || (token.Folded is "pour" or "for" or "para" && read.Of(MentionKind.Date).Any(d => d.First > end && d.First - end < 5)) || (token.Folded is "d'" && end + 1 < read.Tokens.Count && read.Tokens[end + 1].Folded == "un");
            var isDateNext = token.Folded is "in" or "on" or "en" or "le" or "el" or "for" or "of" or "de" or "la" && read.Of(MentionKind.Date).Any(d => d.First == end + 1);
            if (isEnd || isDateNext || (end > first && read.Sentence.At("agree", end) is { } agree && !read.Tokens[agree.First].IsCapital))
            {
                break;
            }

            end++;
        }

        return end > first && read.Tokens[first].Folded is not ("be" or "which" or "a" or "an" or "this" or "its" or "other") ? (first, end, read.Sentence.Language != Language.English || read.Tokens[about.First].Folded is "on" or "concerning" or "regarding" or "covering" or "for" or "governing" or "relating") : null;
    }

    private static bool IsDateNext(ReadSentence read, int at) => read.Tokens[at].Folded is "in" or "on" or "en" or "le" or "el" && read.Of(MentionKind.Date).Any(d => d.First == at + 1);

    private static bool IsOfSubject(ReadSentence read, int at)
    {
        var token = read.Tokens[at];
        return token is { IsWord: true, IsNumber: false } && !Lexicon.Of(Language.English).IsFunctionWord(token.Folded) && token.Folded is not ("a" or "an" or "new" or "this" or "another" or "any" or "two" or "three" or "bilateral" or "'s" or "historic" or "landmark" or "first" or "no" or "such" or "similar" or "million" or "billion" or "wide-ranging" or "year" or "major" or "under")
            && !read.Mentions.Any(m => m.First <= at && at < m.End && m.Kind is MentionKind.State or MentionKind.Amount or MentionKind.Date or MentionKind.Person) && read.Sentence.At("agree", at) is null && !read.Sentence.Has("number", at) && !read.Sentence.Has("ordinal", at);
    }

    /// <summary>"L'accord", "the deal", "this agreement": one that was named before.</summary>
    private static bool IsDefinite(ReadSentence read, Mark noun) => noun.First > 0 && read.Tokens[noun.First - 1].Folded is "the" or "this" or "l'" or "le" or "cet" or "ce" or "el" or "este" or "la" or "cette" && (noun.First <= 2 || read.Tokens[noun.First - 1].Folded is "this" or "cet" or "ce" or "este");

    /// <summary>A sentence without a verb of agreeing that goes on about an agreement: its worth, its years.</summary>
    private static Draft? Addition(ReadSentence read, Context context)
    {
        var isAbout = read.Sentence.Of("agreement").Any(n => IsDefinite(read, n)) || read.Tokens[0].Folded is "il" or "elle" or "it" or "its" or "valued" or "worth" or "dotado";
        if (!isAbout)
        {
            return null;
        }

        var draft = new Draft(ProposalKind.Agreement, read) { IsContinuation = true };
        AddValue(draft, read);
        Frame.AddPeriod(draft, read, context);
        return draft.Fields.Count > 0 ? draft : null;
    }
}
